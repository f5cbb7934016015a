"""A cross-table as the page prints it: every figure as text in the reader's language, four figures a cell, one of them shown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from django.utils.translation import gettext as _

from surveys.charts.numbers import NOTHING, mean
from surveys.results.axes import STATES, Floats
from surveys.results.crosstab import CrossTable, Summary
from surveys.stats.cramer import CramersV
from surveys.stats.holm import holm

from .choices import Words

Language = Literal["tr", "en"]
STRIKING, VERY_STRIKING = 2, 3  # adjusted residuals, in standard errors
ROUGH_UNDER = 5  # expected respondents in a cell


@dataclass(frozen=True, slots=True)
class Cell:
    """lean: -2 .. 2, far fewer to far more than the row and the column would give by themselves."""

    n: str
    row: str
    column: str
    total: str
    lean: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """test: of this row against all others, where rows overlap."""

    code: str
    label: str
    cells: tuple[Cell, ...]
    whole: Cell
    test: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """columns     their labels; one empty label where there is one column
    summaries   (name, a figure a column and of all at the end): mean, sd, median and the n behind them
    outside     sentences: who is not in the base, and why
    """

    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    bases: tuple[Cell, ...]
    whole: Cell
    summaries: tuple[tuple[str, tuple[str, ...]], ...]
    outside: tuple[str, ...]
    tests: tuple[str, ...]
    several: bool
    base: str
    effective: str

    @property
    def tested(self) -> bool:
        """Rows have tests of their own."""
        return any(line.test for line in self.lines)


def sheet_of(table: CrossTable, *, rows: str, columns: str, words: Words) -> Sheet:
    language = words.language
    answers, heads = words.answers(rows), words.answers(columns)
    by_cell = (table.row_percent(), table.column_percent(), table.total_percent())
    leans = _leans(table.residuals()) if table.rows else np.zeros(table.n.shape, int)
    adjusted = _tests_of_rows(table, language) if table.several and len(table.columns) > 1 else [""] * len(table.rows)
    lines = []
    for i, code in enumerate(table.rows):
        cells = []
        for j, n in enumerate(table.n[i]):
            by_row, by_column, of_all = (percent(figures[i, j], language) for figures in by_cell)
            cells.append(Cell(count(n, language), by_row, by_column, of_all, int(leans[i, j])))
        share = _share(table.row_weights[i], table.base_weight, language)
        whole = Cell(count(table.row_n[i], language), percent(100.0, language) if table.row_n[i] else NOTHING, share, share)
        lines.append(Line(code, answers.get(code, code), tuple(cells), whole, adjusted[i]))
    bases = []
    for n, weight in zip(table.column_n, table.column_weights, strict=True):
        share = _share(weight, table.base_weight, language)
        bases.append(Cell(count(n, language), share, percent(100.0, language) if n else NOTHING, share))
    every = percent(100.0, language) if table.base else NOTHING
    return Sheet(
        columns=tuple(heads.get(code, code) for code in table.columns),
        lines=tuple(lines),
        bases=tuple(bases),
        whole=Cell(count(table.base, language), every, every, every),
        summaries=_summaries(table, language),
        outside=tuple(_outside(table, rows, columns, language)),
        tests=tuple(_tests(table, language)),
        several=table.several,
        base=count(table.base, language),
        effective="" if table.effective is None else count(round(table.effective), language),
    )


def count(value: float, language: Language) -> str:
    return f"{int(value):,}".replace(",", "." if language == "tr" else ",")


def percent(value: float, language: Language) -> str:
    """One decimal: the analyst's figures are not rounded to whole ones."""
    if np.isnan(value):
        return NOTHING
    written = f"{value:.1f}"
    return "%" + written.replace(".", ",") if language == "tr" else written + "%"


def _share(part: float, whole: float, language: Language) -> str:
    return percent(100 * float(part) / whole, language) if whole else NOTHING


def _leans(residuals: Floats) -> np.ndarray:
    sure = np.nan_to_num(residuals)
    return np.sign(sure).astype(int) * ((abs(sure) >= STRIKING).astype(int) + (abs(sure) >= VERY_STRIKING).astype(int))


def _summaries(table: CrossTable, language: Language) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The n behind mean, sd and median only where it is not the base: refusals have no value."""
    if not table.summaries:
        return ()
    figures: dict[str, Callable[[Summary], str]] = {
        _("Mean"): lambda s: mean(s.mean, language),
        _("Standard deviation"): lambda s: mean(s.sd, language),
        _("Median"): lambda s: mean(s.median, language),
    }
    if [summary.n for summary in table.summaries] != [*table.column_n.tolist(), table.base]:
        figures[_("Answers with a value")] = lambda s: count(s.n, language)
    return tuple((name, tuple(figure(summary) for summary in table.summaries)) for name, figure in figures.items())


def _outside(table: CrossTable, rows: str, columns: str, language: Language) -> list[str]:
    said = dict(
        zip(STATES, (_("left unanswered"), _("not applicable"), _("preferred not to say"), _("does not know"), _("not asked")), strict=True)
    )
    sentences = []
    for code, reasons in ((rows, table.outside.rows), (columns, table.outside.columns)):
        parts = [f"{said[state]} {count(n, language)}" for state, n in reasons.items() if n]
        if parts:
            sentences.append(f"{code}: {', '.join(parts)}")
    return sentences


def _tests(table: CrossTable, language: Language) -> list[str]:
    found = table.association()
    if found is None:
        return []
    sentences = [_in_words(found, found.p, language)]
    if found.smallest < ROUGH_UNDER:
        sentences.append(
            _("The smallest expected count is %(n)s, under %(least)d: take p as rough.")
            % {"n": decimal(found.smallest, 1, language), "least": ROUGH_UNDER}
        )
    return sentences


def _tests_of_rows(table: CrossTable, language: Language) -> list[str]:
    """Each answer of several is a question of its own; p corrected for asking all of them at once."""
    found = [table.association_of(i) for i in range(len(table.rows))]
    corrected = iter(holm([one.p for one in found if one is not None]))
    return ["" if one is None else _in_short(one, next(corrected), language) for one in found]


def _in_words(found: CramersV, p: float, language: Language) -> str:
    return f"{_in_short(found, p, language)}, n = {count(found.n, language)}"


def _in_short(found: CramersV, p: float, language: Language) -> str:
    return _("χ²(%(freedom)d) = %(chi)s, p %(p)s, Cramér's V = %(v)s") % {
        "freedom": found.freedom,
        "chi": decimal(found.chi_squared, 1, language),
        "p": f"< {decimal(0.001, 3, language)}" if p < 0.001 else f"= {decimal(p, 3, language)}",
        "v": decimal(found.value, 2, language),
    }


def decimal(value: float, places: int, language: Language) -> str:
    written = f"{value:.{places}f}"
    return written.replace(".", ",") if language == "tr" else written
