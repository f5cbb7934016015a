"""A cross-table of any two variables straight from columns. Unrounded, nothing withheld: leaves only through results.exploring.

Both answers of a respondent are one number, and the numbers are counted once (bincount); what is stored is folded into answers
afterwards, in a table of a few hundred cells. No mask per answer, and no look-up per respondent where one byte holds the answer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from surveys.stats.cramer import CramersV, cramers_v
from surveys.stats.effective import effective_n
from surveys.stats.frequencies import Frequencies, from_counts, from_values
from surveys.stats.mean import mean
from surveys.stats.median import median, weighted_median
from surveys.stats.residuals import adjusted_residuals
from surveys.stats.spread import standard_deviation

from .axes import STATES, Axis, Floats, Several, axis_of, axis_of_everyone, onehot, several_of
from .columns import Columns

Counts = NDArray[np.int64]
SEVERAL, NUMBER = frozenset({"choices", "registers", "ranking"}), "number"


@dataclass(frozen=True, slots=True)
class Outside:
    """Respondents outside the base, by STATES. rows: because of the rows' variable; columns: of those left, because of the columns'."""

    rows: dict[str, int]
    columns: dict[str, int]


@dataclass(frozen=True, slots=True)
class Summary:
    """Of the numbers, or the values of the answers, of one column. n: respondents behind them."""

    n: int
    mean: float | None
    sd: float | None
    median: float | None


@dataclass(frozen=True, slots=True)
class CrossTable:
    """rows, columns   codes of the answers in the base; one column "" where no columns were asked for
    several         a respondent may be in several rows
    n               rows x columns, respondents; `weights` their weights, equal to n where the table is not weighted
    row_n           respondents of each row; column_n of each column, which is the base of its percentages
    respondents     everyone the filter left: base + outside
    effective       Kish's n of the base, of a weighted table only
    summaries       by column, and of all at the end: of numbers, and of answers that have values; else empty
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    several: bool
    n: Counts
    weights: Floats
    row_n: Counts
    row_weights: Floats
    column_n: Counts
    column_weights: Floats
    base: int
    base_weight: float
    respondents: int
    outside: Outside
    effective: float | None
    summaries: tuple[Summary, ...]

    def column_percent(self) -> Floats:
        return _percent(self.weights, self.column_weights[None, :])

    def row_percent(self) -> Floats:
        return _percent(self.weights, self.row_weights[:, None])

    def total_percent(self) -> Floats:
        return _percent(self.weights, self.base_weight)

    def residuals(self) -> Floats:
        """Of the counts, whatever the weights: rows x columns, nan where nothing can be expected."""
        return adjusted_residuals(self.n, self.row_n, self.column_n, self.base)

    def association(self) -> CramersV | None:
        """Of the counts; None where rows overlap, hold numbers, or one side has a single answer."""
        return None if self.several or not self.rows else cramers_v(self.n)

    def association_of(self, row: int) -> CramersV | None:
        """Of one row against all others: where rows overlap, each is a question of its own."""
        return cramers_v(np.stack([self.n[row], self.column_n - self.n[row]]))


def cross_table(
    columns: Columns, *, rows: str, by: str | None, keeps_refusals: frozenset[str] = frozenset(), weighted: bool = False
) -> CrossTable:
    """rows            variable of any kind, `cohort`, or `first(ranking)`
    by              variable with one answer, of the columns; None: one column of all
    keeps_refusals  variables where a refusal is an answer in the base: single choice
    weighted        ValueError where the columns have no weights; so it is where `by` has several answers
    """
    column = axis_of(columns, by, keeps_refusals=by in keeps_refusals) if by else axis_of_everyone(columns)
    weights = columns.weights if weighted else None
    if weighted and weights is None:
        raise ValueError("no weights")
    variable = columns.variables.get(rows)
    if variable is not None and variable.storage == NUMBER:
        return _of_numbers(columns, rows, column, weights)
    if variable is not None and variable.storage in SEVERAL:
        return _of_several(several_of(columns, rows), column, weights)
    return _of_one(axis_of(columns, rows, keeps_refusals=rows in keeps_refusals), column, weights)


def _of_one(row: Axis, column: Axis, weights: Floats | None) -> CrossTable:
    r, c = len(row.codes), len(column.codes)
    counted = _folded(row, column, None)
    weighed = counted if weights is None else _folded(row, column, weights)
    n, mass = np.rint(counted[:r, :c]).astype(np.int64), weighed[:r, :c]
    squares = None if weights is None else float(_folded(row, column, weights**2)[:r, :c].sum())
    known = ~np.isnan(row.values)
    return _table(
        row.codes, column.codes, counted, r, c, n, mass,
        (n.sum(axis=1), mass.sum(axis=1)), (n.sum(axis=0), mass.sum(axis=0)), squares,
        _of_values(row.values[known], n[known], mass[known], weights is not None) if known.any() else (),
    )  # fmt: skip


