import pytest

from surveys.questions import (
    ConsentQuestion,
    ContactQuestion,
    DualMatrixQuestion,
    LikertQuestion,
    MatrixQuestion,
    MultipleQuestion,
    NpsQuestion,
    NumberQuestion,
    RegisterQuestion,
    SingleQuestion,
    TextQuestion,
)
from surveys.questions.scaled import Column, Row
from tests.factories.documents import options, scale, text

SETS = {
    "O": options("a", "b", "other", "none", other={"other_text": True}, none={"exclusive": True}),
    "S": scale(),
    "programs": options("10210", "10420", "10630"),
}
LABEL = text("Soru")


def parsed(question, raw, *, asked=None):
    """(answers, [(variable, problem)])."""
    everything = frozenset(v.code for v in question.variables(SETS)) if asked is None else frozenset(asked)
    result = question.parse(raw, SETS, asked=everything)
    return dict(result.answers), [(p.variable, p.code) for p in result.problems]


@pytest.mark.parametrize(
    ("raw", "answers", "problems"),
    [
        ({"Q": ["a"]}, {"Q": "a", "Q.other": None}, []),
        ({"Q": ["other"], "Q.other": [" gazete "]}, {"Q": "other", "Q.other": "gazete"}, []),
        ({"Q": ["a"], "Q.other": ["gazete"]}, {"Q": "a", "Q.other": None}, []),
        ({"Q": ["other"], "Q.other": ["a\x00b\ud800"]}, {"Q": "other", "Q.other": "ab"}, []),
        ({}, {"Q": None, "Q.other": None}, []),
        ({"Q": ["zzz"]}, {"Q": None, "Q.other": None}, [("Q", "unknown_option")]),
    ],
)
def test_single_choice_takes_one_option_and_the_text_beside_it(raw, answers, problems):
    assert parsed(SingleQuestion(code="Q", label=LABEL, options="O"), raw) == (answers, problems)


@pytest.mark.parametrize(
    ("raw", "answer", "problems"),
    [
        (["b", "a"], ["a", "b"], []),
        ([], None, []),
        (["a", "b", "other"], ["a", "b", "other"], ["too_many"]),
        (["a", "none"], ["a", "none"], ["exclusive"]),
        (["a", "x"], ["a"], ["unknown_option"]),
    ],
)
def test_multiple_choice_keeps_the_order_of_the_list(raw, answer, problems):
    answers, found = parsed(MultipleQuestion(code="Q", label=LABEL, options="O", maximum=2), {"Q": raw})
    assert (answers["Q"], [code for _v, code in found]) == (answer, problems)


def test_programs_come_from_outside_the_document():
    several = RegisterQuestion(code="Q", label=LABEL, register_name="programs", multiple=True, maximum=2)
    assert parsed(several, {"Q": ["10420", "10210", "10420"]}) == ({"Q": ["10420", "10210"]}, [])
    assert parsed(several, {"Q": ["10210", "10420", "10630"]})[1] == [("Q", "too_many")]
    assert parsed(several, {"Q": ["1"]}) == ({"Q": None}, [("Q", "unknown_option")])


def test_a_listed_register_names_its_list_and_the_programs_none():
    for fields in ({"register_name": "programs", "options": "O"}, {"register_name": "listed"}):
        with pytest.raises(ValueError, match="options name the list"):
            RegisterQuestion(code="Q", label=LABEL, **fields)


@pytest.mark.parametrize(
    ("given", "answer", "problem"),
    [
        ("3,5", "3.5", None),
        ("3.50", "3.5", None),
        (" 98 ", "98.0", None),
        ("-0", "0.0", None),
        ("", None, None),
        ("1.234,5", None, "not_a_number"),
        ("1e3", None, "not_a_number"),
        ("١٢", None, "not_a_number"),
        ("nan", None, "not_a_number"),
        ("98.5", None, "out_of_range"),
        ("3.25", None, "too_many_decimals"),
    ],
)
def test_numbers_have_a_range_declared_decimals_and_either_decimal_mark(given, answer, problem):
    question = NumberQuestion(code="Q", label=LABEL, minimum=-1, maximum=98, decimals=1)
    assert parsed(question, {"Q": [given]}) == ({"Q": answer}, [("Q", problem)] if problem else [])


