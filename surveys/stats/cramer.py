from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from .chi_squared import chi_squared_above


class CramersV(NamedTuple):
    """value     0 for none to 1 for perfect association
    p         of Pearson's chi-squared
    smallest  smallest expected count; under 5, p is rough
    n         respondents in the table
    """

    value: float
    chi_squared: float
    freedom: int
    p: float
    smallest: float
    n: int
    method: str = "cramers-v"


def cramers_v(table: ArrayLike) -> CramersV | None:
    """Association of two nominal items from their cross-table of counts; None where one item has a single answer.

    table   respondents, first item x second; rows and columns that nobody chose are left out

        V = sqrt(chi²/n / (min(rows, columns) - 1)),   chi² = Σ (seen - expected)²/expected

    Biased upwards in small tables: two items that have nothing to do with each other give about sqrt((r - 1)(c - 1)/(n·(min - 1))).
    No correction for continuity. Source: Cramér (1946), Mathematical Methods of Statistics, section 21.9.
    """
    seen = np.asarray(table)
    if seen.ndim != 2:
        raise ValueError(f"need a table of rows and columns, got {seen.ndim} dimensions")
    if seen.size and not (np.isfinite(seen).all() and (seen >= 0).all() and (seen == np.floor(seen)).all()):
        raise ValueError("a cross-table holds whole numbers of respondents, 0 or more")
    seen = seen.astype(float)
    seen = seen[seen.sum(axis=1) > 0][:, seen.sum(axis=0) > 0]
    rows, columns = seen.shape
    if min(rows, columns) < 2:
        return None
    n = float(seen.sum())
    expected = np.outer(seen.sum(axis=1) / n, seen.sum(axis=0))
    chi_squared = float(((seen - expected) ** 2 / expected).sum())
    freedom = (rows - 1) * (columns - 1)
    value = sqrt(min(1.0, chi_squared / n / (min(rows, columns) - 1)))
    return CramersV(value, chi_squared, freedom, chi_squared_above(chi_squared, freedom), float(expected.min()), int(n))
