"""The analyst's door: what is asked is written down before it is answered, and too few are not shown."""

from datetime import UTC, datetime

import pytest

from home.models import Role
from surveys.definition.document import Document, Section
from surveys.models import AuditEntry, SavedView, Wave
from surveys.questions import DynamicMatrixQuestion
from surveys.results.condition import Condition
from surveys.results.exploring import Question, explore, give_reason, questions_of
from surveys.results.saved_views import NotSaved, delete_view, rename_view, save_view
from surveys.results.selection import WrongUse
from surveys.results.snapshot import NotClosed
from tests.factories.answered import a_closed_wave, four_programs
from tests.factories.documents import likert_document, scale, text, work_document
from tests.factories.institution import a_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 2, 9, tzinfo=UTC)


@pytest.fixture
def analyst(db):
    return a_user(role=Role.ANALYST, username="analist")


@pytest.fixture
def wave(db):
    """P1: twelve who answer 1 to everything and six who vary; P3: nine."""
    p1, _, p3, _ = four_programs()
    codes = [f"Q{n}" for n in range(1, 7)]
    same, varied = dict.fromkeys(codes, "1"), {code: str(1 + n % 5) for n, code in enumerate(codes)}
    sheets = [
        *({"answers": same, "program": p1, "cohort": 2023} for _ in range(12)),
        *({"answers": varied, "program": p1, "cohort": 2024} for _ in range(6)),
        *({"answers": varied, "program": p3, "cohort": 2024} for _ in range(9)),
    ]
    return a_closed_wave(likert_document(6), sheets)


def ask(wave, analyst, terms, rows="Q2", **facts):
    return explore(wave=wave, question=Question(rows=rows, **facts), terms=terms, reason="Kurul için", by=analyst, now=NOW)


def test_who_asked_what_and_why_is_written_down(wave, analyst, terms):
    question = Question("Q1", "Q2", "department:D1", (Condition("cohort", "least", "2023"),), "Q3 == 1", varied=True)
    explore(wave=wave, question=question, terms=terms, reason="Kurul için", by=analyst, now=NOW)
    [entry] = AuditEntry.objects.filter(action="results.explored")
    assert (entry.actor, entry.subject, entry.at) == (analyst, str(wave), NOW)
    assert entry.detail == {
        "wave": wave.pk, "reason": "Kurul için", "rows": "Q1", "columns": "Q2", "unit": "department:D1",
        "conditions": [{"variable": "cohort", "operator": "least", "value": "2023"}], "where": "Q3 == 1", "weighted": False, "varied": True,
    }  # fmt: skip
    assert Question.of(entry.detail) == question


@pytest.mark.parametrize("state", [Wave.State.DRAFT, Wave.State.APPROVED])
def test_a_wave_that_is_not_closed_is_refused_and_the_attempt_stays_in_the_log(wave, analyst, terms, state):
    Wave.objects.filter(pk=wave.pk).update(state=Wave.State.CLOSED)
    other = Wave.objects.create(questionnaire=wave.questionnaire, version=wave.version, name="2027", state=state)
    with pytest.raises(NotClosed):
        ask(other, analyst, terms)
    assert AuditEntry.objects.filter(action="results.explored").count() == 1


def test_a_pilot_has_no_answers_that_count(wave, analyst, terms):
    pilot = Wave.objects.create(questionnaire=wave.questionnaire, version=wave.version, name="P", state=Wave.State.CLOSED, pilot=True)
    with pytest.raises(NotClosed):
        ask(pilot, analyst, terms)


@pytest.mark.parametrize(
    ("facts", "shown"),
    [
        ({}, (27, {"1": 12, "2": 15})),
        ({"unit": "program:P1"}, (18, {"1": 12, "2": 6})),
        ({"unit": "department:D1", "varied": True}, None),
        ({"unit": "program:P3"}, None),
        ({"conditions": (Condition("cohort", "is", "2024"),)}, (15, {"1": 0, "2": 15})),
        ({"conditions": (Condition("Q2", "not", "1"),)}, (15, {"1": 0, "2": 15})),
        ({"conditions": (Condition("Q2", "most", "1"),), "where": "cohort == 2023"}, (12, {"1": 12, "2": 0})),
        ({"varied": True}, (15, {"1": 0, "2": 15})),
    ],
)
def test_unit_filter_and_straight_sheets_narrow_the_base_and_too_few_are_not_shown(wave, analyst, terms, facts, shown):
    table = ask(wave, analyst, terms, **facts).table
    counted = table and (table.base, {code: int(n) for code, n in zip(table.rows, table.row_n, strict=True) if code in "12"})
    assert counted == shown


def test_straight_sheets_are_counted_whether_or_not_they_are_left_out(wave, analyst, terms):
    assert [ask(wave, analyst, terms, varied=varied).straight for varied in (False, True)] == [(12, 27), (12, 27)]


def test_too_few_and_nobody_are_told_apart_and_neither_gives_a_number(wave, analyst, terms):
    few = ask(wave, analyst, terms, unit="program:P3")
    nobody = ask(wave, analyst, terms, where="Q1 == 5")
    assert [(f.table, f.selected, f.nobody, f.straight) for f in (few, nobody)] == [(None, None, False, None), (None, None, True, None)]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"rows": "Q99"}, "Q99"),
        ({"columns": "Q99"}, "Q99"),
        ({"unit": "faculty:F9"}, "F9"),
        ({"where": "Q1 = 2"}, "Q1 = 2"),
        ({"weighted": True}, "2026"),
        ({"rows": "first(Q1)"}, "Q1"),
        ({"conditions": (Condition("Q1", "least", "99"),)}, "99"),
        ({"conditions": (Condition("Q99", "is", "1"),)}, "Q99"),
        ({"conditions": (Condition("cohort", "least", "1 or Q1 == 1"),)}, "cohort"),
        ({"conditions": (Condition("cohort", "is", "bu yıl"),)}, "bu yıl"),
    ],
)
def test_a_question_that_makes_no_sense_is_answered_in_words(wave, analyst, terms, facts, said):
    with pytest.raises(WrongUse, match=said):
        ask(wave, analyst, terms, **facts)


