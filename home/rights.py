"""Which roles a person holds today. Read live from Assignment, so that a right ends with its term."""

from datetime import date
from typing import TYPE_CHECKING

from .models import Assignment, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from .models import User

_KEPT = "_roles_kept"


def roles_of(user: "User | AnonymousUser", *, today: date) -> list[Assignment]:
    """The assignments in force on that day; none for a visitor or for an account that was switched off."""
    if not user.is_authenticated or not user.is_active:
        return []
    kept: dict[date, list[Assignment]] | None = getattr(user, _KEPT, None)
    if kept is None:
        return list(Assignment.objects.of(user).current(today=today))
    if today not in kept:
        kept[today] = list(Assignment.objects.of(user).current(today=today))
    return kept[today]


def keep_roles(user: "User | AnonymousUser") -> None:
    """Ask once for as long as this object lives: for the user of a request, whose every menu item asks again otherwise."""
    setattr(user, _KEPT, {})


def has_role(user: "User | AnonymousUser", *roles: Role, today: date) -> bool:
    """Whether the person holds at least one of `roles` on that day. A superuser holds none by being one."""
    return any(assignment.role in roles for assignment in roles_of(user, today=today))
