import numpy as np

from .frequencies import Frequencies

_ROUNDING = 1e-12  # sums of weights are floating point; half may be missed by less than this share


def median(answers: Frequencies) -> float | None:
    """The middle value, or the mean of the two middle values. Weights are not looked at."""
    n = answers.n
    if not n:
        return None
    reached = np.cumsum(answers.counts)
    low = answers.values[np.searchsorted(reached, (n - 1) // 2 + 1)]
    high = answers.values[np.searchsorted(reached, n // 2 + 1)]
    return float((low + high) / 2)


def weighted_median(answers: Frequencies) -> float | None:
    """The first value, in ascending order, at which the cumulated weight reaches half of the whole."""
    if answers.weight <= 0:
        return None
    reached = np.cumsum(answers.weights)
    half = answers.weight / 2 * (1 - _ROUNDING)
    return float(answers.values[np.searchsorted(reached, half)])
