"""The sheets of an XLSForm as rows of text, with the limits of what is read and the same bytes for the same sheets.

Largest file that is read: loading.LARGEST_FILE; unpacked MOST_BYTES; MOST_ROWS rows a sheet, MOST_COLUMNS columns.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from defusedxml import DefusedXmlException, ElementTree  # type: ignore[import-untyped]  # it brings no types
from django.utils.translation import gettext as _

from surveys.definition.check import DefinitionError
from surveys.definition.formats.loading import refusal

MOST_ROWS: Mapping[str, int] = {"survey": 2_000, "choices": 10_000, "settings": 10, "mik": 20_000}
MOST_COLUMNS = 100
MOST_BYTES = 64 * 1024**2  # of all parts of the workbook, unpacked
LOOKED_AT = 25_000  # rows of a sheet, empty ones included: people leave formatted rows at the end
LONGEST_CELL = 32_767  # characters, Excel's own limit

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"  # .xls, and any workbook with a password
_CLOCK = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest a zip file can say


@dataclass(frozen=True, slots=True)
class Row:
    """number: as the spreadsheet counts it. Cells by column; empty ones are not there."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


Tables = Mapping[str, Table]


def read(content: bytes, name: str) -> dict[str, Table]:
    """The sheets survey, choices, settings and mik that are there. DefinitionError where it is no workbook, or too large a one."""
    import openpyxl  # type: ignore[import-untyped]  # noqa: PLC0415  (a quarter of a second: only who meets an XLSForm waits for it)

    _refuse_if_unsafe(content, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # about styles and controls, which nobody reads here
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except Exception as error:  # a damaged workbook raises whatever its parser stumbled on
        raise refusal(name, "not_xlsx", _("The workbook is damaged and cannot be opened. Save it again as .xlsx.")) from error
    try:
        found = {sheet.title.strip().lower(): sheet for sheet in book.worksheets}
        if "survey" not in found:
            raise refusal(name, "no_survey", _("The workbook has no sheet called survey: it is no XLSForm."))
        return {title: _table(found[title], title, name) for title in MOST_ROWS if title in found}
    except DefinitionError:
        raise
    except Exception as error:  # as above: sheets are parsed while they are read
        raise refusal(name, "not_xlsx", _("The workbook is damaged and cannot be opened. Save it again as .xlsx.")) from error
    finally:
        book.close()


def _refuse_if_unsafe(content: bytes, name: str) -> None:
    """Before openpyxl unpacks anything: no bomb of zeros, no bomb of entities."""
    if content.startswith(_OLD_EXCEL):
        message = _("The workbook is of an old kind (.xls) or has a password. Save it as .xlsx without a password.")
        raise refusal(name, "not_xlsx", message)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > MOST_BYTES:
                raise refusal(name, "too_large", _("Unpacked, the workbook is larger than %(most)d MB.") % {"most": MOST_BYTES // 1024**2})
            if not any(part.filename.startswith("xl/") for part in parts):
                raise refusal(name, "not_xlsx", _("The file is not an Excel workbook (.xlsx)."))
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with archive.open(part) as file:
                        for _event, element in ElementTree.iterparse(file, forbid_dtd=True):
                            element.clear()
    except DefusedXmlException as error:
        raise refusal(
            name, "unsafe", _("The workbook holds a document type or entities, as no spreadsheet program writes them.")
        ) from error
    except (zipfile.BadZipFile, ElementTree.ParseError, RuntimeError, EOFError) as error:
        raise refusal(name, "not_xlsx", _("The file is not an Excel workbook (.xlsx).")) from error


def _table(sheet: Any, title: str, name: str) -> Table:
    sheet.reset_dimensions()  # what the file says of its size need not be so
    lines = _lines(sheet)
    columns = _columns(next(lines, (1, ()))[1], title, name)
    rows = []
    for number, line in lines:
        cells = {column: text for column, value in zip(columns, line, strict=False) if column and (text := _text(value)).strip()}
        if cells:
            rows.append(Row(number, cells))
        if len(rows) > MOST_ROWS[title]:
            message = _("The sheet %(sheet)s has more than %(most)d rows: the form is too long to be one questionnaire.")
            raise refusal(name, "too_many_rows", message % {"sheet": title, "most": MOST_ROWS[title]})
    return Table(tuple(column for column in columns if column), tuple(rows))


def _lines(sheet: Any) -> Iterator[tuple[int, Sequence[Any]]]:
    yield from enumerate(sheet.iter_rows(max_row=LOOKED_AT, max_col=MOST_COLUMNS + 1, values_only=True), start=1)


def _columns(line: Sequence[Any], title: str, name: str) -> list[str]:
    columns = [" ".join(_text(value).split()) for value in line]
    if len(columns) > MOST_COLUMNS and columns[MOST_COLUMNS]:
        message = _("The sheet %(sheet)s has more than %(most)d columns.")
        raise refusal(name, "too_many_columns", message % {"sheet": title, "most": MOST_COLUMNS})
    for column in {column for column in columns if column and columns.count(column) > 1}:
        message = _("The column %(column)s occurs twice in the sheet %(sheet)s.")
        raise refusal(name, "column_twice", message % {"column": column, "sheet": title})
    return columns


def _text(value: Any) -> str:
    """A cell as XLSForm means it: 1.0 is 1, a tick is TRUE."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def write(tables: Tables) -> bytes:
    """A workbook of text cells. The same tables give the same bytes; ValueError for a text longer than a cell can be."""
    from openpyxl import Workbook  # noqa: PLC0415  (as above)
    from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]  # noqa: PLC0415  (as above)
    from openpyxl.styles import Alignment, Font  # type: ignore[import-untyped]  # noqa: PLC0415  (as above)

    book = Workbook(write_only=True)
    bold, wrapped = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    for title, table in tables.items():
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "A2"
        for number, column in enumerate(table.columns):
            sheet.column_dimensions[chr(65 + number)].width = 45 if column.startswith(("label", "hint", "value", "constraint")) else 18
        for number, row in enumerate([Row(1, {column: column for column in table.columns}), *table.rows]):
            line = []
            for column in table.columns:
                text = row.cells.get(column, "")
                if len(text.encode("utf-16-le")) // 2 > LONGEST_CELL:
                    raise ValueError(text[:40])
                cell = WriteOnlyCell(sheet, value=text or None)
                if text:
                    cell.data_type = "s"  # never a formula or a number, whatever it begins with
                if number == 0:
                    cell.font = bold
                else:
                    cell.alignment = wrapped
                line.append(cell)
            sheet.append(line)
    target = io.BytesIO()
    book.save(target)
    return _timeless(target.getvalue())


def _timeless(content: bytes) -> bytes:
    """The same workbook without the moment it was made."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            part = given.read(name)
            if name == "docProps/core.xml":
                part = _CLOCK.sub(b"2026-01-01T00:00:00Z", part)
            made.writestr(zipfile.ZipInfo(name, _EPOCH), part, zipfile.ZIP_DEFLATED)
    return target.getvalue()
