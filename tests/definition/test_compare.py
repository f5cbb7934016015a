"""What the machine proposes of two versions, variable by variable, and why."""

import pytest
from django.utils import translation
from hypothesis import given

from surveys.definition.compare import compare
from surveys.definition.differences import differences
from surveys.definition.document import Document, Section
from surveys.questions import (
    DualMatrixQuestion,
    LikertQuestion,
    MatrixQuestion,
    MultipleQuestion,
    NpsQuestion,
    NumberQuestion,
    Option,
    PeriodQuestion,
    RegisterQuestion,
    SingleQuestion,
)
from surveys.questions.scaled import Column, Row
from tests.definition.strategies import documents
from tests.factories.documents import options, scale, text
from tests.factories.every_kind import every_kind

SETS = {"O": options("a", "b", "c"), "S": scale(3), "T": options("a", "b", "c", "d")}


def asked(*questions, **sets) -> Document:
    return Document(code="T", title=text("T"), option_sets={**SETS, **sets}, sections=(Section(code="S", questions=questions),))


def proposed(before, after, **sets) -> list[tuple]:
    """(code, verdict, reasons) of a question that became another; `sets` replace lists of the later document."""
    before, after = (q if isinstance(q, tuple) else (q,) for q in (before, after))
    with translation.override("en"):
        return [(p.code, p.verdict, list(p.why)) for p in compare(asked(*before), asked(*after, **sets))]


def changed(question, **fields):
    return question.model_copy(update=fields)


CHOICE = SingleQuestion(code="A", label=text("Nerede?", "Where?"), options="O")
ITEM = LikertQuestion(code="A", label=text("Dersler", "Courses"), options="S")
HOURS = NumberQuestion(code="A", label=text("Süre", "Hours"), minimum=0, maximum=98, unit="hours")
SEVERAL = MultipleQuestion(code="A", label=text("Hangileri?", "Which?"), options="O", maximum=2)
SINCE = PeriodQuestion(code="A", label=text("Ne zaman?", "When?"), earliest="2015", latest="2026")


@pytest.mark.parametrize("question", [CHOICE, ITEM, HOURS, SEVERAL, SINCE])
def test_what_nobody_touched_is_the_same(question):
    assert proposed(question, question) == [("A", "same", [])]


@pytest.mark.parametrize(
    "fields", [{"required": True}, {"headline": True}, {"construct": "x"}, {"note": "n"}, {"pii": "low"}, {"classification": "NACE"}]
)
def test_what_no_respondent_reads_or_answers_differently_is_the_same(fields):
    assert proposed(CHOICE, changed(CHOICE, **fields)) == [("A", "same", [])]


def test_a_new_wording_is_told_and_the_wording_number_asked_for():
    mark = "The wording number of A is still 1."
    assert proposed(CHOICE, changed(CHOICE, label=text("Nerede?", "Where now?"))) == [
        ("A", "reworded", ["Wording (English): “Where?” → “Where now?”", mark])
    ]
    assert proposed(CHOICE, changed(CHOICE, label=text("Nerede?", "Where now?"), item_version=2)) == [
        ("A", "reworded", ["Wording (English): “Where?” → “Where now?”", "Wording number: 1 → 2"])
    ]
    assert proposed(CHOICE, changed(CHOICE, hint=text("Bugün", "Today"))) == [
        ("A", "reworded", ["Help beneath the question (Turkish): – → “Bugün”", "Help beneath the question (English): – → “Today”", mark])
    ]


def test_reworded_options_or_another_order_are_reworded_and_leave_the_wording_number():
    named = (Option(code="a", label=text("seçenek a", "here")), *SETS["O"][1:])
    turned = (SETS["O"][1], SETS["O"][0], SETS["O"][2])
    assert proposed(CHOICE, CHOICE, O=named) == [("A", "reworded", ["Option a (English): “seçenek a (en)” → “here”"])]
    assert proposed(CHOICE, CHOICE, O=turned) == [("A", "reworded", ["The options stand in another order."])]


def test_other_options_values_or_kinds_of_missing_are_rescaled():
    assert proposed(CHOICE, changed(CHOICE, options="T")) == [("A", "rescaled", ["Options added: d “seçenek d (en)”."])]
    assert proposed(changed(CHOICE, options="T"), CHOICE) == [("A", "rescaled", ["Options taken out: d “seçenek d (en)”."])]
    worth = (SETS["S"][0].model_copy(update={"value": 0}), *SETS["S"][1:3], SETS["S"][3].model_copy(update={"missing": "dk"}))
    assert proposed(ITEM, ITEM, S=worth) == [
        (
            "A",
            "rescaled",
            [
                "Option 1, Value: 1 → 0",
                "Option 99, Kind of no answer: not applicable: leaves every base → does not know: stays in the base, leaves means",
            ],
        )
    ]


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (HOURS, changed(HOURS, maximum=60), "Range: 0–98 → 0–60"),
        (HOURS, changed(HOURS, decimals=1), "Decimals: 0 → 1"),
        (HOURS, changed(HOURS, unit="days"), "Unit: hours → days"),
        (SINCE, changed(SINCE, latest="2030"), "Range: 2015–2026 → 2015–2030"),
        (SEVERAL, changed(SEVERAL, maximum=3), "At most: 2 → 3"),
        (ITEM, changed(ITEM, reverse=True), "Reversed item: no → yes"),
        (
            CHOICE,
            changed(CHOICE, measure="ordinal"),
            "Read as: one answer of a list (categories without order) → one answer of a list (ordered categories)",
        ),
        (CHOICE, changed(CHOICE, show_if="B == a"), "Asked of others: asked of everybody → B is “a”"),
    ],
)
def test_another_range_unit_number_direction_or_audience_is_rescaled(before, after, why):
    assert proposed(before, after) == [("A", "rescaled", [why])]


