"""Codes that had to change, questions that were left out, and everything a questionnaire cannot hold: each by name."""

import pytest
from django.utils import translation

from surveys.definition.check import problems
from surveys.definition.document import Section
from surveys.definition.formats.lss import read
from surveys.questions import MatrixQuestion, NoteQuestion, SingleQuestion, Text, TextQuestion
from tests.factories.lss_files import Ans, G, Q, Sub, lss, w
from tests.factories.lss_readings import A1, LABEL, NO, SOURCE, SUBS, YES, q, reading_of, t


def said(reading, *, of=None):
    """(path, message) of the remarks; `of`: only those on one path."""
    return [(remark.path, remark.message) for remark in reading.remarks if remark.path != "audience" and of in {None, remark.path}]


def survey(*groups, **more):
    with translation.override("en"):
        return read(lss(*groups, **more), "mezun.lss")


RENAMED = "%s became %s: codes are letters, digits, _ and a dot, begin with a letter and are not used twice."


def test_codes_that_cannot_be_codes_are_renamed_and_told():
    questions = [
        Q("S", "1a", SOURCE),
        Q("S", "İş-yeri", SOURCE),
        Q("S", "Q1a", SOURCE),
        Q("F", "F", SOURCE, subs=[Sub("SQ 1", w("Satır", "Row")), Sub("SQ-1", w("Satır", "Row"))], answers=[Ans("1", w("Bir", "One"))]),
        Q("L", "F_SQ_1", SOURCE, answers=[Ans("A 1", w("Evet", "Yes")), Ans("A'1", w("Hayır", "No"))]),
    ]
    reading = survey(G(w("Genel", "General"), questions))
    document = reading.documents[0]
    assert [question.code for question in document.questions] == ["Q1a_2", "Is_yeri", "Q1a", "F", "F_SQ_1"]
    assert [row.code for row in document.questions[3].rows] == ["F_SQ_1_2", "F_SQ_1_3"]  # the question's own title goes first
    assert [option.code for option in document.option_sets["F_SQ_1"]] == ["A_1", "A_1_2"]
    assert said(reading) == [
        ("questions.Q1a_2", RENAMED % ("1a", "Q1a_2")),  # the question that is named so keeps its name
        ("questions.Is_yeri", RENAMED % ("İş-yeri", "Is_yeri")),
        ("questions.F", RENAMED % ("F_SQ 1", "F_SQ_1_2")),
        ("questions.F", RENAMED % ("F_SQ-1", "F_SQ_1_3")),
        ("questions.F_SQ_1", "The answer code “A 1” became A_1: codes have no blanks and no more than 64 characters."),
        ("questions.F_SQ_1", "The answer code “A'1” became A_1_2: codes have no blanks and no more than 64 characters."),
    ]
    assert problems(document) == []


def test_a_condition_names_what_was_renamed_by_its_new_name():
    questions = [
        Q("L", "1a", SOURCE, answers=[Ans("A 1", w("Evet", "Yes"))]),
        Q("S", "Z", SOURCE, row={"relevance": '123456X1X100 == "A 1"'}),
    ]
    assert survey(G(w("Genel", "General"), questions)).documents[0].questions[1].show_if == "Q1a == A_1"


def test_a_variable_never_bears_the_name_of_a_column_of_a_multiple_choice():
    questions = [Q("S", "M_a", SOURCE), Q("M", "M", SOURCE, subs=[Sub("a", w("A", "A"))])]
    reading = survey(G(w("Genel", "General"), questions))
    assert [question.code for question in reading.documents[0].questions] == ["M_a", "M_2"]
    assert problems(reading.documents[0]) == []


