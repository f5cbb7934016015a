"""Forms that others made, question by question: what each line becomes, and what is named as left behind."""

import pytest

from surveys.questions import (
    ConsentQuestion,
    NumberQuestion,
    PeriodQuestion,
    Text,
)
from tests.factories.xlsforms import AUDIENCE, EN, TR, ask, group, options, questions_of, read_form, remarks_on

LABEL = Text(tr="Soru", en="Question")


def test_or_other_asks_for_a_text_beside_a_list_of_its_own():
    reading = read_form(
        ask("select_one s", "a"),
        ask("select_one s or_other", "b"),
        choices=options("s", "x"),
    )
    (document,) = reading.documents
    assert {name: [(o.code, o.label, o.other_text) for o in listed] for name, listed in document.option_sets.items()} == {
        "s": [("x", Text(tr="seçenek x", en="option x"), False)],
        "s_other": [("x", Text(tr="seçenek x", en="option x"), False), ("other", Text(tr="Diğer", en="Other"), True)],
    }
    assert list(document.variables) == ["a", "b", "b.other"]


@pytest.mark.parametrize(
    "constraint",
    [
        "not(selected(., 'none') and count-selected(.) > 1)",
        "not(selected(., 'none')) or count-selected(.) = 1",
        "if(selected(., 'none'), count-selected(.) = 1, true())",
    ],
)
def test_an_option_that_excludes_the_others_is_recognised(constraint):
    reading = read_form(ask("select_multiple s", "a", constraint=constraint), choices=options("s", "x", "none"))
    assert [(o.code, o.exclusive) for o in reading.documents[0].option_sets["s"]] == [("x", False), ("none", True)]
    assert [(r.path, r.message) for r in reading.remarks] == [AUDIENCE]


def test_a_list_that_excludes_in_one_question_only_is_said_to_do_so_in_all():
    rows = [ask("select_multiple s", "a", constraint="not(selected(., 'none') and count-selected(.) > 1)"), ask("select_multiple s", "b")]
    message = "In every question with the list s these options are chosen alone: none."
    assert remarks_on(*rows, choices=options("s", "x", "none")) == [("option_sets.s", message)]


@pytest.mark.parametrize(
    ("row", "question", "said"),
    [
        (
            ask("integer", "n"),
            (-999_999_999, 999_999_999, 0),
            ["n names no smallest or no largest number: −999999999 and 999999999 are assumed."],
        ),
        (
            ask("integer", "n", constraint=". >= 5"),
            (5, 999_999_999, 0),
            ["n names no smallest or no largest number: −999999999 and 999999999 are assumed."],
        ),
        (ask("integer", "n", constraint="5 <= . and 10 > ."), (5, 9, 0), []),
        (ask("decimal", "n", constraint=". >= 0.5 and . <= 2"), ("0.5", 2, 2), ["n is a decimal number: two decimals are assumed."]),
        (
            ask("range", "n", parameters="start=1, end=9, step=2"),
            (1, 9, 0),
            ["n goes in steps of 2; here every number of its range can be given."],
        ),
        (
            ask("integer", "n", constraint=". >= 0 and . <= 9 and . mod 2 = 0"),
            (-999_999_999, 999_999_999, 0),
            [
                "The constraint “. >= 0 and . <= 9 and . mod 2 = 0” of n is not carried over, or only in part.",
                "n names no smallest or no largest number: −999999999 and 999999999 are assumed.",
            ],
        ),
        (
            ask("integer", "n", constraint=". >= 0 and . <= 9 and . != 5"),
            (0, 9, 0),
            ["The constraint “. >= 0 and . <= 9 and . != 5” of n is not carried over, or only in part."],
        ),
    ],
)
def test_numbers_have_the_bounds_of_their_constraint_or_assumed_ones(row, question, said):
    low, high, decimals = question
    assert questions_of(row) == (NumberQuestion(code="n", label=LABEL, minimum=low, maximum=high, decimals=decimals),)
    assert [message for _path, message in remarks_on(row)] == said


def test_years_and_months_are_whole():
    row = ask("date", "y", appearance="year", constraint=". >= date('2010-06-15')")
    assert questions_of(row) == (PeriodQuestion(code="y", label=LABEL, precision="year", earliest="2010", latest="2100"),)
    assert remarks_on(row) == [
        ("questions.y.latest", "y names no earliest or no latest date: 1900 to 2100 is assumed."),
        ("questions.y.earliest", "y begins or ends on a day of its own: the whole year or month is assumed."),
    ]


