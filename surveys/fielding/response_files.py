"""Answers of an old survey as a table: the CSV that LimeSurvey, Google Forms, KoboToolbox or a spreadsheet wrote."""

import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

LARGEST_FILE = 512 * 1024 * 1024  # bytes


class UnreadableFile(Exception):
    """The file as a whole cannot be used; the text says why and what to do."""


@dataclass(frozen=True)
class ResponseTable:
    """Cells as they were written. sha256: of the file, by which it is known again."""

    header: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    sha256: str


def read(path: Path) -> ResponseTable:
    """UTF-8 with or without a byte order mark; cells separated by commas, semicolons or tabs, told by the header."""
    if path.stat().st_size > LARGEST_FILE:
        raise UnreadableFile(_("%(file)s is larger than %(most)d MB.") % {"file": path.name, "most": LARGEST_FILE // 1024**2})
    content = path.read_bytes()
    lines = list(io.StringIO(_decoded(path, content), newline=""))  # other line signs of Unicode may stand within a cell
    if not lines or not lines[0].strip():
        raise UnreadableFile(_("%(file)s is empty: its first line must name the columns.") % {"file": path.name})
    try:
        table = list(csv.reader(lines, delimiter=max(",;\t", key=lines[0].count), strict=True))
    except csv.Error as error:
        raise UnreadableFile(_("%(file)s is not a CSV file: %(error)s.") % {"file": path.name, "error": error}) from error
    while not any(cell.strip() for cell in table[-1]) and len(table) > 1:  # spreadsheets leave empty rows behind
        table.pop()
    header = tuple(name.strip() for name in table[0])
    if twice := sorted({name for name in header if name and header.count(name) > 1}):
        raise UnreadableFile(_("%(file)s names the columns %(twice)s twice.") % {"file": path.name, "twice": ", ".join(twice)})
    return ResponseTable(header, table[1:], hashlib.sha256(content).hexdigest())


def _decoded(path: Path, content: bytes) -> str:
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        raise UnreadableFile(_("%(file)s is UTF-16. Save it as UTF-8 and try again.") % {"file": path.name})
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found = {"file": path.name, "line": content.count(b"\n", 0, error.start) + 1}
        if any(byte in content for byte in b"\xfd\xfe\xf0\xdd\xde\xd0"):  # ı ş ğ İ Ş Ğ of Windows-1254
            message = _("%(file)s is not UTF-8 (line %(line)d); it seems to be Windows-1254 (Turkish). Save it as UTF-8 and try again.")
        else:
            message = _("%(file)s is not UTF-8 (line %(line)d). Save it as UTF-8 and try again.")
        raise UnreadableFile(message % found) from error