def test_a_text_too_long_is_a_problem_and_lines_end_one_way():
    question = TextQuestion(code="Q", label=LABEL, max_length=5)
    assert parsed(question, {"Q": ["a\r\nb\rc"]}) == ({"Q": "a\nb\nc"}, [])
    assert parsed(question, {"Q": ["çok uzun"]}) == ({"Q": "çok u"}, [("Q", "too_long")])


def test_only_asked_items_of_a_matrix_are_read():
    matrix = MatrixQuestion(
        code="M", label=LABEL, options="S", rows=(Row(code="R1", label=LABEL), Row(code="R2", label=LABEL)), required=True
    )
    assert parsed(matrix, {"R1": ["3"], "R2": ["4"]}, asked={"R1"}) == ({"R1": "3"}, [])
    assert parsed(matrix, {"R1": ["7"]}) == ({"R1": None, "R2": None}, [("R1", "unknown_option"), ("R2", "required")])


def test_a_dual_matrix_yields_a_variable_per_row_and_facet_with_the_conditions_of_both():
    columns = (Column(facet="A", label=LABEL, options="S"), Column(facet="R", label=LABEL, options="S", show_if="W == x"))
    question = DualMatrixQuestion(code="M", label=LABEL, rows=(Row(code="C01", label=LABEL),), columns=columns, show_if="V == y")
    found = [(v.code, v.row, v.facet, v.show_if) for v in question.variables(SETS)]
    assert found == [("C01_A", "C01", "A", ("V == y",)), ("C01_R", "C01", "R", ("V == y", "W == x"))]


def test_a_recommendation_is_0_to_10():
    question = NpsQuestion(code="Q", label=LABEL, low=LABEL, high=LABEL)
    assert [parsed(question, {"Q": [given]}) for given in ("0", "10", "11")] == [
        ({"Q": "0"}, []),
        ({"Q": "10"}, []),
        ({"Q": None}, [("Q", "unknown_option")]),
    ]


def test_required_and_empty_is_a_problem_of_every_kind():
    common = {"code": "Q", "label": LABEL, "required": True}
    questions = [
        SingleQuestion(**common, options="O"),
        MultipleQuestion(**common, options="O"),
        RegisterQuestion(**common, options="O"),
        RegisterQuestion(**common, options="O", multiple=True),
        LikertQuestion(**common, options="S"),
        NumberQuestion(**common, minimum=0, maximum=1),
        TextQuestion(**common),
        NpsQuestion(**common, low=LABEL, high=LABEL),
    ]
    assert [parsed(q, {"Q": [" "]})[1] for q in questions[:1] + questions[4:]] == [[("Q", "required")]] * 5
    assert [parsed(q, {})[1] for q in questions] == [[("Q", "required")]] * 8


@pytest.mark.parametrize("given", ["a@b.org", "ayşe@örnek.com.tr", "a.b+c@mail.example.org"])
def test_an_address_is_kept_as_given(given):
    assert parsed(ContactQuestion(code="Q", label=LABEL), {"Q": [f" {given} "]}) == ({"Q": given}, [])


@pytest.mark.parametrize(
    "given", ["a", "a@b", "@b.org", "a b@c.org", "a@b@c.org", "a@-b.org", "a@b..org", "x" * 250 + "@b.org", "<a@b.org>"]
)
def test_what_is_no_address_is_a_problem(given):
    assert parsed(ContactQuestion(code="Q", label=LABEL), {"Q": [given]}) == ({"Q": None}, [("Q", "not_an_email")])


def test_a_consent_is_given_only_by_ticking():
    question = ConsentQuestion(code="Q", label=LABEL)
    assert [parsed(question, raw) for raw in ({}, {"Q": ["on"]})] == [({"Q": None}, []), ({"Q": "1"}, [])]
