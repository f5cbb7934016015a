"""Routing's conditions as XPath, XPath as routing's conditions, and what XPath says that routing cannot ask."""

import pytest
from django.utils import translation

from surveys.definition import formats
from surveys.definition.check import DefinitionError
from surveys.definition.document import Document, Section
from surveys.questions import (
    MultipleQuestion,
    NumberQuestion,
    PeriodQuestion,
    RankingQuestion,
    SingleQuestion,
    TextQuestion,
)
from tests.factories.documents import options, scale, text
from tests.factories.xlsforms import ask, rows, xlsform
from tests.factories.xlsforms import options as choices

LABEL = text("Soru")
EARLIER = (
    SingleQuestion(code="S", label=LABEL, options="S"),
    SingleQuestion(code="L", label=LABEL, options="SCALE", measure="ordinal"),
    MultipleQuestion(code="M", label=LABEL, options="M"),
    NumberQuestion(code="N", label=LABEL, minimum=-5, maximum=500, decimals=1),
    PeriodQuestion(code="Y", label=LABEL, earliest="2000", latest="2030"),
    PeriodQuestion(code="P", label=LABEL, precision="month", earliest="2000-01", latest="2030-12"),
    RankingQuestion(code="R", label=LABEL, options="M"),
    RankingQuestion(code="R2", label=LABEL, options="M", maximum=2),
    TextQuestion(code="T", label=LABEL),
)


def document(condition):
    last = TextQuestion(code="Z", label=LABEL, show_if=condition)
    sets = {"S": options("a", "b", "c"), "SCALE": scale(), "M": options("x", "y", "z")}
    return Document(code="C", title=LABEL, option_sets=sets, sections=(Section(code="S1", questions=(*EARLIER, last)),))


def relevant(condition):
    return rows(formats.write(document(condition), "xlsform").content, "survey")[-2]["relevant"]


@pytest.mark.parametrize(
    ("condition", "xpath"),
    [
        ("S == a", "${S} = 'a'"),
        ("S != a", "not(${S} = 'a')"),
        ("S in [b, a]", "${S} = 'b' or ${S} = 'a'"),
        ("S not in [a, b]", "not(${S} = 'a' or ${S} = 'b')"),
        ("L >= 4", "${L} = '4' or ${L} = '5'"),
        ("L < 1", "${L} != '' and ${L} = ''"),
        ("not L < 1 and S == a", "not(${L} != '' and ${L} = '') and ${S} = 'a'"),
        ("M has x", "selected(${M}, 'x')"),
        ("N >= 3.5", "${N} >= 3.5"),
        ("N == 7", "${N} = 7"),
        ("N != -1", "not(${N} = -1)"),
        ("N in [1, 2]", "${N} = 1 or ${N} = 2"),
        ("Y >= 2024", "${Y} >= date('2024-01-01')"),
        ("Y > 2024", "${Y} > date('2024-12-31')"),
        ("Y == 2024", "${Y} >= date('2024-01-01') and ${Y} <= date('2024-12-31')"),
        ("P < 2024-02", "${P} < date('2024-02-01')"),
        ("P <= 2024-02", "${P} <= date('2024-02-29')"),
        ("P > 2024", "${P} > date('2024-12-31')"),
        ("R has x", "selected(${R}, 'x')"),
        ("R2 has x", "selected-at(${R2}, 0) = 'x' or selected-at(${R2}, 1) = 'x'"),
        (
            "first(R2) == x or R2 has x or N > 3",
            "selected-at(${R2}, 0) = 'x' or selected-at(${R2}, 0) = 'x' or selected-at(${R2}, 1) = 'x' or ${N} > 3",
        ),
        ("first(R) == x", "selected-at(${R}, 0) = 'x'"),
        ("answered(T)", "${T} != ''"),
        ("not answered(M)", "not(${M} != '')"),
        ("S == a and (M has x or N > 3)", "${S} = 'a' and (selected(${M}, 'x') or ${N} > 3)"),
        ("S == a or M has x and N > 3", "${S} = 'a' or selected(${M}, 'x') and ${N} > 3"),
    ],
)
def test_a_condition_is_said_in_xpath_and_comes_back(condition, xpath):
    assert relevant(condition) == xpath
    written = formats.write(document(condition), "xlsform")
    assert formats.read_file(written.content, "c.xlsx").documents == (document(condition),)


# XPath of others

FORM = [
    ask("select_one s", "s"),
    ask("select_one n", "l"),
    ask("select_multiple s", "m"),
    ask("integer", "i", constraint=". >= 0 and . <= 99"),
    ask("date", "y", appearance="year", constraint=". >= date('2000-01-01') and . <= date('2030-12-31')"),
    ask("date", "p", appearance="month-year", constraint=". >= date('2000-01-01') and . <= date('2030-12-31')"),
    ask("rank s", "r"),
    ask("text", "t"),
    ask("geopoint", "place"),
]
CHOICES = [*choices("s", "a", "b", "c"), *choices("n", 1, 2, 3)]


