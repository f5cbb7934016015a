"""Which roles a person holds today. Read live from Assignment, so that a right ends with its term."""

from datetime import date
from typing import TYPE_CHECKING

from .models import Assignment, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from .models import User


def roles_of(user: "User | AnonymousUser", *, today: date) -> list[Assignment]:
    """The assignments in force on that day; none for a visitor or for an account that was switched off."""
    if not user.is_authenticated or not user.is_active:
        return []
    return list(Assignment.objects.of(user).current(today=today))


def has_role(user: "User | AnonymousUser", *roles: Role, today: date) -> bool:
    """Whether the person holds at least one of `roles` on that day. A superuser holds none by being one."""
    return any(assignment.role in roles for assignment in roles_of(user, today=today))
