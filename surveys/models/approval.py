from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState

from home.models import Role
from home.rights import has_role

if TYPE_CHECKING:
    from home.models import User

    from .questionnaire import Questionnaire

APPROVERS = (Role.COORDINATOR, Role.DEPUTY)


def may_approve(user: "User", questionnaire: "Questionnaire", *, today: date) -> bool:
    """An office that approves, held today, by somebody who wrote nothing of what is to be approved."""
    return has_role(user, *APPROVERS, today=today) and user.pk not in questionnaire.authors()


class SecondPersonTask(Task):
    """Approval by the coordinator or the deputy, never by an author. Rights are read live from assignments, not from groups."""

    class Meta:
        verbose_name = _("approval by a second person")
        verbose_name_plural = _("approvals by a second person")

    def user_can_access_editor(self, obj: Any, user: "User") -> bool:
        return has_role(user, *APPROVERS, today=timezone.localdate())

    def locked_for_user(self, obj: Any, user: "User") -> bool:
        return not self.user_can_access_editor(obj, user)

    def user_can_lock(self, obj: Any, user: "User") -> bool:
        return self.user_can_access_editor(obj, user)

    def get_actions(self, obj: Any, user: "User") -> list[tuple[str, Any, bool]]:
        today = timezone.localdate()
        if not has_role(user, *APPROVERS, today=today):
            return []
        refuse = ("reject", _("Request changes"), True)
        approve = ("approve", _("Approve"), False)  # Wagtail adds that it publishes
        return [refuse, approve] if may_approve(user, obj, today=today) else [refuse]

    def get_task_states_user_can_moderate(self, user: "User", **kwargs: Any) -> QuerySet[TaskState]:
        states = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        if not has_role(user, *APPROVERS, today=timezone.localdate()):
            return states.none()
        return states.exclude(revision__user=user)

    @classmethod
    def get_description(cls) -> Any:
        return _("The coordinator or the deputy approves; whoever wrote a part of it does not.")
