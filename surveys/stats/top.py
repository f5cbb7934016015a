from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from .wilson import Interval, wilson_interval


class TopShare(NamedTuple):
    hits: float  # weighted where weights were given
    share: float
    interval: Interval


def top_codes(values: ArrayLike, *, highest: int = 2) -> np.ndarray:
    """Mask of the `highest` largest distinct values of a scale; nan (no value) is never among them."""
    given = np.asarray(values, float)
    distinct = np.unique(given[~np.isnan(given)])
    return np.isin(given, distinct[-highest:])


def top_share(hits: float, base: float, *, effective: float, confidence: float) -> TopShare | None:
    """Share of the base in the highest categories ("top-2 box"), with its Wilson interval; None on an empty base.

    effective   n the interval rests on: the base itself, or Kish's effective n
    """
    if base <= 0 or effective <= 0:
        return None
    share = min(1.0, hits / base)
    worth = max(1.0, effective)
    return TopShare(hits, share, wilson_interval(share * worth, worth, confidence=confidence))