LEFT_OUT = {
    "file upload": (q("|"), "no files can be sent here"),
    "language": (q("I"), "the language is chosen on every page here"),
    "equation": (q("*", settings={"equation": "{Q0 * 2}"}), "nothing is reckoned here; its equation is {Q0 * 2}"),
    "unknown": (q("?"), "its type ? is not known"),
    "hidden": (q("S", settings={"hidden": "1"}), "it is hidden from everybody (setting hidden)"),
    "date to the day": (
        q("D", settings={"date_format": "dd.mm.yyyy"}),
        "it asks for a date to the day; only a year, or a year and a month, can be asked here",
    ),
    "date without a format": (q("D"), "it asks for a date to the day; only a year, or a year and a month, can be asked here"),
    "list without answers": (q("L"), "it has no answers to choose from"),
    "several without answers": (q("M"), "it has no answers to choose from"),
    "ranking without answers": (q("R"), "it has no answers to choose from"),
    "array without answers": (q("F", subs=SUBS), "it has no answers to choose from"),
    "array without rows": (q("A"), "it has no sub-questions"),
    "dual scale without answers": (q("1", subs=SUBS), "it has no answers to choose from"),
    "items without items": (q("K"), "it has no sub-questions"),
    "cells without columns": (q(";", subs=SUBS), "it has no rows or no columns"),
}


@pytest.mark.parametrize(("question", "why"), LEFT_OUT.values(), ids=LEFT_OUT.keys())
def test_a_question_that_cannot_be_asked_is_left_out_and_told(question, why):
    reading = reading_of(question)
    assert [asked.code for asked in reading.documents[0].questions] == ["Z"]
    assert said(reading) == [("questions.Q1", f"The question was left out: {why}.")]


SAID = {
    "soft mandatory": (q("S", row={"mandatory": "S"}), "It was softly mandatory; here it may be skipped."),
    "encrypted": (q("S", row={"encrypted": "Y"}), "Its answers were stored encrypted: consider whether they point at a person."),
    "pattern": (q("S", row={"preg": "/^[0-9]+$/"}), "The pattern that answers to Q1 had to match was not carried over: /^[0-9]+$/."),
    "answers of a text": (q("S", answers=[YES, NO]), "Answers that this type of question does not use were left out: A1, A2."),
    "rows of a text": (q("S", subs=SUBS), "Sub-questions that this type of question does not use were left out: SQ001, SQ002."),
    "answers on a second scale": (
        q("L", answers=[YES, Ans("B1", w("Az", "Few"), scale="1")]),
        "Answers that this type of question does not use were left out: B1.",
    ),
    "columns of an array that has none": (
        q("A", subs=[*SUBS, Sub("X", w("X", "X"), scale="1")]),
        "Sub-questions that this type of question does not use were left out: X.",
    ),
    "rule": (
        q("S", settings={"em_validation_q": "this > 3"}),
        "The setting em_validation_q was not carried over: this > 3.",
    ),
    "unknown setting": (q("S", settings={"my_plugin": "0"}), "The setting my_plugin was not carried over: 0."),
    "order of a list": (q("L", answers=[YES], settings={"random_order": "1"}), "The setting random_order was not carried over: 1."),
    "alphabet": (
        q("A", subs=SUBS, settings={"subquestion_order": "alphabetical"}),
        "The setting subquestion_order was not carried over: alphabetical.",
    ),
    "words": (
        q("N", settings={"prefix": w("₺", "TRY"), "num_value_int_only": "1", "min_num_value_n": "0", "max_num_value_n": "9"}),
        "The setting prefix was not carried over: ₺; TRY.",
    ),
    "looks": (
        q("S", settings={"cssclass": "wide", "hide_tip": "1"}, row={"question_theme_name": "browserdetect"}),
        "Settings of the looks were not carried over: cssclass = wide; hide_tip = 1; question_theme_name = browserdetect.",
    ),
    "bound that is reckoned": (
        q("D", settings={"date_format": "yyyy", "date_min": "{Q0}"}),
        "The setting date_min was not carried over: {Q0}.",
    ),
    "bounds the wrong way round": (
        q("D", settings={"date_format": "yyyy", "date_min": "2020", "date_max": "2010"}),
        "The earliest date allowed is later than the latest; neither was carried over.",
    ),
    "steps": (
        q(":", subs=[*SUBS[:1], Sub("X", w("X", "X"), scale="1")], settings={"multiflexible_step": "2"}),
        "Steps of 2 are not carried over: every number in between may be given.",
    ),
    "exclusive nobody": (
        q("M", subs=SUBS, settings={"exclude_all_others": "SQ009"}),
        "exclude_all_others names SQ009, which is no answer of the question.",
    ),
}


