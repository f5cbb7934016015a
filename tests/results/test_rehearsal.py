"""A rehearsal is the real thing but for the answers: tabulated, withheld and rounded as a release."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from surveys.definition.document import Document, Section
from surveys.models import ReleasedTable
from surveys.questions import DynamicMatrixQuestion, SingleQuestion
from surveys.results.rehearsal import MOST_ANSWERS, rehearse
from surveys.results.terms import Terms
from tests.factories.documents import likert_document, options, scale, text, work_document
from tests.factories.results import employers_document

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TERMS = Terms(
    threshold=10,
    minimum_organisations=3,
    confidence=0.95,
    university={"code": "U", "name": {"tr": "Üniversite", "en": "University"}},
    folder=Path("/nowhere"),
)


def rehearsed(document, *, asked=60, rate=35, seed=1):
    return rehearse(document, asked=asked, rate=rate, terms=TERMS, seed=seed, now=NOW)


def test_it_has_tables_of_the_program_its_faculty_and_the_university():
    found = rehearsed(likert_document(2))
    assert [(row.level, row.variable) for row in found.tables] == [
        (level, variable) for level in ("university", "faculty", "program") for variable in ("response_rate", "Q1", "Q2")
    ]
    own = {row.variable: row.body for row in found.tables if row.level == "program"}
    assert (own["response_rate"]["base"], own["response_rate"]["replied"], own["response_rate"]["percent"]) == (60, 21, 35)
    assert own["Q1"]["base"] + own["Q1"]["missing"] <= 21


def test_nothing_of_it_can_be_saved_by_mistake():
    found = rehearsed(likert_document(1))
    assert (found.release.pk, found.release.wave.synthetic, {row.pk for row in found.tables}) == (None, True, {None})


@pytest.mark.parametrize(("asked", "rate", "answers", "withheld"), [(60, 35, 21, 0), (25, 36, 9, 3), (30, 33, 10, None)])
def test_at_twenty_one_answers_nothing_is_withheld_and_at_nine_everything(asked, rate, answers, withheld):
    found = rehearsed(likert_document(3), asked=asked, rate=rate)
    assert (found.answers, found.own.tables) == (answers, 3)
    if withheld is not None:
        assert found.own.withheld == withheld
    assert found.everything_until == 9


def test_the_ends_it_names_are_where_withholding_begins_and_stops():
    document = work_document()
    found = rehearsed(document)
    by_answers = {
        n: rehearsed(document, asked=n, rate=100).own.withheld
        for n in (found.everything_until, found.everything_until + 1, found.nothing_from - 1, found.nothing_from)
    }
    tables = found.own.tables
    assert [withheld == tables for withheld in by_answers.values()] == [True, False, False, False]
    assert [withheld == 0 for withheld in by_answers.values()] == [False, False, False, True]


def test_a_question_hardly_anybody_is_asked_is_named():
    questions = [
        SingleQuestion(code="A", label=text("A"), options="O"),
        *(SingleQuestion(code=f"B{n}", label=text("B"), options="O", show_if=f"{'A' if n == 0 else f'B{n - 1}'} == x") for n in range(4)),
    ]
    document = Document(
        code="T", title=text("T"), option_sets={"O": options(*"xyzuvw")}, sections=(Section(code="S", questions=tuple(questions)),)
    )
    found = rehearsed(document)
    assert (found.never_shown[-1], found.nothing_from) == ("B3", None)


def test_objectives_a_program_does_not_have_are_no_figures_of_it():
    question = DynamicMatrixQuestion(code="D", label=text("Amaçlar"), options="S")
    document = Document(code="T", title=text("T"), option_sets={"S": scale()}, sections=(Section(code="S1", questions=(question,)),))
    found = rehearsed(document)
    assert (found.own.tables, found.own.withheld, found.never_shown) == (5, 0, ())


def test_employers_are_held_to_the_rules_for_organisations():
    found = rehearsed(employers_document(), asked=40, rate=50)
    assert found.release.method["minimum_organisations"] == 3
    assert {row.status for row in found.tables if row.level == "university"} == {ReleasedTable.Status.RELEASED}


def test_the_same_seed_gives_the_same_tables():
    first, again, other = ([row.body for row in rehearsed(work_document(), seed=seed).tables] for seed in (1, 1, 2))
    assert (first == again, first == other) == (True, False)


def test_more_answers_than_are_looked_at_are_tabulated_all_the_same():
    found = rehearsed(likert_document(1), asked=1_000, rate=90)
    assert (found.answers > MOST_ANSWERS, found.own.withheld) == (True, 0)


def test_without_answers_there_are_no_tables():
    found = rehearsed(likert_document(1), asked=1, rate=1)
    assert (found.answers, found.tables, found.own.tables) == (0, (), 0)
