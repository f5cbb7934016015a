import numpy as np
from numpy.typing import ArrayLike

from .feldt import feldt_interval
from .sheets import Floats, Reliability, alpha_of_covariance, as_sheets


def pairwise_alpha(items: ArrayLike, *, confidence: float = 0.95) -> Reliability | None:
    """Cronbach's alpha of covariances each over the sheets that answered both of two items.

    items   sheets x items, nan where there is no value

        alpha = k/(k - 1) · (1 - Σ s²_item / Σ all covariances)

    n, and with it Feldt's interval, is that of the pair of items which the fewest sheets answered: no covariance rests on
    fewer, and an average or the number of all sheets would promise more than some of them have. Differences between those
    who answer an item and those who do not go unnoticed.
    None for fewer than two items, where two items have fewer than two sheets in common, where the total does not vary, and
    where the covariances, being of different people, contradict each other so far that alpha would pass 1.
    Source: Cronbach (1951), Psychometrika 16, 297-334; pairwise deletion as in Revelle's R package psych.
    """
    given = as_sheets(items)
    if given.shape[1] < 2:
        return None
    matrix, counts = _pairwise(given)
    fewest = int(counts.min())
    if fewest < 2:
        return None
    alpha = alpha_of_covariance(matrix)
    if alpha is None or alpha > 1 + 1e-9:
        return None
    alpha = min(alpha, 1.0)
    interval = feldt_interval(alpha, items=given.shape[1], sheets=fewest, confidence=confidence)
    return Reliability(alpha, *interval, fewest, given.shape[1], "pairwise")


def _pairwise(given: Floats) -> tuple[Floats, Floats]:
    """Covariances and counts of sheets, items x items."""
    known = ~np.isnan(given)
    there = known.astype(float)
    counts = there.T @ there
    if not len(given) or counts.min() < 2:
        return np.zeros_like(counts), counts
    # About any fixed centre the covariance is the same; near the data it keeps its digits.
    centre = np.where(known, given, 0.0).sum(axis=0) / there.sum(axis=0)
    values = np.where(known, given - centre, 0.0)
    sums = values.T @ there  # of item i over those who also answered j
    return (values.T @ values - sums * sums.T / counts) / (counts - 1), counts
