"""The file `import_units` takes: a CSV as the university's own systems or Excel in Turkish save it."""

import csv
from pathlib import Path

from django.utils.translation import gettext as _

REQUIRED = ("code", "level", "program_tr", "department_tr", "faculty_tr")
OPTIONAL = (
    "program_en",
    "department_en",
    "faculty_en",
    "awarding_unit_tr",
    "awarding_unit_en",
    "language",
    "yok_program_code",
    "status",
    "home_by",
    "evidence",
)
BEYOND = ""  # the key of cells that stand to the right of the last column

Row = dict[str, str]


class UnreadableFile(Exception):
    """The file as a whole cannot be used; the message says why and what to do."""


def read(path: Path) -> tuple[list[Row], list[str]]:
    """Rows keyed by column, and the columns nobody knows (left out). UnreadableFile where nothing can be made of it.

    UTF-8 with or without a byte order mark; cells separated by commas, semicolons or tabs, told by the header.
    """
    lines = _text(path).splitlines(keepends=True)
    if not lines or not lines[0].strip():
        raise UnreadableFile(_("%(file)s is empty.") % {"file": path})
    delimiter = max(",;\t", key=lines[0].count)
    try:
        table = list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise UnreadableFile(_("%(file)s is not a CSV file: %(error)s.") % {"file": path, "error": error}) from error
    while not any(table[-1]):  # blank lines at the end say nothing
        table.pop()
    header = [name.strip() for name in table[0]]
    if missing := [name for name in REQUIRED if name not in header]:
        raise UnreadableFile(
            _("%(file)s lacks the columns %(missing)s. Its first line must name them; it reads: %(header)s")
            % {"file": path, "missing": ", ".join(missing), "header": lines[0].strip()[:200]}
        )
    if twice := sorted({name for name in header if header.count(name) > 1}):
        raise UnreadableFile(_("%(file)s names the columns %(twice)s twice.") % {"file": path, "twice": ", ".join(twice)})
    return [_row(header, cells) for cells in table[1:]], [name for name in header if name not in REQUIRED + OPTIONAL]


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(_("%(file)s cannot be read: %(error)s.") % {"file": path, "error": error.strerror}) from error
    if raw.startswith(b"PK\x03\x04"):
        raise UnreadableFile(_("%(file)s is an Excel workbook. Save it as “CSV UTF-8” and import that.") % {"file": path})
    if b"\x00" in raw:
        raise UnreadableFile(_("%(file)s is not a CSV file: it holds binary data.") % {"file": path})
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(
            _("%(file)s is not UTF-8 (line %(line)s). Save it as “CSV UTF-8”; Turkish letters would be lost otherwise.")
            % {"file": path, "line": line}
        ) from error


def _row(header: list[str], cells: list[str]) -> Row:
    row = dict(zip(header, cells, strict=False))
    if beyond := [cell for cell in cells[len(header) :] if cell.strip()]:
        row[BEYOND] = " ".join(beyond)
    return row
