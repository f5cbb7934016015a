from math import sqrt
from statistics import NormalDist
from typing import NamedTuple


class NetPromoterScore(NamedTuple):
    """Points of -100..100."""

    value: float
    se: float
    low: float
    high: float


def net_promoter_score(
    promoters: float, detractors: float, base: float, *, effective: float, confidence: float = 0.95
) -> NetPromoterScore | None:
    """Net promoter score of 0-10 answers and its standard error; None on an empty base.

    promoters, detractors   (weighted) number of answers 9-10 and 0-6
    base                    (weighted) number of answers
    effective               n the standard error rests on: the base itself, or Kish's effective n

    With p and d the shares of promoters and detractors:

        value = 100·(p - d),   se = 100·sqrt((p + d - (p - d)²) / n)

    the multinomial variance of a difference of shares; the interval is value ± z·se, cut at ±100.
    Source: Reichheld (2003), Harvard Business Review 81(12), 46-54; Rocks (2016), The American Statistician 70, 365-372.
    """
    if base <= 0 or effective <= 0:
        return None
    p, d = promoters / base, detractors / base
    value = 100 * (p - d)
    se = 100 * sqrt(max(0.0, p + d - (p - d) ** 2) / effective)
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    return NetPromoterScore(value, se, max(-100.0, value - z * se), min(100.0, value + z * se))