def test_several_answers_and_numbers_go_into_the_rows(analyst, terms):
    p1, *_ = four_programs()
    sheets = [{"answers": {"W1": "yes", "W2": ["ad", "net"], "W3": str(n + 10), "W4": "5"}, "program": p1} for n in range(12)]
    wave = a_closed_wave(work_document(), sheets)
    several, numbers = ask(wave, analyst, terms, rows="W2", columns="W1").table, ask(wave, analyst, terms, rows="W3").table
    assert (several.several, several.base, several.row_n.tolist()) == (True, 12, [12, 12, 0, 0])
    assert [(s.n, s.mean, s.median) for s in numbers.summaries] == [(12, 15.5, 15.5)] * 2
    for code in ("W2", "W3"):
        with pytest.raises(WrongUse, match=code):
            ask(wave, analyst, terms, rows="W1", columns=code)


def test_weights_change_percentages_and_mean_and_leave_counts_alone(analyst, terms):
    p1, *_ = four_programs()
    sheets = [{"answers": {"Q1": "1"}, "program": p1, "weight": 3.0}] * 5 + [{"answers": {"Q1": "5"}, "program": p1, "weight": 1.0}] * 5
    wave = a_closed_wave(likert_document(1), sheets, weighted=True)
    plain, weighted = (ask(wave, analyst, terms, rows="Q1", weighted=weighted).table for weighted in (False, True))
    assert [t.row_n.tolist() for t in (plain, weighted)] == [[5, 0, 0, 0, 5]] * 2
    assert [t.total_percent()[:, 0].tolist() for t in (plain, weighted)] == [[50, 0, 0, 0, 50], [75, 0, 0, 0, 25]]
    assert [(t.summaries[-1].mean, t.effective) for t in (plain, weighted)] == [(3.0, None), (2.0, 8.0)]


def test_the_log_is_a_persons_own_and_the_newest_question_comes_first(wave, analyst, terms):
    other = a_user(role=Role.ANALYST)
    for who, rows in ((analyst, "Q1"), (other, "Q2"), (analyst, "Q3")):
        ask(wave, who, terms, rows=rows)
    assert [entry.detail["rows"] for entry in questions_of(analyst)] == ["Q3", "Q1"]


def test_the_reason_is_written_down_by_itself(wave, analyst):
    give_reason(wave=wave, reason="Kurul için", by=analyst, now=NOW)
    assert list(AuditEntry.objects.values_list("action", "actor", "detail")) == [
        ("results.reason", analyst.pk, {"wave": wave.pk, "reason": "Kurul için"})
    ]


class TestSavedViews:
    def test_a_view_keeps_the_question_and_no_figures(self, wave, analyst):
        question = Question("Q1", conditions=(Condition("Q2", "is", "1"),))
        save_view(owner=analyst, wave=wave, name="  Kurul   tablosu ", question=question, now=NOW)
        [view] = SavedView.objects.all()
        assert (view.name, view.wave, view.saved_at, Question.of(view.question)) == ("Kurul tablosu", wave, NOW, question)

    def test_a_name_is_its_owners_once(self, wave, analyst):
        save_view(owner=analyst, wave=wave, name="A", question=Question("Q1"), now=NOW)
        with pytest.raises(NotSaved, match="“A”"):
            save_view(owner=analyst, wave=wave, name="A", question=Question("Q2"), now=NOW)
        save_view(owner=a_user(role=Role.ANALYST), wave=wave, name="A", question=Question("Q3"), now=NOW)
        assert [view.question["rows"] for view in SavedView.objects.order_by("pk")] == ["Q1", "Q3"]

    @pytest.mark.parametrize("name", ["", "   ", "x" * 81])
    def test_a_name_has_between_one_and_eighty_characters(self, wave, analyst, name):
        with pytest.raises(NotSaved):
            save_view(owner=analyst, wave=wave, name=name, question=Question("Q1"), now=NOW)
        assert SavedView.objects.count() == 0

    def test_it_can_be_renamed_to_a_free_name_and_deleted(self, wave, analyst):
        one, two = (save_view(owner=analyst, wave=wave, name=name, question=Question("Q1"), now=NOW) for name in "AB")
        with pytest.raises(NotSaved, match="“B”"):
            rename_view(view=one, name="B")
        rename_view(view=one, name="C")
        delete_view(view=two)
        assert list(SavedView.objects.values_list("name", flat=True)) == ["C"]


def test_what_differs_by_program_needs_one_program(analyst, terms):
    p1, *_ = four_programs()
    question = DynamicMatrixQuestion(code="OBJ", label=text("Amaçlar"), options="SCALE")
    document = Document(
        code="OBJ", title=text("Amaçlar"), option_sets={"SCALE": scale()}, sections=(Section(code="S", questions=(question,)),)
    )
    wave = a_closed_wave(document, [{"answers": {"P01": "1"}, "program": p1} for _ in range(12)])
    with pytest.raises(WrongUse, match="P01"):
        ask(wave, analyst, terms, rows="P01")
    assert ask(wave, analyst, terms, rows="P01", unit="program:P1").table.base == 12
