from math import sqrt
from statistics import NormalDist
from typing import NamedTuple


class Interval(NamedTuple):
    low: float
    high: float


def wilson_interval(hits: float, base: float, *, confidence: float = 0.95) -> Interval:
    """Wilson score interval for a proportion.

    hits, base   counts of respondents, 0 <= hits <= base, base >= 1; with weights, base is the effective n (Kish)
                 and hits the weighted share of it
    confidence   two-sided coverage, strictly between 0 and 1
    returns      (low, high) as fractions of one, always inside [0, 1]

    With p = hits/base and z the normal quantile at (1 + confidence) / 2:

        centre = (p + z²/2n) / (1 + z²/n)
        half   = z·sqrt(p(1 - p)/n + z²/4n²) / (1 + z²/n)

    Assumes a simple random sample: no finite-population correction.
    Source: Wilson (1927), JASA 22, 209-212.
    """
    if not 0 <= hits <= base or base < 1:
        raise ValueError(f"need 0 <= hits <= base and base >= 1, got {hits}/{base}")
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    p, z2 = hits / base, z * z
    centre = (p + z2 / (2 * base)) / (1 + z2 / base)
    half = z * sqrt(p * (1 - p) / base + z2 / (4 * base**2)) / (1 + z2 / base)
    # At the ends the interval touches 0 or 1 exactly; rounding would leave it a hair inside.
    return Interval(0.0 if hits == 0 else max(0.0, centre - half), 1.0 if hits == base else min(1.0, centre + half))