def test_a_condition_written_differently_asks_the_same_people():
    one, other = (changed(CHOICE, show_if=text) for text in ("B == a and C == b", "(B in [a])   and (C == b)"))
    assert proposed(one, other) == [("A", "same", [])]


def test_as_many_answers_as_options_follow_the_list():
    free = changed(SEVERAL, maximum=None)
    assert proposed(free, changed(free, options="T")) == [("A", "rescaled", ["Options added: d “seçenek d (en)”."])]


def test_rows_are_compared_one_by_one_and_a_new_stem_rewords_them_all():
    rows = tuple(Row(code=code, label=text(code)) for code in ("M1", "M2"))
    matrix = MatrixQuestion(code="M", label=text("Nasıl?", "How?"), options="S", rows=rows)
    other = changed(matrix, rows=(rows[0], Row(code="M2", label=text("M2", "two")), Row(code="M3", label=text("M3"))))
    assert proposed(matrix, other) == [
        ("M1", "same", []),
        ("M2", "reworded", ["Statement (English): “M2 (en)” → “two”", "The wording number of M is still 1."]),
        ("M3", "new", ["Not asked in the earlier version."]),
    ]
    assert proposed(other, matrix)[-1] == ("M3", "gone", ["Not asked in the later version."])
    stem = changed(matrix, label=text("Ne kadar?", "How?"))
    assert [(code, verdict) for code, verdict, _why in proposed(matrix, stem)] == [("M1", "reworded"), ("M2", "reworded")]


def test_a_facet_is_compared_with_its_own_column():
    columns = tuple(Column(facet=facet, label=text(facet), options="S") for facet in ("A", "R"))
    dual = DualMatrixQuestion(code="D", label=text("D"), rows=(Row(code="C1", label=text("C1")),), columns=columns)
    narrowed = changed(dual, columns=(columns[0], changed(columns[1], show_if="B == a")))
    reworded = changed(dual, columns=(changed(columns[0], label=text("A", "acquired")), columns[1]))
    assert proposed(dual, narrowed) == [
        ("C1_A", "same", []),
        ("C1_R", "rescaled", ["Asked of others: asked of everybody → B is “a”"]),
    ]
    assert [(code, verdict) for code, verdict, _why in proposed(dual, reworded)] == [("C1_A", "reworded"), ("C1_R", "same")]


def test_an_item_that_moved_into_a_table_is_reworded():
    alone = LikertQuestion(code="M1", label=text("Dersler", "Courses"), options="S")
    table = MatrixQuestion(code="M", label=text("Nasıl?", "How?"), options="S", rows=(Row(code="M1", label=text("Dersler", "Courses")),))
    ((code, verdict, why),) = proposed(alone, table)
    assert (code, verdict, why[-2]) == ("M1", "reworded", "Kind of question: Scale → Scale, several statements")


def test_the_ends_of_a_recommendation_scale_are_part_of_its_wording():
    question = NpsQuestion(code="A", label=text("Önerir misiniz?", "Recommend?"), low=text("hiç", "not"), high=text("kesin", "surely"))
    assert proposed(question, changed(question, high=text("kesinlikle", "surely"))) == [
        ("A", "reworded", ["Upper end (Turkish): “kesin” → “kesinlikle”"])
    ]


def test_programs_are_another_thing_than_a_list():
    listed = RegisterQuestion(code="A", label=text("Hangisi?", "Which?"), options="O")
    programs = RegisterQuestion(code="A", label=text("Hangisi?", "Which?"), register_name="programs")
    ((code, verdict, why),) = proposed(listed, programs)
    assert (code, verdict, why[0]) == ("A", "rescaled", "Read as: one answer of a list (categories without order) → a program")


def test_every_variable_of_every_kind_is_judged_and_nothing_after_sending():
    document = every_kind()
    assert [p.code for p in compare(document, document)] == list(document.variables)
    assert {p.verdict for p in compare(document, document)} == {"same"}


@given(documents(), documents())
def test_the_proposals_of_any_two_documents_hold_together(earlier, later):
    found = {p.code: p for p in compare(earlier, later)}
    back = {p.code: p.verdict for p in compare(later, earlier)}
    turned = {"new": "gone", "gone": "new"}
    assert set(found) == set(earlier.variables) | set(later.variables)
    assert {code: turned.get(p.verdict, p.verdict) for code, p in found.items()} == back
    assert all(bool(p.why) == (p.verdict != "same") for p in found.values())
    if any(p.verdict != "same" for p in found.values()):
        assert differences(earlier, later) != []
