from math import isfinite

from .fisher import f_quantile
from .interval import Interval
from .normal import checked_confidence


def feldt_interval(alpha: float, *, items: int, sheets: int, confidence: float = 0.95) -> Interval:
    """Interval of Cronbach's alpha.

    items    at least 2
    sheets   the sheets alpha was computed from, at least 2: after listwise deletion those that were left

        1 - (1 - alpha)·F(1 - e),   1 - (1 - alpha)·F(e),   e = (1 - confidence)/2

    F(q) the quantile of Fisher's F with n - 1 and (n - 1)(k - 1) degrees of freedom. Exact for items of normal scores with
    equal variances and equal covariances; for Likert items of unequal spread it is somewhat narrow.
    Source: Feldt (1965), Psychometrika 30, 357-370; Feldt, Woodruff & Salih (1987), Applied Psychological Measurement
    11, 93-103, formulas 6 and 7.
    """
    checked_confidence(confidence)
    if items < 2 or sheets < 2 or not (isfinite(alpha) and alpha <= 1):
        raise ValueError(f"need at least 2 items, 2 sheets and an alpha of at most 1, got {items}, {sheets} and {alpha}")
    top, bottom = float(sheets - 1), float((sheets - 1) * (items - 1))
    tail = (1 - confidence) / 2
    return Interval(1 - (1 - alpha) * f_quantile(1 - tail, top, bottom), 1 - (1 - alpha) * f_quantile(tail, top, bottom))
