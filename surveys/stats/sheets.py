"""Answers to the items of a scale, sheet by sheet, and how their items vary together."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


class Reliability(NamedTuple):
    """Cronbach's alpha with the rule for what is missing and the sheets it rests on.

    low, high   Feldt's interval with that n
    rule        listwise, pairwise or median
    """

    alpha: float
    low: float
    high: float
    n: int
    items: int
    rule: str
    method: str = "alpha"


def as_sheets(items: ArrayLike) -> Floats:
    """Sheets x items, nan where there is no value."""
    given = np.asarray(items, float)
    if given.ndim != 2:
        raise ValueError(f"need sheets x items, got {given.ndim} dimensions")
    if np.isinf(given).any():
        raise ValueError("an answer must be a finite number, or nan where there is none")
    return given


def complete(items: ArrayLike) -> Floats:
    """The sheets with a value for every item."""
    given = as_sheets(items)
    return given[~np.isnan(given).any(axis=1)]


def covariance(sheets: Floats) -> Floats | None:
    """Of complete sheets, with n - 1; None for fewer than two. An item that never varies gets exact zeros."""
    n = len(sheets)
    if n < 2:
        return None
    centred = sheets - sheets.mean(axis=0)
    centred[:, (sheets == sheets[0]).all(axis=0)] = 0.0
    found: Floats = centred.T @ centred / (n - 1)
    return found


def alpha_of_covariance(matrix: Floats) -> float | None:
    """k/(k - 1)·(1 - trace / sum of all); None for fewer than two items and where the total does not vary."""
    k, total, trace = len(matrix), float(matrix.sum()), float(np.trace(matrix))
    # What is left of items that cancel each other is rounding, not variance.
    if k < 2 or total <= 1e-9 * trace:
        return None
    return k / (k - 1) * (1 - trace / total)
