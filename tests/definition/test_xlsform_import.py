"""Forms that others made: their languages and groups, and what becomes of a form of every kind."""

import pytest

from surveys.definition.check import problems
from surveys.definition.document import Document, Section
from surveys.questions import (
    LikertQuestion,
    MatrixQuestion,
    MultipleQuestion,
    NoteQuestion,
    NumberQuestion,
    Option,
    PeriodQuestion,
    RankingQuestion,
    SingleQuestion,
    Text,
    TextQuestion,
)
from surveys.questions.scaled import Row
from tests.factories.xlsforms import AUDIENCE, EN, ask, group, options, questions_of, read_form, remarks_on

LABEL = Text(tr="Soru", en="Question")


def test_a_form_of_every_kind_becomes_a_questionnaire():
    rows = [
        *group(
            "group",
            "work",
            ask("select_one yesno", "now", required="yes"),
            ask("select_multiple how", "how", relevant="${now} = 'yes'", constraint="count-selected(.) <= 2"),
            ask("integer", "hours", relevant="${now} = 'yes'", constraint=". > 0 and . <= 98", **{"hint::Türkçe (tr)": "saat"}),
            ask("text", "job", constraint="string-length(.) < 121"),
        ),
        *group(
            "group",
            "rest",
            *group("group", "table", ask("select_one scale", "t1"), ask("select_one scale", "t2"), appearance="table-list"),
            ask("rank how", "order", parameters="randomize=true"),
            ask("date", "since", appearance="month-year", constraint=". >= date('2015-01-01') and . <= date('2026-12-31')"),
            ask("select_one scale", "happy", appearance="likert"),
            ask("range", "share", parameters="start=0 end=1 step=0.1"),
            ask("note", "thanks"),
        ),
    ]
    choices = [*options("yesno", "yes", "no"), *options("how", "ad", "net"), *options("scale", 1, 2, 3)]
    reading = read_form(*rows, choices=choices)
    both = {code: Text(tr=f"seçenek {code}", en=f"option {code}") for code in ["yes", "no", "ad", "net", "1", "2", "3"]}
    scale = tuple(Option(code=str(n), label=both[str(n)], value=n) for n in (1, 2, 3))
    assert reading.documents == (
        Document(
            code="FORM",
            title=Text(tr="Deneme"),
            audience="others",
            option_sets={
                "yesno": tuple(Option(code=code, label=both[code]) for code in ("yes", "no")),
                "how": tuple(Option(code=code, label=both[code]) for code in ("ad", "net")),
                "scale": scale,
            },
            sections=(
                Section(
                    code="work",
                    title=Text(tr="Grup", en="Group"),
                    questions=(
                        SingleQuestion(code="now", label=LABEL, options="yesno", required=True),
                        MultipleQuestion(code="how", label=LABEL, options="how", maximum=2, show_if="now == yes"),
                        NumberQuestion(code="hours", label=LABEL, minimum=1, maximum=98, hint=Text(tr="saat"), show_if="now == yes"),
                        TextQuestion(code="job", label=LABEL, max_length=120),
                    ),
                ),
                Section(
                    code="rest",
                    title=Text(tr="Grup", en="Group"),
                    questions=(
                        MatrixQuestion(
                            code="table",
                            label=Text(tr="Grup", en="Group"),
                            options="scale",
                            rows=(Row(code="t1", label=LABEL), Row(code="t2", label=LABEL)),
                        ),
                        RankingQuestion(code="order", label=LABEL, options="how", shuffle=True),
                        PeriodQuestion(code="since", label=LABEL, precision="month", earliest="2015-01", latest="2026-12"),
                        LikertQuestion(code="happy", label=LABEL, options="scale"),
                        NumberQuestion(code="share", label=LABEL, minimum=0, maximum=1, decimals=1),
                        NoteQuestion(code="thanks", label=LABEL),
                    ),
                ),
            ),
        ),
    )
    assert [(remark.path, remark.message) for remark in reading.remarks] == [AUDIENCE]


# Languages


