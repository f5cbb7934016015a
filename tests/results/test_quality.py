"""What the office is told of a closed wave before it releases it: nothing that could be a small group's."""

from datetime import UTC, datetime

import pytest

from surveys.definition.document import Document, Section
from surveys.questions import LikertQuestion
from surveys.results.quality import Organisations, quality
from tests.factories.answered import a_closed_wave
from tests.factories.documents import scale, text
from tests.factories.institution import a_program

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 2, 9, tzinfo=UTC)
ITEMS = ("Q1", "Q2", "Q3", "Q4", "Q5")


def document(**facts) -> Document:
    items = tuple(LikertQuestion(code=code, label=text(code), options="SCALE", headline=code == "Q1") for code in ITEMS)
    section = Section(code="S", questions=items)
    return Document(code="QUA", title=text("Kalite"), option_sets={"SCALE": scale()}, sections=(section,), **facts)


def sheets(*answers: str, n: int, program, **facts):
    return [{"program": program, "answers": dict(zip(ITEMS, answers, strict=True)), **facts} for _ in range(n)]


@pytest.fixture
def program():
    return a_program(code="P1")


def seen(found):
    return (found.responses, found.judged, found.straight, [(line.variable.code, line.all, line.without) for line in found.headlines])


def test_figures_with_and_without_straight_lines_where_both_are_groups_that_may_be_shown(program, terms):
    wave = a_closed_wave(document(), [*sheets(*"55555", n=10, program=program), *sheets(*"12345", n=30, program=program)])
    assert seen(quality(wave=wave, terms=terms, now=NOW)) == (40, 40, 25, [("Q1", 25, 0)])


def test_nine_straight_lines_are_counted_and_their_answers_not_told(program, terms):
    wave = a_closed_wave(document(), [*sheets(*"55555", n=9, program=program), *sheets(*"12345", n=30, program=program)])
    assert seen(quality(wave=wave, terms=terms, now=NOW)) == (39, 39, 23, [])


def test_nothing_is_said_of_nine_sheets(program, terms):
    wave = a_closed_wave(document(), sheets(*"55555", n=9, program=program))
    assert seen(quality(wave=wave, terms=terms, now=NOW)) == (9, 9, None, [])


def test_employers_are_counted_by_organisation_and_never_compared(program, terms):
    rows = [*sheets(*"55555", n=15, program=program, organisation=1), *sheets(*"12345", n=25, program=program, organisation=2)]
    found = quality(wave=a_closed_wave(document(audience="employers"), rows), terms=terms, now=NOW)
    assert (found.organisations, found.headlines) == (Organisations(n=2, largest=63), ())
