"""Conditions of groups, sub-questions and rows, and the old table of conditions: carried over or told."""

import pytest
from django.utils import translation

from surveys.definition.formats.lss import read
from tests.factories.lss_conditions import BOUNDS, DECIDING, PARTS, POINTS, asked, of_target
from tests.factories.lss_files import G, Sub, lss, w


def test_the_condition_of_a_question_that_is_left_out_is_told():
    with translation.override("en"):
        reading = read(lss(G(w("Genel", "General"), [*DECIDING, asked("Z", "|", 'L1 == "A1"')])), "mezun.lss")
    assert [remark.message for remark in reading.remarks if remark.path == "questions.Z"] == [
        "The condition “L1 == \"A1\"” was NOT carried over: its question was left out.",
        "The question was left out: no files can be sent here.",
    ]  # fmt: skip


def test_a_sub_question_nobody_is_asked_is_left_out():
    subs = [Sub("SQ001", w("Bir", "One"), row={"relevance": "0"}), Sub("SQ002", w("İki", "Two"))]
    assert of_target(*DECIDING, asked("Z", "Q", subs=subs)) == (
        None,
        ["The condition “0” never holds.", "SQ001 was left out: its condition never holds."],
    )


def test_a_group_condition_too_long_together_with_the_question_own_is_not_carried_over():
    equation = " || ".join(f"N == {number}" for number in range(1_000, 1_120))
    groups = [
        G(w("Bir", "One"), DECIDING),
        G(w("İki", "Two"), [asked("Z", relevance=equation.replace("==", "!="))], row={"grelevance": equation}),
    ]
    with translation.override("en"):
        reading = read(lss(*groups), "mezun.lss")
    assert reading.documents[0].questions[-1].show_if == equation.replace("==", "!=").replace("||", "or")
    assert [remark.message for remark in reading.remarks if remark.path == "questions.Z"][1:] == [
        "The condition of the section was NOT carried over to this question: A condition may have at most 2000 characters."
    ]


def test_a_sub_question_that_became_a_question_has_its_condition():
    subs = [Sub("SQ001", w("Bir", "One")), Sub("SQ002", w("İki", "Two"), row={"relevance": "K2_SQ001.NAOK > 0"})]
    question = asked("K2", "K", 'L1.NAOK == "A1"', subs=subs, settings=BOUNDS)
    assert of_target(*DECIDING, question, code="K2_SQ002")[0] == "L1 == A1 and K2_SQ001 > 0"
    assert of_target(*DECIDING, question, code="K2") == (
        "L1 == A1",
        ["The condition “L1.NAOK == \"A1\"” became “L1 == A1”.", "The condition “K2_SQ001.NAOK > 0” became “K2_SQ001 > 0”."],
    )  # fmt: skip


def test_the_condition_of_a_row_is_told():
    subs = [PARTS[0], Sub("SQ002", w("İki", "Two"), row={"relevance": 'L1 == "A1"'})]
    assert of_target(*DECIDING, asked("Z", "F", subs=subs, answers=POINTS)) == (
        None,
        ["The condition “L1 == \"A1\"” of SQ002 was NOT carried over: it is shown to everybody."],
    )  # fmt: skip


def test_the_condition_of_a_group_holds_for_each_of_its_questions():
    groups = [
        G(w("Bir", "One"), DECIDING),
        G(
            w("İki", "Two"),
            [asked("Z1"), asked("Z2", relevance="N.NAOK > 5 || N.NAOK < 2")],
            description=w("Açıklama", "About"),
            row={"grelevance": 'L1.NAOK == "A1"'},
        ),
        G(w("Üç", "Three"), [asked("Z3")], row={"grelevance": "rand(1,2) == 1"}),
    ]
    with translation.override("en"):
        reading = read(lss(*groups), "mezun.lss")
    assert {q.code: q.show_if for section in reading.documents[0].sections[1:] for q in section.questions} == {
        "G2_text": "L1 == A1",
        "Z1": "L1 == A1",
        "Z2": "L1 == A1 and (N > 5 or N < 2)",
        "Z3": None,
    }
    assert [(remark.path, remark.message) for remark in reading.remarks if remark.path.startswith("sections.")] == [
        ("sections.G2", "The condition “L1.NAOK == \"A1\"” became “L1 == A1”."),
        ("sections.G2", "The text became the note G2_text."),
        (
            "sections.G3",
            "The condition “rand(1,2) == 1” was NOT carried over: there is no function rand here. "
            "The questions of the section are asked of everybody.",
        ),
    ]  # fmt: skip


def row(cfieldname, value, method="==", scenario="1", cqid="100"):
    given = {"cid": "1", "qid": "1800", "cqid": cqid, "cfieldname": cfieldname, "method": method, "value": value}
    return {**given, "scenario": scenario}


OLD = {
    "one answer": ([row("123456X1X100", "A1")], "L1 == A1"),
    "answers to one question are alternatives": ([row("123456X1X100", "A1"), row("123456X1X100", "A2")], "L1 == A1 or L1 == A2"),
    "answers to two questions must both be given": (
        [row("123456X1X100", "A1"), row("123456X1X700", "5", ">", cqid="700")],
        "L1 == A1 and N > 5",
    ),
    "scenarios are alternatives": (
        [row("123456X1X100", "A1"), row("123456X1X700", "5", ">", cqid="700"), row("123456X1X100", "A3", scenario="2")],
        "L1 == A1 and N > 5 or L1 == A3",
    ),
    "a box of several": ([row("123456X1X300", "SQ001", cqid="300")], "M has SQ001"),
    "boxes named in full must all be ticked": (
        [row("+123456X1X300SQ001", "Y", cqid="300"), row("+123456X1X300SQ002", "", "==", cqid="300")],
        "M has SQ001 and not M has SQ002",
    ),
    "no answer": ([row("123456X1X100", " ")], "not answered(L1)"),
    "a row of an array": ([row("123456X1X500SQ002", "3", "<=", cqid="500")], "F_SQ002 <= 3"),
    "a pattern": ([row("123456X1X1200", "[a-z]", "RX", cqid="1200")], None),
    "another answer": ([row("123456X1X700", "@123456X1X800SQ001@", ">", cqid="700")], None),
    "what is known of a participant": ([row("{TOKEN:FIRSTNAME}", "Ada", cqid="0")], None),
    "a method nobody knows": ([row("123456X1X100", "A1", "a<b")], None),
}


@pytest.mark.parametrize("new", [True, False], ids=["new", "old"])
@pytest.mark.parametrize(("rows", "condition"), OLD.values(), ids=OLD.keys())
def test_rows_of_the_conditions_table_are_read_as_the_equation_limesurvey_makes_of_them(rows, condition, new):
    show_if, said = of_target(*DECIDING, asked("Z"), new=new, tables={"conditions": rows})
    assert show_if == condition
    assert len(said) == 1
    assert ("became" in said[0]) == (condition is not None)


def test_an_equation_that_says_otherwise_than_the_conditions_is_told():
    rows = [row("123456X1X100", "A1")]
    table = {"conditions": rows}
    carried = "The condition “123456X1X100.NAOK == \"A1\"” became “L1 == A1”."  # fmt: skip
    assert of_target(*DECIDING, asked("Z", relevance='((L1.NAOK == "A1"))'), tables=table) == ("L1 == A1", [carried])
    assert of_target(*DECIDING, asked("Z", relevance='L1.NAOK == "A2"'), tables=table) == (
        "L1 == A1",
        [carried, "Beside its conditions the file has the equation “L1.NAOK == \"A2\"”, which was NOT carried over."],
    )  # fmt: skip
