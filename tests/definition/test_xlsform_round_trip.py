"""What goes out as an XLSForm comes back: whole with our own sheet, and in kinds, codes, labels and conditions without it."""

from itertools import cycle
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pyxform.xls2xform import convert

import mik_site.demo
from surveys.definition import formats
from surveys.definition.document import Document
from surveys.definition.formats import yaml_file
from surveys.definition.routing import read
from surveys.questions import RankingQuestion, RegisterQuestion
from tests.definition.strategies import answers_to, documents
from tests.factories.documents import work_document
from tests.factories.xlsforms import without

STANDARD = Path(mik_site.demo.__file__).parent / "questionnaires.yaml"

UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)  # a workbook an attempt: shrinking takes minutes

# Letters a spreadsheet, XPath or XLSForm might trip over; no control characters, which a questionnaire may not hold.
LETTERS = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff") | st.sampled_from("${}'\"‘’“”<&=\n\tışĞİ_x")
WORDS = st.text(LETTERS, max_size=30) | st.sampled_from(["${V0}", "{V0}", "${nobody}", "=1+1", "_x0041_", "0: hiç", " ", "TRUE", "01"])


def pyxform_warnings(content):
    found = []
    convert(content, warnings=found, file_type=".xlsx")
    return found


def comes_back(document):
    written = formats.write(document, "xlsform")
    reading = formats.read_file(written.content, "form.xlsx")
    assert reading == formats.Reading((document,))
    assert reading.documents[0].text_hash == document.text_hash
    assert pyxform_warnings(written.content) == []
    return written


@settings(max_examples=30, phases=UNSHRUNK)
@given(documents(most=5))
def test_any_document_comes_back_whole_and_pyxform_has_nothing_to_say(document):
    comes_back(document)


def test_so_do_the_three_standard_instruments():
    for document in yaml_file.read(STANDARD):
        comes_back(document)


@settings(max_examples=30, phases=UNSHRUNK)
@given(documents(most=3), st.lists(WORDS, min_size=1, max_size=5))
def test_any_wording_comes_back_to_the_letter(document, words):
    turn = cycle(words)

    def reworded(value):
        if isinstance(value, dict) and value.keys() == {"tr", "en"} and isinstance(value["tr"], str):
            return {language: next(turn) for language in value}
        if isinstance(value, dict):
            return {key: reworded(inner) for key, inner in value.items()}
        return [reworded(inner) for inner in value] if isinstance(value, list) else value

    changed = Document.model_validate(reworded(document.model_dump(mode="json")))
    written = formats.write(changed, "xlsform")
    assert formats.read_file(written.content, "form.xlsx").documents == (changed,)


def test_the_same_document_gives_the_same_bytes():
    first, second = (formats.write(work_document(), "xlsform") for _time in range(2))
    assert (first.content, first.suffix) == (second.content, ".xlsx")


ALIKE = {"likert": "single", "nps": "single", "register": "single", "dynamic_matrix": "matrix"}  # what a form does not tell apart


def shape(document):
    """(code, kind as far as a form knows it, label, codes of rows) of everything asked; the text beside "other" is a question there."""
    found = []
    for question in document.all_questions:
        kind = ALIKE.get(question.kind, question.kind)
        kind = "multiple" if isinstance(question, RegisterQuestion) and question.multiple else kind
        variables = question.variables(document.option_sets)
        rows = [v.code for v in variables] if kind == "matrix" else []
        found.append((question.code, kind, question.label, rows))
        found += [(v.code.replace(".", "_"), "text", None, []) for v in variables if v.code.endswith(".other")]
    return found


def without_facets(document):
    return not any(question.kind == "dual_matrix" for question in document.questions)


def carried_by_any_form(document):
    """No programs, which are not in the form, no rankings of some places, which forms do not know, no facets."""
    return without_facets(document) and not any(
        (isinstance(q, RegisterQuestion) and q.register_name == "programs") or (isinstance(q, RankingQuestion) and q.maximum)
        for q in document.questions
    )


@settings(max_examples=40, phases=UNSHRUNK)
@given(documents(most=5).filter(carried_by_any_form), st.data())
def test_without_our_sheet_kinds_codes_labels_and_conditions_are_kept(document, data):
    content = without(formats.write(document, "xlsform").content, "mik")
    (again,) = formats.read_file(content, "form.xlsx").documents
    wanted, got = shape(document), shape(again)
    assert sorted((code, kind) for code, kind, _label, _rows in got) == sorted((code, kind) for code, kind, _label, _rows in wanted)
    labels = {code: label for code, _kind, label, _rows in got}
    assert all(labels[code] == label for code, _kind, label, _rows in wanted if label)
    assert {code: rows for code, _kind, _label, rows in got} == {code: rows for code, _kind, _label, rows in wanted}
    answers = data.draw(answers_to(document))
    theirs = {question.code: question.show_if for question in again.all_questions}
    for question in document.all_questions:
        assert holds(question.show_if, document, answers) == holds(theirs[question.code], again, answers), question.show_if


def holds(condition, document, answers):
    return not condition or read(condition, document.variables).holds(answers)
