"""Single answers as CSV and as a file of SPSS: seconds, memory beyond what stood before, and how both grow with the rows.

The baseline is one pass over as many stored records, `SELECT *`, fetched and thrown away.
"""

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

import django

SIZES, PROGRAMS, VARIABLES = (100_000, 1_000_000), 200, 60
KINDS = ("CSV codes", "CSV words", "SPSS")
BUDGET = (5.0, 64.0)  # seconds and megabytes of 100,000 rows as CSV


def run() -> None:
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    print(f"{VARIABLES} variables, {PROGRAMS} programs; budget of 100,000 rows as CSV: {BUDGET[0]:.0f} s, +{BUDGET[1]:.0f} MB")
    print(f"{'rows':>10}{'file':>12}{'seconds':>9}{'+MB':>8}{'file MB':>9}{'SQL, one pass':>15}{'ours / SQL':>12}{'a row, µs':>11}")
    per_row: dict[str, list[float]] = {}
    for size in SIZES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            _apart(partial(_store, size, folder))
            (sql,) = _apart(partial(_one_pass, size))
            for kind in KINDS:
                seconds, megabytes, written = _apart(partial(_measured, folder, kind))
                per_row.setdefault(kind, []).append(seconds / size)
                line = f"{size:10}{kind:>12}{seconds:9.2f}{megabytes:8.1f}{written:9.1f}{sql:15.3f}{seconds / sql:12.1f}"
                print(f"{line}{seconds / size * 1e6:11.2f}", flush=True)
    for kind, spent in per_row.items():
        print(f"{kind}: a row of {SIZES[-1]:,} takes {spent[-1] / spent[0]:.2f} times what a row of {SIZES[0]:,} does")


def _apart(work: Callable[[], Iterable[float]]) -> list[float]:
    """In a process of its own: what a process once took shows in its highest memory for good."""
    from django.db import connections

    connections.close_all()
    reader, writer = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        try:
            os.write(writer, " ".join(map(str, work())).encode())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as answer:
        figures = [float(figure) for figure in answer.read().split()]
    os.waitpid(child, 0)
    return figures


def _store(size: int, folder: Path) -> Iterable[float]:
    """Columns on disk, as a snapshot has them."""
    from tests.factories.answered import synthetic_columns

    columns, _document = synthetic_columns(size, PROGRAMS, VARIABLES, 1963)
    for name, array in columns._arrays.items():
        array.tofile(folder / f"{name}.{array.dtype.str[1:]}")
    return ()


def _measured(folder: Path, kind: str) -> Iterable[float]:
    """Seconds, megabytes at the highest beyond what the process held before, megabytes of the file."""
    from surveys.exports.microdata_csv import write_csv
    from surveys.exports.spss import write_sav

    if kind == "SPSS":
        import polars  # noqa: F401  (its own size is not the file's)
        import pyreadstat  # noqa: F401  (as above)
    path, before = folder / "answers", _peak()
    start = time.perf_counter()
    sheet = _sheet(folder, in_words=kind == "CSV words")
    (write_sav if kind == "SPSS" else write_csv)(sheet, path)
    return time.perf_counter() - start, _peak() - before, path.stat().st_size / 2**20


def _sheet(folder: Path, *, in_words: bool) -> Any:
    import numpy as np

    from surveys.definition.codebook import Codebook
    from surveys.exports.microdata import sheet_of
    from surveys.results.columns import Columns
    from tests.factories.answered import likert_columns_document

    mapped = {path.stem: np.memmap(path, f"<{path.suffix[1:]}", "r") for path in folder.iterdir() if path.name != "answers"}
    programs = tuple(f"S{number:03d}" for number in range(1, PROGRAMS + 1))
    columns = Columns(mapped, codebook=Codebook(likert_columns_document(VARIABLES).variables), programs=programs)
    return sheet_of(columns, title="bench", language="tr", in_words=in_words, said=lambda variable: variable.label.tr, seed=1963)


def _peak() -> float:
    """The most memory this process ever held, in megabytes; pages of the mapped columns count too."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _one_pass(size: int) -> Iterable[float]:
    """Seconds to fetch as many stored records of the same length."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_records")
        kind = "bytea" if connection.vendor == "postgresql" else "blob"
        cursor.execute(f"CREATE TABLE bench_records (id integer, record {kind})")
        record = bytes(VARIABLES)
        for start in range(0, size, 10_000):
            cursor.executemany("INSERT INTO bench_records VALUES (%s, %s)", [(start + n, record) for n in range(min(10_000, size - start))])
        begin = time.perf_counter()
        cursor.execute("SELECT * FROM bench_records")
        while cursor.fetchmany(5_000):
            pass
        spent = time.perf_counter() - begin
        cursor.execute("DROP TABLE bench_records")
    return (spent,)
