from datetime import UTC, datetime

import pytest

from surveys.definition.document import Document, Section
from surveys.disclosure.policy import Policy
from surveys.models import AuditEntry, FrameStratum, ReleasedTable, Wave
from surveys.questions import DynamicMatrixQuestion
from surveys.results import release
from surveys.results.release import AlreadyReleased
from surveys.results.selection import Selection, WrongUse
from surveys.results.tables import RESPONSE_RATE
from surveys.results.terms import Terms
from tests.factories.answered import UNIVERSITY, a_closed_wave, four_programs
from tests.factories.documents import likert_document, scale, text, work_document

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 2, 9, tzinfo=UTC)


def likert_sheets(program, *counts: int, **facts) -> list[dict]:
    """counts[0] sheets of 1, counts[1] of 2, ... in Q1; Q2 is skipped."""
    return [{"program": program, "answers": {"Q1": str(step), "Q2": None}, **facts} for step, n in enumerate(counts, 1) for _ in range(n)]


def statuses(made, variable="Q1") -> dict[str, str]:
    return {t.unit_code: t.reason or "released" for t in release.tables_for(made, variables=[variable])}


@pytest.fixture
def programs():
    return four_programs()


def test_a_released_table_is_whole_rounded_and_without_counts(programs, terms):
    wave = a_closed_wave(likert_document(2), likert_sheets(programs[3], 0, 1, 2, 5, 4))
    made = release.make(wave=wave, terms=terms, by=None, now=NOW)
    table = release.tables_for(made, level="program", variables=["Q1"]).get()
    assert (table.unit_code, table.status, table.reason) == ("P4", "released", "")
    assert table.body == {
        "measure": "ordinal",
        "base": 12,
        "missing": 0,
        "options": [
            {"code": "1", "percent": 0, "flag": "zero"},
            {"code": "2", "percent": 8, "flag": None},
            {"code": "3", "percent": 17, "flag": None},
            {"code": "4", "percent": 42, "flag": None},
            {"code": "5", "percent": 33, "flag": None},
        ],
        "mean_n": 12,
        "mean": 4.0,
        "sd": 0.95,
        "median": 4.0,
        "top2": {"percent": 75, "low": 47, "high": 91},
        "nps": None,
    }


def test_a_withheld_table_says_why_and_nothing_else(programs, terms):
    wave = a_closed_wave(likert_document(2), likert_sheets(programs[3], 0, 0, 0, 5, 4))
    made = release.make(wave=wave, terms=terms, by=None, now=NOW)
    assert {(t.status, t.reason) for t in made.tables.exclude(variable=RESPONSE_RATE)} == {("withheld", "small_base")}
    assert {str(t.body) for t in made.tables.all()} == {"{}"}


def test_the_base_of_the_item_decides_and_not_the_number_of_sheets(programs, terms):
    """Everybody skipped Q2, so it has no base, however many sheets there are."""
    wave = a_closed_wave(likert_document(2), likert_sheets(programs[3], 20, 0, 0, 0, 4))
    made = release.make(wave=wave, terms=terms, by=None, now=NOW)
    assert statuses(made) == dict.fromkeys(("KTU", "F2", "D3", "P4"), "released")
    assert statuses(made, "Q2") == dict.fromkeys(("KTU", "F2", "D3", "P4"), "small_base")


def test_a_small_program_cannot_be_had_by_subtraction(programs, terms):
    p1, p2, p3, p4 = programs
    sheets = [*likert_sheets(p1, 20), *likert_sheets(p2, 3), *likert_sheets(p3, 15), *likert_sheets(p4, 12)]
    made = release.make(wave=a_closed_wave(likert_document(2), sheets), terms=terms, by=None, now=NOW)
    # P1 is given up for the university's sake: it costs one table, P3 or P4 would take their departments along.
    assert statuses(made) == {
        "KTU": "released", "F1": "complement", "F2": "released", "D1": "complement", "D2": "released", "D3": "released",
        "P1": "complement", "P2": "small_base", "P3": "released", "P4": "released",
    }  # fmt: skip