@pytest.mark.parametrize(
    ("text", "default", "label", "remark"),
    [
        ("Adınız ışık mı?", None, Text(tr="Adınız ışık mı?"), "The form names no language: its texts are taken as Turkish."),
        ("Your name", None, Text(en="Your name"), "The form names no language: its texts are taken as English."),
        ("Your name", "Turkish (tr)", Text(tr="Your name"), None),
        ("Adınız", "English", Text(en="Adınız"), None),
    ],
)
def test_a_form_in_one_language_lacks_the_other(text, default, label, remark):
    head = {"form_id": "F", "form_title": "T", "default_language": default}
    reading = read_form({"type": "text", "name": "a", "label": text}, settings=head)
    (document,) = reading.documents
    assert (document.questions[0].label, bool(document.title.tr)) == (label, bool(label.tr))
    assert {problem.code for problem in problems(document)} == {"missing_translation"}
    assert [r.message for r in reading.remarks if r.code == "language"] == ([remark] if remark else [])


def test_a_column_without_a_language_is_the_one_that_is_not_named():
    (question,) = questions_of({"type": "text", "name": "a", "label": "Adınız", EN: "Your name"}, settings={"form_id": "F"})
    assert question.label == Text(tr="Adınız", en="Your name")


@pytest.mark.parametrize(
    ("turkish", "english"), [("label::tr", "label::en"), ("label:Turkish", "label:English"), ("caption::Türkçe", "caption::English (en)")]
)
def test_languages_go_under_several_names(turkish, english):
    (question,) = questions_of({"type": "text", "name": "a", turkish: "Ad", english: "Name"})
    assert question.label == Text(tr="Ad", en="Name")


def test_further_languages_are_named():
    row = ask("text", "a", **{"label::Français (fr)": "Nom"})
    message = "The language Français (fr) is not carried over: questionnaires are in Turkish and English."
    assert remarks_on(row) == [("form.xlsx", message)]


# Groups


def test_groups_inside_groups_are_sections_in_their_order_and_pass_their_condition_on():
    inner = group("group", "inner", ask("text", "b", relevant="${n} > 3"), relevant="${yes} = '1'", tr="İç")
    reading = read_form(
        ask("select_one s", "yes"),
        ask("integer", "n", constraint=". >= 0 and . <= 9"),
        *group("group", "outer", ask("text", "a"), *inner, ask("text", "c"), relevant="${n} != 5", tr="Dış"),
        ask("text", "d"),
        choices=options("s", 1, 0),
    )
    (document,) = reading.documents
    assert [(s.code, s.title.tr if s.title else None, [(q.code, q.show_if) for q in s.questions]) for s in document.sections] == [
        ("S01", None, [("yes", None), ("n", None)]),
        ("outer", "Dış", [("a", "n != 5")]),
        ("inner", "İç", [("b", "n != 5 and yes == 1 and n > 3")]),
        ("outer_2", "Dış", [("c", "n != 5")]),
        ("S02", None, [("d", None)]),
    ]
    assert [(r.path, r.message) for r in reading.remarks if r.path != "audience"] == [
        ("sections.inner", "The group inner inside outer is a section of its own.")
    ]


def test_questions_outside_all_groups_are_paged_like_those_of_any_questionnaire():
    (document,) = read_form(
        *[ask("select_one s", f"q{n}") for n in range(9)], ask("text", "why", relevant="${q8} = '1'"), choices=options("s", 1, 2)
    ).documents
    assert [(s.code, [q.code for q in s.questions]) for s in document.sections] == [
        ("S01", [f"q{n}" for n in range(8)]),
        ("S02", ["q8"]),
        ("S03", ["why"]),
    ]


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        (
            {"type": "select_one words"},
            {"type": "select_one words"},
            "The options of the table t are no numbers, so they are no scale: its rows are questions of their own here.",
        ),
        (
            {"type": "select_one scale", "required": "yes"},
            {"type": "select_one scale"},
            "The rows of the table t differ in their options or in being required: they are questions of their own here.",
        ),
        (
            {"type": "select_one scale"},
            {"type": "select_one scale", "relevant": "${a} = '1'"},
            "Rows of the table t have conditions: they are questions of their own here.",
        ),
        (
            {"type": "select_one scale"},
            {"type": "text"},
            "The table t holds more than single choices: its rows are questions of their own here.",
        ),
    ],
)
def test_a_table_that_is_no_matrix_is_a_section_of_questions(first, second, message):
    rows = group("group", "t", {**ask("", "a"), **first}, {**ask("", "b"), **second}, appearance="table-list")
    reading = read_form(*rows, choices=[*options("scale", 1, 2), *options("words", "bad", "good")])
    (document,) = reading.documents
    assert [(s.code, [q.code for q in s.questions]) for s in document.sections] == [("t", ["a", "b"])]
    assert ("questions.t", message) in [(r.path, r.message) for r in reading.remarks]
