from math import floor

import numpy as np

from .frequencies import Frequencies


def quantile(answers: Frequencies, share: float) -> float | None:
    """The value below which `share` of the respondents lie; 0 <= share <= 1.

    Linear interpolation between order statistics at h = (n - 1)·share, type 7 of Hyndman & Fan (1996), The American
    Statistician 50, 361-365: what R, numpy and pandas give by default. Unweighted.
    """
    if not 0 <= share <= 1:
        raise ValueError(f"share must be within 0 and 1, got {share}")
    n = answers.n
    if not n:
        return None
    reached = np.cumsum(answers.counts)
    place = (n - 1) * share
    below = floor(place)
    low = answers.values[np.searchsorted(reached, below + 1)]
    high = answers.values[np.searchsorted(reached, min(below + 1, n - 1) + 1)]
    return float(low + (high - low) * (place - below))
