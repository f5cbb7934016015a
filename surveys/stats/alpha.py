from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .feldt import feldt_interval
from .sheets import Reliability, complete


class Moments(NamedTuple):
    """Sums over the complete sheets of a group; they add up over disjoint groups."""

    n: int
    items: NDArray[np.float64]  # Σx per item
    squares: NDArray[np.float64]  # Σx² per item
    total: float  # Σt, t the sum of a sheet's items
    total_squares: float  # Σt²


def moments(items: ArrayLike) -> Moments:
    """items   sheets x items, nan where there is no value; a sheet with any nan is left out (listwise)."""
    whole = complete(items)
    totals = whole.sum(axis=1)
    return Moments(len(whole), whole.sum(axis=0), (whole**2).sum(axis=0), float(totals.sum()), float((totals**2).sum()))


def cronbach_alpha(sums: Moments) -> float | None:
    """Cronbach's alpha, listwise: n is what remains after leaving out incomplete sheets.

        alpha = k/(k - 1) · (1 - Σ s²_item / s²_total),   variances with n - 1

    None for fewer than two items or sheets, and where the totals do not vary. May be negative.
    Unweighted. Source: Cronbach (1951), Psychometrika 16, 297-334, formula 2.
    """
    k, n = len(sums.items), sums.n
    if k < 2 or n < 2:
        return None
    within = float((sums.squares - sums.items**2 / n).sum())
    between = sums.total_squares - sums.total**2 / n
    # Whole-number scales give exact sums; anything this small is rounding of a total that does not vary.
    if between <= 1e-9 * max(1.0, sums.total_squares):
        return None
    return k / (k - 1) * (1 - within / between)


def listwise_alpha(sums: Moments, *, confidence: float = 0.95) -> Reliability | None:
    """The same with Feldt's interval, whose n is that of the complete sheets; None where there is no alpha."""
    alpha = cronbach_alpha(sums)
    if alpha is None:
        return None
    alpha = min(alpha, 1.0)  # rounding; with n - 1 throughout it is never more
    interval = feldt_interval(alpha, items=len(sums.items), sheets=sums.n, confidence=confidence)
    return Reliability(alpha, *interval, sums.n, len(sums.items), "listwise")
