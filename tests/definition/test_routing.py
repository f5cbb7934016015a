import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from surveys.definition.codebook import Codebook
from surveys.definition.columns import RecordColumns
from surveys.definition.routing import And, Answered, Compare, Has, In, Not, Or, RoutingError, bind, parse, read
from tests.factories.documents import likert_document, work_document

from .strategies import PROGRAMS, answers_to, documents

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
    ],
)
def test_expressions_are_read_by_the_grammar(expression, node):
    assert parse(expression) == node


@pytest.mark.parametrize(
    "expression",
    [
        *["", "A", "A =", "A = 1", "A == ", "A in x", "A in []", "A in [x,]", "A in [x", "(A == 1", "A == 1)", "A == 1 B == 2"],
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


@st.composite
def conditions(draw, document):
    """A bound expression over the document's variables."""
    leaves = []
    for code, variable in document.variables.items():
        if variable.storage == "text":
            continue
        leaves.append(f"answered({code})")
        values = sorted(PROGRAMS.by_code) if variable.register else [o.code for o in variable.options][:5]
        if variable.storage in {"choices", "registers"}:
            leaves.append(f"{code} has {draw(st.sampled_from(values))}")
        elif variable.storage == "number":
            leaves.append(f"{code} {draw(st.sampled_from(['<', '<=', '>', '>=', '==', '!=']))} {draw(st.integers(-10, 10**5))}")
        else:
            leaves.append(f"{code} {draw(st.sampled_from(['==', '!=']))} {draw(st.sampled_from(values))}")
            leaves.append(f"{code} not in [{values[0]}, {values[-1]}]")
            if variable.measure in {"ordinal", "nps"}:
                leaves.append(f"{code} >= {draw(st.integers(0, 6))}")
    base = st.sampled_from(leaves or ["not answered(V0) and answered(V0)"])
    grown = st.recursive(base, lambda inner: st.one_of(inner.map("not ({})".format), _joined(inner)), max_leaves=5)
    return draw(grown), bool(leaves)


def _joined(inner):
    return st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda parts: f"({parts[0]}) {parts[1]} ({parts[2]})")


@given(st.data())
def test_one_respondent_and_a_column_agree(data):
    document = data.draw(documents(most=4))
    expression, possible = data.draw(conditions(document))
    if not possible:
        return
    people = data.draw(st.lists(answers_to(document), max_size=6))
    node = bind(parse(expression), document.variables)
    codebook = Codebook(document.variables)
    columns = RecordColumns(codebook, [codebook.pack(a, programs=PROGRAMS) for a in people], programs=PROGRAMS)
    assert node.mask(columns).tolist() == [node.holds(a) for a in people]
