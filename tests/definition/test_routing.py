import pytest
from django.utils import translation
from hypothesis import assume, given
from hypothesis import strategies as st

from surveys.definition.codebook import Codebook
from surveys.definition.columns import RecordColumns
from surveys.definition.document import Document, Section
from surveys.definition.routing import And, Answered, Compare, ComparePeriod, First, Has, In, Not, Or, RoutingError, bind, parse, read
from surveys.questions import PeriodQuestion, RankingQuestion
from tests.factories.documents import likert_document, options, text, work_document

from .strategies import PROGRAMS, answers_to, conditions, documents

A, B = In("A", ("1",)), In("B", ("2",))


@pytest.mark.parametrize(
    ("expression", "node"),
    [
        ("A == 1", A),
        ("A != 1", Not(A)),
        ("A in [x, 'iki kelime', \"3\"]", In("A", ("x", "iki kelime", "3"))),
        ("A not in [x]", Not(In("A", ("x",)))),
        ("A has x", Has("A", "x")),
        ("A>=2.5", Compare("A", ">=", 2.5)),
        ("A < -3", Compare("A", "<", -3.0)),
        ("answered(A)", Answered("A")),
        ("A == 1 and B == 2 or answered(C)", Or(And(A, B), Answered("C"))),
        ("A == 1 and (B == 2 or answered(C))", And(A, Or(B, Answered("C")))),
        ("not A == 1 and B == 2", And(Not(A), B)),
        ("C01_A == 'and'", In("C01_A", ("and",))),
        ("E08.other == ğüş", In("E08.other", ("ğüş",))),
        ("A >= 2024-05", ComparePeriod("A", ">=", "2024-05")),
        ("A == 2024-05", In("A", ("2024-05",))),
        ("first(A) == x", First("A", ("x",))),
        ("not first(A) in [x, y]", Not(First("A", ("x", "y")))),
        ("first(A) != x", Not(First("A", ("x",)))),
        ("first == x", In("first", ("x",))),
    ],
)
def test_expressions_are_read_by_the_grammar(expression, node):
    assert parse(expression) == node


@pytest.mark.parametrize(
    "expression",
    [
        *["", "A", "A =", "A = 1", "A == ", "A in x", "A in []", "A in [x,]", "A in [x", "(A == 1", "A == 1)", "A == 1 B == 2"],
        *["first(A)", "first(A) > 1", "first A == x", "first() == x", "A > 2024-13", "A < 24-05"],
        *["and A == 1", "A < x", "A not x", "answered A", "answered(A", "A == and", "A == 'x", "__import__('os')"],
        *["(" * 60 + "A == 1" + ")" * 60, "A == 1 or " * 400],
    ],
)
def test_what_the_grammar_does_not_allow_is_refused(expression):
    with pytest.raises(RoutingError):
        parse(expression)


def test_a_refusal_says_where_it_stopped_understanding():
    with translation.override("en"), pytest.raises(RoutingError) as refused:
        parse("E02 in [emp_ft, emp_pt] und E05 > 3")
    assert str(refused.value) == "The condition “E02 in [emp_ft, emp_pt] und E05 > 3” cannot be understood from “und E05 > 3” on."


@pytest.mark.parametrize("value", [{}, {"A": None}])
def test_without_an_answer_only_negations_hold(value):
    expressions = ["A == 1", "A in [1]", "A has 1", "A < 9", "answered(A)", "A != 1", "A not in [1]", "not A < 9"]
    assert [parse(e).holds(value) for e in expressions] == [False] * 5 + [True] * 3


def test_an_order_comparison_of_a_scale_leaves_no_opinion_out():
    variables = likert_document(1).variables
    assert read("Q1 >= 4", variables) == In("Q1", ("4", "5"))
    assert [read("Q1 >= 4", variables).holds({"Q1": code}) for code in ("3", "4", "99")] == [False, True, False]


def test_a_number_is_compared_as_a_number():
    variables = work_document().variables
    assert read("W3 in [40, 45.0]", variables) == Or(Compare("W3", "==", 40.0), Compare("W3", "==", 45.0))


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("W9 == yes", "There is no question with the code W9."),
        ("W1 == maybe", "W1 has no option maybe."),
        ("W1 > 3", "W1 has no order: it cannot be compared with >."),
        ("W2 == ad", "W2 takes several answers: write has instead of == or in."),
        ("W1 has yes", "W1 takes one answer: write == instead of has."),
        ("W6 == x", "W6 is free text: only answered(W6) can be asked of it."),
        ("W3 == viel", "W3 is a number and cannot be compared with viel."),
    ],
)
def test_an_impossible_comparison_is_refused(expression, message):
    with translation.override("en"), pytest.raises(RoutingError) as refused:
        read(expression, work_document().variables)
    assert str(refused.value) == message


