import pytest
from django.utils import translation

from surveys.definition.condition_words import in_words
from surveys.definition.document import Document, Section
from surveys.questions import MultipleQuestion, PeriodQuestion, RankingQuestion, SingleQuestion
from tests.factories.documents import options, text


def variables():
    questions = (
        SingleQuestion(code="A", label=text("A"), options="O"),
        MultipleQuestion(code="B", label=text("B"), options="O"),
        RankingQuestion(code="R", label=text("R"), options="O"),
        PeriodQuestion(code="Y", label=text("Y"), earliest="2000", latest="2030"),
        PeriodQuestion(code="M", label=text("M"), precision="month", earliest="2000-01", latest="2030-12"),
    )
    sections = (Section(code="S", questions=questions),)
    return Document(code="T", title=text("T"), option_sets={"O": options("x", "y")}, sections=sections).variables


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("A == x", "A is “seçenek x (en)”"),
        ("B has x", "“seçenek x (en)” was chosen in B"),
        ("R has x", "“seçenek x (en)” was ranked in R"),
        ("first(R) == x", "R puts “seçenek x (en)” first"),
        ("first(R) not in [x, y]", "R does not put “seçenek x (en)”, “seçenek y (en)” first"),
        ("Y == 2024", "Y is “2024”"),
        ("Y < 2024", "Y is before 2024"),
        ("Y <= 2024", "Y is 2024 or earlier"),
        ("M > 2024-05", "M is after May 2024"),
        ("M >= 2024 and A == x", "M is 2024 or later and A is “seçenek x (en)”"),
        ("M in [2024-05, 2023]", "M is one of “May 2024”, “2023”"),
        ("A === x", "A === x"),
    ],
)
def test_a_condition_is_a_sentence(expression, words):
    with translation.override("en"):
        assert in_words(expression, variables(), language="en") == words
