"""Whether two waves asked the same people in the same way, apart from what they asked."""

from collections.abc import Collection
from typing import NamedTuple

from django.db.models import F, Max, Min
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from surveys.models import FrameStratum, Wave


class Population(NamedTuple):
    """Graduates of which years a wave asked, as years before its own: (1, 3) is the three years up to last year's."""

    nearest: int
    farthest: int


def populations(waves: Collection[Wave]) -> dict[int, Population]:
    """By the wave's key, of the waves whose frame was counted by year of graduation. One query."""
    ends = (
        FrameStratum.objects.filter(wave__in=[wave.pk for wave in waves])
        .exclude(cohort=None)
        .values("wave")
        .annotate(first=Min("cohort"), last=Max(Coalesce(F("cohort_last"), F("cohort"))))
        .values_list("wave", "first", "last")
    )
    spans = {key: (first, last) for key, first, last in ends}
    years = {wave.pk: wave.cycle.year if wave.cycle else None for wave in waves}
    return {key: Population(year - spans[key][1], year - spans[key][0]) for key, year in years.items() if year and key in spans}


def population_changed(before: Population | None, after: Population | None) -> str:
    """Why the people asked are not the same kind of people; empty where they are, or where it is not known of either."""
    if before is None or after is None or before == after:
        return ""
    facts = {"before": _years(before), "after": _years(after)}
    return _("graduates of %(after)s years ago were asked, before of %(before)s years ago") % facts


def mode_changed(before: Wave, after: Wave) -> str:
    """Why the way of asking differs; empty where it does not."""
    if before.mode == after.mode:
        return ""
    facts = {"before": before.get_mode_display().lower(), "after": after.get_mode_display().lower()}
    return _("reached %(after)s, before %(before)s") % facts


def _years(population: Population) -> str:
    nearest, farthest = population
    return str(nearest) if nearest == farthest else f"{nearest}–{farthest}"
