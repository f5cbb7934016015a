import csv
import io
import json
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from pydantic import TypeAdapter

from surveys.fielding.releasing import release_wave
from surveys.fielding.transitions import Refused
from surveys.models import AuditEntry, Release, Wave
from surveys.results.schema import results_schema
from surveys.results.tables import ResultsDocument
from tests.factories.answered import a_closed_wave, four_programs
from tests.factories.documents import likert_document, work_document
from tests.factories.institution import a_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 2, 9, tzinfo=UTC)


@pytest.fixture
def programs():
    return four_programs()


@pytest.fixture
def wave(programs):
    p1, p2, _, _ = programs
    sheets = [{"program": p1, "cohort": 2020 + i % 2, "answers": {"Q1": str(i % 5 + 1), "Q2": None}} for i in range(20)]
    sheets += [{"program": p2, "answers": {"Q1": "99", "Q2": "3"}}, {"program": None, "answers": {"Q1": "5"}}]
    return a_closed_wave(likert_document(2, code="LIK"), sheets)


def run(*arguments: str, code="LIK", name="2026") -> dict:
    out = io.StringIO()
    call_command("results", code, "--wave", name, *arguments, stdout=out)
    document = json.loads(out.getvalue())
    TypeAdapter(ResultsDocument).validate_python(document)
    return document


def refused(*arguments: str, code="LIK", name="2026") -> tuple[str, int]:
    with pytest.raises(CommandError) as raised:
        run(*arguments, code=code, name=name)
    return str(raised.value), raised.value.returncode


def test_raw_results_are_one_document_with_unrounded_figures(wave):
    shown = run("--level", "program", "--unit", "P1")
    heading = {name: shown[name] for name in ("questionnaire", "version", "wave", "profile", "weighted", "method")}
    assert heading == {
        "questionnaire": "LIK", "version": 1, "wave": "2026", "profile": "raw", "weighted": False,
        "method": {"confidence": 0.95, "interval": "wilson"},
    }  # fmt: skip
    q1, q2 = shown["tables"]
    assert (q1["unit"]["level"], q1["unit"]["code"], q1["by"], q1["variable"], q1["measure"]) == ("program", "P1", None, "Q1", "ordinal")
    assert (q1["base"], q1["missing"], q1["mean"], q1["median"]) == (20, 0, 3.0, 3.0)
    assert [line for line in q1["options"] if line["code"] == "1"] == [{"code": "1", "n": 4, "percent": 20.0}]
    assert (q2["base"], q2["missing"], q2["mean"], q2["top2"], q2["options"][0]["percent"]) == (0, 20, None, None, None)
    assert AuditEntry.objects.get().action == "results.raw"


def test_all_levels_with_a_response_come_where_none_is_named(wave):
    units = {(t["unit"]["level"], t["unit"]["code"]) for t in run()["tables"]}
    assert units == {("university", "KTU"), ("faculty", "F1"), ("department", "D1"), ("program", "P1"), ("program", "P2")}


def test_a_unit_without_responses_has_empty_tables(wave):
    assert [(t["variable"], t["base"]) for t in run("--unit", "P4")["tables"]] == [("Q1", 0), ("Q2", 0)]


def test_cohorts_divide_and_filter(wave):
    by = {
        t["by"]["value"]: t["base"] for t in run("--level", "university", "--by", "cohort")["tables"] if t["by"] and t["variable"] == "Q1"
    }
    assert by == {"2020": 10, "2021": 10}
    assert run("--level", "university", "--where", "cohort >= 2021")["tables"][0]["base"] == 10


def test_internal_results_come_from_the_release(wave):
    release_wave(wave=wave, by=None, now=NOW)
    shown = run("--profile", "internal", "--level", "university")
    q1 = shown["tables"][0]
    assert (shown["release"], shown["profile"], q1["status"], q1["base"]) == (1, "internal", "released", 21)
    assert all("n" not in line for line in q1["options"])


