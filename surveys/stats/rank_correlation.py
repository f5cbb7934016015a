import numpy as np
from numpy.typing import ArrayLike

from .correlation import Correlation, correlation_of, pairs
from .sheets import Floats


def spearman(first: ArrayLike, second: ArrayLike, *, confidence: float = 0.95) -> Correlation | None:
    """Pearson's correlation of the ranks, equal answers sharing the mean of theirs: for ordinal items.

    None where fewer than two answered both or one item does not vary. Interval tanh(atanh r ± z·sqrt((1 + r²/2)/(n - 3)));
    p by t with n - 2 degrees of freedom, which is rough under ten pairs.
    Source: Spearman (1904), American Journal of Psychology 15, 72-101; Bonett & Wright (2000), Psychometrika 65, 23-28.
    """
    left, right = pairs(first, second)
    return correlation_of(_ranks(left), _ranks(right), spread=None, confidence=confidence, method="spearman")


def _ranks(values: Floats) -> Floats:
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    ranks: Floats = (last - (counts - 1) / 2)[place]
    return ranks
