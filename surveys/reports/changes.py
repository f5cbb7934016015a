"""Whether two figures differ by more than their samples explain."""

from math import sqrt
from typing import Literal, NamedTuple

from surveys.charts import Estimate

Verdict = Literal["up", "down", "same"]


class Change(NamedTuple):
    """value: after minus before, with its interval; verdict "same" where the interval holds zero."""

    value: float
    low: float
    high: float

    @property
    def verdict(self) -> Verdict:
        if self.low > 0:
            return "up"
        return "down" if self.high < 0 else "same"


def change(before: Estimate | None, after: Estimate) -> Change | None:
    """Difference of two independent figures from their own intervals; None where a figure or an interval is missing.

    With d = b - a and the two intervals (l_a, u_a), (l_b, u_b) of the same confidence:

        d - sqrt((b - l_b)² + (u_a - a)²)   to   d + sqrt((u_b - b)² + (a - l_a)²)

    Source: Newcombe (1998), Statistics in Medicine 17, 873-890, method 10, for two Wilson intervals; Zou and Donner (2008),
    Statistics in Medicine 27, 1693-1702, for any others. Waves are taken as independent: nobody's answers are linked.
    """
    if before is None or not (before.shown and after.shown):
        return None
    a, b = before.value, after.value
    ends = (before.low, before.high, after.low, after.high)
    if a is None or b is None or None in ends:
        return None
    low_a, high_a, low_b, high_b = (float(end or 0) for end in ends)
    d = b - a
    return Change(d, d - sqrt((b - low_b) ** 2 + (high_a - a) ** 2), d + sqrt((high_b - b) ** 2 + (a - low_a) ** 2))


def against(own: Estimate, whole: Estimate | None) -> Verdict | None:
    """Where a unit stands beside the whole it belongs to: clearly above, clearly below, or not to be told apart.

    The whole holds the unit's own answers, so its figure is taken as fixed and held against the unit's interval.
    """
    if whole is None or not (own.shown and whole.shown) or whole.value is None or own.low is None or own.high is None:
        return None
    if whole.value < own.low:
        return "up"
    return "down" if whole.value > own.high else "same"
