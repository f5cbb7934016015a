"""The standard normal distribution, and what every interval checks first."""

from math import erfc, sqrt
from statistics import NormalDist


def checked_confidence(confidence: float) -> float:
    if not 0 < confidence < 1:
        raise ValueError(f"confidence must lie strictly between 0 and 1, got {confidence}")
    return confidence


def normal_quantile(confidence: float) -> float:
    """z with `confidence` of the distribution between -z and z: 1.9599... for 0.95."""
    return NormalDist().inv_cdf((1 + checked_confidence(confidence)) / 2)


def two_sided(z: float) -> float:
    """Probability of a value at least this far from 0, to either side. Keeps its digits far out."""
    return erfc(abs(z) / sqrt(2))
