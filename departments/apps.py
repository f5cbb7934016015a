from typing import TYPE_CHECKING, Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from home.models import User


class DepartmentsConfig(AppConfig):
    name = "departments"
    verbose_name = _("The institution")

    def ready(self) -> None:
        user_logged_in.connect(_renew_groups, dispatch_uid="departments.groups")


def _renew_groups(sender: Any, user: "User", **kwargs: Any) -> None:
    from .groups import derive_groups  # noqa: PLC0415  (models are not there yet when this module is read)

    derive_groups(user=user, today=timezone.localdate())
