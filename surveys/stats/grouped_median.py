from collections.abc import Sequence
from itertools import pairwise
from math import isfinite
from typing import NamedTuple

_ROUNDING = 1e-12  # sums of weights are floating point; half may be missed by less than this share


class Band(NamedTuple):
    """From low up to, and not including, high; None at an end that is open."""

    low: float | None
    high: float | None


class GroupedMedian(NamedTuple):
    """value   None where the median lies in a band with an open end: then `band` is all that is known
    band    index of the band in which half of the respondents are reached
    n       respondents, or their weights
    """

    value: float | None
    band: int
    n: float
    method: str = "grouped-median"


def grouped_median(bands: Sequence[Band], counts: Sequence[float]) -> GroupedMedian | None:
    """Median of answers given in bands (income, months to the first job); None where nobody answered.

    bands    ascending, none overlapping the next
    counts   respondents per band, or their weights; those outside every band (prefer not to say) are left out before

    In the first band at which half of all n are reached, with F respondents below it and f in it:

        low + (n/2 - F)/f · (high - low)

    which supposes that the answers of a band spread evenly over it. Where half is reached exactly at the end of a band, the
    median is the middle between that end and the beginning of the next band that anybody chose.
    Source: Yule & Kendall (1950), An Introduction to the Theory of Statistics, 14th ed., section 5.19.
    """
    _check(bands, counts)
    n = float(sum(counts))
    if n == 0:
        return None
    half, below = n / 2, 0.0
    for at, (band, inside) in enumerate(zip(bands, counts, strict=True)):
        if inside and below + inside >= half * (1 - _ROUNDING):
            if abs(below + inside - half) <= half * _ROUNDING:
                return GroupedMedian(_middle(band.high, _next(bands, counts, at)), at, n)
            return GroupedMedian(_within(band, (half - below) / inside), at, n)
        below += inside
    raise AssertionError("half of the respondents are always reached")


def _within(band: Band, share: float) -> float | None:
    return None if band.low is None or band.high is None else band.low + share * (band.high - band.low)


def _middle(end: float | None, beginning: float | None) -> float | None:
    return None if end is None or beginning is None else (end + beginning) / 2


def _next(bands: Sequence[Band], counts: Sequence[float], at: int) -> float | None:
    return next((bands[i].low for i in range(at + 1, len(bands)) if counts[i]), None)


def _check(bands: Sequence[Band], counts: Sequence[float]) -> None:
    if len(bands) != len(counts):
        raise ValueError(f"{len(bands)} bands, but {len(counts)} counts")
    if not all(isfinite(count) and count >= 0 for count in counts):
        raise ValueError(f"counts are numbers of 0 or more, got {list(counts)}")
    last = len(bands) - 1
    for i, (low, high) in enumerate(bands):
        open_inside = (low is None and i > 0) or (high is None and i < last)
        backwards = low is not None and high is not None and not low < high
        if open_inside or backwards or not all(end is None or isfinite(end) for end in (low, high)):
            raise ValueError(f"band {i + 1} of {len(bands)} does not reach from a lower to a higher number: {low} to {high}")
    for i, (before, after) in enumerate(pairwise(bands)):
        if before.high is not None and after.low is not None and after.low < before.high:
            raise ValueError(f"band {i + 2} begins at {after.low}, before band {i + 1} ends at {before.high}")
