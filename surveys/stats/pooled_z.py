from math import isfinite, sqrt
from typing import NamedTuple

from .normal import two_sided


class PooledZ(NamedTuple):
    z: float
    p: float
    n: tuple[float, float]
    method: str = "difference-of-shares"


def pooled_z_test(hits: float, base: float, other_hits: float, other_base: float) -> PooledZ | None:
    """Test of two equal shares; None where a group is empty or where everybody of both gave the same answer.

        z = (p1 - p2) / sqrt(P(1 - P)·(1/n1 + 1/n2)),   P = (hits1 + hits2) / (n1 + n2)

    p is two-sided and not corrected for continuity; z² is Pearson's chi-squared of the two-by-two table. Rests on five or
    more hits and misses in each group; with fewer, look at the interval of stats.newcombe instead.
    Source: Pearson (1900), Philosophical Magazine 50, 157-175.
    """
    for hit, n in ((hits, base), (other_hits, other_base)):
        if not (isfinite(n) and 0 <= hit <= n):
            raise ValueError(f"need 0 <= hits <= base, got {hit}/{n}")
    if not base or not other_base:
        return None
    pooled = (hits + other_hits) / (base + other_base)
    variance = pooled * (1 - pooled) * (1 / base + 1 / other_base)
    if variance <= 0:
        return None
    z = (hits / base - other_hits / other_base) / sqrt(variance)
    return PooledZ(z, two_sided(z), (base, other_base))
