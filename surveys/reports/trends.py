"""Figures over the waves: a line of their own for the headline questions, a small one in a table for everything else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from surveys.charts import Estimate, Figure, Trend, TrendPoint
from surveys.charts.sparkline import sparkline
from surveys.questions import Variable

from .cells import UNIVERSITY, scale_of
from .changes import change
from .periods import ReleasedWave
from .reading import Reading, construct_name, items
from .statements import Tone, change_words, tone_of


@dataclass(frozen=True, slots=True)
class TrendCell:
    """why: the reason for which this wave may not be read beside the one before it; empty where it may."""

    wave: str
    figure: str
    base: str
    hidden: bool
    why: str


@dataclass(frozen=True, slots=True)
class TrendRow:
    label: str
    line: str  # SVG
    cells: tuple[TrendCell, ...]
    verdict: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class TrendTable:
    """Questions of one construct; `waves` head the columns, `breaks` say in words where and why lines are broken."""

    title: str
    waves: tuple[str, ...]
    rows: tuple[TrendRow, ...]
    breaks: tuple[str, ...]


def points_of(reading: Reading, released: ReleasedWave, variable: Variable) -> list[tuple[TrendPoint, str]]:
    """The figure of each wave with why it is not joined to the one before. Single years: windows of several would overlap."""
    cells, points = reading.cells.single, []
    waves = reading.history.get(released.code, ())
    for number, wave in enumerate(waves):
        asked = variable.code in wave.document.variables
        own = cells.headline(wave, reading.own, variable) if asked else Estimate()
        whole = cells.headline(wave, UNIVERSITY, variable) if asked and reading.own != UNIVERSITY else None
        judgement = wave.against(waves[number - 1], variable.code) if number else None
        joined = judgement is None or judgement.joined
        points.append((TrendPoint(wave.wave.name, own, whole, joined), "" if joined or judgement is None else judgement.why.rstrip(".")))
    return points


def trend(reading: Reading, released: ReleasedWave, variable: Variable) -> Figure | None:
    """The figure over the waves; None where there is only this one, or none that may be shown."""
    found = points_of(reading, released, variable)
    points = tuple(point for point, _why in found)
    if len(points) < 2 or not any(point.own.shown for point in points):
        return None
    sentence = "; ".join(f"{point.wave}: {reading.figure(variable, point.own)}" for point in points) + "."
    if broken := [f"{point.wave}: {why}" for point, why in found if not point.joined]:
        facts = {"breaks": "; ".join(broken)}
        sentence += " " + _("The line is broken where two waves cannot be compared (%(breaks)s).") % facts
    title = _("Over the years: %(question)s") % {"question": reading.label(variable)}
    columns = (_("Wave"), _("Figure"), _("Interval"), _("n"))
    whole = _("University as a whole") if reading.own != UNIVERSITY else ""
    chart = Trend(title, sentence, points, reading.subject.whom, whole, columns, reading.language, scale_of(variable))
    return Figure(title, sentence, chart.svg(), chart.table())


def trend_tables(reading: Reading, released: ReleasedWave) -> tuple[TrendTable, ...]:
    """A table a construct, of every rated item that was asked in an earlier wave too; none where this is the first wave."""
    if reading.previous(released) is None:
        return ()
    tables = (
        _table(reading, released, construct_name(key, released.document.constructs, reading.language), variables)
        for key, variables in items(released).items()
    )
    return tuple(table for table in tables if table.rows)


def _table(reading: Reading, released: ReleasedWave, title: str, variables: Sequence[Variable]) -> TrendTable:
    rows: list[TrendRow] = []
    breaks: dict[str, None] = {}
    waves: tuple[str, ...] = ()
    for variable in variables:
        found = points_of(reading, released, variable)
        if sum(point.own.shown for point, _why in found) < 2:
            continue
        waves = tuple(point.wave for point, _why in found)
        rows.append(_row(reading, variable, found))
        breaks.update(dict.fromkeys(f"{point.wave}: {why}" for point, why in found if not point.joined))
    return TrendTable(title, waves, tuple(rows), tuple(breaks))


def _row(reading: Reading, variable: Variable, found: Sequence[tuple[TrendPoint, str]]) -> TrendRow:
    points = [point for point, _why in found]
    last = points[-1]
    difference = change(points[-2].own, last.own) if last.joined else None
    words = change_words(difference.verdict) if difference else "" if last.joined else _("not comparable")
    tone = tone_of(difference.verdict if difference else None)
    line = sparkline(points, scale=scale_of(variable))
    return TrendRow(reading.label(variable), line, tuple(_cells(reading, variable, found)), words, tone)


def _cells(reading: Reading, variable: Variable, found: Sequence[tuple[TrendPoint, str]]) -> Iterator[TrendCell]:
    for point, why in found:
        base = f"n {point.own.n}" if point.own.shown else ""
        yield TrendCell(point.wave, reading.figure(variable, point.own), base, bool(point.own.hidden), why)