@pytest.mark.parametrize(("question", "message"), SAID.values(), ids=SAID.keys())
def test_what_a_question_has_and_cannot_keep_is_told(question, message):
    reading = reading_of(question)
    assert said(reading) == [("questions.Q1", message)]
    assert problems(reading.documents[0]) == []


def test_settings_nobody_has_changed_are_not_told():
    settings = {"hide_tip": "0", "statistics_showgraph": "1", "random_group": "", "save_as_default": "N", "display_columns": "1"}
    settings |= {"other_position": "default", "time_limit_action": "1", "fix_height": "200", "answer_order": "normal", "min_answers": ""}
    assert said(reading_of(q("L", answers=[YES], settings=settings))) == []


def test_a_setting_of_a_sub_question_is_told():
    rows = [{"qid": "101", "attribute": "cssclass", "value": "wide", "language": ""}]
    reading = survey(G(w("Genel", "General"), [q("A", subs=SUBS)]), tables={"question_attributes": rows})
    assert said(reading) == [("questions.Q1", "The setting SQ001.cssclass was not carried over: wide.")]


def test_a_script_of_a_question_is_never_kept():
    reading = survey(
        G(w("Genel", "General"), [q("S")]),
        tables={
            "question_l10ns": [
                {"id": "1", "qid": "100", "question": "Soru", "help": "", "script": "alert(1)", "language": "tr"},
                {"id": "2", "qid": "100", "question": "Question", "help": "", "script": "", "language": "en"},
            ]
        },
    )
    assert said(reading) == [("questions.Q1", "A script of the question was not carried over.")]
    assert "alert" not in reading.documents[0].model_dump_json()


def test_groups_become_sections_and_their_descriptions_notes():
    groups = [
        G(w("Bir", "One"), [q("S")], description=w("<p>Önce</p>", "<p>First</p>"), row={"randomization_group": "karışık"}),
        G(w("Boş", "Empty"), []),
        G(w(), [Q("L", "Q2", SOURCE, answers=[YES])]),
    ]
    reading = survey(*groups)
    assert reading.documents[0].sections == (
        Section(
            code="G1",
            title=t("Bir", "One"),
            questions=(NoteQuestion(code="G1_text", label=t("Önce", "First")), TextQuestion(code="Q1", label=LABEL, max_length=200)),
        ),
        Section(code="G3", questions=(SingleQuestion(code="Q2", label=LABEL, options="Q2"),)),
    )
    assert reading.documents[0].option_sets == {"Q2": (A1,)}
    assert said(reading) == [
        ("sections.G1", "The order of groups is not shuffled here; the group was in karışık."),
        ("sections.G1", "The text became the note G1_text."),
        ("sections.G2", "The section was left out: there is nothing in it."),
    ]


def test_groups_and_questions_stand_in_the_order_of_the_file_not_of_its_rows():
    groups = [
        G(w("İkinci", "Second"), [Q("S", "C", SOURCE), Q("S", "B", SOURCE, row={"question_order": "0"})], row={"group_order": "9"}),
        G(w("Birinci", "First"), [Q("A", "A", SOURCE, subs=[Sub("b", w("b", "b")), Sub("a", w("a", "a"), row={"question_order": "0"})])]),
    ]
    document = survey(*groups).documents[0]
    assert [question.code for question in document.questions] == ["A", "B", "C"]
    assert isinstance(document.questions[0], MatrixQuestion)
    assert [row.code for row in document.questions[0].rows] == ["A_a", "A_b"]