@pytest.mark.parametrize(
    ("arguments", "said", "status"),
    [
        ({"code": "NONE"}, "NONE", 2),
        ({"name": "1999"}, "1999", 2),
        ({"unit": "X9"}, "X9", 2),
        ({"by": "Q9"}, "Q9", 2),
        ({"where": "Q9 == 1"}, "Q9", 2),
        ({"where": "Q1 === 1"}, "--where", 2),
        ({"weighted": True}, "LIK 2026", 2),
    ],
)
def test_what_does_not_exist_is_named(wave, arguments, said, status):
    options = [f"--{name}" if value is True else f"--{name}={value}" for name, value in arguments.items() if name not in {"code", "name"}]
    message, returned = refused(*options, code=arguments.get("code", "LIK"), name=arguments.get("name", "2026"))
    assert (said in message, returned) == (True, status)


def test_several_choices_cannot_divide(programs):
    a_closed_wave(work_document(), [])
    message, status = refused("--by", "W2", code="WORK")
    assert ("W2" in message, status) == (True, 2)


@pytest.mark.parametrize(("facts", "said"), [({"pilot": True}, "pilot"), ({"state": Wave.State.DRAFT}, "Close the wave first")])
def test_pilots_and_waves_not_closed_have_no_results(programs, facts, said):
    a_closed_wave(likert_document(code="LIK"), [], **facts)
    with translation.override("en"):
        message, status = refused()
    assert (said in message, status) == (True, 1)


def test_csv_begins_with_a_byte_order_mark_and_has_a_line_per_figure(wave, tmp_path):
    path = tmp_path / "results.csv"
    call_command("results", "LIK", "--wave", "2026", "--unit", "P1", "--format", "csv", "--output", str(path))
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbflevel,unit,")
    lines = [line for line in csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))) if line["variable"] == "Q1"]
    assert [(line["statistic"], line["code"], line["figure"], line["n"]) for line in lines][:7] == [
        ("option", "1", "20.0", "4"), ("option", "2", "20.0", "4"), ("option", "3", "20.0", "4"), ("option", "4", "20.0", "4"),
        ("option", "5", "20.0", "4"), ("base", "", "20", ""), ("missing", "", "0", ""),
    ]  # fmt: skip


def test_a_file_that_cannot_be_written_is_named(wave, tmp_path):
    message, status = refused("--output", str(tmp_path / "nowhere" / "results.json"))
    assert ("nowhere" in message, status) == (True, 1)


def test_releasing_enters_the_state_and_writes_it_down(wave):
    user = a_user(username="koordinator")
    call_command("release_wave", "LIK", "--wave", "2026", "--as", "koordinator", stderr=io.StringIO())
    wave.refresh_from_db()
    entry = AuditEntry.objects.get(action="wave.released")
    assert (wave.state, Release.objects.get().released_by, entry.actor) == ("released", user, user)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"pilot": True}, "A pilot wave has no results."),
        ({"state": Wave.State.APPROVED}, "Close the wave first: while it is open there are no results."),
        ({"state": Wave.State.ARCHIVED}, "A wave that is Archived cannot become Released."),
    ],
)
def test_a_wave_that_cannot_be_released_says_why(programs, facts, reason):
    wave = a_closed_wave(likert_document(), [], **facts)
    with translation.override("en"), pytest.raises(Refused) as refusal:
        release_wave(wave=wave, by=None, now=NOW)
    assert refusal.value.reasons == (reason,)


def test_what_was_released_once_is_never_released_again(wave):
    release_wave(wave=wave, by=None, now=NOW)
    with translation.override("en"), pytest.raises(Refused) as refusal:
        release_wave(wave=wave, by=None, now=NOW)
    assert refusal.value.reasons == ("The wave has been released already; what was published once is never changed.",)


def test_the_schema_names_what_a_document_must_have():
    schema = results_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert {"tables", "scales", "indicators", "method"} <= set(schema["required"])
