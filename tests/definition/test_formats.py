"""The registry: which file is read by whom, and which is not read at all."""

import pytest
from django.utils import translation

from surveys.definition import formats
from surveys.definition.check import DefinitionError
from surveys.definition.formats.loading import LARGEST_FILE
from tests.factories.documents import work_document
from tests.factories.questionnaire_files import questionnaire_file


def refusal(source, name=""):
    with translation.override("en"), pytest.raises(DefinitionError) as refused:
        formats.read_file(source, name)
    return [(problem.path, problem.code, problem.message) for problem in refused.value.problems]


def test_a_file_and_its_content_under_its_name_are_read_alike(tmp_path):
    path = questionnaire_file(tmp_path, "{code: A, type: text, tr: Soru, en: Question}")
    assert formats.read_file(path) == formats.read_file(path.read_bytes(), "T.YAML")
    assert [document.code for document in formats.read_file(path).documents] == ["T"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("form.docx", "form.docx is not a questionnaire file: known are .yaml, .yml, .json, .xlsx, .lss."),
        ("form", "form is not a questionnaire file: known are .yaml, .yml, .json, .xlsx, .lss."),
        ("", "– is not a questionnaire file: known are .yaml, .yml, .json, .xlsx, .lss."),
        ("form.xls", "form.xls: open it in a spreadsheet program and save it as an Excel workbook (.xlsx)."),
    ],
)
def test_a_file_of_another_kind_is_refused(name, message):
    assert refusal(b"x", name) == [(name or "–", "unknown_format", message)]


@pytest.mark.parametrize("suffix", formats.SUFFIXES)
def test_an_upload_of_forty_megabytes_is_refused_before_it_is_looked_at(suffix):
    assert refusal(bytes(40 * 1024**2), f"big{suffix}") == [(f"big{suffix}", "too_large", "The file is larger than 4 MB.")]


def test_a_file_of_forty_megabytes_is_not_even_opened(tmp_path):
    path = tmp_path / "big.lss"
    with path.open("wb") as file:
        file.truncate(40 * 1024**2)
    path.chmod(0)
    assert refusal(path) == [("big.lss", "too_large", "The file is larger than 4 MB.")]


def test_the_largest_file_is_read():
    head = b"meta: {}\nscales: {}\ninstruments: []\n#"
    assert refusal(head + b"x" * (LARGEST_FILE - len(head)), "full.yaml") == [("instruments", "empty", "The file holds no instrument.")]


def test_a_format_nobody_knows_is_a_mistake_of_the_program():
    with pytest.raises(KeyError):
        formats.write(work_document(), "pdf")