def test_the_tree_goes_to_a_browser_as_lists():
    assert parse("A in [x, y] and not (B has z or C > 2) or answered(D)").as_json() == [
        "or", ["and", ["in", "A", ["x", "y"]], ["not", ["or", ["has", "B", "z"], [">", "C", 2.0]]]], ["answered", "D"],
    ]  # fmt: skip
    assert parse("first(A) == x and B < 2024-05").as_json() == ["and", ["first", "A", ["x"]], ["<", "B", "2024-05"]]


def ranked_and_dated():
    """R ranks three of a, b, c; Y asks for a year, M for a month, both from 2000 on."""
    questions = (
        RankingQuestion(code="R", label=text("R"), options="R"),
        PeriodQuestion(code="Y", label=text("Y"), earliest="2000", latest="2030"),
        PeriodQuestion(code="M", label=text("M"), precision="month", earliest="2000-03", latest="2030-12"),
    )
    sections = (Section(code="S", questions=questions),)
    return Document(code="T", title=text("T"), option_sets={"R": options("a", "b", "c")}, sections=sections).variables


@pytest.mark.parametrize(
    ("expression", "answers", "holds"),
    [
        ("R has b", {"R": ["c", "b"]}, True),
        ("R has a", {"R": ["c", "b"]}, False),
        ("first(R) == c", {"R": ["c", "b"]}, True),
        ("first(R) in [a, b]", {"R": ["c", "b"]}, False),
        ("first(R) == a", {"R": None}, False),
        ("first(R) != a", {}, True),
        ("answered(R)", {"R": ["c"]}, True),
        ("Y >= 2020", {"Y": "2020"}, True),
        ("Y > 2020", {"Y": "2020"}, False),
        ("Y in [2019, 2021]", {"Y": "2021"}, True),
        ("Y != 2020", {"Y": None}, True),
        ("M == 2024-05", {"M": "2024-05"}, True),
        ("M < 2024-05", {"M": "2024-04"}, True),
        ("M == 2024", {"M": "2024-12"}, True),
        ("M == 2024", {"M": "2025-01"}, False),
        ("M > 2024", {"M": "2024-12"}, False),
        ("M <= 2024", {"M": "2024-12"}, True),
        ("M < 2024", {"M": "2023-12"}, True),
        ("M >= 2024", {"M": "2024-01"}, True),
        ("M >= 2024", {"M": None}, False),
    ],
)
def test_rankings_and_periods_are_asked_by_place_and_by_time(expression, answers, holds):
    assert read(expression, ranked_and_dated()).holds(answers) is holds


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("R == a", "R is a ranking: write R has a, or first(R) == a."),
        ("R has x", "R has no option x."),
        ("first(R) == x", "R has no option x."),
        ("R > 1", "R has no order: it cannot be compared with >."),
        ("first(Y) == 2020", "Y is not a ranking: first(Y) cannot be asked of it."),
        ("Y == 2020-05", "Y asks for a year only: it cannot be compared with the month 2020-05."),
        ("Y > 20", "Y is compared with a year (2024) or a month (2024-05), not with 20."),
        ("Y == soon", "Y is compared with a year (2024) or a month (2024-05), not with soon."),
        ("Y > 2030", "Y lies between 2000 and 2030: no answer is > 2030."),
        ("Y == 1999", "Y lies between 2000 and 2030: no answer is == 1999."),
        ("M < 2000-03", "M lies between 2000-03 and 2030-12: no answer is < 2000-03."),
        ("M == 1999", "M lies between 2000-03 and 2030-12: no answer is == 1999."),
        ("R >= 2024-05", "R is neither a year nor a month: it cannot be compared with 2024-05."),
    ],
)
def test_an_impossible_comparison_of_a_ranking_or_a_period_is_refused(expression, message):
    with translation.override("en"), pytest.raises(RoutingError) as refused:
        read(expression, ranked_and_dated())
    assert str(refused.value) == message


@given(st.data())
def test_one_respondent_and_a_column_agree(data):
    document = data.draw(documents(most=4))
    codebook = Codebook(document.variables)
    assume(codebook.variables)  # texts are in no record
    expression = data.draw(conditions(codebook.variables))
    people = data.draw(st.lists(answers_to(document), max_size=6))
    node = bind(parse(expression), document.variables)
    columns = RecordColumns(codebook, [codebook.pack(a, programs=PROGRAMS) for a in people], programs=PROGRAMS)
    assert node.mask(columns).tolist() == [node.holds(a) for a in people]
