"""Relevance equations: carried over exactly or not at all, and each of them said to a person."""

import pytest
from django.utils import translation

from surveys.definition.check import problems
from surveys.definition.formats.lss import read
from tests.factories.lss_files import Ans, G, Q, Sub, lss, w

A = [Ans(code, w(f"Seçenek {code}", f"Option {code}")) for code in ("A1", "A2", "A3")]
POINTS = [Ans(str(n), w(f"{n}", f"{n}")) for n in (1, 2, 3)]
SUBS = [Sub("SQ001", w("Bir", "One")), Sub("SQ002", w("İki", "Two"))]
CELLS = [Sub("Y1", w("Yıl", "Year")), Sub("X1", w("Net", "Net"), scale="1")]
BOUNDS = {"num_value_int_only": "1", "min_num_value_n": "0", "max_num_value_n": "99"}


def asked(code, type_="S", relevance="1", **given):
    return Q(type_, code, w(f"Soru {code}", f"Question {code}"), row={"relevance": relevance, **given.pop("row", {})}, **given)


# Their ids are 100, 200 ... in this order; Z, the last question, is 1800.
EARLIER = [
    asked("L1", "L", answers=A, row={"other": "Y"}),
    asked("L2", "L", answers=POINTS),
    asked("M", "M", subs=SUBS, row={"other": "Y"}),
    asked("P", "P", subs=SUBS),
    asked("F", "F", subs=SUBS, answers=POINTS),
    asked("D1", "1", subs=SUBS, answers=[*POINTS, Ans("1", w("Kötü", "Bad"), scale="1")]),
    asked("N", "N", settings=BOUNDS),
    asked("K", "K", subs=SUBS, settings=BOUNDS),
    asked("Q", "Q", subs=SUBS),
    asked("R", "R", answers=A),
    asked("Y", "Y"),
    asked("T", "T"),
    asked("O", "O", answers=A),
    asked("C", ":", subs=CELLS, settings={"multiflexible_checkbox": "1"}),
    asked("H", "L", 'Y.NAOK == "Y"', answers=A),
    asked("X", "X"),
    asked("HID", "S", settings={"hidden": "1"}),
]


def of_target(*questions, code="Z", **more):
    """(show_if of question Z, what is said of it) in a file of these questions."""
    with translation.override("en"):
        reading = read(lss(G(w("Genel", "General"), questions), **more), "mezun.lss")
        assert problems(reading.documents[0]) == []
    question = next(question for question in reading.documents[0].questions if question.code == code)
    return question.show_if, [remark.message for remark in reading.remarks if remark.path == f"questions.{code}"]