def test_responses_without_a_program_count_for_the_university_alone(programs, terms):
    sheets = [*likert_sheets(programs[0], 20), *likert_sheets(None, 0, 12)]
    made = release.make(wave=a_closed_wave(likert_document(2), sheets), terms=terms, by=None, now=NOW)
    bases = {t.unit_code: t.body["base"] for t in release.tables_for(made, variables=["Q1"])}
    assert bases == {"KTU": 32, "F1": 20, "D1": 20, "P1": 20}


def test_employers_need_organisations_and_others_do_not(programs, terms):
    def wave(audience, organisations):
        document = likert_document(1, code=f"E{audience}{len(organisations)}").model_copy(update={"audience": audience})
        sheets = [{"program": programs[3], "organisation": o, "answers": {"Q1": "4"}} for o in organisations]
        return release.make(wave=a_closed_wave(document, sheets), terms=terms, by=None, now=NOW)

    four = ("KTU", "F2", "D3", "P4")
    assert statuses(wave("graduates", [None] * 12)) == dict.fromkeys(four, "released")
    assert statuses(wave("employers", [None] * 12)) == dict.fromkeys(four, "few_organisations")
    assert statuses(wave("employers", [0] * 7 + [1] * 3 + [2] * 3)) == dict.fromkeys(four, "dominance")
    assert statuses(wave("employers", [0] * 5 + [1] * 3 + [2] * 3)) == dict.fromkeys(four, "released")


def test_a_mean_needs_as_many_answers_with_a_value_as_a_base_needs_answers(programs, terms):
    """Twelve answers, three of them a refusal: the percentages would do, the mean of nine would not."""
    from surveys.questions import SingleQuestion
    from tests.factories.documents import options

    bands = (*scale(4, na=False), *options("98", **{"98": {"missing": "refused"}}))
    section = Section(code="S1", questions=(SingleQuestion(code="Q1", label=text("Gelir"), options="B", measure="ordinal"),))
    document = Document(code="PAY", title=text("Ücret"), option_sets={"B": bands}, sections=(section,))
    sheets = [{"program": programs[3], "answers": {"Q1": code}} for code in ["1"] * 9 + ["98"] * 3]
    assert set(statuses(release.make(wave=a_closed_wave(document, sheets), terms=terms, by=None, now=NOW)).values()) == {"small_base"}


def test_objectives_of_a_program_are_never_rolled_up(programs, terms):
    question = DynamicMatrixQuestion(code="A05", label=text("Amaçlar"), options="SCALE", slots=2)
    document = Document(code="OBJ", title=text("A"), option_sets={"SCALE": scale()}, sections=(Section(code="S1", questions=(question,)),))
    sheets = [{"program": p, "answers": {"P01": "4"}} for p in programs[:2] for _ in range(11)]
    made = release.make(wave=a_closed_wave(document, sheets), terms=terms, by=None, now=NOW)
    assert statuses(made, "P01") == {"P1": "released", "P2": "released"}


def test_response_rates_are_released_beside_the_tables(programs, terms):
    p1, p2, *_ = programs
    wave = a_closed_wave(likert_document(1), likert_sheets(p1, 3))
    for program, cohort, facts in ((p1, 2022, (30, 20, 12)), (p1, 2023, (30, 20, 0)), (p2, 2022, (12, 10, 0))):
        population, invited, replied = facts
        FrameStratum.objects.create(wave=wave, program=program, cohort=cohort, population=population, invited=invited, replied=replied)
    made = release.make(wave=wave, terms=terms, by=None, now=NOW)
    bodies = {t.unit_code: t.body for t in release.tables_for(made, variables=[RESPONSE_RATE])}
    assert bodies["P1"] == {"measure": "rate", "base": 40, "population": 60, "replied": 12, "percent": 30, "flag": None}
    assert bodies["P2"] == {"measure": "rate", "base": 10, "population": 12, "replied": 0, "percent": 0, "flag": "zero"}
    assert bodies["KTU"] == bodies["F1"] == bodies["D1"] == {**bodies["P1"], "base": 50, "population": 72, "percent": 24}


