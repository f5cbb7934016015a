"""What a wave may become from where it stands, and how it says no."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from surveys import audit
from surveys.models import Wave

if TYPE_CHECKING:
    from home.models import User

State = Wave.State
FROM = {
    State.APPROVED: {State.DRAFT},
    State.OPEN: {State.APPROVED},
    State.CLOSED: {State.OPEN},
    State.REVIEWED: {State.CLOSED},
    State.RELEASED: {State.CLOSED, State.REVIEWED, State.RELEASED},
    State.ARCHIVED: {State.CLOSED, State.REVIEWED, State.RELEASED},
}


class Refused(Exception):
    """Nothing was changed; `reasons` are sentences for the person who asked."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def lock(wave: Wave) -> Wave:
    """The wave as it stands in the database; it stays so until the transaction ends. Waits for submissions under way."""
    return Wave.objects.select_for_update(of=("self",)).select_related("questionnaire", "version").get(pk=wave.pk)


def reasons_against(wave: Wave, to: str) -> list[str]:
    if wave.state in FROM[State(to)]:
        return []
    return [_("A wave that is %(now)s cannot become %(wanted)s.") % {"now": wave.get_state_display(), "wanted": State(to).label}]


def refuse_if(reasons: Sequence[str]) -> None:
    if reasons:
        raise Refused(*reasons)


def enter(wave: Wave, to: str, *, by: "User | None", now: datetime, fields: Sequence[str] = (), **detail: object) -> Wave:
    """Save the new state with `fields`, and write it down."""
    wave.state = to
    wave.save(update_fields=["state", *fields])
    audit.record(action=f"wave.{to}", subject=str(wave), actor=by, detail={"wave": wave.pk, **detail}, now=now)
    return wave
