"""Every table of every unit from columns, beside one pass of SQL over typed columns holding the same answers."""

import io
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import django
import numpy as np

SIZES, PROGRAMS, VARIABLES = (10_000, 100_000, 1_000_000), 200, 60


def run() -> None:
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from surveys.results.units import load
    from tests.factories.answered import synthetic_columns

    call_command("migrate", verbosity=0)
    codes = _programs()
    tree = load(university=settings.SURVEYS_UNIVERSITY)
    units = range(len(tree.units))
    print(f"{VARIABLES} variables, {PROGRAMS} programs, {len(tree.units)} units; seconds")
    print(f"{'responses':>10}{'all tables':>12}{'one program':>13}{'SQL, one pass':>15}{'SQL / ours':>12}")
    for size in SIZES:
        columns, document = synthetic_columns(size, codes, VARIABLES, 1963)
        seconds = _best(partial(_tables, columns, document, tree, units))
        code = columns.programs[int(np.bincount(columns.program).argmax()) - 1]
        one = _best(partial(_tables, columns.of_programs({code}), document, tree, [tree.index["program", code]]))
        sql = _sql(columns) if connection.vendor == "postgresql" else float("nan")
        print(f"{size:10}{seconds:12.3f}{one:13.4f}{sql:15.3f}{sql / seconds:12.2f}", flush=True)


def _tables(columns: Any, document: Any, tree: Any, units: Sequence[int]) -> object:
    from surveys.results.tabulate import Tabulation

    return Tabulation(columns, document, tree).bodies(units, weighted=False, confidence=0.95)


def _programs() -> list[str]:
    """200 programs in 100 departments of 20 faculties."""
    from departments.models import Department, Faculty, Level, Program

    first = (Program.objects.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    codes = []
    for f in range(20):
        faculty = Faculty.objects.create(code=f"BF{f:02d}", name_tr=f"Fakülte {f}")
        for d in range(5):
            department = Department.objects.create(code=f"BD{f:02d}{d}", name_tr=f"Bölüm {f}.{d}", faculty=faculty)
            for _ in range(PROGRAMS // 100):
                number = first + len(codes)
                program = Program(
                    code=f"B{number:04d}", number=number, name_tr=f"Program {number}", department=department, level=Level.BACHELOR
                )
                program.save()
                codes.append(program.code)
    return codes


def _best(work: Callable[[], object], *, times: int = 3) -> float:
    """Seconds of the quickest of a few runs."""
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        spent.append(time.perf_counter() - start)
    return min(spent)


def _sql(columns) -> float:
    """The same counts by program, option and variable in one scan of a table of typed columns."""
    from django.db import connection

    names = list(columns.variables)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_wide")
        cursor.execute(f"CREATE UNLOGGED TABLE bench_wide (program smallint, {', '.join(f'{n} smallint' for n in names)})")
        matrix = [columns.program.tolist(), *(columns[name].tolist() for name in names)]
        with cursor.copy("COPY bench_wide FROM STDIN") as copy:
            for start in range(0, columns.n, 20_000):
                lines = io.StringIO()
                for row in zip(*(column[start : start + 20_000] for column in matrix), strict=True):
                    lines.write("\t".join(map(str, row)) + "\n")
                copy.write(lines.getvalue())
        cursor.execute("ANALYZE bench_wide")
        counts = ", ".join(f"count(*) FILTER (WHERE {n} = {option})" for n in names for option in range(6))

        def scan() -> None:
            cursor.execute(f"SELECT program, {counts} FROM bench_wide GROUP BY program")
            cursor.fetchall()

        return _best(scan, times=2)
