from math import atanh, copysign, sqrt, tanh
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from .normal import normal_quantile
from .sheets import Floats
from .student import t_two_sided


class Correlation(NamedTuple):
    """n counts pairs.

    low, high   None for three pairs or fewer and for a perfect line, on which nothing tells how far chance may have helped
    p           None for three pairs or fewer
    """

    value: float
    low: float | None
    high: float | None
    p: float | None
    n: int
    method: str


def pearson(first: ArrayLike, second: ArrayLike, *, confidence: float = 0.95) -> Correlation | None:
    """Product-moment correlation over the respondents who answered both; None where fewer than two did or one does not vary.

        r = Σ(x - mx)(y - my) / sqrt(Σ(x - mx)²·Σ(y - my)²)

    Interval by Fisher's transformation, tanh(atanh r ± z/sqrt(n - 3)); p two-sided of t = r·sqrt((n - 2)/(1 - r²)) with n - 2
    degrees of freedom. Linear association only; the interval assumes a bivariate normal distribution.
    Source: Pearson (1896), Philosophical Transactions A 187, 253-318; Fisher (1921), Metron 1, 3-32.
    """
    left, right = pairs(first, second)
    return correlation_of(left, right, spread=1.0, confidence=confidence, method="pearson")


def pairs(first: ArrayLike, second: ArrayLike) -> tuple[Floats, Floats]:
    """Both columns where both have a value."""
    left, right = np.asarray(first, float), np.asarray(second, float)
    if left.ndim != 1 or left.shape != right.shape:
        raise ValueError(f"need two columns of one length, got {left.shape} and {right.shape}")
    both = ~(np.isnan(left) | np.isnan(right))
    if np.isinf(left[both]).any() or np.isinf(right[both]).any():
        raise ValueError("an answer must be a finite number, or nan where there is none")
    return left[both], right[both]


def correlation_of(left: Floats, right: Floats, *, spread: float | None, confidence: float, method: str) -> Correlation | None:
    """spread   variance of atanh r times n - 3; None for that of ranks, 1 + r²/2"""
    z = normal_quantile(confidence)
    n = len(left)
    if n < 2 or (left == left[0]).all() or (right == right[0]).all():
        return None
    x, y = left - left.mean(), right - right.mean()
    # Each column by its own length first, so that the product of two large sums cannot overflow.
    r = float((x / sqrt(float(x @ x))) @ (y / sqrt(float(y @ y))))
    if 1 - abs(r) < 1e-12:
        r = copysign(1.0, r)
    if n <= 3 or abs(r) == 1:
        return Correlation(r, None, None, None if n <= 3 else 0.0, n, method)
    half = z * sqrt((1 + r * r / 2 if spread is None else spread) / (n - 3))
    p = t_two_sided(r * sqrt((n - 2) / ((1 - r) * (1 + r))), n - 2)
    return Correlation(r, tanh(atanh(r) - half), tanh(atanh(r) + half), p, n, method)
