"""While a wave is open: how many were asked and how many replied, and nothing else."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from departments.models import Program
from surveys.charts.numbers import NOTHING, count, percent
from surveys.collection.rates import Rate, guarded_total, rates_of_waves, totals
from surveys.definition.drafts import STREAMS
from surveys.models import Wave


@dataclass(frozen=True, slots=True)
class RateLine:
    """`names`: one program with its level, or those that are counted together because they are small; empty for the whole wave."""

    names: tuple[str, ...]
    invited: str
    replied: str
    rate: str
    width: int  # 0-100, of the bar
    hidden: bool


@dataclass(frozen=True, slots=True)
class Fieldwork:
    wave: Wave
    closes_at: datetime | None
    total: RateLine
    lines: tuple[RateLine, ...]


def open_fieldwork(*, programs: QuerySet[Program], minimum: int, language: str) -> list[Fieldwork]:
    """Open waves in which graduates or employers of these programs were asked; pilots are nobody's result."""
    drafts = [f"questionnaire__{stream}" for stream in STREAMS]
    waves = list(Wave.objects.answering().counted().select_related("questionnaire").defer(*drafts).order_by("closes_at", "pk"))
    if not waves:
        return []
    rates_of, whole_of = rates_of_waves(waves, programs=programs, minimum=minimum), totals(waves)
    found = [(wave, rates_of[wave.pk]) for wave in waves]
    shown = [(wave, rates, guarded_total(whole_of[wave.pk], rates, minimum=minimum)) for wave, rates in found if rates]
    return [
        Fieldwork(wave, wave.closes_at, _line(whole, language), tuple(_line(rate, language) for rate in rates))
        for wave, rates, whole in shown
    ]


def _line(rate: Rate, language: str) -> RateLine:
    names = tuple(f"{program.name}, {program.get_level_display()}" for program in rate.programs)
    invited = count(rate.invited, language)
    if rate.replied is None or rate.share is None:
        return RateLine(names, invited, NOTHING, NOTHING, 0, hidden=rate.replied is None)
    share = 100 * rate.share
    return RateLine(names, invited, count(rate.replied, language), percent(share, language), round(share), hidden=False)
