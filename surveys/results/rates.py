"""Response rates of a closed wave: replied of invited, from the frame counted at launch."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Sum

from surveys.disclosure.groups import Group
from surveys.disclosure.policy import Policy, Reason
from surveys.disclosure.rounding import flag, whole_percent
from surveys.disclosure.tree import reasons_to_withhold
from surveys.models import FrameStratum, Wave

from .tables import RateBody
from .units import UnitTree


@dataclass(frozen=True, slots=True)
class Rate:
    reason: Reason | str | None
    body: RateBody | None


def response_rates(wave: Wave, tree: UnitTree, *, threshold: int) -> dict[int, Rate]:
    """By unit of the tree that has a frame; empty where the wave has none (imported without one, or an open link).

    A unit is withheld where fewer than the threshold were invited, or where some replied, but fewer than that: who knows that
    three replied knows that each answer of the unit was given at most three times.
    """
    return rates_of(_strata(wave), tree, threshold=threshold)


def populations(wave: Wave, tree: UnitTree) -> dict[int, int]:
    """How many could have answered, by unit of the tree; empty where the wave has no frame."""
    found: dict[int, int] = {}
    for code, population, _invited, _replied in _strata(wave):
        for unit in tree.path(tree.index["program", code]) if code else [0]:
            found[unit] = found.get(unit, 0) + population
    return found


def _strata(wave: Wave) -> Iterable[tuple[str | None, int, int, int]]:
    return (
        FrameStratum.objects.filter(wave=wave, replied__isnull=False)
        .values_list("program__code")
        .annotate(Sum("population"), Sum("invited"), Sum("replied"))
        .order_by("program__code")
    )


def rates_of(strata: Iterable[tuple[str | None, int, int, int]], tree: UnitTree, *, threshold: int) -> dict[int, Rate]:
    """strata   (program, population, invited, replied); no program for those who rate none"""
    leaves = len(tree.units) + 1
    direct = [(0, 0, 0)] * leaves
    for code, population, invited, replied in strata:
        direct[tree.index["program", code] if code else leaves - 1] = (population, invited, replied)
    policy = Policy(threshold=threshold)
    reasons = reasons_to_withhold(tree.hierarchy, [Group((invited, replied)) for _, invited, replied in direct], policy=policy)
    sums = [list(counts) for counts in direct]
    parents = tree.hierarchy.parents
    for unit in range(leaves - 1, 0, -1):
        sums[parents[unit]] = [a + b for a, b in zip(sums[parents[unit]], sums[unit], strict=True)]
    return {
        unit: Rate(reasons[unit], None if reasons[unit] else _body(*sums[unit])) for unit in range(len(tree.units)) if sums[unit][1] > 0
    }


def _body(population: int, invited: int, replied: int) -> RateBody:
    return {
        "measure": "rate",
        "base": invited,
        "population": population,
        "replied": replied,
        "percent": whole_percent(replied, invited),
        "flag": flag(replied, invited),
    }
