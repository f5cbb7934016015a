"""What stands in an answer, whatever it is written in: words and numbers as a reader finds them, and everything else that was sent."""

import re
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from urllib.parse import unquote
from zipfile import ZipFile

from openpyxl import load_workbook

_HIDDEN = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)
_SHOWN_ATTRIBUTES = re.compile(r"""\b(?:aria-[a-z]+|alt|title|content|value|data-[a-z-]+)=(?:"([^"]*)"|'([^']*)')""")
_NUMBER = re.compile(r"(?<!\w)\d+(?:[.,]\d+)?(?!\w)")  # a token of a form has digits among its letters


@dataclass(frozen=True, slots=True)
class Sent:
    """whole: every letter that left the house, addresses and drawings included; shown: what is read, of a page or a cell."""

    whole: str
    shown: str

    @property
    def numbers(self) -> set[str]:
        """4,77 is 4.77, and 89.0 is 89."""
        found = (number.replace(",", ".") for number in _NUMBER.findall(self.shown))
        return {number.rstrip("0").rstrip(".") if "." in number else number for number in found}

    def betrayed(self, *, names: tuple[str, ...], figures: tuple[str, ...]) -> list[str]:
        return [name for name in names if name in self.whole] + [figure for figure in figures if figure in self.numbers]


def of_html(html: str) -> Sent:
    plain = _HIDDEN.sub(" ", html)
    attributes = " ".join(first or second for first, second in _SHOWN_ATTRIBUTES.findall(plain))
    return Sent(unescape(unquote(html)), unescape(f"{re.sub(r'<[^>]+>', ' ', plain)} {attributes}"))


def of_text(text: str) -> Sent:
    """CSV and JSON: numbers have a point, and a comma is between two of them."""
    return Sent(text, text.replace(",", " , "))


def of_workbook(content: bytes) -> Sent:
    with ZipFile(BytesIO(content)) as parts:
        whole = "\n".join(unescape(parts.read(name).decode()) for name in parts.namelist())
    book = load_workbook(BytesIO(content))
    cells = (cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None)
    # a share is kept as a fraction with a format
    shown = " ".join(f"{round(100 * value, 6)} {value}" if isinstance(value, float) else str(value) for value in cells)
    return Sent(whole, shown)


def of_response(response) -> Sent:
    content = b"".join(response) if response.streaming else response.content
    if response["Content-Type"].startswith("text/html"):
        return of_html(content.decode())
    return of_text(content.decode("utf-8-sig"))