def test_a_consent_is_asked_apart():
    reading = read_form(ask("text", "a"), ask("acknowledge", "ok"))
    assert reading.documents[0].after == (ConsentQuestion(code="ok", label=LABEL),)
    message = "ok is asked apart, after the answers were sent, as every consent is."
    assert [(r.path, r.message) for r in reading.remarks if r.path != "audience"] == [("questions.ok", message)]


LEFT_OUT = [
    *[
        "geopoint",
        "geotrace",
        "geoshape",
        "image",
        "audio",
        "video",
        "file",
        "barcode",
        "time",
        "dateTime",
        "date",
        "start",
        "end",
        "today",
    ],
    *["deviceid", "username", "hidden", "select_one_from_file towns.csv"],
]


@pytest.mark.parametrize("kind", LEFT_OUT)
def test_what_cannot_be_asked_here_is_left_out_and_named(kind):
    message = f"x was left out: there is no question of the type {kind} here."
    assert remarks_on(ask("text", "a"), ask(kind, "x")) == [("questions.x", message)]


def test_a_computed_value_a_text_nobody_writes_and_a_repeat_are_left_out_and_named():
    rows = [
        ask("text", "a"),
        ask("calculate", "c", calculation="1 + 1"),
        ask("text", "shown", read_only="yes"),
        *group("repeat", "children", ask("text", "child"), ask("integer", "age")),
    ]
    assert remarks_on(*rows) == [
        ("questions.c", "c was left out: there is no question of the type calculate here."),
        ("questions.shown", "shown was left out: there is no question of the type text here."),
        ("questions.children", "The repeat children was left out with all it asks: child, age."),
    ]


def test_columns_appearances_and_settings_without_a_place_here_are_named_with_their_questions():
    rows = [
        ask("select_one s", "a", choice_filter="area = 'x'", appearance="horizontal"),
        ask("text", "b", default="x", required="${a} = '1'", **{"media::image": "p.png"}),
        ask("text", "c", default="y", constraint_message="no"),
        {"type": "", "name": "", "comment": "for the team"},
    ]
    choices = [{**row, "area": "x"} for row in options("s", 1)]
    settings = {"form_id": "F", "form_title": "T", "default_language": "Türkçe (tr)", "allow_choice_duplicates": "no", "instance_name": "x"}
    assert remarks_on(*rows, choices=choices, settings=settings) == [
        ("choices.area", "The column area of the sheet choices is not carried over."),
        ("questions.b.required", "b is required under a condition (${a} = '1'): here it may be left open."),
        ("survey.5", "Row 5 has no type and was left out."),
        ("survey.choice_filter", "The column choice_filter is not carried over; it is filled in for a."),
        ("survey.default", "The column default is not carried over; it is filled in for b, c."),
        ("survey.media::image", "The column media::image is not carried over; it is filled in for b."),
        (
            "survey.appearance.horizontal",
            "The appearance horizontal is not carried over: how questions look is decided here. It stands at a.",
        ),
        ("settings.instance_name", "The setting instance_name is not carried over."),
        ("questions.c", "The message of c for answers out of bounds is not carried over: there are messages for that here."),
    ]


def test_an_answer_repeated_in_a_label_is_repeated_here():
    (_first, second) = questions_of(ask("text", "name"), ask("text", "why", tr="Sayın ${name}, neden?", en="Dear ${name}, why?"))
    assert second.label == Text(tr="Sayın {name}, neden?", en="Dear {name}, why?")


def test_a_form_without_a_code_takes_the_name_of_its_file():
    reading = read_form(ask("text", "a"), settings={}, name="Mezun Anketi İş.xlsx")
    assert reading.documents[0].code == "Mezun_Anketi_Is"
    message = "The form has no form_id: its code is Mezun_Anketi_Is, after the file's name."
    assert ("code", message) in [(r.path, r.message) for r in reading.remarks]


def test_numbers_and_ticks_of_a_spreadsheet_are_text():
    choices = [{"list_name": "s", "name": 1.0, TR: "bir", EN: "one"}, {"list_name": "s", "name": 2, TR: 2, EN: True}]
    reading = read_form(ask("select_one s", "a", required=True), choices=choices)
    assert [(o.code, o.label) for o in reading.documents[0].option_sets["s"]] == [
        ("1", Text(tr="bir", en="one")),
        ("2", Text(tr="2", en="TRUE")),
    ]
    assert reading.documents[0].questions[0].required
