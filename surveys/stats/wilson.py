from math import isfinite, sqrt

from .finite import checked_factor
from .interval import Estimate, Interval
from .normal import normal_quantile

__all__ = ["Interval", "wilson_interval", "wilson_share"]


def wilson_interval(hits: float, base: float, *, confidence: float = 0.95, factor: float = 1.0) -> Interval:
    """Wilson score interval for a proportion.

    hits, base   counts of respondents, 0 <= hits <= base, base >= 1; with weights, base is the effective n (Kish)
                 and hits the weighted share of it
    confidence   two-sided coverage, strictly between 0 and 1
    factor       finite population factor f of stats.finite; 1 for a population without end
    returns      (low, high) as fractions of one, always inside [0, 1]

    With p = hits/base and z the normal quantile at (1 + confidence) / 2, times sqrt(f):

        centre = (p + z²/2n) / (1 + z²/n)
        half   = z·sqrt(p(1 - p)/n + z²/4n²) / (1 + z²/n)

    These are the P with (p - P)² <= z²·f·P(1 - P)/n, so that with f = 0, everybody having answered, p alone is left.
    Assumes a simple random sample.
    Source: Wilson (1927), JASA 22, 209-212; with the factor O'Neill (2021), arXiv:2109.12464.
    """
    if not (isfinite(base) and 0 <= hits <= base) or base < 1:
        raise ValueError(f"need 0 <= hits <= base and base >= 1, got {hits}/{base}")
    z = normal_quantile(confidence) * sqrt(checked_factor(factor))
    p, z2 = hits / base, z * z
    centre = (p + z2 / (2 * base)) / (1 + z2 / base)
    half = z * sqrt(p * (1 - p) / base + z2 / (4 * base**2)) / (1 + z2 / base)
    # At the ends the interval touches 0 or 1 exactly; rounding would leave it a hair inside.
    return Interval(0.0 if hits == 0 else max(0.0, centre - half), 1.0 if hits == base else min(1.0, centre + half))


def wilson_share(hits: float, base: float, *, confidence: float = 0.95, factor: float = 1.0) -> Estimate | None:
    """hits/base with its Wilson interval and the standard error sqrt(f·p(1 - p)/n); None on an empty base."""
    if base == 0 and hits == 0:
        return None
    low, high = wilson_interval(hits, base, confidence=confidence, factor=factor)
    p = hits / base
    return Estimate(p, sqrt(factor * p * (1 - p) / base), low, high, base, "wilson")
