from math import isfinite, sqrt
from typing import NamedTuple

from .finite import checked_factor
from .interval import Difference
from .normal import normal_quantile, two_sided

_ADDED = 3.0  # answers: 3/4 promoters, 3/4 detractors, 3/2 passives


class NetPromoterScore(NamedTuple):
    """Points of -100..100; n is what se and interval rest on."""

    value: float
    se: float
    low: float
    high: float
    n: float
    method: str = "nps"


def net_promoter_score(
    promoters: float, detractors: float, base: float, *, effective: float, confidence: float = 0.95, factor: float = 1.0
) -> NetPromoterScore | None:
    """Net promoter score of 0-10 answers, its standard error and interval; None on an empty base.

    promoters, detractors   (weighted) number of answers 9-10 and 0-6
    base                    (weighted) number of answers
    effective               n the standard error rests on: the base itself, or Kish's effective n
    factor                  finite population factor of stats.finite

    With p and d the shares of promoters and detractors, and f the factor:

        value = 100·(p - d),   se = 100·sqrt(f·(p + d - (p - d)²) / n)

    the multinomial variance of a difference of shares. The interval is the same arithmetic after adding 3f answers, one
    quarter of them promoters and one quarter detractors, cut at ±100: ten promoters of ten are no certainty of a hundred.
    Source: Reichheld (2003), Harvard Business Review 81(12), 46-54; Rocks (2016), The American Statistician 70, 365-372,
    whose adjusted Wald interval (3, T) this is.
    """
    z, f = normal_quantile(confidence), checked_factor(factor)
    if base == 0:
        return None
    p, d, n = _shares(promoters, detractors, base, effective)
    value, se = 100 * (p - d), 100 * _error(p, d, n, f)
    added = _ADDED * f
    drawn_p, drawn_d = (p * n + added / 4) / (n + added), (d * n + added / 4) / (n + added)
    centre, half = 100 * (drawn_p - drawn_d), 100 * z * _error(drawn_p, drawn_d, n + added, f)
    return NetPromoterScore(value, se, max(-100.0, centre - half), min(100.0, centre + half), n)


def difference_of_scores(first: NetPromoterScore | None, second: NetPromoterScore | None, *, confidence: float = 0.95) -> Difference | None:
    """First score minus second, of two groups that share nobody: z interval and two-sided p; None where a score is missing.

        se² = se1² + se2²

    Ends and p are None where neither group has any spread. For small groups (under 30 each) it is a rough guide.
    """
    z = normal_quantile(confidence)
    if first is None or second is None:
        return None
    value, se, n = first.value - second.value, sqrt(first.se**2 + second.se**2), (first.n, second.n)
    if se == 0:
        return Difference(value, None, None, None, None, n, "nps")
    return Difference(value, se, max(-200.0, value - z * se), min(200.0, value + z * se), two_sided(value / se), n, "nps")


def _shares(promoters: float, detractors: float, base: float, effective: float) -> tuple[float, float, float]:
    # Weighted sums add up to their whole but for rounding.
    if not (isfinite(base) and promoters >= 0 and detractors >= 0 and promoters + detractors <= base * (1 + 1e-9)):
        raise ValueError(f"need promoters and detractors of 0 or more within the base, got {promoters} and {detractors} of {base}")
    if not (isfinite(effective) and effective > 0):
        raise ValueError(f"the effective n of somebody's answers is above 0, got {effective}")
    return promoters / base, detractors / base, effective


def _error(p: float, d: float, n: float, factor: float) -> float:
    return sqrt(max(0.0, p + d - (p - d) ** 2) * factor / n)
