"""CSV files of old answers."""

import csv
import random
from pathlib import Path


def response_file(folder: Path, *rows: dict[str, object], name: str = "old.csv", delimiter: str = ",") -> Path:
    """A row per mapping; the header is the keys of the first, in order."""
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


def likert_responses(folder: Path, *, rows: int, items: int = 28, programs: int = 13, seed: int = 7) -> Path:
    """Like the real set of course evaluations: class, columns nobody knows, and Q1 .. Qn from 1 to 5 that differ by class."""
    draw = random.Random(seed)
    made = []
    for _ in range(rows):
        program = draw.randint(1, programs)
        answers = {f"Q{n}": min(5, max(1, round(draw.gauss(2.2 + program / 8, 1.2)))) for n in range(1, items + 1)}
        made.append({"instr": draw.randint(1, 3), "class": program, "difficulty": draw.randint(1, 5), **answers})
    return response_file(folder, *made, name="evaluations.csv")
