"""A cross-table of a million sheets, with and without a filter, beside the least that any such table can cost."""

import statistics
import time
from collections.abc import Callable
from typing import Any

import django
import numpy as np

RESPONSES, PROGRAMS, VARIABLES, TIMES = 1_000_000, 200, 60, 15
WHERE = "V003 in [3, 4, 5] and V004 >= 2"


def run() -> None:
    django.setup()
    from surveys.results.crosstab import cross_table
    from surveys.results.selection import Selection
    from surveys.results.straight import straight_sheets
    from tests.factories.answered import synthetic_columns

    made, _document = synthetic_columns(RESPONSES, PROGRAMS, VARIABLES, 1963)
    columns = _mapped(made)
    rows, by = columns["V001"], columns["V002"]
    crowded = columns.programs[int(np.bincount(columns.program).argmax()) - 1]

    def floor() -> object:
        return np.bincount(rows.astype(np.intp) * 256 + by, minlength=65_536)

    def table(where: str | None = None) -> object:
        return cross_table(Selection(where=where).narrowed(columns), rows="V001", by="V002")

    def of_program() -> object:
        return cross_table(Selection(where=WHERE).narrowed(columns.of_programs({crowded})), rows="V001", by="V002")

    least = _median(floor)
    print(f"{RESPONSES} responses x {VARIABLES} variables, 5 x 5 answers and two states each; median of {TIMES}, ms")
    print(f"{'':32}{'ms':>9}{'/ floor':>9}")
    works = {
        "floor: one bincount of both": floor,
        "cross-table": table,
        f"where {WHERE[:24]}...": lambda: table(WHERE),
        "one program, same filter": of_program,
        "straight lines of all items": lambda: straight_sheets(columns),
    }
    for name, work in works.items():
        spent = _median(work)
        print(f"{name:32}{spent * 1000:9.2f}{spent / least:9.2f}", flush=True)


def _mapped(made: Any) -> Any:
    """The same columns as a snapshot has them: in a file, memory-mapped."""
    from django.conf import settings

    from surveys.results import column_file
    from surveys.results.columns import STRATA, Columns

    names = [*STRATA, *made.codebook.dtype.names]
    described = tuple((name, made[name].dtype.str, 1) for name in names)
    path = settings.PRIVATE_DIR / "snapshots" / "bench.columns"
    writer = column_file.Writer(path, column_file.Header(0, "", made.n, made.programs, described))
    for name in names:
        writer.arrays[name][:] = made[name]
    _header, arrays = column_file.read(path, sha256=writer.commit())
    return Columns(arrays, codebook=made.codebook, programs=made.programs)


def _median(work: Callable[[], object]) -> float:
    """Seconds."""
    spent = []
    for _ in range(TIMES):
        start = time.perf_counter()
        work()
        spent.append(time.perf_counter() - start)
    return statistics.median(spent)
