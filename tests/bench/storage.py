"""Bytes a stored response after close, indexes included, as PostgreSQL counts them."""

import random

import django

TARGET, ROWS, DISTINCT = 200, 20_000, 1_000


def run() -> None:
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from departments.models import Program
    from mik_site.demo.traits import draw_traits
    from mik_site.management.commands.seed_demo import DEMO
    from surveys.models import Questionnaire

    if connection.vendor != "postgresql":
        print("Sizes are PostgreSQL's; this database is another.")
        return
    call_command("migrate", verbosity=0)
    if not Program.objects.filter(code="106210371").exists():
        call_command("import_units", str(DEMO / "ktu_units.csv"), verbosity=0)
    call_command("import_questionnaire", str(DEMO / "questionnaires.yaml"), publish=True, verbosity=0)
    traits = draw_traits(list(Program.objects.filter(home_by__gt="").select_related("department__faculty")), seed=1963)
    print(f"{'instrument':12}{'record':>8}{'a row, with indexes':>22}{'target':>8}")
    for questionnaire in Questionnaire.objects.filter(code__in=("MYM", "MIA", "IMA")):
        record, row = _measure(questionnaire, traits)
        print(f"{questionnaire.code:12}{record:8}{row:22.1f}{TARGET:8}")


def _measure(questionnaire, traits) -> tuple[int, float]:
    """Bytes of the packed record, and of a row with its share of every index."""
    from django.db import connection

    from mik_site.demo.answers import Person, Respondents
    from surveys.collection.responses import ResponseRow, insert
    from surveys.definition.compiled import compile_version
    from surveys.definition.programs import program_numbers
    from surveys.models import Wave

    version = questionnaire.versions.latest("number")
    compiled = compile_version(version)
    draw, numbers = random.Random("storage"), program_numbers()
    people = Respondents(compiled, seed=1963, base_year=2026, programs=[t.program.code for t in traits])
    records = [compiled.codebook.pack(people.answer(Person(draw.choice(traits), 2026, draw)), programs=numbers) for _ in range(DISTINCT)]
    wave = Wave.objects.create(questionnaire=questionnaire, version=version, name="storage", state=Wave.State.CLOSED)
    rows = (ResponseRow(program_id=draw.choice(traits).program.pk, cohort=2025, record=records[n % DISTINCT]) for n in range(ROWS))
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE surveys_response")
        insert(wave=wave, version=version, rows=rows)
        cursor.execute("VACUUM ANALYZE surveys_response")
        cursor.execute("SELECT pg_total_relation_size('surveys_response')")
        return len(records[0]), cursor.fetchone()[0] / ROWS
