"""What the DDI file of a published version says beside its document."""

from datetime import date, datetime

from django.utils.timezone import localdate

from surveys.models import QuestionnaireVersion, Wave
from surveys.questions import Text

from .ddi_study import Facts, WaveDates


def facts_of(version: QuestionnaireVersion, *, organisation: Text, produced: date) -> Facts:
    """Waves in the order of opening, without pilots; a wave moved to this version later counts as its own."""
    waves = version.waves.counted().order_by("opened_at", "name")
    return Facts(
        number=version.number,
        published=localdate(version.published_at),
        approved_as=version.approved_as,
        structure_hash=version.structure_hash,
        text_hash=version.text_hash,
        organisation=organisation,
        waves=tuple(_dates(wave) for wave in waves),
        produced=produced,
    )


def _dates(wave: Wave) -> WaveDates:
    return WaveDates(wave.name, _day(wave.opened_at), _day(wave.closed_at or wave.closes_at))


def _day(moment: datetime | None) -> date | None:
    return localdate(moment) if moment else None
