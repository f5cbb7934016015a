"""Which of many programs want looking at: where that is clear among all of them, or where nobody can tell."""

from collections.abc import Sequence
from typing import Literal

from django.db.models import Count, Q

from surveys.charts import Estimate
from surveys.models import ReleasedTable
from surveys.stats.holm import holm
from surveys.stats.score_z import score_z_test

from .changes import Verdict
from .periods import ReleasedWave

Reason = Literal["below", "few_replies", "withheld"]
LEVEL = 0.05  # of all comparisons together, after Holm
LOW_RATE = 15.0  # per cent
OF_THE_WHOLE = 0.5  # of the university's response rate
MOSTLY = 0.5  # of a program's tables


def verdicts(shares: Sequence[Estimate], whole: Estimate | None) -> list[Verdict | None]:
    """Of each share against that of the university, taken as fixed; corrected for there being so many. None where one is hidden.

    p comes from whole percentages, so it is off by what half a point of the share makes.
    """
    if whole is None or not whole.shown or whole.value is None:
        return [None] * len(shares)
    expected = whole.value / 100
    tests = [
        score_z_test(share.value / 100 * share.n, share.n, expected) if share.shown and share.value is not None and share.n else None
        for share in shares
    ]
    known = [number for number, test in enumerate(tests) if test is not None]
    adjusted = dict(zip(known, holm([test.p for test in tests if test is not None]), strict=True))

    def verdict(number: int) -> Verdict | None:
        test = tests[number]
        if test is None:
            return None
        if adjusted[number] >= LEVEL:
            return "same"
        return "up" if test.z > 0 else "down"

    return [verdict(number) for number in range(len(shares))]


def withheld_shares(released: ReleasedWave, codes: Sequence[str]) -> dict[str, float]:
    """Of each program, by code, how much of the wave's tables is withheld, 0 to 1: of the year alone, undivided. One query."""
    withheld = Count("pk", filter=Q(status=ReleasedTable.Status.WITHHELD) & ~Q(reason="no_frame"))
    tables = ReleasedTable.objects.filter(release=released.pk, level="program", years=1, by_variable="", unit_code__in=codes)
    counted = tables.values_list("unit_code").annotate(withheld=withheld, all=Count("pk"))
    return {unit: kept / everything for unit, kept, everything in counted}


def reasons(*, verdict: Verdict | None, rate: Estimate, whole_rate: Estimate, withheld: float) -> tuple[Reason, ...]:
    found: list[Reason] = []
    if verdict == "down":
        found.append("below")
    if rate.shown and rate.value is not None and rate.value < _low(whole_rate):
        found.append("few_replies")
    if withheld >= MOSTLY:
        found.append("withheld")
    return tuple(found)


def _low(whole: Estimate) -> float:
    """Under which a response rate is low: a fixed mark, or half of the university's where that is higher."""
    return max(LOW_RATE, OF_THE_WHOLE * whole.value) if whole.shown and whole.value is not None else LOW_RATE
