"""Weights that bring the respondents' margins to those of the frame: iterative proportional fitting within bounds."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .effective import design_effect, effective_n

Floats = NDArray[np.float64]
Whole = NDArray[np.intp]
Reason = Literal["nobody_answered", "outside_the_frame", "bounds", "design_effect"]


class Margin(NamedTuple):
    """name        what it counts, for messages ("program", "cohort")
    categories  per cell, the index of its category in `totals`
    totals      people of the frame per category
    """

    name: str
    categories: ArrayLike
    totals: ArrayLike


class Raking(NamedTuple):
    """weights            per cell, for each of its respondents: how many people of the frame one stands for; 0 in empty cells
    rounds             passes over all margins until they agreed
    deviation          largest relative difference of a category from its total that is left
    bounded            respondents whose weight was held at one of the bounds
    smallest, largest  weight as a multiple of the mean weight
    design_effect      of these weights; effective_n is n divided by it
    n                  respondents
    """

    weights: Floats
    rounds: int
    deviation: float
    bounded: int
    smallest: float
    largest: float
    design_effect: float
    effective_n: float
    n: int
    method: str = "raking"


class RakingRefused(ValueError):
    """No weights that may be used. `margin` and `category` (its index) where one of them is the reason."""

    def __init__(self, reason: Reason, message: str, *, margin: str | None = None, category: int | None = None) -> None:
        super().__init__(message)
        self.reason, self.margin, self.category = reason, margin, category


def rake(
    respondents: ArrayLike,
    margins: Sequence[Margin],
    *,
    lowest: float = 0.2,
    highest: float = 5.0,
    largest_design_effect: float = 3.0,
    tolerance: float = 1e-10,
    most_rounds: int = 2000,
) -> Raking | None:
    """Weights w of cells (strata, or single sheets) with Σ w over every category equal to its total; None without respondents.

    respondents            number per cell
    lowest, highest        bounds of a weight, as multiples of the mean weight N/n
    largest_design_effect  n·Σw²/(Σw)² above which the weights are refused: the answers would be worth a third
    tolerance              relative difference of a category from its total that counts as none
    raises                 RakingRefused where a category of the frame has no respondent or respondents have none in the frame
                           (merge categories), where no weights within the bounds meet all margins, or where they are worth too
                           little; ValueError for impossible input

    Each pass multiplies the weights of a category by total/sum, margin after margin. A weight beyond a bound counts with the
    bound, while its product is kept, so that what is found is the one solution w = min(max(N/n·Π factors, low), high): raking
    with truncation of Deville, Särndal & Sautory, and where no bound is reached, plain raking.

    Assumes that within the categories those who answered are like those who did not, and that margins say all that matters.
    Source: Deming & Stephan (1940), Annals of Mathematical Statistics 11, 427-444; Deville, Särndal & Sautory (1993),
    JASA 88, 1013-1020.
    """
    counts = _counts(respondents)
    if not 0 < lowest <= 1 <= highest:
        raise ValueError(f"the bounds of a weight lie around 1, got {lowest} and {highest}")
    read = [_read(margin, counts.size) for margin in margins]
    n = float(counts.sum())
    if n == 0:
        return None
    population = _population(read)
    for name, categories, totals in read:
        _refuse_empty(name, _sums(categories, counts, totals), totals)
    mean = population / n
    weights, rounds, deviation = _fit(counts, read, mean, (lowest * mean, highest * mean), tolerance, most_rounds)
    return _report(counts, weights, rounds, deviation, mean, (lowest, highest), largest_design_effect)


_Read = tuple[str, Whole, Floats]


def _fit(
    counts: Floats, margins: Sequence[_Read], mean: float, bounds: tuple[float, float], tolerance: float, most_rounds: int
) -> tuple[Floats, int, float]:
    logs = np.full(counts.size, np.log(mean))
    low, high = np.log(bounds)
    deviation = np.inf
    for rounds in range(1, most_rounds + 1):
        for _, categories, totals in margins:
            sums = _sums(categories, counts * np.exp(np.clip(logs, low, high)), totals)
            # Where frame and respondents both have nobody there is nothing to fit.
            logs = logs + np.log(np.divide(totals, sums, out=np.ones_like(totals), where=totals > 0))[categories]
        weights: Floats = np.where(counts > 0, np.exp(np.clip(logs, low, high)), 0.0)
        deviation = max(_deviation(_sums(c, counts * weights, t), t) for _, c, t in margins)
        if deviation <= tolerance:
            return weights, rounds, deviation
    raise RakingRefused(
        "bounds",
        f"no weights between {bounds[0] / mean:g} and {bounds[1] / mean:g} times their mean meet all margins; "
        f"after {most_rounds} rounds a category was still {100 * deviation:.2g} % away. Merge small categories or leave out a margin.",
    )


def _report(
    counts: Floats, weights: Floats, rounds: int, deviation: float, mean: float, bounds: tuple[float, float], largest: float
) -> Raking:
    n, used = float(counts.sum()), weights[counts > 0] / mean
    total, squares = float(counts @ weights), float(counts @ weights**2)
    effect = design_effect(total, squares, n) or 1.0
    if effect > largest:
        raise RakingRefused(
            "design_effect",
            f"the weights have a design effect of {effect:.2f}, more than {largest:g}: {n:g} respondents would be worth "
            f"{n / effect:.0f}. Merge small categories or leave out a margin.",
        )
    held = (used <= bounds[0] * (1 + 1e-9)) | (used >= bounds[1] * (1 - 1e-9))
    bounded = int(counts[counts > 0][held].sum())
    smallest, greatest = float(used.min()), float(used.max())
    return Raking(weights, rounds, deviation, bounded, smallest, greatest, effect, effective_n(total, squares), int(n))


def _sums(categories: Whole, mass: Floats, totals: Floats) -> Floats:
    return np.bincount(categories, mass, totals.size).astype(float)


def _deviation(sums: Floats, totals: Floats) -> float:
    filled = totals > 0
    return float(np.max(np.abs(sums[filled] / totals[filled] - 1)))


def _refuse_empty(name: str, answered: Floats, totals: Floats) -> None:
    for category, (count, total) in enumerate(zip(answered.tolist(), totals.tolist(), strict=True)):
        if total > 0 and not count:
            message = f"nobody of category {category} of {name} answered, but the frame has {total:g}; merge it with another"
            raise RakingRefused("nobody_answered", message, margin=name, category=category)
        if count and not total:
            message = f"{count:g} answered in category {category} of {name}, of which the frame has nobody"
            raise RakingRefused("outside_the_frame", message, margin=name, category=category)


def _counts(respondents: ArrayLike) -> Floats:
    counts = np.asarray(respondents, float)
    if counts.ndim != 1 or not (np.isfinite(counts).all() and (counts >= 0).all() and (counts == np.floor(counts)).all()):
        raise ValueError("respondents are whole numbers of 0 or more, one per cell")
    return counts


def _read(margin: Margin, cells: int) -> _Read:
    categories, totals = np.asarray(margin.categories), np.asarray(margin.totals, float)
    if totals.ndim != 1 or not (np.isfinite(totals).all() and (totals >= 0).all() and totals.sum() > 0):
        raise ValueError(f"the totals of {margin.name} are numbers of people, 0 or more, not all of them 0")
    if categories.shape != (cells,) or (cells and not np.issubdtype(categories.dtype, np.integer)):
        raise ValueError(f"{margin.name} needs one category, by its index, for each of the {cells} cells")
    if cells and not (categories.min() >= 0 and categories.max() < totals.size):
        raise ValueError(f"{margin.name} has {totals.size} categories, but a cell is in category {categories.max()}")
    return margin.name, categories.astype(np.intp), totals


def _population(margins: Sequence[_Read]) -> float:
    if not margins:
        raise ValueError("raking needs at least one margin")
    sums = [float(totals.sum()) for _, _, totals in margins]
    for (name, _, _), people in zip(margins, sums, strict=True):
        if abs(people - sums[0]) > 1e-9 * sums[0]:
            raise ValueError(f"{name} counts {people:g} people, {margins[0][0]} counts {sums[0]:g}; margins are of one frame")
    return sums[0]
