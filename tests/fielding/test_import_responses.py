"""The command line of bringing in old surveys, on a set made here and, where it lies beside the repository, on a real one."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from surveys.definition.columns import RecordColumns
from surveys.definition.compiled import compile_version
from surveys.definition.programs import program_numbers
from surveys.models import Response, Wave
from tests.factories.documents import likert_document, published
from tests.factories.institution import a_program
from tests.factories.questionnaire_files import likert_file
from tests.factories.response_files import likert_responses, response_file

REAL_SET = Path(__file__).parents[3] / "shared/data/turkiye_eval/responses.csv"  # its licence is unconfirmed: never copied here

pytestmark = pytest.mark.django_db


def run(*arguments):
    """(stdout, stderr, exit status), in English."""
    out, err, status = io.StringIO(), io.StringIO(), 0
    with translation.override("en"):
        try:
            call_command("import_responses", *[str(a) for a in arguments], stdout=out, stderr=err)
        except CommandError as error:
            err.write(str(error))
            status = error.returncode
    return out.getvalue(), err.getvalue(), status


def course_evaluations(tmp_path):
    """Q1 .. Q28 of one to five, and thirteen programs, from files as an administrator would bring them."""
    for n in range(1, 14):
        a_program(code=str(n))
    call_command("import_questionnaire", str(likert_file(tmp_path)), "--publish", stdout=io.StringIO())


def test_rows_come_in_and_the_wave_is_closed(tmp_path, django_capture_on_commit_callbacks):
    course_evaluations(tmp_path)
    with django_capture_on_commit_callbacks(execute=True):
        found = run("EVAL", likert_responses(tmp_path, rows=50), "--wave", "2013", "--program-column", "class", "--close")
    assert found == (
        "EVAL 2013: 50 rows imported, 0 refused.\nThe wave is closed; its results are ready.\n",
        "Columns left out: instr, difficulty\n",
        0,
    )
    assert Wave.objects.get().snapshot.rows == 50


def test_refused_rows_are_listed_and_counted(tmp_path):
    published(likert_document(1))
    path = response_file(tmp_path, {"Q1": "1", "x": ""}, {"Q1": "8", "x": ""}, {"Q1": "NA", "x": ""})
    assert run("LIK", path, "--wave", "old", "--missing", "NA", "-9") == (
        "LIK old: 2 rows imported, 1 refused.\n",
        "Columns left out: x\nRow 3 refused: Q1: 8 is none of its options.\n",
        0,
    )


def test_exit_status_1_where_nothing_could_be_imported(tmp_path):
    published(likert_document(1))
    assert run("LIK", response_file(tmp_path, {"Q1": "8"}), "--wave", "old") == (
        "",
        "Row 2 refused: Q1: 8 is none of its options.\nNo row could be imported.",
        1,
    )
    assert not Wave.objects.exists()


def test_exit_status_2_on_wrong_use(tmp_path):
    path = response_file(tmp_path, {"Q1": "1"})
    assert run("NIX", path, "--wave", "old") == ("", "There is no questionnaire with the code NIX.", 2)
    published(likert_document(1))
    assert run("LIK", tmp_path / "no.csv", "--wave", "old")[2] == 2
    assert run("LIK", path, "--wave", " ") == ("", "A wave's name has 1 to 64 characters.", 2)
    assert run("LIK", path, "--wave", "old", "--weight-column", "w") == ("", "The file has no column w.", 2)


def test_a_dry_run_says_what_would_come_in(tmp_path):
    published(likert_document(1))
    found = run("LIK", response_file(tmp_path, {"Q1": "1"}), "--wave", "old", "--dry-run")
    assert found == ("LIK old: 1 rows could be imported, 0 refused; nothing was written.\n", "", 0)


if REAL_SET.exists():

    def test_the_real_set_gives_its_published_figures(tmp_path):
        course_evaluations(tmp_path)
        _out, err, status = run("EVAL", REAL_SET, "--wave", "2013", "--program-column", "class", "--close")
        assert (err, status) == ("Columns left out: instr, nb.repeat, attendance, difficulty\n", 0)
        codebook = compile_version(Wave.objects.get().version).codebook
        records = [bytes(record) for record in Response.objects.values_list("record", flat=True)]
        rows = RecordColumns(codebook, records, programs=program_numbers()).rows
        figures = {code: (round(rows[code].mean() + 1, 6), round(rows[code].std(ddof=1), 6)) for code in ("Q1", "Q15")}
        assert (len(rows), figures) == (5820, {"Q1": (2.929897, 1.341077), "Q15": (3.287285, 1.253122)})
