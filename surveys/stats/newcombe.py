from math import sqrt

from .interval import Difference
from .pooled_z import pooled_z_test
from .wilson import wilson_interval


def difference_of_shares(hits: float, base: float, other_hits: float, other_base: float, *, confidence: float = 0.95) -> Difference | None:
    """Share of the first group minus that of the second, of two groups that share nobody; None where one is empty.

    hits, base               of the first group, as of stats.wilson: counts, or the weighted share of the effective n
    other_hits, other_base   of the second

    With p, l, u the share of a group and the ends of its Wilson interval:

        low  = p1 - p2 - sqrt((p1 - l1)² + (u2 - p2)²)
        high = p1 - p2 + sqrt((u1 - p1)² + (p2 - l2)²)

    se is sqrt(p1(1 - p1)/n1 + p2(1 - p2)/n2); p is of the pooled z test, which now and then disagrees with the interval
    about a difference on the edge. No finite population factor: the question is whether the groups differ by more than
    chance (Cochran 1977, section 2.14).
    Source: Newcombe (1998), Statistics in Medicine 17, 873-890, method 10.
    """
    first = wilson_interval(hits, base, confidence=confidence) if base or hits else None
    second = wilson_interval(other_hits, other_base, confidence=confidence) if other_base or other_hits else None
    if first is None or second is None:
        return None
    p, q = hits / base, other_hits / other_base
    value = p - q
    low = value - sqrt((p - first.low) ** 2 + (second.high - q) ** 2)
    high = value + sqrt((first.high - p) ** 2 + (q - second.low) ** 2)
    se = sqrt(p * (1 - p) / base + q * (1 - q) / other_base)
    test = pooled_z_test(hits, base, other_hits, other_base)
    return Difference(value, se, max(-1.0, low), min(1.0, high), test.p if test else None, (base, other_base), "difference-of-shares")
