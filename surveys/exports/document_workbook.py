"""A results document (design 10) as a workbook: the lines of its CSV, numbers as numbers. For the command line."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from .delimited import HEADER, write_results

_WIDTHS = {"unit_name": 36, "statistic": 16, "code": 18}
_NUMBERS = {"figure", "n", "low", "high"}


def write_document(path: Path, document: Mapping[str, Any], *, language: str) -> None:
    """A withheld table is a line of its own with its reason, as in CSV. OSError where the file cannot be written."""
    import xlsxwriter  # noqa: PLC0415  (heavy, and needed by who asks for a workbook alone)
    from xlsxwriter.exceptions import FileCreateError  # noqa: PLC0415  (as above)

    path.touch(mode=0o600)  # a place that cannot be written to is found before anything was made
    text = io.StringIO(newline="")
    write_results(document, text, language=language)
    lines = list(csv.reader(io.StringIO(text.getvalue().lstrip("\ufeff"), newline="")))
    book = xlsxwriter.Workbook(
        str(path), {"constant_memory": True, "tmpdir": str(path.parent), "strings_to_formulas": False, "strings_to_urls": False}
    )
    bold = book.add_format({"bold": True, "bg_color": "#DCE6EF"})
    method = book.add_worksheet(_("Method")[:31])
    method.set_column(0, 1, 30)
    for place, (name, value) in enumerate(_facts(document)):
        method.write_string(place, 0, name, bold)
        method.write_string(place, 1, value)
    sheet = book.add_worksheet(_("Results")[:31])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(lines) - 1, 1), len(HEADER) - 1)
    for column, name in enumerate(HEADER):
        sheet.set_column(column, column, _WIDTHS.get(name, 12))
        sheet.write_string(0, column, name, bold)
    for row, line in enumerate(lines[1:], start=1):
        for column, (name, cell) in enumerate(zip(HEADER, line, strict=True)):
            if cell and (number := _number(cell) if name in _NUMBERS else None) is not None:
                sheet.write_number(row, column, number)
            elif cell:
                sheet.write_string(row, column, cell)
    try:
        book.close()
    except FileCreateError as error:
        raise OSError(str(error)) from error


def _facts(document: Mapping[str, Any]) -> list[tuple[str, str]]:
    plain = ("questionnaire", "version", "wave", "profile", "weighted", "synthetic", "where", "release")
    facts = {name: document[name] for name in plain if document[name] is not None} | dict(document["method"])
    return [(name, str(value)) for name, value in facts.items()]


def _number(cell: str) -> float | None:
    try:
        return float(cell)
    except ValueError:
        return None