def test_a_rate_of_a_few_replies_is_withheld_and_cannot_be_had_by_subtraction(programs, terms):
    """Replies bound every count of the unit's answers."""
    p1, p2, p3, _ = programs
    wave = a_closed_wave(likert_document(1), likert_sheets(p1, 3))
    for program, replied in ((p1, 12), (p2, 3), (p3, 20)):
        FrameStratum.objects.create(wave=wave, program=program, population=60, invited=40, replied=replied)
    made = release.make(wave=wave, terms=terms, by=None, now=NOW)
    assert statuses(made, RESPONSE_RATE) == {
        "KTU": "released", "F1": "complement", "D1": "complement", "D2": "released",
        "P1": "complement", "P2": "small_base", "P3": "released",
    }  # fmt: skip


def test_a_wave_without_a_frame_says_that_it_has_no_rate(programs, terms):
    made = release.make(wave=a_closed_wave(likert_document(1), likert_sheets(programs[0], 30)), terms=terms, by=None, now=NOW)
    assert statuses(made, RESPONSE_RATE) == dict.fromkeys(("KTU", "F1", "D1", "P1"), "no_frame")


def test_the_threshold_of_a_release_is_never_under_five(programs, tmp_path):
    low = Terms(threshold=4, minimum_organisations=3, confidence=0.95, university=UNIVERSITY, folder=tmp_path)
    with pytest.raises(ValueError):
        release.make(wave=a_closed_wave(likert_document(1), likert_sheets(programs[0], 30)), terms=low, by=None, now=NOW)
    assert ReleasedTable.objects.count() == 0


def test_a_second_release_could_be_subtracted_from_the_first_and_is_refused(programs, terms):
    wave = a_closed_wave(likert_document(1), likert_sheets(programs[0], 30))
    first = release.make(wave=wave, terms=terms, by=None, now=NOW)
    with pytest.raises(AlreadyReleased):
        release.make(wave=wave, terms=terms, by=None, now=NOW)
    assert release.latest(wave) == first


def test_the_document_before_a_release_is_the_document_after_it(programs, terms):
    sheets = [*likert_sheets(programs[0], 20, 4), *likert_sheets(programs[2], 3)]
    wave = a_closed_wave(likert_document(2), sheets)
    before = release.internal(wave=wave, selection=Selection(), terms=terms)
    release.make(wave=wave, terms=terms, by=None, now=NOW)
    assert release.internal(wave=wave, selection=Selection(), terms=terms) == {**before, "release": 1}


def test_a_release_has_neither_breakdown_nor_filter_nor_weights(programs, terms):
    wave = a_closed_wave(likert_document(2), likert_sheets(programs[0], 20))
    for refinement in ({"by": "Q1"}, {"where": "Q1 == 1"}, {"weighted": True}):
        with pytest.raises(WrongUse):
            release.internal(wave=wave, selection=Selection(**refinement), terms=terms)


def test_raw_tables_are_written_down_before_they_are_shown(programs, terms):
    wave = a_closed_wave(likert_document(1), likert_sheets(programs[0], 1))
    release.raw(wave=wave, selection=Selection(unit="P1"), terms=terms, operator="command line: root", now=NOW)
    entry = AuditEntry.objects.get()
    detail = {"wave": wave.pk, "level": None, "unit": "P1", "by": None, "where": None, "weighted": False}
    assert (entry.action, entry.actor_name, entry.at, entry.detail) == ("results.raw", "command line: root", NOW, detail)


def test_no_stored_body_holds_a_count_of_an_option(terms):
    p1, *_ = four_programs()
    sheets = [
        {"program": p1, "answers": {"W1": "yes", "W2": ["ad"], "W3": str(30 + i), "W4": "4", "W5": str(i % 11), "W7": "DE"}}
        for i in range(30)
    ]
    made = release.make(wave=a_closed_wave(work_document(), sheets), terms=terms, by=None, now=NOW)
    for table in made.tables.filter(status="released"):
        assert "n" not in {key for line in table.body["options"] for key in line}, table.variable
        assert not {"excluded", "quantiles", "effective_n"} & table.body.keys(), table.variable
        assert "n" not in (table.body["top2"] or {})


def test_policy_and_terms_agree_on_who_an_employer_is(programs, terms):
    document = likert_document(1, code="EMP").model_copy(update={"audience": "employers"})
    wave = a_closed_wave(document, [], state=Wave.State.CLOSED)
    assert terms.policy(wave) == Policy(threshold=10, minimum_organisations=3)
    assert terms.method(wave) == {"confidence": 0.95, "interval": "wilson", "threshold": 10, "minimum_organisations": 3}
