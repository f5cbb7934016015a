"""Workbooks in the shape of XLSForms, as somebody else's program would write them."""

import io
from collections.abc import Iterable, Mapping

import openpyxl
from django.utils import translation

from surveys.definition import formats

SETTINGS = {"form_id": "FORM", "form_title": "Deneme", "default_language": "Türkçe (tr)"}
AUDIENCE = ("audience", "Who the questionnaire is for is not said in a form: set it in the editor.")  # of every form of others
TR, EN = "label::Türkçe (tr)", "label::English (en)"


def xlsform(
    *survey: Mapping[str, object],
    choices: Iterable[Mapping[str, object]] = (),
    settings: Mapping[str, object] = SETTINGS,
    **sheets: Iterable[Mapping[str, object]],
) -> bytes:
    """A workbook of the given rows by column; `sheets` are further ones."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in {"survey": survey, "choices": list(choices), "settings": [settings] if settings else [], **sheets}.items():
        if rows:
            sheet = book.create_sheet(title)
            columns = list(dict.fromkeys(column for row in rows for column in row))
            sheet.append(columns)
            for row in rows:
                sheet.append([row.get(column) for column in columns])
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def ask(kind: str, name: str, tr: str = "Soru", en: str = "Question", **cells: object) -> dict[str, object]:
    """A row of the survey sheet in both languages."""
    return {"type": kind, "name": name, TR: tr, EN: en, **cells}


def options(list_name: str, *codes: object) -> list[dict[str, object]]:
    return [{"list_name": list_name, "name": code, TR: f"seçenek {code}", EN: f"option {code}"} for code in codes]


def edited(content: bytes, sheet: str, *, row: int, **cells: str) -> bytes:
    """The workbook with cells of one row changed, by the name of their column ("type", "relevant")."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    columns = {cell.value: cell.column for cell in book[sheet][1]}
    for column, value in cells.items():
        book[sheet].cell(row, columns[column]).value = value
    return saved(book)


def without(content: bytes, sheet: str) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    del book[sheet]
    return saved(book)


def rows(content: bytes, sheet: str) -> list[dict[str, str]]:
    """Filled cells of every row by column."""
    lines = list(openpyxl.load_workbook(io.BytesIO(content))[sheet].iter_rows(values_only=True))
    return [{column: value for column, value in zip(lines[0], line, strict=True) if value is not None} for line in lines[1:]]


def read_form(*survey, name="form.xlsx", **form):
    with translation.override("en"):
        return formats.read_file(xlsform(*survey, **form), name)


def questions_of(*survey, **form):
    return read_form(*survey, **form).documents[0].all_questions


def remarks_on(*survey, **form):
    """(path, message), without AUDIENCE."""
    found = [(remark.path, remark.message) for remark in read_form(*survey, **form).remarks]
    assert AUDIENCE in found
    return [remark for remark in found if remark != AUDIENCE]


def group(kind, name, *rows, tr="Grup", en="Group", **cells):
    return [{"type": f"begin {kind}", "name": name, TR: tr, EN: en, **cells}, *rows, {"type": f"end {kind}"}]
