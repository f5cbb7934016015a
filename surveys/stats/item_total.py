from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from .sheets import Floats, alpha_of_covariance, complete, covariance


class ItemOfScale(NamedTuple):
    """correlation     of the item with the sum of the others; None where one of them does not vary
    alpha_without   Cronbach's alpha of the scale without the item; None where fewer than two items are left or they do not vary
    n               complete sheets
    """

    correlation: float | None
    alpha_without: float | None
    n: int
    method: str = "item-total"


def items_of_scale(items: ArrayLike) -> list[ItemOfScale]:
    """Per item: how well it goes with the rest of its scale, and what alpha would be without it. Listwise, unweighted.

    items   sheets x items, nan where there is no value, reversed items already turned round
    returns one line per item, in their order; none of them with figures for fewer than two complete sheets

        r = cov(x, T - x) / sqrt(var(x)·var(T - x)),   T the sum of the items

    The item is taken out of the total ("corrected"): otherwise it correlates with itself. A negative r mostly means an item
    that was not turned round. Source: Nunnally & Bernstein (1994), Psychometric Theory, 3rd ed., ch. 8.
    """
    sheets = complete(items)
    matrix = covariance(sheets)
    if matrix is None:
        return [ItemOfScale(None, None, len(sheets))] * sheets.shape[1]
    return [ItemOfScale(_with_the_rest(matrix, i), _without(matrix, i), len(sheets)) for i in range(len(matrix))]


def _with_the_rest(matrix: Floats, item: int) -> float | None:
    own = float(matrix[item, item])
    shared = float(matrix[item].sum()) - own
    rest = float(matrix.sum()) - own - 2 * shared
    if own <= 0 or rest <= 1e-9 * float(np.trace(matrix)):
        return None
    return max(-1.0, min(1.0, shared / sqrt(own * rest)))


def _without(matrix: Floats, item: int) -> float | None:
    return alpha_of_covariance(np.delete(np.delete(matrix, item, axis=0), item, axis=1))
