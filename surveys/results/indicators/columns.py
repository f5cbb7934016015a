"""What an indicator is made of while it is reckoned: who is in the base, and counts of every unit at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from surveys.definition.conditions import Mask
from surveys.results.columns import Columns
from surveys.results.counting import Counting, Counts, Floats
from surveys.results.derived import IndicatorBody, IndicatorKind
from surveys.results.tabulate import Tabulation
from surveys.stats.effective import effective_n
from surveys.stats.finite import finite_population_factor
from surveys.stats.frequencies import Frequencies, from_counts

from .definitions import definitions


@dataclass(frozen=True, eq=False)
class IndicatorColumn:
    """One indicator of one item, for every unit.

    key      "K07", or "K04:A16" where the indicator is of several items: the variable under which a release stores it
    item     what the figure is about: a variable, of a gap the competency
    base     per response: who is in the base (body's n)
    valued   per response: who of the base is behind value, mean and sd; all of it but with time_bands
    body     of a unit by its index in the tree, unrounded
    """

    key: str
    code: str
    item: str
    base: Mask
    valued: Mask
    body: Callable[[int], IndicatorBody]


@dataclass(frozen=True, slots=True)
class Cell:
    """Respondents of one unit by category.

    mass     their weights, or the counts once more
    worth    n that intervals rest on: Kish's effective n where there are weights
    factor   finite population factor
    population   of the frame, where it is known and not smaller than n
    """

    n: Counts
    mass: Floats
    worth: float
    factor: float
    population: int | None

    @property
    def base(self) -> int:
        return int(self.n.sum())

    def frequencies(self, values: Floats) -> Frequencies:
        return from_counts(values, self.n, self.mass)


@dataclass(frozen=True, eq=False)
class Setting:
    """populations   how many could have answered, by unit, where the frame is known"""

    tabulation: Tabulation
    confidence: float
    weighted: bool
    populations: Mapping[int, int]

    @property
    def columns(self) -> Columns:
        return self.tabulation.columns

    @cached_property
    def _counting(self) -> Counting:
        return Counting(self.columns, self.tabulation.membership)

    def count(self, category: NDArray, size: int) -> Callable[[int], Cell]:
        """The cell of a unit. category   per response, 0 to size - 1; `size` for those outside the base"""
        n, weights, squares = (found[:, :size] for found in self._counting.by_category(category.astype(np.intp), size + 1))

        def cell(unit: int) -> Cell:
            counts, base = n[unit], int(n[unit].sum())
            population = self.populations.get(unit)
            # A frame counted at launch can be smaller than who answered in the end; then it tells nothing about certainty.
            known = population if population and population >= base else None
            factor = finite_population_factor(base, known) if known else 1.0
            if not self.weighted:
                return Cell(counts, counts.astype(float), float(base), factor, known)
            worth = effective_n(float(weights[unit].sum()), float(squares[unit].sum()))
            return Cell(counts, weights[unit], worth, factor, known)

        return cell

    def blank(self, kind: IndicatorKind, cell: Cell) -> IndicatorBody:
        """A body without figures."""
        body = blank(kind, n=cell.base)
        if self.weighted:
            body["effective_n"] = cell.worth if cell.base else None
        return body


def blank(kind: IndicatorKind, *, n: int) -> IndicatorBody:
    return {
        "measure": "indicator", "kind": kind, "version": definitions().version,
        "value": None, "se": None, "low": None, "high": None, "n": n,
    }  # fmt: skip


def gave_no_answer(columns: Columns, code: str) -> Mask:
    """Ticked "not applicable", "prefer not to say" or "don't know"."""
    found = np.zeros(columns.n, bool)
    for option in columns.variables[code].options:
        if option.missing:
            found |= columns.is_option(code, option.code)
    return found