def _of_several(rows: Several, column: Axis, weights: Floats | None) -> CrossTable:
    counted = _folded(rows.states, column, None)
    weighed = counted if weights is None else _folded(rows.states, column, weights)
    c, base = len(column.codes), rows.states.fold[rows.states.stored] == 0
    inside = Axis(column.codes, column.values, column.stored[base], column.fold)
    heavy = None if weights is None else weights[base]
    n = np.rint(_of_parts(rows, base, inside, None)).astype(np.int64)[:, :c]
    mass = n.astype(float) if heavy is None else _of_parts(rows, base, inside, heavy)[:, :c]
    squares = None if weights is None else float(_folded(rows.states, column, weights**2)[0, :c].sum())
    column_n = np.rint(counted[0, :c]).astype(np.int64)
    return _table(
        rows.codes, column.codes, counted, 1, c, n, mass, (n.sum(axis=1), mass.sum(axis=1)), (column_n, weighed[0, :c]), squares, (),
        several=True,
    )  # fmt: skip


def _of_parts(rows: Several, base: NDArray[np.bool_], column: Axis, weights: Floats | None) -> Floats:
    """Options x places of the column, of those in the base of the rows."""
    made = np.zeros((len(rows.codes), column.places))
    for part in rows.parts:
        size = len(part.holds)
        cells = _cells(part.stored[base], size, column, weights)
        made += part.holds.T @ cells @ onehot(column.fold, column.places)
    return made


def _of_numbers(columns: Columns, code: str, column: Axis, weights: Floats | None) -> CrossTable:
    variable, c = columns.variables[code], len(column.codes)
    stored = columns[code]
    not_asked, skipped = columns.codebook.reserved(code)
    fold = np.array([0, 1 + STATES.index("missing"), 1 + STATES.index("not_asked")])
    state = Axis(("",), np.full(1, np.nan), (stored == skipped).view(np.uint8) + 2 * (stored == not_asked).view(np.uint8), fold)
    counted = _folded(state, column, None)
    place = column.fold[column.stored]
    inside = (state.stored == 0) & (place < c)
    order = np.argsort(place[inside], kind="stable")
    values = (stored[inside] / 10.0**variable.decimals)[order]
    heavy = None if weights is None else weights[inside][order]
    column_n = np.bincount(place[inside], minlength=c)
    bounds = np.concatenate([[0], np.cumsum(column_n)])
    runs = [*(slice(int(start), int(stop)) for start, stop in pairwise(bounds)), slice(None)]
    found = [from_values(values[run], None if heavy is None else heavy[run]) for run in runs]
    mass = np.array([answers.weight for answers in found[:-1]])
    empty = np.zeros((0, c))
    return _table(
        (), column.codes, counted, 1, c, empty.astype(np.int64), empty, (np.zeros(0, np.int64), np.zeros(0)), (column_n, mass),
        None if heavy is None else float((heavy**2).sum()), tuple(_summary(answers, heavy is not None) for answers in found),
    )  # fmt: skip


def _table(
    rows: tuple[str, ...], columns: tuple[str, ...], counted: Floats, r: int, c: int, n: Counts, weights: Floats,
    of_rows: tuple[Counts, Floats], of_columns: tuple[Counts, Floats], squares: float | None, summaries: Iterable[Summary],
    *, several: bool = False,
) -> CrossTable:  # fmt: skip
    """counted: places of the rows x places of the columns, whose first r and c are the base."""
    by_row, by_column = (np.rint(sums).astype(int).tolist() for sums in (counted[r:].sum(axis=1), counted[:r, c:].sum(axis=0)))
    outside = Outside(dict(zip(STATES, by_row, strict=True)), dict(zip(STATES, by_column, strict=True)))
    base_weight = float(of_columns[1].sum())
    return CrossTable(
        rows, columns, several, n, weights, *of_rows, *of_columns, base=int(of_columns[0].sum()), base_weight=base_weight,
        respondents=round(float(counted.sum())), outside=outside,
        effective=None if squares is None else effective_n(base_weight, squares), summaries=tuple(summaries),
    )  # fmt: skip


def _folded(row: Axis, column: Axis, weights: Floats | None) -> Floats:
    """places of the rows x places of the columns; counts are exact, being whole numbers far below 2**53."""
    cells = _cells(row.stored, row.size, column, weights)
    folded: Floats = onehot(row.fold, row.places).T @ cells @ onehot(column.fold, column.places)
    return folded


def _cells(stored: NDArray[np.unsignedinteger], size: int, column: Axis, weights: Floats | None) -> Floats:
    """size x column.size: both answers of a respondent as one number, counted in one pass."""
    pair: NDArray[Any] = stored.astype(np.uint16 if size * column.size <= 65_536 else np.uint32)
    pair *= column.size
    pair += column.stored
    return np.bincount(pair, weights, size * column.size).astype(float).reshape(size, column.size)


def _of_values(values: Floats, n: Counts, weights: Floats, weighted: bool) -> tuple[Summary, ...]:
    columns = [*zip(n.T, weights.T, strict=True), (n.sum(axis=1), weights.sum(axis=1))]
    return tuple(_summary(from_counts(values, counts, mass), weighted) for counts, mass in columns)


def _summary(answers: Frequencies, weighted: bool) -> Summary:
    return Summary(answers.n, mean(answers), standard_deviation(answers), (weighted_median if weighted else median)(answers))


def _percent(part: Floats, whole: Floats | float) -> Floats:
    """0-100; nan where the whole is nobody."""
    broad = np.broadcast_to(np.asarray(whole, float), part.shape)
    made: Floats = np.divide(100 * part, broad, out=np.full(part.shape, np.nan), where=broad > 0)
    return made
