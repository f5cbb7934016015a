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
    PeriodQuestion,
    RankingQuestion,
    RegisterQuestion,
    SingleQuestion,
    TextQuestion,
)
from surveys.questions.period import in_words
from surveys.questions.scaled import Column, Row
from tests.factories.documents import options, scale, text

SETS = {
    "O": options("a", "b", "other", "none", other={"other_text": True}, none={"exclusive": True}),
    "S": scale(),
    "R": options("pay", "safe", "near", "free"),
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
        PeriodQuestion(**common, earliest="2000", latest="2030"),
        RankingQuestion(**common, options="R"),
    ]
    assert [parsed(q, {"Q": [" "]})[1] for q in questions[:1] + questions[4:]] == [[("Q", "required")]] * 7
    assert [parsed(q, {})[1] for q in questions] == [[("Q", "required")]] * 10


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


@pytest.mark.parametrize(
    ("places", "answer", "problems"),
    [
        (["near", "pay"], ["near", "pay"], []),
        (["near", "pay", " safe "], ["near", "pay", "safe"], []),
        (["", "", ""], None, []),
        (["near", "near", ""], ["near"], ["ranked_twice"]),
        (["near", "", "pay"], ["near", "pay"], ["gap_in_ranking"]),
        (["", "pay", ""], ["pay"], ["gap_in_ranking"]),
        (["near", "x", ""], ["near"], ["unknown_option"]),
        (["near", "", "near"], ["near"], ["ranked_twice"]),
    ],
)
def test_a_ranking_is_asked_place_by_place(places, answer, problems):
    question = RankingQuestion(code="Q", label=LABEL, options="R", maximum=3)
    raw = {f"Q.{place}": [given] for place, given in enumerate(places, start=1)}
    assert parsed(question, {**raw, "Q.4": ["free"]}) == ({"Q": answer}, [("Q", code) for code in problems])


def test_a_ranking_has_as_many_places_as_options_or_as_it_says():
    questions = [RankingQuestion(code="Q", label=LABEL, options="R", maximum=maximum) for maximum in (None, 2, 9)]
    assert [(q.fields(SETS)[-1], q.variables(SETS)[0].maximum) for q in questions] == [("Q.4", 4), ("Q.2", 2), ("Q.4", 4)]


@pytest.mark.parametrize(
    ("precision", "given", "answer", "problem"),
    [
        ("year", "2020", "2020", None),
        ("year", " 1999 ", None, "year_out_of_range"),
        ("year", "20", None, "not_a_year"),
        ("year", "2020-05", None, "not_a_year"),
        ("year", "20٢٤", None, "not_a_year"),
        ("year", "", None, None),
        ("month", "2020-05", "2020-05", None),
        ("month", "2020-5", None, "not_a_month"),
        ("month", "2020", None, "not_a_month"),
        ("month", "2020-13", None, "not_a_month"),
        ("month", "1999-12", None, "month_out_of_range"),
    ],
)
def test_a_period_is_a_year_or_a_month_within_its_ends(precision, given, answer, problem):
    ends = {"year": ("2000", "2030"), "month": ("2000-01", "2030-12")}[precision]
    question = PeriodQuestion(code="Q", label=LABEL, precision=precision, earliest=ends[0], latest=ends[1])
    assert parsed(question, {"Q": [given]}) == ({"Q": answer}, [("Q", problem)] if problem else [])


@pytest.mark.parametrize(
    ("year", "month", "answer", "problem"),
    [
        ("2024", "05", "2024-05", None),
        ("2024", "5", "2024-05", None),
        ("", "", None, None),
        ("2024", "", None, "not_a_month"),
        ("", "5", None, "not_a_month"),
        ("24", "5", None, "not_a_month"),
        ("2040", "1", None, "month_out_of_range"),
    ],
)
def test_a_month_is_asked_as_month_and_year(year, month, answer, problem):
    question = PeriodQuestion(code="Q", label=LABEL, precision="month", earliest="2000-01", latest="2030-12")
    assert parsed(question, {"Q.year": [year], "Q.month": [month]}) == ({"Q": answer}, [("Q", problem)] if problem else [])


def test_a_period_is_said_in_either_language():
    said = [in_words(period, language) for period in ("2024-05", "2024") for language in ("tr", "en")]
    assert said == ["Mayıs 2024", "May 2024", "2024", "2024"]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        (SingleQuestion(code="Q", label=LABEL, options="S"), "3"),
        (MultipleQuestion(code="Q", label=LABEL, options="R"), ["pay", "near"]),
        (RankingQuestion(code="Q", label=LABEL, options="R"), ["near", "pay"]),
        (PeriodQuestion(code="Q", label=LABEL, earliest="2000", latest="2030"), "2024"),
        (PeriodQuestion(code="Q", label=LABEL, precision="month", earliest="2000-01", latest="2030-12"), "2024-05"),
        (NumberQuestion(code="Q", label=LABEL, minimum=0, maximum=9, decimals=1), "3.5"),
        (TextQuestion(code="Q", label=LABEL), "iki\nsatır"),
    ],
    ids=lambda value: getattr(value, "kind", ""),
)
def test_what_is_typed_for_an_answer_is_read_as_that_answer(question, value):
    assert [parsed(question, question.typed({"Q": answer}, SETS)) for answer in (value, None)] == [({"Q": value}, []), ({"Q": None}, [])]


def test_rows_that_are_worded_the_other_way_round_make_reversed_variables():
    rows = (Row(code="R1", label=LABEL), Row(code="R2", label=LABEL, reverse=True))
    plain = MatrixQuestion(code="M", label=LABEL, options="S", rows=rows)
    dual = DualMatrixQuestion(code="D", label=LABEL, rows=rows, columns=(Column(facet="A", label=LABEL, options="S"),))
    assert [(v.code, v.reverse) for q in (plain, dual) for v in q.variables(SETS)] == [
        ("R1", False), ("R2", True), ("R1_A", False), ("R2_A", True),
    ]  # fmt: skip
