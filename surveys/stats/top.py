from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from .wilson import Interval, wilson_interval


class TopShare(NamedTuple):
    hits: float  # weighted where weights were given
    share: float
    interval: Interval
    n: float  # what the interval rests on
    method: str = "top-two"


def top_codes(values: ArrayLike, *, highest: int = 2) -> np.ndarray:
    """Mask of the `highest` largest distinct values of a scale; nan (no value) is never among them."""
    given, distinct = _steps(values, highest)
    return np.isin(given, distinct[-highest:])


def bottom_codes(values: ArrayLike, *, lowest: int = 2) -> np.ndarray:
    """Mask of the `lowest` smallest distinct values of a scale; nan (no value) is never among them."""
    given, distinct = _steps(values, lowest)
    return np.isin(given, distinct[:lowest])


def top_share(hits: float, base: float, *, effective: float, confidence: float, factor: float = 1.0) -> TopShare | None:
    """Share of the base in the highest (or lowest) categories, with its Wilson interval; None on an empty base.

    effective   n the interval rests on: the base itself, or Kish's effective n
    factor      finite population factor of stats.finite
    """
    # Weighted sums add up to their whole but for rounding.
    if not (0 <= hits <= base * (1 + 1e-9) and effective >= 0):
        raise ValueError(f"need 0 <= hits <= base and an effective n of 0 or more, got {hits}/{base} and {effective}")
    if base == 0 or effective == 0:
        return None
    share, worth = min(1.0, hits / base), max(1.0, effective)
    return TopShare(hits, share, wilson_interval(share * worth, worth, confidence=confidence, factor=factor), worth)


def _steps(values: ArrayLike, wanted: int) -> tuple[np.ndarray, np.ndarray]:
    if wanted < 1:
        raise ValueError(f"need at least one category, got {wanted}")
    given = np.asarray(values, float)
    return given, np.unique(given[~np.isnan(given)])
