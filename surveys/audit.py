"""One line for everything someone may one day have to answer for."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from surveys.models import AuditEntry

if TYPE_CHECKING:
    from home.models import User


def record(
    *, action: str, subject: str, actor: "User | None" = None, actor_name: str = "", detail: Mapping[str, Any] | None = None, now: datetime
) -> AuditEntry:
    """`actor_name`: the name as it stands today, or what acted where it was no user (a command's operator, the worker)."""
    name = actor_name or (actor.get_full_name() or actor.get_username() if actor else "system")
    return AuditEntry.objects.create(
        at=now, actor=actor, actor_name=name[:120], action=action, subject=subject[:200], detail=dict(detail or {})
    )
