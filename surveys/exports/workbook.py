"""Released tables as an Excel workbook: numbers are numbers, percentages fractions with a format, dates dates.

A figure that is withheld is a word in a grey cell, never an empty one and never nought. A text stays a text whatever it begins
with: nothing a person wrote becomes a formula. The workbook is written row by row, so its size is not memory's.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext as _

from surveys.models import ReleasedTable
from surveys.results.indicators.definitions import definitions

from .released import Extract
from .workbook_columns import Column, place_columns, table_columns, unit_columns
from .workbook_gaps import competency_columns, competency_lines
from .workbook_method import method_facts

MOST_ROWS = 1_048_575  # of a sheet, its heading apart

Progress = Callable[[int], None]


class TooLong(Exception):
    """More lines than a sheet holds."""


def write_workbook(path: Path, extract: Extract, *, office: str, progress: Progress = lambda _percent: None) -> None:
    """Every sheet in the language that is active, which is the extract's. TooLong; `office` is the author in the properties."""
    import xlsxwriter  # noqa: PLC0415  (heavy, and needed by who asks for a workbook alone)

    options = {"constant_memory": True, "tmpdir": str(path.parent), "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), {**options, "default_date_format": "dd.mm.yyyy"}) as book:
        release = extract.release
        title = _("%(wave)s: released results, release %(number)s") % {"wave": release.wave, "number": release.number}
        book.set_properties({"title": title, "author": office, "company": office})
        sheets = Sheets(book)
        sheets.facts(_("Method"), method_facts(extract))
        progress(5)
        lines = list(extract.lines())
        sheets.table(_("Tables"), [*place_columns(extract), *table_columns()], lines, progress=progress)
        if gaps := competency_lines(extract):
            sheets.table(_("Competencies"), competency_columns(extract), gaps)
        _apart(sheets, extract)
        progress(95)


def _apart(sheets: "Sheets", extract: Extract) -> None:
    """Response rates, indicators and scales, each on a sheet where there are any."""
    rows = extract.apart("rate")
    if rows:
        columns = [
            Column(_("Population"), 14, "whole", lambda row: row.body.get("population")),
            Column(_("Invited"), 12, "whole", lambda row: row.body.get("base")),
            Column(_("Replied"), 12, "whole", lambda row: row.body.get("replied")),
            Column(_("Response rate"), 14, "percent", lambda row: row.body.get("percent")),
        ]
        sheets.table(_("Response rates"), [*unit_columns(extract), *columns, *_status(extract)], rows)
    if rows := extract.apart("indicator"):
        columns = [
            Column(_("Indicator"), 12, "text", lambda row: row.variable),
            Column(_("Its name"), 48, "text", lambda row: extract.indicator_name(row.variable)),
            Column(_("Unit of the value"), 18, "text", _unit_of),
            Column(_("Value"), 12, "mean", lambda row: row.body.get("value")),
            Column(_("Lower limit"), 10, "mean", lambda row: row.body.get("low")),
            Column(_("Upper limit"), 10, "mean", lambda row: row.body.get("high")),
            Column(_("Base"), 10, "whole", lambda row: row.body.get("n")),
        ]
        sheets.table(_("Indicators"), [*unit_columns(extract), *columns, *_status(extract)], rows)
    if rows := extract.apart("scale"):
        columns = [
            Column(_("Scale"), 16, "text", lambda row: row.variable),
            Column(_("Its name"), 40, "text", lambda row: extract.scale_name(row.variable)),
            Column(_("Items"), 40, "text", lambda row: " ".join(row.body.get("items", ()))),
            Column(_("Cronbach's alpha"), 16, "mean", lambda row: row.body.get("alpha")),
            Column(_("Lower limit"), 10, "mean", lambda row: row.body.get("low")),
            Column(_("Upper limit"), 10, "mean", lambda row: row.body.get("high")),
            Column(_("Base"), 10, "whole", lambda row: row.body.get("n")),
        ]
        sheets.table(_("Scales"), [*unit_columns(extract), *columns, *_status(extract)], rows)


def _unit_of(row: ReleasedTable) -> str:
    units = {
        "percent": _("per cent"),
        "points": _("points, −100 to 100"),
        "steps": _("steps of the scale"),
        "months": _("months"),
        "minimum_wages": _("minimum wages"),
    }
    definition = definitions().of(row.variable)
    return units[definition.unit] if definition else ""


def _status(extract: Extract) -> list[Column]:
    return [
        Column(_("Status"), 12, "text", lambda row: str(ReleasedTable.Status(row.status).label)),
        Column(_("Reason"), 44, "text", extract.why),
    ]


@dataclass
class Sheets:
    """Writes sheets of one workbook, all in one look."""

    book: Any

    def __post_init__(self) -> None:
        base = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
        make = self.book.add_format
        self._formats = {
            "text": make(base),
            "wrapped": make({**base, "text_wrap": True}),
            "heading": make({**base, "bold": True, "bg_color": "#DCE6EF", "bottom": 1, "text_wrap": True}),
            "label": make({**base, "bold": True}),
            "whole": make({**base, "num_format": "0"}),
            "percent": make({**base, "num_format": "0%"}),
            "mean": make({**base, "num_format": "0.00"}),
            "date": make({**base, "num_format": "dd.mm.yyyy", "align": "left"}),
            "withheld": make({**base, "italic": True, "font_color": "#595959", "bg_color": "#EDEDED", "align": "right"}),
        }

    def facts(self, name: str, facts: Iterable[tuple[str, object]]) -> None:
        """Names and values in two columns, without a heading row."""
        sheet = self._sheet(name)
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 1, 100)
        for place, (label, value) in enumerate(facts):
            self._cell(sheet, place, 0, label, "label")
            style = "date" if isinstance(value, datetime) else "whole" if isinstance(value, int) else "wrapped"
            self._cell(sheet, place, 1, value, "percent" if isinstance(value, float) else style)

    def table(self, name: str, columns: Sequence[Column], rows: Sequence[Any], *, progress: Progress | None = None) -> None:
        """A heading that stays in view and filters, then a row for each of `rows`. TooLong."""
        if len(rows) > MOST_ROWS:
            raise TooLong(name)
        sheet = self._sheet(name)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            self._cell(sheet, 0, place, column.heading, "heading")
        withheld = _("withheld")
        for number, row in enumerate(rows, start=1):
            hidden = row.status != ReleasedTable.Status.RELEASED
            for place, column in enumerate(columns):
                if hidden and column.is_figure:
                    self._cell(sheet, number, place, withheld, "withheld")
                else:
                    self._cell(sheet, number, place, column.of(row), column.style)
            if progress and number % 2_000 == 0:
                progress(5 + 85 * number // len(rows))

    def _sheet(self, name: str) -> Any:
        sheet = self.book.add_worksheet(name[:31])
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        return sheet

    def _cell(self, sheet: Any, row: int, column: int, value: object, style: str) -> None:
        chosen = self._formats[style]
        match value:
            case None | "":
                return
            case datetime():
                moment = localtime(value) if is_aware(value) else value
                sheet.write_datetime(row, column, moment.replace(tzinfo=None, hour=0, minute=0, second=0, microsecond=0), chosen)
            case int() | float():
                sheet.write_number(row, column, value / 100 if style == "percent" else value, chosen)
            case _:
                sheet.write_string(row, column, str(value), self._formats["text"] if style in {"percent", "mean", "whole"} else chosen)
