"""An exported form that somebody has worked on before it comes back: the form is believed, the rest of the sheet mik still holds."""

import pytest
from django.utils import translation

from surveys.definition import formats
from surveys.definition.check import DefinitionError
from surveys.questions import Text
from tests.factories.documents import work_document
from tests.factories.every_kind import every_kind
from tests.factories.xlsforms import EN, TR, edited, rows


def row_of(content, sheet, **cells):
    """Number of the first row with these cells, as the spreadsheet counts."""
    return next(number for number, row in enumerate(rows(content, sheet), start=2) if cells.items() <= row.items())


def changed(content, sheet, named, **cells):
    return edited(content, sheet, row=row_of(content, sheet, **named), **cells)


def read(content):
    with translation.override("en"):
        reading = formats.read_file(content, "form.xlsx")
    return reading.documents[0], [(remark.path, remark.message) for remark in reading.remarks]


FORM = formats.write(work_document(), "xlsform").content
SET_ASIDE = "The form has been changed here: what the sheet mik says of it is set aside."
GONE = "The sheet mik speaks of this, and the form no longer has it."


def question(document, code):
    return next(question for question in document.all_questions if question.code == code)


def test_a_new_wording_is_taken_and_everything_else_stays():
    document, remarks = read(changed(FORM, "survey", {"name": "W4"}, **{TR: "İşinizden memnun musunuz?"}))
    before = work_document()
    assert (question(document, "W4").label, remarks) == (Text(tr="İşinizden memnun musunuz?", en="Memnuniyet (en)"), [])
    assert (question(document, "W4").headline, document.structure_hash) == (True, before.structure_hash)


def test_a_new_condition_is_taken_and_the_one_of_the_sheet_set_aside():
    document, remarks = read(changed(FORM, "survey", {"name": "W6"}, relevant="${W5} = '10'"))
    assert (question(document, "W6").show_if, remarks) == ("W5 == 10", [("questions.W6.show_if", SET_ASIDE)])


def test_a_condition_taken_away_is_gone():
    document, remarks = read(changed(FORM, "survey", {"name": "W6"}, relevant=None))
    assert (question(document, "W6").show_if, remarks) == (None, [("questions.W6.show_if", SET_ASIDE)])


def test_a_new_bound_is_taken():
    document, remarks = read(changed(FORM, "survey", {"name": "W3"}, constraint=". >= 1 and . <= 60"))
    message = "The message of W3 for answers out of bounds is not carried over: there are messages for that here."
    assert (question(document, "W3").maximum, remarks) == (60, [("questions.W3", message)])


def test_an_option_under_a_new_code_loses_what_the_sheet_said_of_the_old_one():
    content = changed(FORM, "choices", {"list_name": "W1", "name": "refused"}, name="rather_not")
    document, remarks = read(content)
    assert [(o.code, o.missing) for o in document.option_sets["W1"]] == [("yes", None), ("no", None), ("rather_not", None)]
    assert remarks == [("option_sets.W1.refused.missing", GONE)]


def test_a_question_of_another_kind_is_that_kind():
    document, remarks = read(changed(FORM, "survey", {"name": "W4"}, type="text", appearance=None))
    assert (question(document, "W4").kind, question(document, "W4").headline, remarks) == ("text", True, [])


def test_another_language_for_the_title_is_set_aside_with_the_old_one():
    document, remarks = read(edited(FORM, "settings", row=2, form_title="Yeni anket"))
    assert (document.title, remarks) == (Text(tr="Yeni anket"), [("title", SET_ASIDE)])


def test_a_row_of_the_sheet_that_cannot_be_understood_is_named():
    number = row_of(FORM, "mik", code="W4", key="headline")
    for cells in ({"value": "maybe"}, {"key": "kind", "value": '"text"'}, {"what": "question", "key": "rows", "value": "[]"}):
        document, remarks = read(edited(FORM, "mik", row=number, **cells))
        assert question(document, "W4").headline is False
        assert remarks == [(f"mik.{number}", f"Row {number} of the sheet mik cannot be understood and was left out.")]


def test_a_value_that_no_questionnaire_can_have_refuses_the_form():
    number = row_of(FORM, "mik", code="W4", key="headline")
    with translation.override("en"), pytest.raises(DefinitionError) as refused:
        formats.read_file(edited(FORM, "mik", row=number, value='"perhaps"'), "form.xlsx")
    assert [(p.path, p.message) for p in refused.value.problems] == [("questions.W4.headline", "true or false is expected here.")]


def test_a_sheet_of_that_name_that_is_not_ours_is_named_and_left_alone():
    document, remarks = read(edited(FORM, "mik", row=2, value='"something else"'))
    assert question(document, "W4").kind == "likert"  # its appearance says so
    assert question(document, "W7").kind == "single"
    assert ("mik", "The sheet mik is not of our making and was left out.") in remarks


def test_the_facets_of_a_dual_matrix_that_no_longer_fit_are_tables_of_their_own():
    content = formats.write(every_kind(), "xlsform").content
    document, remarks = read(changed(content, "survey", {"name": "C02_A"}, type="text"))
    kinds = {q.code: q.kind for q in document.all_questions}
    assert ("K12" in kinds, kinds["C01_A"], kinds["C02_A"]) == (False, "single", "text")
    assert ("questions.K12_A", "The table K12_A holds more than single choices: its rows are questions of their own here.") in remarks


def test_a_text_beside_other_that_is_shown_otherwise_is_a_question():
    document, remarks = read(changed(FORM, "survey", {"name": "W2_other"}, relevant="${W1} = 'no'"))
    assert [(q.code, q.kind, q.show_if) for q in document.questions[2:3]] == [("W2_other", "text", "W1 == no")]
    assert remarks == []


def test_new_words_for_the_text_beside_other_are_named():
    _document, remarks = read(changed(FORM, "survey", {"name": "W2_other"}, **{EN: "Which?"}))
    message = "The text beside “other” of W2 has its own words and length here; those of the form are not carried over."
    assert remarks == [("questions.W2", message)]
