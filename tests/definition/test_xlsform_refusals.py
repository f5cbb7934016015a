"""Workbooks that are refused, each with the sentence that says what to do."""

import io
import time
import zipfile

import openpyxl
import pytest
from django.utils import translation

from surveys.definition import formats
from surveys.definition.check import DefinitionError
from surveys.definition.formats.xlsform import tables
from tests.factories.xlsforms import ask, options, saved, xlsform


def refusals(content, name="form.xlsx"):
    with translation.override("en"), pytest.raises(DefinitionError) as refused:
        formats.read_file(content, name)
    return [(problem.path, problem.code, problem.message) for problem in refused.value.problems]


def archive(**parts):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/"), content)
    return target.getvalue()


def with_part(content, name, change):
    """The workbook with one part of it changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for part in given.namelist():
            data = given.read(part)
            made.writestr(part, change(data) if part == name else data)
    return target.getvalue()


FORM = xlsform(ask("text", "a"))
NO_WORKBOOK = "The file is not an Excel workbook (.xlsx)."
DAMAGED = "The workbook is damaged and cannot be opened. Save it again as .xlsx."
ENTITIES = "The workbook holds a document type or entities, as no spreadsheet program writes them."
CELL, NO_CELL = b't="inlineStr"><is><t>type</t></is>', b't="n"><v>x</v>'
LAUGHS = b'<!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "code", "message"),
    [
        (b"", "not_xlsx", NO_WORKBOOK),
        (b"meta: {}", "not_xlsx", NO_WORKBOOK),
        (FORM[: len(FORM) // 2], "not_xlsx", NO_WORKBOOK),
        (archive(**{"word__document.xml": "<d/>"}), "not_xlsx", NO_WORKBOOK),
        (archive(**{"xl__workbook.xml": "<workbook/>"}), "not_xlsx", DAMAGED),
        (with_part(FORM, "xl/worksheets/sheet1.xml", lambda data: data[:-20]), "not_xlsx", NO_WORKBOOK),
        (
            with_part(FORM, "xl/worksheets/sheet1.xml", lambda data: data.replace(CELL, b't="n"><v>x</v>')),
            "not_xlsx",
            DAMAGED,
        ),
        (with_part(FORM, "xl/worksheets/sheet1.xml", lambda data: LAUGHS + data), "unsafe", ENTITIES),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "not_xlsx",
            "The workbook is of an old kind (.xls) or has a password. Save it as .xlsx without a password.",
        ),
    ],
)
def test_what_is_no_sound_workbook_is_refused(content, code, message):
    assert refusals(content) == [("form.xlsx", code, message)]


def test_a_bomb_of_zeros_is_refused_unopened():
    bomb = archive(**{"xl__workbook.xml": "<w/>", "xl__worksheets__sheet1.xml": b" " * (tables.MOST_BYTES + 1)})
    assert len(bomb) < 200_000
    assert refusals(bomb) == [("form.xlsx", "too_large", "Unpacked, the workbook is larger than 64 MB.")]


def test_a_workbook_without_a_survey_is_no_form():
    book = openpyxl.Workbook()
    book.create_sheet("choices")
    assert refusals(saved(book)) == [("form.xlsx", "no_survey", "The workbook has no sheet called survey: it is no XLSForm.")]


def test_a_form_of_five_thousand_rows_is_refused_quickly():
    content = xlsform(*[ask("text", f"q{number}") for number in range(5_000)])
    began = time.process_time()
    message = "The sheet survey has more than 2000 rows: the form is too long to be one questionnaire."
    assert refusals(content) == [("form.xlsx", "too_many_rows", message)]
    assert time.process_time() - began < 10


def test_the_longest_form_is_read_in_bounded_time():
    rows = [ask("select_one s", f"q{number}", relevant=f"${{q{number - 1}}} = '1'" if number else None) for number in range(2_000)]
    content = xlsform(*rows, choices=options("s", 1, 2))
    began = time.process_time()
    (document,) = formats.read_file(content, "form.xlsx").documents
    assert len(document.questions) == 2_000
    assert time.process_time() - began < 30


def test_lists_that_are_too_long_and_sheets_that_are_too_wide_are_refused():
    message = "The sheet choices has more than 10000 rows: the form is too long to be one questionnaire."
    assert refusals(xlsform(ask("select_one s", "a"), choices=options("s", *range(10_001)))) == [("form.xlsx", "too_many_rows", message)]
    wide = {f"column {number}": "x" for number in range(120)}
    assert refusals(xlsform({**ask("text", "a"), **wide})) == [
        ("form.xlsx", "too_many_columns", "The sheet survey has more than 100 columns.")
    ]


def test_a_sheet_that_says_it_is_a_million_rows_long_is_read_for_what_it_holds():
    book = openpyxl.load_workbook(io.BytesIO(FORM))
    book["survey"].cell(1_048_576, 1).font = openpyxl.styles.Font(bold=True)
    assert len(formats.read_file(saved(book), "form.xlsx").documents[0].questions) == 1


def test_a_column_that_occurs_twice_is_refused():
    book = openpyxl.load_workbook(io.BytesIO(FORM))
    book["survey"].cell(1, 5).value = "name"
    assert refusals(saved(book)) == [("form.xlsx", "column_twice", "The column name occurs twice in the sheet survey.")]


def code(name, row, proposal):
    return (
        f"“{name}” (row {row}) cannot be a code: a letter from A to Z, then letters, digits, _ or a dot, at most 64 characters. "
        f"Write {proposal}, also where conditions and labels name it."
    )


@pytest.mark.parametrize(
    ("name", "proposal"),
    [
        ("çalışma_şekli", "calisma_sekli"),
        ("İŞ", "IS"),
        ("ılık.süt", "ilik.sut"),
        ("_q1", "q1"),
        ("yaş-grubu", "yas_grubu"),
        ("a" * 65, "a" * 64),
    ],
)
def test_a_name_that_cannot_be_a_code_is_refused_with_one_that_can(name, proposal):
    assert refusals(xlsform(ask("text", name))) == [(f"questions.{name}", "wrong_code", code(name, 2, proposal))]


def test_groups_rows_of_tables_and_form_ids_are_codes_too():
    rows = [
        {"type": "begin_group", "name": "bölüm"},
        {"type": "begin_group", "name": "tablo", "appearance": "table-list"},
        ask("select_one s", "öğe"),
        {"type": "end_group"},
        {"type": "end_group"},
    ]
    settings = {"form_id": "mezun anketi", "default_language": "Türkçe (tr)"}
    message = "The form_id “mezun anketi” cannot be a code: a letter from A to Z, then letters, digits, _ or a dot. Write mezun_anketi."
    assert refusals(xlsform(*rows, choices=options("s", 1, 2), settings=settings)) == [
        ("questions.bölüm", "wrong_code", code("bölüm", 2, "bolum")),
        ("questions.öğe", "wrong_code", code("öğe", 4, "oge")),
        ("settings.form_id", "wrong_code", message),
    ]


def test_an_options_code_is_refused_where_it_has_blanks_or_occurs_twice():
    rows = [{"list_name": "s", "name": name, "label": "x"} for name in ("very good", "ok", "ok")]
    found = refusals(xlsform(ask("select_one s", "a"), choices=rows))
    assert found[:2] == [
        ("option_sets.s", "wrong_code", "“very good” is no code of an option: at most 64 characters without blanks. Write very_good."),
        ("option_sets.s", "duplicate_code", "The list s has the option ok twice."),
    ]
    assert [code for _path, code, _message in found[2:]] == ["not_xlsform"]


def test_a_name_that_occurs_twice_is_refused_with_both_rows():
    rows = [
        {"type": "begin_group", "name": "one"},
        ask("text", "a"),
        {"type": "end_group"},
        {"type": "begin_group", "name": "two"},
        ask("text", "a"),
        {"type": "end_group"},
    ]
    message = "The name a stands in the rows 3, 6; every name may stand once. Give each its own."
    assert refusals(xlsform(*rows)) == [("questions.a", "duplicate_code", message)]


def test_what_pyxform_refuses_is_refused_in_its_words():
    message = (
        "This is no valid XLSForm. pyxform says: [row : 3] On the 'survey' sheet, the 'relevant' value is invalid. "
        "Reference variables must contain a name from the 'survey' sheet. Could not find the name 'nobody'."
    )
    assert refusals(xlsform(ask("text", "a"), ask("text", "b", relevant="${nobody} != ''")))[1:] == [("form.xlsx", "not_xlsform", message)]
    unmatched = (
        "This is no valid XLSForm. pyxform says: [row : 3] Unmatched 'end_group'. "
        "No matching 'begin_group' was found for the name 'unknown'."
    )
    assert refusals(xlsform(ask("text", "a"), {"type": "end_group"})) == [("form.xlsx", "not_xlsform", unmatched)]


def test_a_list_that_is_not_there_is_named():
    found = refusals(xlsform(ask("select_one nix", "a"), choices=options("s", 1)))
    assert found == [
        ("form.xlsx", "invalid", "These lists of options are named and not given: nix."),
        ("form.xlsx", "not_xlsform", "This is no valid XLSForm. pyxform says: [row : 2] List name not in choices sheet: nix"),
    ]


def test_a_form_in_other_languages_only_is_refused():
    row = {"type": "text", "name": "a", "label::Français (fr)": "Nom", "label::العربية (ar)": "x"}
    message = "The form is in Français (fr), العربية (ar); questionnaires are in Turkish and English."
    assert refusals(xlsform(row, settings={})) == [("form.xlsx", "language", message)]


def test_a_form_that_asks_nothing_is_refused():
    assert refusals(xlsform(ask("geopoint", "here"))) == [("form.xlsx", "empty", "The form asks nothing that can be asked here.")]
    turned = "questions.n", "invalid", "The smallest value is above the largest."
    assert refusals(xlsform(ask("integer", "n", constraint=". >= 9 and . <= 1"))) == [turned]


def test_everything_wrong_is_said_at_once():
    rows = [ask("text", "ç"), ask("text", "b", relevant="now() > 3"), ask("text", "b")]
    assert [(path, code) for path, code, _message in refusals(xlsform(*rows))] == [
        ("questions.ç", "wrong_code"),
        ("questions.b", "duplicate_code"),
        ("questions.b.show_if", "condition"),
        ("form.xlsx", "not_xlsform"),
    ]
