"""The competencies of a unit as rows of a printed table: a line with its marks, and the same figures in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from surveys.charts import CompetencyRow, Estimate
from surveys.charts.numbers import NOTHING, count, mean, signed

from .printing import track_style


@dataclass(frozen=True, slots=True)
class CompetencyLine:
    """hidden: why neither mean is there; empty where one of them is. wanting: work asks for more than was acquired."""

    label: str
    track: SafeString
    hidden: str
    acquired: str
    required: str
    gap: str
    wanting: bool
    employers: str
    beside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CompetencyTable:
    """n_...: bases, as a range where they differ between the items. left_out: competencies for which there was no room."""

    lines: tuple[CompetencyLine, ...]
    n_graduates: str
    n_employers: str
    with_employers: bool
    left_out: int


def competency_table(rows: Sequence[CompetencyRow], *, language: str, most: int | None = None) -> CompetencyTable:
    """Widest gap first, what is withheld last; the first `most` of them."""
    ordered = sorted(rows, key=lambda row: (row.gap is None, -(row.gap or 0)))
    kept = ordered if most is None else ordered[:most]
    return CompetencyTable(
        lines=tuple(_line(row, language) for row in kept),
        n_graduates=_bases([row.acquired for row in rows] + [row.required for row in rows], language),
        n_employers=_bases([row.employers for row in rows], language),
        with_employers=any(row.employers is not None for row in rows),
        left_out=len(ordered) - len(kept),
    )


def _line(row: CompetencyRow, language: str) -> CompetencyLine:
    shown = row.acquired.shown or row.required.shown
    return CompetencyLine(
        label=row.label,
        track=track_style(row),
        hidden="" if shown else row.acquired.hidden or row.required.hidden or NOTHING,
        acquired=_written(row.acquired, language),
        required=_written(row.required, language),
        gap=signed(row.gap, language, decimals=2),
        wanting=(row.gap or 0) > 0,
        employers=_written(row.employers, language),
        beside=tuple(_written(other, language) for other in row.beside),
    )


def _written(estimate: Estimate | None, language: str) -> str:
    return NOTHING if estimate is None else estimate.hidden or mean(estimate.value, language)


def _bases(estimates: Sequence[Estimate | None], language: str) -> str:
    bases = sorted(e.n for e in estimates if e is not None and e.shown and e.n is not None)
    if not bases:
        return NOTHING
    ends = [count(base, language) for base in (bases[0], bases[-1])]
    return ends[0] if ends[0] == ends[1] else "–".join(ends)
