"""Answers to one item as a frequency table: what every statistic here takes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True, slots=True)
class Frequencies:
    """values    distinct, ascending
    counts    respondents per value
    weights   sums of their weights per value; equal to counts where there are no weights
    """

    values: NDArray[np.float64]
    counts: NDArray[np.int64]
    weights: NDArray[np.float64]

    @property
    def n(self) -> int:
        return int(self.counts.sum())

    @property
    def weight(self) -> float:
        return float(self.weights.sum())


def from_counts(values: ArrayLike, counts: ArrayLike, weights: ArrayLike | None = None) -> Frequencies:
    """Values in any order, repeated or not; those nobody gave are dropped."""
    given = np.asarray(values, float)
    number = np.asarray(counts, np.int64)
    mass = number.astype(float) if weights is None else np.asarray(weights, float)
    distinct, place = np.unique(given[number > 0], return_inverse=True)
    kept = number > 0
    return Frequencies(
        distinct,
        np.bincount(place, number[kept], distinct.size).astype(np.int64),
        np.bincount(place, mass[kept], distinct.size).astype(float),
    )


def from_values(values: ArrayLike, weights: ArrayLike | None = None) -> Frequencies:
    """One value per respondent."""
    given = np.asarray(values, float)
    distinct, place = np.unique(given, return_inverse=True)
    counts = np.bincount(place, minlength=distinct.size)
    mass = counts if weights is None else np.bincount(place, np.asarray(weights, float), distinct.size)
    return Frequencies(distinct, counts.astype(np.int64), mass.astype(float))
