"""Single answers as text: a heading of variable names, then a row a response (docs/methods/csv.md). Memory does not grow with rows."""

from pathlib import Path

from .delimited import BYTE_ORDER_MARK
from .jobs import Progress
from .microdata import WEIGHT, Sheet
from .names import Names

CHUNK = 5_000  # rows in memory at a time


def write_csv(sheet: Sheet, path: Path, progress: Progress = lambda _percent: None) -> None:
    """Codes or labels are looked up for a whole column at once, quoted already in the table they are taken from, and then only joined."""
    with path.open("w", encoding="utf-8", newline="") as target:
        target.write(BYTE_ORDER_MARK)
        target.write(",".join([*(field.name for field in sheet.fields), *([_weight(sheet)] if sheet.weights else [])]) + "\r\n")
        done = 0
        for rows in sheet.chunks(CHUNK):
            columns = [field.texts(field.stored(rows)) for field in sheet.fields]
            if sheet.weights:
                columns.append([f"{weight:.6g}" for weight in sheet.weights(rows).tolist()])
            target.write("\r\n".join(map(",".join, zip(*columns, strict=True))) + "\r\n")
            done += len(rows)
            progress(100 * done // len(sheet.rows))


def _weight(sheet: Sheet) -> str:
    return Names(field.name for field in sheet.fields).take(WEIGHT)
