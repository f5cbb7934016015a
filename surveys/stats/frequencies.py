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
    """Values in any order, repeated or not; those nobody gave are dropped, and may then be nan.

    weights   sums per value, above 0 wherever somebody gave it
    """
    given = np.asarray(values, float)
    number = np.asarray(counts)
    if number.shape != given.shape:
        raise ValueError(f"{given.size} values, but {number.size} counts")
    if number.size and not (np.isfinite(number).all() and (number >= 0).all() and (number == np.floor(number)).all()):
        raise ValueError("counts are whole numbers of respondents, 0 or more")
    number = number.astype(np.int64)
    kept = number > 0
    mass = number.astype(float) if weights is None else _mass(weights, given, kept)
    distinct, place = np.unique(_finite(given[kept]), return_inverse=True)
    return Frequencies(
        distinct,
        np.bincount(place, number[kept], distinct.size).astype(np.int64),
        np.bincount(place, mass[kept], distinct.size).astype(float),
    )


def from_values(values: ArrayLike, weights: ArrayLike | None = None) -> Frequencies:
    """One value per respondent. Who gave none is left out before; a nan is a ValueError.

    weights   one per respondent, above 0: who counts for nothing is no respondent
    """
    given = _finite(np.asarray(values, float))
    distinct, place = np.unique(given, return_inverse=True)
    counts = np.bincount(place, minlength=distinct.size)
    mass = counts if weights is None else np.bincount(place, _mass(weights, given, np.ones(given.shape, bool)), distinct.size)
    return Frequencies(distinct, counts.astype(np.int64), mass.astype(float))


def checked_weights(weights: ArrayLike) -> NDArray[np.float64]:
    mass = np.asarray(weights, float)
    if not (np.isfinite(mass).all() and (mass > 0).all()):
        raise ValueError("a weight must be a number above 0")
    return mass


def _finite(values: NDArray[np.float64]) -> NDArray[np.float64]:
    if values.ndim != 1:
        raise ValueError(f"need one value per respondent, got {values.ndim} dimensions")
    if not np.isfinite(values).all():
        raise ValueError("a value must be a finite number; leave out those who gave none")
    return values


def _mass(weights: ArrayLike, values: NDArray[np.float64], kept: NDArray[np.bool_]) -> NDArray[np.float64]:
    mass = np.asarray(weights, float)
    if mass.shape != values.shape:
        raise ValueError(f"{values.size} values, but {mass.size} weights")
    checked_weights(mass[kept])
    return mass
