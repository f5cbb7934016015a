"""Codes keep their meaning for ever, and what was answered keeps its options."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from surveys.definition import ledger
from surveys.definition.check import DefinitionError
from surveys.definition.document import Document, Section
from surveys.definition.publishing import import_draft, publish, refusals
from surveys.models import CodeEntry, Questionnaire, QuestionnaireVersion, Wave
from surveys.questions import (
    ConsentQuestion,
    MatrixQuestion,
    MultipleQuestion,
    NoteQuestion,
    NumberQuestion,
    Option,
    PeriodQuestion,
    RegisterQuestion,
    SingleQuestion,
    TextQuestion,
)
from surveys.questions.scaled import Row
from tests.factories.documents import options, published, scale, text
from tests.factories.every_kind import every_kind

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def asked(*questions, code="T", after=(), **sets) -> Document:
    return Document(code=code, title=text("T"), option_sets=sets, sections=(Section(code="S", questions=questions),), after=after)


def put_out(document) -> QuestionnaireVersion:
    return publish(questionnaire=import_draft(document=document), approved_by=None, approved_as="operatör", now=NOW)


def refused(document) -> list[tuple[str, str, str]]:
    """(path, code, message) of everything that keeps it from being published; nothing of it was published."""
    before = QuestionnaireVersion.objects.count()
    with translation.override("en"), pytest.raises(DefinitionError) as error:
        put_out(document)
    assert QuestionnaireVersion.objects.count() == before
    return [(problem.path, problem.code, problem.message) for problem in error.value.problems]


def fielded(version, *, state=Wave.State.CLOSED, **facts) -> Wave:
    return Wave.objects.create(questionnaire=version.questionnaire, version=version, name=f"{version.number}-{state}", state=state, **facts)


def reused(code: str, before: str, now: str) -> tuple[str, str, str]:
    message = f"{code} has been “{before}” since version 1 and cannot become “{now}”. Give the new question a code of its own."
    return f"questions.{code}", "code_reused", message


def option_reused(option: str, codes: str, before: str, now: str, *, list_name: str = "O") -> tuple[str, str, str]:
    message = f"Option {option} of {codes} has meant “{before}” since version 1 and cannot become “{now}”."
    advice = "Put it back, or give the new answer a code of its own."
    return f"option_sets.{list_name}.{option}", "option_reused", f"{message} {advice}"


def removed(list_name: str, codes: str, gone: str) -> tuple[str, str, str]:
    message = f"Version 1 has been in the field, and its answers may hold what was taken out of {codes}: {gone}."
    advice = "Put it back (its wording may say that it is no longer offered), or give the question a new code."
    return f"option_sets.{list_name}", "option_removed", f"{message} {advice}"


CHOICE = "one answer of a list (categories without order)"
A = SingleQuestion(code="A", label=text("Nerede?"), options="O")
ROWS = MatrixQuestion(code="M", label=text("Ne kadar?"), options="SCALE", rows=(Row(code="Ma", label=text("Dersler")),))


def test_publishing_writes_every_variable_option_row_and_other_code_once():
    other = SingleQuestion(code="B", label=text("Hangisi?"), options="P")
    sets = {"O": options("x"), "P": options("y", "other", other={"other_text": True}), "SCALE": scale(2)}
    put_out(
        asked(A, other, ROWS, NoteQuestion(code="N", label=text("Not")), after=(ConsentQuestion(code="Z", label=text("Onay")),), **sets)
    )
    written = {(e.code, e.option): e.meaning for e in CodeEntry.objects.all()}
    plain = {"value": None, "missing": None}
    assert written == {
        ("A", ""): {"storage": "choice", "measure": "nominal"},
        ("A", "x"): plain,
        ("B", ""): {"storage": "choice", "measure": "nominal"},
        ("B", "y"): plain,
        ("B", "other"): plain,
        ("B.other", ""): {"storage": "text", "measure": "text"},
        ("M", ""): {"storage": "table", "measure": ""},
        ("Ma", ""): {"storage": "choice", "measure": "ordinal"},
        ("Ma", "1"): {"value": 1, "missing": None},
        ("Ma", "2"): {"value": 2, "missing": None},
        ("Ma", "99"): {"value": None, "missing": "na"},
        ("N", ""): {"storage": "note", "measure": ""},
        ("Z", ""): {"storage": "consent", "measure": ""},
    }
    row = CodeEntry.objects.get(code="Ma", option="1")
    assert (row.label_tr, row.label_en, row.version.number) == ("basamak 1", "basamak 1 (en)", 1)


def test_a_later_version_writes_only_the_codes_it_brings():
    put_out(asked(A, O=options("x")))
    put_out(asked(A, NumberQuestion(code="B", label=text("Kaç?"), minimum=0, maximum=9), O=options("x", "y")))
    assert list(CodeEntry.objects.values_list("code", "option", "version__number")) == [
        ("A", "", 1),
        ("A", "x", 1),
        ("A", "y", 2),
        ("B", "", 2),
    ]


def test_a_code_keeps_its_storage_and_measure():
    put_out(asked(A, NumberQuestion(code="B", label=text("Kaç?"), minimum=0, maximum=9), O=options("x")))
    ordered = A.model_copy(update={"measure": "ordinal"})
    steps = (Option(code="x", label=text("x"), value=1), Option(code="y", label=text("y"), value=2))
    assert refused(asked(ordered, TextQuestion(code="B", label=text("Kaç?")), O=steps)) == [
        reused("A", CHOICE, "one answer of a list (ordered categories)"),
        reused("B", "a number", "free text"),
        option_reused("x", "A", "no value", "value 1"),
    ]


@pytest.mark.parametrize(
    ("question", "now"),
    [
        (ROWS.model_copy(update={"code": "A"}), "a heading over several statements"),
        (NoteQuestion(code="A", label=text("A")), "Note"),
        (MultipleQuestion(code="A", label=text("A"), options="O"), "several answers of a list"),
        (RegisterQuestion(code="A", label=text("A"), register_name="programs"), "a program"),
    ],
)
def test_a_code_that_was_answered_cannot_become_something_else(question, now):
    put_out(asked(A, O=options("x")))
    more = NumberQuestion(code="B", label=text("B"), minimum=0, maximum=9)
    assert refused(asked(question, more, O=options("x"), SCALE=scale(2))) == [reused("A", CHOICE, now)]


def test_an_option_keeps_its_value_its_kind_of_missing_and_its_band():
    def money(*bands):
        return asked(A.model_copy(update={"measure": "ordinal"}), O=bands)

    bands = (
        Option(code="low", label=text("düşük"), value=1, low=0, high=10),
        Option(code="high", label=text("yüksek"), value=2, low=10),
        Option(code="98", label=text("belirtmem"), missing="refused"),
    )
    put_out(money(*bands))
    wider = bands[0].model_copy(update={"high": 12})
    worth = bands[1].model_copy(update={"value": 3})
    unknown = bands[2].model_copy(update={"missing": "dk"})
    refusing, unknowing = "refused: stays in the base, leaves means", "does not know: stays in the base, leaves means"
    assert refused(money(wider, worth, unknown)) == [
        option_reused("low", "A", "to 10", "to 12"),
        option_reused("high", "A", "value 2", "value 3"),
        option_reused("98", "A", refusing, unknowing),
    ]


def test_one_list_of_many_questions_gives_one_sentence():
    rows = tuple(Row(code=f"M{n}", label=text(f"Satır {n}")) for n in range(8))
    put_out(asked(ROWS.model_copy(update={"rows": rows}), SCALE=scale(2)))
    turned = (Option(code="1", label=text("bir"), value=5), *scale(2)[1:])
    assert refused(asked(ROWS.model_copy(update={"rows": rows}), SCALE=turned)) == [
        option_reused("1", "M0, M1, M2, M3, M4 and 3 more", "value 1", "value 5", list_name="SCALE")
    ]


def test_wordings_and_order_may_change_and_a_list_may_grow():
    put_out(asked(A, O=options("x", "y")))
    grown = (Option(code="z", label=text("yeni")), Option(code="y", label=text("başka söz")), *options("x"))
    assert put_out(asked(A.model_copy(update={"label": text("Hangi ilde?")}), O=grown)).number == 2


def test_a_list_that_outgrows_one_byte_keeps_its_meaning():
    assert [put_out(asked(A, O=options(*[f"o{n}" for n in range(length)]))).number for length in (200, 201)] == [1, 2]


def test_a_code_that_was_dropped_may_come_back_only_as_what_it_was():
    number = NumberQuestion(code="B", label=text("Kaç?"), minimum=0, maximum=9)
    put_out(asked(A, number, O=options("x")))
    put_out(asked(A, O=options("x")))
    assert [p[1] for p in refused(asked(A, TextQuestion(code="B", label=text("Kaç?")), O=options("x")))] == ["code_reused"]
    assert put_out(asked(A, number.model_copy(update={"maximum": 20}), O=options("x"))).number == 3


def test_an_option_nobody_can_have_chosen_may_go():
    first = put_out(asked(A, O=options("x", "y")))
    for state, facts in ((Wave.State.DRAFT, {}), (Wave.State.APPROVED, {}), (Wave.State.CLOSED, {"pilot": True})):
        fielded(first, state=state, **facts)
    assert put_out(asked(A, O=options("x"))).number == 2


@pytest.mark.parametrize("state", [Wave.State.CLOSED, Wave.State.RELEASED, Wave.State.ARCHIVED])
def test_an_option_that_may_have_been_chosen_stays(state):
    rows = tuple(Row(code=f"M{n}", label=text(f"Satır {n}")) for n in range(2))
    matrix = ROWS.model_copy(update={"rows": rows})
    fielded(put_out(asked(A, matrix, O=options("x", "y", "z"), SCALE=scale(3))), state=state)
    assert refused(asked(A, matrix, O=options("x"), SCALE=scale(3, na=False))) == [
        removed("O", "A", "y, z"),
        removed("SCALE", "M0, M1", "99"),
    ]


def test_a_whole_question_may_go_and_comes_back_only_with_its_options():
    b = SingleQuestion(code="B", label=text("B"), options="P")
    fielded(put_out(asked(A, b, O=options("x"), P=options("p", "q"))))
    assert put_out(asked(A, O=options("x"))).number == 2
    assert [(p[0], p[1]) for p in refused(asked(A, b, O=options("x"), P=options("p")))] == [("option_sets.P", "option_removed")]
    assert put_out(asked(A, b, O=options("x"), P=options("q", "p", "r"))).number == 3


def test_two_questionnaires_know_nothing_of_each_other():
    put_out(asked(A, O=options("x")))
    assert put_out(asked(NumberQuestion(code="A", label=text("A"), minimum=0, maximum=9), code="U")).number == 1


def test_what_is_refused_is_told_while_it_is_still_a_draft():
    put_out(asked(A, O=options("x")))
    draft = import_draft(document=asked(NumberQuestion(code="A", label=text("A"), minimum=0, maximum=9)))
    assert [problem.code for problem in refusals(draft.get_latest_revision_as_object())] == ["code_reused"]
    assert [problem.code for problem in refusals(Questionnaire())] != ["code_reused"]  # not saved yet: there is no ledger to ask


def test_versions_from_before_the_ledger_are_read_and_written_at_the_next_publication():
    published(asked(A, O=options("x")))
    assert [p[1] for p in refused(asked(NumberQuestion(code="A", label=text("A"), minimum=0, maximum=9)))] == ["code_reused"]
    assert CodeEntry.objects.count() == 0
    put_out(asked(A, O=options("x", "y")))
    assert list(CodeEntry.objects.values_list("code", "option", "version__number")) == [("A", "", 1), ("A", "x", 1), ("A", "y", 2)]


def test_every_kind_of_question_stands_in_the_ledger_and_may_follow_itself():
    document = every_kind()
    put_out(document)
    assert {q.code for q in document.all_questions} <= set(CodeEntry.objects.values_list("code", flat=True))
    assert CodeEntry.objects.count() == len(list(ledger.entries(document)))
    assert put_out(document.model_copy(update={"minutes": 3})).number == 2


def test_what_a_code_means_is_deleted_by_nobody():
    version = put_out(asked(A, O=options("x")))
    entry = CodeEntry.objects.first()
    for attempt in (entry.delete, CodeEntry.objects.all().delete, version.delete, version.questionnaire.delete):
        with pytest.raises(ProtectedError):
            attempt()
    assert CodeEntry.objects.count() == 2


def test_a_check_costs_the_same_however_many_versions_there_are():
    costs = []
    for n in range(1, 4):
        put_out(asked(A.model_copy(update={"label": text(f"Söz {n}")}), O=options("x")))
        draft = Questionnaire.objects.get().get_latest_revision_as_object()
        with CaptureQueriesContext(connection) as queries:
            assert refusals(draft) == []
        costs.append(len(queries))
    assert costs[0] == costs[1] == costs[2]


def test_a_year_never_becomes_a_month_under_one_code():
    year = PeriodQuestion(code="B", label=text("Ne zaman?"), earliest="1990", latest="2030")
    put_out(asked(A, year, O=options("x")))
    month = PeriodQuestion(code="B", label=text("Ne zaman?"), precision="month", earliest="1990-01", latest="2030-12")
    assert refused(asked(A, month, O=options("x"))) == [reused("B", "a year", "a year and a month")]
    assert put_out(asked(A, year.model_copy(update={"latest": "2040"}), O=options("x"))).number == 2