CARRIED = {
    'L1.NAOK == "A1"': "L1 == A1",
    "L1.NAOK == 'A1'": "L1 == A1",
    '"A1" == L1.NAOK': "L1 == A1",
    'L1 eq "A1"': "L1 == A1",
    '{L1.NAOK == "A1"}': "L1 == A1",
    '((L1.NAOK == "A1"))': "L1 == A1",
    '123456X1X100.NAOK == "A1"': "L1 == A1",
    'L1.NAOK != "A1"': "L1 != A1",
    '!(L1.NAOK == "A1")': "L1 != A1",
    'L1.NAOK == "-oth-"': "L1 == -oth-",
    'L1.NAOK == "A1" || L1.NAOK == "A2"': "L1 == A1 or L1 == A2",
    'L1.NAOK == "A1" && N.NAOK > 5': "L1 == A1 and N > 5",
    'L1.NAOK == "A1" and (N.NAOK gt 5 or N.NAOK lt 2)': "L1 == A1 and (N > 5 or N < 2)",
    '!(L1.NAOK == "A1" && N.NAOK > 5)': "not (L1 == A1 and N > 5)",
    "!(N.NAOK > 5)": "not N > 5",
    'L1.NAOK > "A1"': "L1 in [A2, A3]",
    "L2.NAOK >= 2": "L2 >= 2",
    "3 > L2.NAOK": "L2 < 3",
    'L2.NAOK == "1"': "L2 == 1",
    "L2.NAOK": "answered(L2)",
    "is_empty(L1.NAOK)": "not answered(L1)",
    "!is_empty(L1)": "answered(L1)",
    'L1.NAOK == ""': "not answered(L1)",
    "L1.NAOK != ''": "answered(L1)",
    "!is_empty(L1_other.NAOK)": "answered(L1.other)",
    'M_SQ001.NAOK == "Y"': "M has SQ001",
    '123456X1X300SQ001.NAOK == "Y"': "M has SQ001",
    'Q300_S301.NAOK == "Y"': "M has SQ001",
    'M_SQ001.NAOK != "Y"': "not M has SQ001",
    "is_empty(M_SQ001.NAOK)": "not M has SQ001",
    "M_SQ001 && !M_SQ002": "M has SQ001 and not M has SQ002",
    "count(M_SQ001.NAOK, M_SQ002.NAOK) > 0": "M has SQ001 or M has SQ002",
    "count(M_SQ001, M_SQ002) == 0": "not (M has SQ001 or M has SQ002)",
    "!is_empty(M_other)": "answered(M.other)",
    'P_SQ002.NAOK == "Y"': "P has SQ002",
    "!is_empty(P_SQ002comment.NAOK)": "answered(P_SQ002comment)",
    "F_SQ001.NAOK > 2": "F_SQ001 > 2",
    "123456X1X500SQ001.NAOK == 3": "F_SQ001 == 3",
    "D1_SQ002_0.NAOK == 1": "D1_SQ002_S1 == 1",
    "123456X1X600SQ002#1.NAOK == 1": "D1_SQ002_S2 == 1",
    "N.NAOK == 5": "N == 5",
    'N.NAOK != "5"': "N != 5",
    "N.NAOK > -1.5": "N > -1.5",
    "N.NAOK": "answered(N) and N != 0",
    "K_SQ001.NAOK >= 10": "K_SQ001 >= 10",
    "!is_empty(Q_SQ001.NAOK)": "answered(Q_SQ001)",
    "!is_empty(R_1.NAOK)": "answered(R)",
    'Y.NAOK == "N"': "Y == N",
    "!is_empty(T.NAOK)": "answered(T)",
    'O.NAOK == "A2"': "O == A2",
    "!is_empty(O_comment.NAOK)": "answered(O_comment)",
    'C_Y1_X1.NAOK == "1"': "C_Y1 has X1",
    '1 && L1.NAOK == "A1"': "L1 == A1",
    'L1.NAOK == "A1" || 0': "L1 == A1",
}


@pytest.mark.parametrize(("equation", "condition"), CARRIED.items(), ids=CARRIED.keys())
def test_an_equation_that_routing_can_say_is_carried_over_and_told(equation, condition):
    bare = equation.strip("{}")
    assert of_target(*EARLIER, asked("Z", relevance=equation)) == (condition, [f"The condition “{bare}” became “{condition}”."])


LOST = {
    'L9.NAOK == "A1"': "there is no question L9 before it",
    'Z.NAOK == "A1"': "there is no question Z before it",
    'HID.NAOK == "A1"': "HID was not carried over",
    "!is_empty(M)": "M was not carried over",
    "R_2.NAOK": "R_2 was not carried over",
    'L1.NAOK == "A9"': "no answer to L1 satisfies == A9",
    "L2.NAOK > 3": "no answer to L2 satisfies > 3",
    'T.NAOK == "evet"': "of T can only be asked whether it was answered",
    'R_1.NAOK == "A1"': "of R_1 can only be asked whether it was answered",
    'M_SQ001.NAOK == "N"': "of M_SQ001 can only be asked whether it was answered",
    'L1.NAOK > ""': "it looks for an order in what has none",
    'L1.shown == "Evet"': "it asks for the property L1.shown",
    "N.NAOK == K_SQ001.NAOK": "it compares two answers with each other",
    "N.NAOK + 1 > 5": "it reckons with answers",
    "sum(K_SQ001, K_SQ002) > 5": "there is no function sum here",
    "count(M_SQ001, M_SQ002) > 1": "it counts answers",
    'regexMatch("/a/", T)': "there is no function regexMatch here",
    'L1.NAOK = "A1"': "a single = does not compare, it sets a value",
    'L1.NAOK == "A1" &&': "it ends too early",
    'L1.NAOK == "A1")': "it cannot be understood from “)” on",
    "L1.NAOK == “A1”": "it cannot be understood from ““A1”” on",
    "(" * 50 + "L1" + ")" * 50: "it is nested too deeply",
    "L1 || " * 700 + "L1": "it is longer than 4000 characters",
}


