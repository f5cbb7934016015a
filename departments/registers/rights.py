"""Rights over a register, by role and read live; rights over a row follow from the queryset the person is given."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.utils import timezone
from wagtail_modeladmin.helpers import ButtonHelper, PermissionHelper

from home.models import Role
from home.rights import has_role

from ..access import departments_for
from ..models import Department

if TYPE_CHECKING:
    from home.models import User

EVERY_ROLE = frozenset(Role)
COORDINATORSHIP = frozenset({Role.COORDINATOR, Role.DEPUTY})


class RegisterRights(PermissionHelper):
    """Nothing is deleted through a register: units are closed, terms are ended, people are erased by their own verb."""

    readers: Collection[Role] = ()
    writers: Collection[Role] = ()
    founders: Collection[Role] = ()
    open_to_superusers = True  # the first coordinator must be appointed by somebody

    def user_can_list(self, user: "User") -> bool:
        return self._holds(user, self.readers)

    user_has_any_permissions = user_can_list

    def user_can_create(self, user: "User") -> bool:
        return self._holds(user, self.founders)

    def user_can_inspect_obj(self, user: "User", obj: Any) -> bool:
        return self._holds(user, self.readers)

    def user_can_edit_obj(self, user: "User", obj: Any) -> bool:
        return self._holds(user, self.writers)

    def user_can_delete_obj(self, user: "User", obj: Any) -> bool:
        return False

    def get_all_model_permissions(self) -> QuerySet[Permission]:
        return Permission.objects.none()  # none is offered for ticking: Assignment is the one authority

    def _holds(self, user: "User", roles: Collection[Role]) -> bool:
        return (self.open_to_superusers and user.is_superuser) or has_role(user, *roles, today=timezone.localdate())


def rights(
    *,
    readers: Collection[Role],
    writers: Collection[Role] = COORDINATORSHIP,
    founders: Collection[Role] = COORDINATORSHIP,
    open_to_superusers: bool = True,
) -> type[RegisterRights]:
    facts = {"readers": readers, "writers": writers, "founders": founders, "open_to_superusers": open_to_superusers}
    return type("Rights", (RegisterRights,), facts)


class RowButtons(ButtonHelper):
    """Asks once per page, not once per row: no right here depends on the row."""

    def __init__(self, view: Any, request: Any) -> None:
        super().__init__(view, request)
        self.permission_helper: _Decided = _Decided(view.permission_helper, request.user)


class _Decided:
    def __init__(self, rights: RegisterRights, user: "User") -> None:
        self._inspect = rights.user_can_inspect_obj(user, None)
        self._edit = rights.user_can_edit_obj(user, None)

    def user_can_inspect_obj(self, user: "User", obj: Any) -> bool:
        return self._inspect

    def user_can_edit_obj(self, user: "User", obj: Any) -> bool:
        return self._edit

    def user_can_delete_obj(self, user: "User", obj: Any) -> bool:
        return False


def listed_departments(user: "User", *, today: date) -> QuerySet[Department]:
    """Departments whose entries in the registers the person may read. Unlike results, an editor reads all of them."""
    if user.is_superuser or has_role(user, Role.EDITOR, today=today):
        return Department.objects.all()
    return departments_for(user, today=today)
