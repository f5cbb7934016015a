"""Forms that others made: what becomes of them, and what is named as left behind."""

import pytest
from django.utils import translation

from surveys.definition import formats
from surveys.definition.check import problems
from surveys.definition.document import Document, Section
from surveys.questions import (
    ConsentQuestion,
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
from tests.factories.xlsforms import EN, TR, ask, options, xlsform

AUDIENCE = ("audience", "Who the questionnaire is for is not said in a form: set it in the editor.")
LABEL = Text(tr="Soru", en="Question")


def read(*survey, name="form.xlsx", **form):
    with translation.override("en"):
        return formats.read_file(xlsform(*survey, **form), name)


def questions(*survey, **form):
    return read(*survey, **form).documents[0].all_questions


def remarks(*survey, **form):
    """(path, message), without the one about the audience, which every form of others has."""
    found = [(remark.path, remark.message) for remark in read(*survey, **form).remarks]
    assert AUDIENCE in found
    return [remark for remark in found if remark != AUDIENCE]


def group(kind, name, *rows, tr="Grup", en="Group", **cells):
    return [{"type": f"begin {kind}", "name": name, TR: tr, EN: en, **cells}, *rows, {"type": f"end {kind}"}]


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
    reading = read(*rows, choices=choices)
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
    reading = read({"type": "text", "name": "a", "label": text}, settings=head)
    (document,) = reading.documents
    assert (document.questions[0].label, bool(document.title.tr)) == (label, bool(label.tr))
    assert {problem.code for problem in problems(document)} == {"missing_translation"}
    assert [r.message for r in reading.remarks if r.code == "language"] == ([remark] if remark else [])


def test_a_column_without_a_language_is_the_one_that_is_not_named():
    (question,) = questions({"type": "text", "name": "a", "label": "Adınız", EN: "Your name"}, settings={"form_id": "F"})
    assert question.label == Text(tr="Adınız", en="Your name")


@pytest.mark.parametrize(
    ("turkish", "english"), [("label::tr", "label::en"), ("label:Turkish", "label:English"), ("caption::Türkçe", "caption::English (en)")]
)
def test_languages_go_under_several_names(turkish, english):
    (question,) = questions({"type": "text", "name": "a", turkish: "Ad", english: "Name"})
    assert question.label == Text(tr="Ad", en="Name")


def test_further_languages_are_named():
    row = ask("text", "a", **{"label::Français (fr)": "Nom"})
    message = "The language Français (fr) is not carried over: questionnaires are in Turkish and English."
    assert remarks(row) == [("form.xlsx", message)]


# Groups


def test_groups_inside_groups_are_sections_in_their_order_and_pass_their_condition_on():
    inner = group("group", "inner", ask("text", "b", relevant="${n} > 3"), relevant="${yes} = '1'", tr="İç")
    reading = read(
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
    (document,) = read(
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
    reading = read(*rows, choices=[*options("scale", 1, 2), *options("words", "bad", "good")])
    (document,) = reading.documents
    assert [(s.code, [q.code for q in s.questions]) for s in document.sections] == [("t", ["a", "b"])]
    assert ("questions.t", message) in [(r.path, r.message) for r in reading.remarks]


# Kinds


def test_or_other_asks_for_a_text_beside_a_list_of_its_own():
    reading = read(
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
    reading = read(ask("select_multiple s", "a", constraint=constraint), choices=options("s", "x", "none"))
    assert [(o.code, o.exclusive) for o in reading.documents[0].option_sets["s"]] == [("x", False), ("none", True)]
    assert [(r.path, r.message) for r in reading.remarks] == [AUDIENCE]


def test_a_list_that_excludes_in_one_question_only_is_said_to_do_so_in_all():
    rows = [ask("select_multiple s", "a", constraint="not(selected(., 'none') and count-selected(.) > 1)"), ask("select_multiple s", "b")]
    message = "In every question with the list s these options are chosen alone: none."
    assert remarks(*rows, choices=options("s", "x", "none")) == [("option_sets.s", message)]


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
    assert questions(row) == (NumberQuestion(code="n", label=LABEL, minimum=low, maximum=high, decimals=decimals),)
    assert [message for _path, message in remarks(row)] == said


def test_years_and_months_are_whole():
    row = ask("date", "y", appearance="year", constraint=". >= date('2010-06-15')")
    assert questions(row) == (PeriodQuestion(code="y", label=LABEL, precision="year", earliest="2010", latest="2100"),)
    assert remarks(row) == [
        ("questions.y.latest", "y names no earliest or no latest date: 1900 to 2100 is assumed."),
        ("questions.y.earliest", "y begins or ends on a day of its own: the whole year or month is assumed."),
    ]


def test_a_consent_is_asked_apart():
    reading = read(ask("text", "a"), ask("acknowledge", "ok"))
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
    assert remarks(ask("text", "a"), ask(kind, "x")) == [("questions.x", message)]


def test_a_computed_value_a_text_nobody_writes_and_a_repeat_are_left_out_and_named():
    rows = [
        ask("text", "a"),
        ask("calculate", "c", calculation="1 + 1"),
        ask("text", "shown", read_only="yes"),
        *group("repeat", "children", ask("text", "child"), ask("integer", "age")),
    ]
    assert remarks(*rows) == [
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
    assert remarks(*rows, choices=choices, settings=settings) == [
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
    (_first, second) = questions(ask("text", "name"), ask("text", "why", tr="Sayın ${name}, neden?", en="Dear ${name}, why?"))
    assert second.label == Text(tr="Sayın {name}, neden?", en="Dear {name}, why?")


def test_a_form_without_a_code_takes_the_name_of_its_file():
    reading = read(ask("text", "a"), settings={}, name="Mezun Anketi İş.xlsx")
    assert reading.documents[0].code == "Mezun_Anketi_Is"
    message = "The form has no form_id: its code is Mezun_Anketi_Is, after the file's name."
    assert ("code", message) in [(r.path, r.message) for r in reading.remarks]


def test_numbers_and_ticks_of_a_spreadsheet_are_text():
    choices = [{"list_name": "s", "name": 1.0, TR: "bir", EN: "one"}, {"list_name": "s", "name": 2, TR: 2, EN: True}]
    reading = read(ask("select_one s", "a", required=True), choices=choices)
    assert [(o.code, o.label) for o in reading.documents[0].option_sets["s"]] == [
        ("1", Text(tr="bir", en="one")),
        ("2", Text(tr="2", en="TRUE")),
    ]
    assert reading.documents[0].questions[0].required
