"""Single answers as text: a heading of variable names, then a row a response (docs/methods/csv.md). Memory does not grow with rows."""

from pathlib import Path

from .delimited import BYTE_ORDER_MARK, harmless
from .jobs import Progress
from .microdata import WEIGHT, Sheet
from .names import Names

CHUNK = 5_000  # rows in memory at a time
_QUOTED = (",", '"', "\n", "\r")


def write_csv(sheet: Sheet, path: Path, progress: Progress = lambda _percent: None) -> None:
    """Codes or labels are looked up for a whole column at once; every distinct text is quoted once and then only joined."""
    cells: dict[str, str] = {}
    with path.open("w", encoding="utf-8", newline="") as target:
        target.write(BYTE_ORDER_MARK)
        target.write(",".join([*(field.name for field in sheet.fields), *([_weight(sheet)] if sheet.weights else [])]) + "\r\n")
        done = 0
        for rows in sheet.chunks(CHUNK):
            columns = [[cells.get(text) or _cell(text, cells) for text in field.texts(field.stored(rows))] for field in sheet.fields]
            if sheet.weights:
                columns.append([f"{weight:.6g}" for weight in sheet.weights(rows).tolist()])
            target.write("\r\n".join(map(",".join, zip(*columns, strict=True))) + "\r\n")
            done += len(rows)
            progress(100 * done // len(sheet.rows))


def _weight(sheet: Sheet) -> str:
    return Names(field.name for field in sheet.fields).take(WEIGHT)


def _cell(text: str, cells: dict[str, str]) -> str:
    """The text as it stands in the file; kept, because a survey has few distinct ones."""
    safe = harmless(text)
    if any(mark in safe for mark in _QUOTED):
        doubled = safe.replace('"', '""')
        safe = f'"{doubled}"'
    if len(cells) < 100_000:
        cells[text] = safe
    return safe
