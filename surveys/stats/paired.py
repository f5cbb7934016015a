import numpy as np
from numpy.typing import ArrayLike

from .effective import effective_n
from .frequencies import Frequencies, checked_weights, from_values
from .interval import Difference
from .student import t_two_sided
from .t_interval import mean_interval


def paired_difference(
    first: ArrayLike, second: ArrayLike, *, weights: ArrayLike | None = None, confidence: float = 0.95
) -> Difference | None:
    """Mean of first minus second over the respondents who answered both; None where nobody did.

    first, second   one value per respondent, nan where there is none (required and acquired, importance and performance)
    weights         one per respondent, above 0

    Each pair gives one difference; mean, Student's interval and p are those of the differences (stats.t_interval), n is
    the number of pairs. What those say who answered one of the two only is in neither mean, so that both sides are about
    the same people.
    Source: Student (1908), Biometrika 6, 1-25.
    """
    left, right = np.asarray(first, float), np.asarray(second, float)
    if left.ndim != 1 or left.shape != right.shape:
        raise ValueError(f"need two columns of one length, got {left.shape} and {right.shape}")
    both = ~(np.isnan(left) | np.isnan(right))
    if weights is None:
        return difference_of_pairs(from_values(left[both] - right[both]), confidence=confidence)
    mass = checked_weights(weights)
    if mass.shape != left.shape:
        raise ValueError(f"{left.size} respondents, but {mass.size} weights")
    kept = mass[both]
    worth = effective_n(float(kept.sum()), float((kept**2).sum()))
    return difference_of_pairs(from_values(left[both] - right[both], kept), effective=worth, confidence=confidence)


def difference_of_pairs(differences: Frequencies, *, effective: float | None = None, confidence: float = 0.95) -> Difference | None:
    """The same from a table of differences, as a cross-table of the two items gives it."""
    found = mean_interval(differences, effective=effective, confidence=confidence) if differences.n else None
    if found is None:
        return None
    p = None if found.se is None else t_two_sided(found.value / found.se, found.n - 1)
    return Difference(found.value, found.se, found.low, found.high, p, (found.n, found.n), "paired-difference")
