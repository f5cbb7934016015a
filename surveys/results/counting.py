"""Counts of one variable per program by bincount, rolled up to every unit. Who is in the base is decided here and nowhere else.

answered with an option      base
na                           excluded, whatever the kind
refused, dk                  base of single choice, without a value for the mean; excluded of scales
several choices              base: everyone who answered, "none of the boxes" included; excluded where an na option is ticked
ranking                      base: everyone who ranked at least one option; an option that is not ranked stays in the base
skipped                      missing
not asked                    excluded
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surveys.definition.codebook import ANSWERED, SKIPPED_U2
from surveys.definition.conditions import Mask
from surveys.questions import Option, Text, Variable
from surveys.stats.frequencies import Frequencies, from_values

from .columns import Columns

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Ranks:
    """Of a ranking, units x options: who put the option first, and the sum of its places over all who ranked it."""

    first: Counts
    first_weights: Floats
    places: Floats
    weighted_places: Floats


@dataclass(frozen=True, slots=True)
class Tally:
    """Everything per unit (first axis). options, values, n and weights go together: the options that can be in the base.

    options   of a period its years
    values    number of the option, nan where it has none or the measure has no mean
    squares   sum of squared weights over the base, for the effective n
    numbers   answers to a number question per unit, in place of options; of a period beside them, by questions.period.ordinal
    """

    variable: Variable
    options: tuple[str, ...]
    values: Floats
    n: Counts
    weights: Floats
    base: Counts
    base_weight: Floats
    squares: Floats
    missing: Counts
    na: Counts
    refused: Counts
    dk: Counts
    not_asked: Counts
    numbers: tuple[Frequencies, ...] | None = None
    ranks: Ranks | None = None

    @property
    def valued(self) -> Counts | None:
        """Respondents behind mean and median, where the measure has them."""
        if self.numbers is not None:
            return self.base
        known = ~np.isnan(self.values)
        return self.n[:, known].sum(axis=1) if known.any() else None


def tally(columns: Columns, code: str, *, membership: Floats, keeps_refusals: bool) -> Tally:
    """membership      units x (programs + 1), of UnitTree
    keeps_refusals  single choice: "prefer not to say" is an answer, and in the base
    """
    count = Counting(columns, membership)
    variable = columns.variables[code]
    match variable.storage:
        case "choice" | "register":
            return _of_one(count, variable, keeps_refusals)
        case "choices" | "registers":
            return _of_several(count, variable)
        case "ranking":
            return _of_ranking(count, variable)
        case "period":
            return _of_period(count, variable)
        case _:
            return _of_number(count, variable)


class Counting:
    """Sums over respondents per unit (first axis), of one set of columns."""

    def __init__(self, columns: Columns, membership: Floats) -> None:
        self.columns, self.membership = columns, membership
        self.program = columns.program.astype(np.intp)
        self.weights = columns.weights
        self.groups = membership.shape[1]

    def by_category(self, category: NDArray[np.intp], size: int) -> tuple[Counts, Floats, Floats]:
        """Units x categories: respondents, their weights, their squared weights."""
        cell = self.program * size + category
        n = self._up(np.bincount(cell, minlength=self.groups * size), size)
        counts = np.rint(n).astype(np.int64)
        if self.weights is None:
            return counts, n, n
        weighed, squared = (self._up(np.bincount(cell, w, self.groups * size), size) for w in (self.weights, self.weights**2))
        return counts, weighed, squared

    def where(self, mask: Mask) -> tuple[Counts, Floats]:
        """Units: respondents of the mask, and their weights."""
        chosen = self.program[mask]
        n = self.membership @ np.bincount(chosen, minlength=self.groups)
        counts = np.rint(n).astype(np.int64)
        if self.weights is None:
            return counts, n
        return counts, self.membership @ np.bincount(chosen, self.weights[mask], self.groups)

    def sums(self, values: NDArray) -> tuple[Floats, Floats]:
        """Units: sum of one value per respondent, plain and weighted."""
        plain = self.membership @ np.bincount(self.program, values, self.groups)
        if self.weights is None:
            return plain, plain
        return plain, self.membership @ np.bincount(self.program, values * self.weights, self.groups)

    def numbers(self, values: Floats, answered: Mask) -> tuple[Frequencies, ...]:
        """Units: frequencies of the values of those who answered."""
        mass = None if self.weights is None else self.weights[answered]
        # Rows are sorted by program, so a program's answers are one run and a unit's are a few.
        bounds = np.searchsorted(self.program[answered], np.arange(self.groups + 1))
        found = []
        for members in self.membership:
            runs = [slice(bounds[i], bounds[i + 1]) for i in np.flatnonzero(members)]
            found.append(from_values(_joined(values, runs), None if mass is None else _joined(mass, runs)))
        return tuple(found)

    def _up(self, cells: NDArray, size: int) -> Floats:
        return self.membership @ cells.reshape(self.groups, size).astype(float)


def _of_one(count: Counting, variable: Variable, keeps_refusals: bool) -> Tally:
    column = count.columns[variable.code]
    not_asked, skipped = count.columns.codebook.reserved(variable.code)
    options, stored = _options(count.columns, variable, column)
    k = len(options)
    category = np.full(not_asked + 1, k + 1, np.intp)
    category[skipped] = k
    category[list(stored)] = np.arange(k)
    n, weights, squares = count.by_category(category[column], k + 2)
    kind = np.array([option.missing or "" for option in options], object)
    kept = (kind == "") | (keeps_refusals & (kind != "na"))
    left = np.flatnonzero(kept)

    def outside(which: str) -> Counts:
        return n[:, np.flatnonzero(~kept & (kind == which))].sum(axis=1)

    return Tally(
        variable,
        tuple(options[i].code for i in left),
        np.array([_value(variable, options[i]) for i in left], float),
        n[:, left],
        weights[:, left],
        n[:, left].sum(axis=1),
        weights[:, left].sum(axis=1),
        squares[:, left].sum(axis=1),
        n[:, k],
        outside("na"),
        outside("refused"),
        outside("dk"),
        n[:, k + 1],
    )


def _of_several(count: Counting, variable: Variable) -> Tally:
    columns, code = count.columns, variable.code
    answered = columns[code] == ANSWERED
    listed = columns[f"{code}.list"][answered] if variable.storage == "registers" else np.empty(0, np.uint16)
    options, _ = _options(columns, variable, listed)
    not_applicable = np.zeros_like(answered)
    for option in options:
        if option.missing == "na":
            not_applicable |= columns.is_option(code, option.code)
    base = answered & ~not_applicable
    kept = [option for option in options if option.missing != "na"]
    ticked = [count.where(base & columns.is_option(code, option.code)) for option in kept]
    states = np.select([base, not_applicable, columns.skipped(code)], [0, 1, 2], 3).astype(np.intp)
    n, weights, squares = count.by_category(states, 4)
    nobody = np.zeros_like(n[:, 0])
    return Tally(
        variable,
        tuple(option.code for option in kept),
        np.full(len(kept), np.nan),
        _stack([n for n, _ in ticked], len(n)).astype(np.int64),
        _stack([w for _, w in ticked], len(n)),
        n[:, 0],
        weights[:, 0],
        squares[:, 0],
        n[:, 2],
        n[:, 1],
        nobody,
        nobody,
        n[:, 3],
    )


def _of_number(count: Counting, variable: Variable) -> Tally:
    columns, code = count.columns, variable.code
    answered, skipped = columns.answered(code), columns.skipped(code)
    n, weights, squares = count.by_category(np.select([answered, skipped], [0, 1], 2).astype(np.intp), 3)
    numbers = count.numbers(columns[code][answered] / 10.0**variable.decimals, answered)
    units = len(n)
    nobody = np.zeros(units, np.int64)
    return Tally(
        variable, (), np.empty(0), np.empty((units, 0), np.int64), np.empty((units, 0)),
        n[:, 0], weights[:, 0], squares[:, 0], n[:, 1], nobody, nobody, nobody, n[:, 2], numbers,
    )  # fmt: skip


def _of_ranking(count: Counting, variable: Variable) -> Tally:
    columns, code = count.columns, variable.code
    answered, skipped = columns[code] == ANSWERED, columns.skipped(code)
    n, weights, squares = count.by_category(np.select([answered, skipped], [0, 1], 2).astype(np.intp), 3)
    places = [columns.places(code, option.code) for option in variable.options]
    ranked, first = ([count.where(chosen) for chosen in masks] for masks in ([p > 0 for p in places], [p == 1 for p in places]))
    sums = [count.sums(place) for place in places]
    units = len(n)
    counts, first_counts = (_stack([n for n, _ in pairs], units).astype(np.int64) for pairs in (ranked, first))
    mass, first_mass = (_stack([w for _, w in pairs], units) for pairs in (ranked, first))
    ranks = Ranks(first_counts, first_mass, _stack([plain for plain, _ in sums], units), _stack([heavy for _, heavy in sums], units))
    nobody = np.zeros(units, np.int64)
    return Tally(
        variable, tuple(o.code for o in variable.options), np.full(len(places), np.nan), counts, mass,
        n[:, 0], weights[:, 0], squares[:, 0], n[:, 1], nobody, nobody, nobody, n[:, 2], ranks=ranks,
    )  # fmt: skip


def _of_period(count: Counting, variable: Variable) -> Tally:
    """Every year from the earliest to the latest that may be given; months are counted in their years."""
    columns, code = count.columns, variable.code
    column, answered, skipped = columns[code].astype(np.intp), columns.answered(code), columns.skipped(code)
    per_year = 12 if variable.unit == "month" else 1
    earliest, latest = int(variable.low or 0) // per_year, int(variable.high or 0) // per_year
    k = latest - earliest + 1
    n, weights, squares = count.by_category(np.select([answered, skipped], [column // per_year - earliest, k], k + 1), k + 2)
    nobody = np.zeros(len(n), np.int64)
    return Tally(
        variable, tuple(str(year) for year in range(earliest, latest + 1)), np.full(k, np.nan), n[:, :k], weights[:, :k],
        n[:, :k].sum(axis=1), weights[:, :k].sum(axis=1), squares[:, :k].sum(axis=1), n[:, k], nobody, nobody, nobody, n[:, k + 1],
        count.numbers(column[answered].astype(float), answered),
    )  # fmt: skip


def _joined(values: Floats, runs: Sequence[slice]) -> Floats:
    return np.concatenate([values[run] for run in runs]) if runs else values[:0]


def _stack(columns: Sequence[NDArray], units: int) -> NDArray:
    return np.column_stack(columns) if columns else np.empty((units, 0))


def _options(columns: Columns, variable: Variable, column: NDArray) -> tuple[tuple[Option, ...], tuple[int, ...]]:
    """Options of the list, and what the record stores for each; of programs those that somebody chose, in the order of their numbers."""
    if not variable.register:
        return variable.options, tuple(range(len(variable.options)))
    chosen = [int(number) for number in np.unique(column) if number < SKIPPED_U2]
    codes = [columns.numbers.by_number.get(number, str(number)) for number in chosen]
    return tuple(Option(code=code, label=Text()) for code in codes), tuple(chosen)


def _value(variable: Variable, option: Option) -> float:
    if variable.measure == "nominal" or option.missing or option.value is None:
        return float("nan")
    return option.value
