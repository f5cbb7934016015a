"""Relevance equations: carried over exactly or not at all, and each of them said to a person."""

import pytest
from django.utils import translation

from surveys.definition.formats.lss import read
from tests.factories.lss_conditions import ANSWERS, CARRIED, DECIDING, asked, of_target
from tests.factories.lss_files import G, lss, w


@pytest.mark.parametrize(("equation", "condition"), CARRIED.items(), ids=CARRIED.keys())
def test_an_equation_that_routing_can_say_is_carried_over_and_told(equation, condition):
    bare = equation.strip("{}")
    assert of_target(*DECIDING, asked("Z", relevance=equation)) == (condition, [f"The condition “{bare}” became “{condition}”."])


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
    assert of_target(*DECIDING, asked("Z", relevance=equation)) == (None, [message])


@pytest.mark.parametrize("equation", ["", "1", " 1 ", "{1}"])
def test_an_equation_that_says_nothing_is_not_told(equation):
    assert of_target(*DECIDING, asked("Z", relevance=equation)) == (None, [])


@pytest.mark.parametrize("equation", ["0", "{0}", '0 && L1 == "A1"'])
def test_a_question_nobody_is_asked_is_left_out(equation):
    with translation.override("en"):
        reading = read(lss(G(w("Genel", "General"), [*DECIDING, asked("Z", relevance=equation)])), "mezun.lss")
    assert "Z" not in [question.code for question in reading.documents[0].questions]
    assert [remark.message for remark in reading.remarks if remark.path == "questions.Z"] == [
        f"The condition “{equation.strip('{}')}” never holds.",
        "The question was left out: its condition never holds.",
    ]


def test_an_equation_that_always_holds_is_told():
    assert of_target(*DECIDING, asked("Z", relevance="1 || N > 5")) == (None, ["The condition “1 || N > 5” always holds."])


def test_a_question_named_like_a_word_of_routing_is_renamed():
    questions = [asked("in", "L", answers=ANSWERS), asked("Z", relevance='in == "A1"')]
    assert of_target(*questions)[0] == "in_2 == A1"


def test_a_condition_too_long_for_routing_is_not_carried_over():
    equation = " || ".join(f"N == {number}" for number in range(1_000, 1_250))
    assert of_target(*DECIDING, asked("Z", relevance=equation)) == (
        None,
        [
            f"The condition “{equation}” was NOT carried over: A condition may have at most 2000 characters. "
            "The question is asked of everybody."
        ],
    )


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
    assert of_target(*DECIDING, asked("Z", relevance=equation))[0] == condition
