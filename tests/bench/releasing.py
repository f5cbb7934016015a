"""Snapshot and release of a million responses, and what reads them: beside one pass of SQL over the same answers in typed columns.

Runs in a process of its own (`python -m tests.bench.releasing SIZE`), so that the peak of memory is its own.
"""

import os
import resource
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from . import reading

SIZES, VARIABLES, PROGRAMS = (100_000, 1_000_000), 59, 200  # and the breakdown itself: 60
LIMIT_SECONDS, LIMIT_MEGABYTES = 30, 1_500
NOW = datetime(2026, 6, 1, tzinfo=UTC)


def run() -> None:
    print(f"{VARIABLES + 1} variables, {PROGRAMS} programs, every table also by a question with two answers; seconds")
    heads = (
        "responses",
        "units",
        "tables",
        "shown",
        "snapshot",
        "release",
        "both",
        "limit / ours",
        "peak MB",
        "SQL, one pass",
        "both / SQL",
    )
    print(("{:>13}" * len(heads)).format(*heads), flush=True)
    for size in SIZES:
        subprocess.run([sys.executable, "-m", "tests.bench.releasing", str(size)], check=True)


def measure(size: int) -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from surveys.fielding.releasing import terms
    from surveys.results import release, snapshot
    from tests.bench.tabulation import _sql

    call_command("migrate", verbosity=0)
    columns, wave = a_wave(size)
    sql = _sql(columns) if connection.vendor == "postgresql" else float("nan")
    del columns
    folder = Path(settings.PRIVATE_DIR)
    start = time.perf_counter()
    snapshot.build(wave=wave, folder=folder, now=NOW)
    built = time.perf_counter()
    made = release.make(wave=wave, terms=terms(), by=None, now=NOW, breakdown="SEX")
    done = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    tables, shown = made.tables.count(), made.tables.filter(status="released").count()
    units = made.tables.values("level", "unit_code").distinct().count()
    both = done - start
    print(
        f"{size:13}{units:13}{tables:13}{shown:13}{built - start:13.2f}{done - built:13.2f}{both:13.2f}{LIMIT_SECONDS / both:13.2f}"
        f"{peak:13.0f}{sql:13.2f}{both / sql:13.2f}",
        flush=True,
    )
    program = made.tables.filter(level="program", status="released").values_list("unit_code", flat=True).first()
    if program:
        reading.measure(program)


def a_wave(size: int):
    """A closed wave of random answers, and the same answers as columns."""
    from django.db import connection

    from departments.models import Program
    from surveys.definition.codebook import Codebook
    from surveys.definition.document import Document
    from surveys.models import Response, Wave
    from surveys.models.keys import random_key
    from surveys.questions import Option, SingleQuestion
    from surveys.results.columns import Columns
    from tests.bench.tabulation import _programs
    from tests.factories.answered import synthetic_columns
    from tests.factories.documents import published, text

    codes = list(Program.objects.filter(code__startswith="B").order_by("code").values_list("code", flat=True)) or _programs()
    columns, document = synthetic_columns(size, codes, VARIABLES, 1963)
    sexes = tuple(Option(code=code, label=text(code)) for code in ("f", "m"))
    section = document.sections[0]
    question = SingleQuestion(code="SEX", label=text("SEX"), options="SEX")
    document = document.model_copy(
        update={
            "code": f"REL{size}",
            "option_sets": {**document.option_sets, "SEX": sexes},
            "sections": (section.model_copy(update={"questions": (*section.questions, question)}), *document.sections[1:]),
        }
    )
    document = Document.model_validate(document.model_dump())  # a copy would keep the variables it had
    codebook = Codebook(document.variables)
    answers = np.empty(size, codebook.dtype)
    chance = np.random.default_rng(1964)
    for name in codebook.dtype.names or ():
        answers[name] = chance.integers(0, 2, size) if name == "SEX" else columns[name]
    version = published(document)
    facts = {"questionnaire": version.questionnaire, "version": version, "name": "2026", "mode": Wave.Mode.IMPORTED}
    wave = Wave.objects.create(**facts, state=Wave.State.CLOSED, closed_at=NOW)
    keys = dict(Program.objects.values_list("code", "pk"))
    program = [keys[codes[number - 1]] for number in columns.program.tolist()]
    if connection.vendor == "postgresql":
        with (
            connection.cursor() as cursor,
            cursor.copy("COPY surveys_response (id, wave_id, version_id, program_id, cohort, record) FROM STDIN") as copy,
        ):
            copy.set_types(["int8", "int8", "int8", "int8", "int2", "bytea"])
            for n in range(size):
                copy.write_row((random_key(), wave.pk, version.pk, program[n], 2024, answers[n].tobytes()))
    else:
        for first in range(0, size, 20_000):
            Response.objects.bulk_create(
                Response(wave=wave, version=version, program_id=program[n], cohort=2024, record=answers[n].tobytes())
                for n in range(first, min(first + 20_000, size))
            )
    arrays = {name: columns[name] for name in ("@program", "@cohort", "@organisation", "@weight")}
    arrays |= {name: answers[name] for name in codebook.dtype.names or ()}
    return Columns(arrays, codebook=codebook, programs=columns.programs), wave


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mik_site.settings.dev")
    measure(int(sys.argv[1]))