def test_what_the_survey_says_as_a_whole_is_carried_over_or_told():
    texts = {
        "surveyls_welcometext": w("<p>Merhaba</p>", "Hello"),
        "surveyls_policy_notice": w("Gizlilik", "Privacy"),
        "surveyls_description": w("Tanım", "About"),
        "surveyls_endtext": w("Teşekkürler", "Thanks"),
        "surveyls_url": w("https://ktu.edu.tr", "https://ktu.edu.tr/en"),
        "surveyls_email_invite": w("Sayın {FIRSTNAME}", "Dear {FIRSTNAME}"),
        "email_admin_responses": w("x", "x"),
        "surveyls_dateformat": w("1", "9"),
        "surveyls_alias": w("mezun", ""),
    }
    tables = {
        "quota": [{"id": "1", "name": "Kadın", "qlimit": "50"}, {"id": "2", "name": "Erkek", "qlimit": "50"}],
        "quota_members": [{"id": "1", "qid": "100", "code": "A1"}],
        "assessments": [{"id": "1", "name": "Puan", "language": "tr"}, {"id": "1", "name": "Puan", "language": "en"}],
        "survey_url_parameters": [{"id": "1", "parameter": "bolum", "targetqid": "100"}],
        "plugin_settings": [{"name": "sayac", "key": "a", "value": "1"}],
        "defaultvalues": [
            {"qid": "100", "specialtype": "", "scale_id": "0", "sqid": "0", "language": "tr", "defaultvalue": "A1"},
            {"qid": "200", "specialtype": "", "scale_id": "0", "sqid": "201", "language": "tr", "defaultvalue": "Y"},
        ],
        "tokens": [{"tid": "1"}],
    }
    questions = [
        Q("L", "Q1", SOURCE, answers=[Ans("A1", w("Evet", "Yes"), row={"assessment_value": "5"})]),
        Q("M", "Q2", SOURCE, subs=SUBS),
    ]
    row = {"assessments": "Y", "anonymized": "Y", "expires": "2026-12-31 00:00:00", "allowsave": "N", "template": "inherit"}
    reading = survey(G(w("Genel", "General"), questions), texts=texts, tables=tables, survey=row)
    document = reading.documents[0]
    assert document.privacy == t("Gizlilik", "Privacy")
    assert document.questions[0] == NoteQuestion(code="welcome_text", label=Text(tr="Merhaba", en="Hello"))
    assert said(reading) == [
        ("welcometext", "The text became the note welcome_text."),
        ("mails", "Mails are written in the wave here; not carried over: surveyls_email_invite, email_admin_responses."),
        ("description", "The description of the survey was not carried over: tr: Tanım; en: About"),
        ("endtext", "The text at the end was not carried over: tr: Teşekkürler; en: Thanks"),
        ("url", "The address shown at the end was not carried over: tr: https://ktu.edu.tr; en: https://ktu.edu.tr/en"),
        ("alias", "surveyls_alias was not carried over: tr: mezun"),
        ("surveys", "Settings of the survey are decided in the wave here; not carried over: assessments, anonymized, expires."),
        ("questions.Q1", "Nothing is answered beforehand here; the default answer was not carried over: A1."),
        ("questions.Q2", "Nothing is answered beforehand here; the default answer was not carried over: SQ001: Y."),
        ("quota.Kadın", "The quota Kadın was not carried over."),
        ("quota.Erkek", "The quota Erkek was not carried over."),
        ("assessments.Puan", "The assessment Puan was not carried over."),
        ("survey_url_parameters.bolum", "The parameter bolum of the address was not carried over."),
        ("plugin_settings.sayac", "The plug-in sayac was not carried over."),
        ("assessments", "The assessment values of answers were not carried over: Q1."),
        ("tokens", "The table tokens (1 rows) is not known here and was not carried over."),
    ]


def test_newer_files_keep_default_answers_by_language_apart():
    tables = {
        "defaultvalues": [{"dvid": "7", "qid": "100", "specialtype": "other", "scale_id": "0", "sqid": "0"}],
        "defaultvalue_l10ns": [
            {"id": "1", "dvid": "7", "language": "tr", "defaultvalue": "Bir"},
            {"id": "2", "dvid": "7", "defaultvalue": "One"},
        ],
    }
    reading = survey(G(w("Genel", "General"), [Q("S", "Q1", SOURCE)]), tables=tables)
    assert said(reading) == [
        ("questions.Q1", "Nothing is answered beforehand here; the default answer was not carried over: other: Bir, One.")
    ]


def test_a_title_too_long_is_cut_and_told():
    reading = survey(G(w("Genel", "General"), [q("S")]), title=w("a" * 201, "b"))
    assert (len(reading.documents[0].title.tr), problems(reading.documents[0])) == (200, [])
    assert said(reading) == [("title", "The title was cut to 200 characters.")]
