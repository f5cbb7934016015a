import numpy as np
from numpy.typing import ArrayLike

from .feldt import feldt_interval
from .sheets import Floats, Reliability, alpha_of_covariance, as_sheets, covariance


def median_imputed_alpha(items: ArrayLike, *, confidence: float = 0.95) -> Reliability | None:
    """Cronbach's alpha after giving each missing answer the median of those who answered the item.

    items   sheets x items, nan where there is no value

    A sheet without any answer is left out; n is the number of the others, and Feldt's interval uses it. The imputed
    answers are treated as if given, so that alpha is drawn towards 0 and the interval too narrow the more are missing: a
    rule to compare with (SPSS and R users do), not one to prefer.
    None for fewer than two items or sheets, for an item that nobody answered, and where the totals do not vary.
    Source: Cronbach (1951), Psychometrika 16, 297-334; Little & Rubin (2019), Statistical Analysis with Missing Data,
    section 4.2, on what filling in the middle does.
    """
    given = as_sheets(items)
    answered = given[~np.isnan(given).all(axis=1)]
    k = given.shape[1]
    if k < 2 or len(answered) < 2 or np.isnan(answered).all(axis=0).any():
        return None
    filled: Floats = np.where(np.isnan(answered), np.nanmedian(answered, axis=0), answered)
    matrix = covariance(filled)
    alpha = None if matrix is None else alpha_of_covariance(matrix)
    if alpha is None:
        return None
    alpha = min(alpha, 1.0)  # rounding
    interval = feldt_interval(alpha, items=k, sheets=len(filled), confidence=confidence)
    return Reliability(alpha, *interval, len(filled), k, "median")