@pytest.mark.parametrize(("equation", "why"), LOST.items(), ids=[equation[:40] for equation in LOST])
def test_an_equation_that_routing_cannot_say_is_not_carried_over_and_told(equation, why):
    message = f"The condition “{equation}” was NOT carried over: {why}. The question is asked of everybody."
    assert of_target(*EARLIER, asked("Z", relevance=equation)) == (None, [message])


@pytest.mark.parametrize("equation", ["", "1", " 1 ", "{1}"])
def test_an_equation_that_says_nothing_is_not_told(equation):
    assert of_target(*EARLIER, asked("Z", relevance=equation)) == (None, [])


@pytest.mark.parametrize("equation", ["0", "{0}", '0 && L1 == "A1"'])
def test_a_question_nobody_is_asked_is_left_out(equation):
    with translation.override("en"):
        reading = read(lss(G(w("Genel", "General"), [*EARLIER, asked("Z", relevance=equation)])), "mezun.lss")
    assert "Z" not in [question.code for question in reading.documents[0].questions]
    assert [remark.message for remark in reading.remarks if remark.path == "questions.Z"] == [
        "The question was left out: its condition never holds."
    ]


@pytest.mark.parametrize(
    ("equation", "condition"),
    [
        ('H == "A1"', "H == A1"),  # needs the answer anyway
        ('H.NAOK != "A1"', "H != A1"),  # says that a hidden question is as good as an unanswered one
        ('H != "A1"', "Y == Y and H != A1"),
        ("is_empty(H)", "Y == Y and not answered(H)"),
        ('H == "A1" || N.NAOK > 5', "Y == Y and (H == A1 or N > 5)"),
    ],
)
def test_without_naok_the_condition_of_the_hidden_question_is_joined(equation, condition):
    assert of_target(*EARLIER, asked("Z", relevance=equation))[0] == condition


def test_a_sub_question_that_became_a_question_has_its_condition():
    subs = [Sub("SQ001", w("Bir", "One")), Sub("SQ002", w("İki", "Two"), row={"relevance": "K2_SQ001.NAOK > 0"})]
    question = asked("K2", "K", 'L1.NAOK == "A1"', subs=subs, settings=BOUNDS)
    assert of_target(*EARLIER, question, code="K2_SQ002")[0] == "L1 == A1 and K2_SQ001 > 0"
    assert of_target(*EARLIER, question, code="K2") == (
        "L1 == A1",
        ["The condition “L1.NAOK == \"A1\"” became “L1 == A1”.", "The condition “K2_SQ001.NAOK > 0” became “K2_SQ001 > 0”."],
    )  # fmt: skip


def test_the_condition_of_a_row_is_told():
    subs = [SUBS[0], Sub("SQ002", w("İki", "Two"), row={"relevance": 'L1 == "A1"'})]
    assert of_target(*EARLIER, asked("Z", "F", subs=subs, answers=POINTS)) == (
        None,
        ["The condition “L1 == \"A1\"” of SQ002 was NOT carried over: it is shown to everybody."],
    )  # fmt: skip


def test_the_condition_of_a_group_holds_for_each_of_its_questions():
    groups = [
        G(w("Bir", "One"), EARLIER),
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
    show_if, said = of_target(*EARLIER, asked("Z"), new=new, tables={"conditions": rows})
    assert show_if == condition
    assert len(said) == 1
    assert ("became" in said[0]) == (condition is not None)


def test_an_equation_that_says_otherwise_than_the_conditions_is_told():
    rows = [row("123456X1X100", "A1")]
    table = {"conditions": rows}
    carried = "The condition “123456X1X100.NAOK == \"A1\"” became “L1 == A1”."  # fmt: skip
    assert of_target(*EARLIER, asked("Z", relevance='((L1.NAOK == "A1"))'), tables=table) == ("L1 == A1", [carried])
    assert of_target(*EARLIER, asked("Z", relevance='L1.NAOK == "A2"'), tables=table) == (
        "L1 == A1",
        [carried, "Beside its conditions the file has the equation “L1.NAOK == \"A2\"”, which was NOT carried over."],
    )  # fmt: skip