def read(expression):
    with translation.override("en"):
        (document,) = formats.read_file(xlsform(*FORM, ask("text", "z", relevant=expression), choices=CHOICES), "form.xlsx").documents
    return document.questions[-1].show_if


@pytest.mark.parametrize(
    ("expression", "condition"),
    [
        ("${s} = 'a'", "s == a"),
        ('"a"=${s}', "s == a"),
        ("${s}!='a'", "s != a"),
        ("${s} = ‘a’", "s == a"),
        ("not(${s} != 'a')", "not s != a"),
        ("selected(${s}, 'a')", "s == a"),
        ("selected( ${m} , 'a' ) or selected(${m}, 'b')", "m has a or m has b"),
        ("not(selected(${m}, 'a'))", "not m has a"),
        ("${s} = 'a' or ${s} = 'b' or ${s} = 'a'", "s in [a, b]"),
        ("not(${s} = 'a' or ${s} = 'b')", "s not in [a, b]"),
        ("${l} >= 2", "l >= 2"),
        ("${l} = 2", "l == 2"),
        ("${l} = '2'", "l == 2"),
        ("5 < ${i}", "i > 5"),
        ("${i} = 5", "i == 5"),
        ("${i} != 5", "i != 5"),
        ("${i} > '5'", "i > 5"),
        ("${i} >= -1", "i >= -1"),
        ("${y} >= date('2020-01-01')", "y >= 2020"),
        ("${p} > date('2020-05-31')", "p > 2020-05"),
        ("${p} = date('2020-05-01')", "p == 2020-05"),
        ("selected-at(${r}, 0) = 'a' or selected-at(${r}, 0) = 'b'", "first(r) in [a, b]"),
        ("selected(${r}, 'a')", "r has a"),
        ("${t} != ''", "answered(t)"),
        ("${t} = ''", "not answered(t)"),
        ("string-length(${t}) > 0", "answered(t)"),
        ("count-selected(${m}) >= 1", "answered(m)"),
        ("count-selected(${m}) = 0", "not answered(m)"),
        ("(${s} = 'a' and (${i} < 3 or ${t} != ''))", "s == a and (i < 3 or answered(t))"),
        ("${s} = 'a' or ${i} < 3 and ${t} != ''", "s == a or i < 3 and answered(t)"),
        ("true() and ${s} = 'a'", "s == a"),
        ("true()", None),
        ("", None),
    ],
)
def test_what_forms_are_wont_to_ask_is_understood(expression, condition):
    assert read(expression) == condition


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        ("${i} + 1 > 5", "It cannot be read from “+ 1 > 5” on."),
        ("position(..) > 1", "It cannot be read from “.) > 1” on."),
        ("../s = 'a'", "It cannot be read from “/s = 'a'” on."),
        ("${s} = 'a' and", "It ends too early."),
        ("${i} > ${l}", "It compares what cannot be compared here."),
        ("${m} = 'a'", "m has several answers: ask for one of them with selected()."),
        ("${t} = 'yes'", "Of t only can be asked whether it was answered, or its date."),
        ("regex(${t}, 'x')", "It asks what a condition here cannot ask."),
        ("${s} = 'nix'", "s has no option nix."),
        ("${s} > 2", "s has no order: it cannot be compared with >."),
        ("${l} = 9", "l has no option 9."),
        ("${i} = 'many'", "i is compared with a text."),
        ("${y} > date('2020-05-15')", "y cannot be compared with the date 2020-05-15."),
        ("${y} > 2020", "Of y only can be asked whether it was answered, or its date."),
        ("${place} != ''", "place is not carried over."),
        ("count-selected(${m}) > 1", "It compares what cannot be compared here."),
        ("false()", "It asks what a condition here cannot ask."),
        ("not(true())", "It never holds."),
        ("${s} = 'a' or true()", "It always holds."),
        ("${y} > date('2030-12-31')", "y lies between 2000 and 2030: no answer is > 2030."),
        (f"{'(' * 50}${{s}} = 'a'{')' * 50}", "It is nested too deeply."),
    ],
)
def test_a_condition_that_cannot_be_carried_over_refuses_the_form_by_name(expression, why):
    with pytest.raises(DefinitionError) as refused:
        read(expression)
    message = (
        f"The condition “{expression}” cannot be carried over. {why} Without it everybody would be asked, so nothing is imported: "
        "write it with selected(), comparisons, and, or and not(), or take it out of the form and set it in the editor."
    )
    assert [(problem.path, problem.code, problem.message) for problem in refused.value.problems] == [
        ("questions.z.show_if", "condition", message)
    ]


def test_every_condition_that_cannot_be_carried_over_is_named_at_once():
    rows = [ask("text", "a", relevant="true() = 1"), ask("text", "b", relevant="${a} = 'x'"), ask("text", "c", relevant="now() > 3")]
    with pytest.raises(DefinitionError) as refused:
        formats.read_file(xlsform(*rows), "form.xlsx")
    assert [problem.path for problem in refused.value.problems] == ["questions.a.show_if", "questions.b.show_if", "questions.c.show_if"]
