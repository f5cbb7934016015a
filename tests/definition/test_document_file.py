"""The document as JSON: nothing is lost, and what is wrong is named by codes in the reader's language."""

import json
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given
from jsonschema import Draft202012Validator

import mik_site.demo
from surveys.definition import formats
from surveys.definition.check import DefinitionError
from surveys.definition.formats import yaml_file
from surveys.definition.formats.json_schema import questionnaire_schema
from tests.definition.strategies import documents
from tests.factories.documents import work_document

STANDARD = Path(mik_site.demo.__file__).parent / "questionnaires.yaml"
SCHEMA = Draft202012Validator(questionnaire_schema())


def refusals(value, language="en", name="file.json"):
    """(path, message) of everything wrong with the value as a file."""
    content = value if isinstance(value, bytes) else json.dumps(value).encode()
    with translation.override(language), pytest.raises(DefinitionError) as refused:
        formats.read_file(content, name)
    return [(problem.path, problem.message) for problem in refused.value.problems]


def plain(**changes):
    return {**work_document().model_dump(mode="json"), **changes}


def with_question(**fields):
    """The work document with the fields of its first question changed; None takes a field away."""
    value = plain()
    question = {**value["sections"][0]["questions"][0], **fields}
    value["sections"][0]["questions"][0] = {key: given for key, given in question.items() if given is not None}
    return value


def same(document):
    written = formats.write(document, "json")
    (again,) = formats.read_file(written.content, f"{document.code}{written.suffix}").documents
    assert (again.structure_hash, again.text_hash, again) == (document.structure_hash, document.text_hash, document)
    assert (written.remarks, written.media_type, list(SCHEMA.iter_errors(json.loads(written.content)))) == ((), "application/json", [])


@given(documents())
def test_a_document_comes_back_from_json_with_the_same_hashes_and_is_valid_under_the_schema(document):
    same(document)


def test_so_do_the_three_standard_instruments():
    standard = yaml_file.read(STANDARD)
    assert [document.code for document in standard] == ["MYM", "MIA", "IMA"]
    for document in standard:
        same(document)


def test_the_schema_refuses_what_the_reader_refuses():
    assert not SCHEMA.is_valid(plain(colour="red"))
    assert not SCHEMA.is_valid(with_question(kind="slider"))
    assert not SCHEMA.is_valid(with_question(code="1"))


def test_a_document_may_stand_in_a_yaml_file_too():
    content = json.dumps(plain()).encode()  # JSON is YAML
    assert formats.read_file(content, "work.yml").documents == (work_document(),)


CODE = "A code is expected here: a letter, then letters, digits, _ or a dot, at most 64 characters; found: %s."
KINDS = (
    "single, multiple, register, ranking, likert, matrix, dual_matrix, dynamic_matrix, nps, number, period, text, prefilled, note, "
    "consent, contact"
)
NUMBER = {"kind": "number", "code": "W1", "label": {"tr": "S", "en": "Q"}, "minimum": "5", "maximum": "1"}
PERIOD = {"kind": "period", "code": "W1", "label": {"tr": "S", "en": "Q"}, "earliest": "2020", "latest": "2030"}


@pytest.mark.parametrize(
    ("value", "place", "message"),
    [
        (with_question(code="1A"), "questions.1A.code", CODE % "1A"),
        (with_question(code=None), "questions.1.code", "code is missing here."),
        (with_question(label=None), "questions.W1.label", "label is missing here."),
        (with_question(label={"tr": 5}), "questions.W1.label.tr", "Text is expected here, in quotes where it looks like something else."),
        (with_question(required="perhaps"), "questions.W1.required", "true or false is expected here."),
        (with_question(colour="red"), "questions.W1.colour", "The key colour is not known here."),
        (with_question(item_version="new"), "questions.W1.item_version", "A whole number is expected here."),
        (
            with_question(kind="slider"),
            "questions.W1",
            f"There is no question kind slider; known: {KINDS}.",
        ),
        (with_question(kind=None), "questions.W1", "kind is missing here."),
        (
            with_question(measure="big"),
            "questions.W1.measure",
            "big is none of nominal, ordinal, interval, nps, multiple, ranking, number, period, text.",
        ),
        (plain(after=[NUMBER]), "questions.W1", "The smallest value is above the largest."),
        (plain(after=[{**NUMBER, "decimals": 9, "maximum": 9}]), "questions.W1.decimals", "The largest value possible here is 6."),
        (plain(after=[{**NUMBER, "minimum": "five"}]), "questions.W1.minimum", "A number is expected here."),
        (
            plain(after=[{**PERIOD, "latest": "soon"}]),
            "questions.W1.latest",
            "A year (2024) or a year and month (2024-05) is expected here; found: soon.",
        ),
        (plain(after=[{**PERIOD, "latest": "2019"}]), "questions.W1", "The earliest is later than the latest."),
        (
            plain(after=[{**PERIOD, "latest": "2030-05"}]),
            "questions.W1",
            "The earliest and the latest are written as the question asks: both as years (2024) or both as months (2024-05).",
        ),
        (
            plain(after=[{"kind": "register", "code": "R", "label": {"tr": "S"}}]),
            "questions.R",
            "A listed register names its list of options; the register of programs has none.",
        ),
        (
            plain(after=[{"kind": "multiple", "code": "M", "label": {"tr": "S"}, "options": "W1", "maximum": 0}]),
            "questions.M.maximum",
            "The smallest value possible here is 1.",
        ),
        (
            plain(option_sets={"W1": [{"code": "a b", "label": {}}]}),
            "option_sets.W1.a b.code",
            "An option's code is text without blanks of at most 64 characters, in quotes where needed; found: a b.",
        ),
        (
            plain(option_sets={"W1": [{"code": "a", "label": {}, "missing": "gone"}]}),
            "option_sets.W1.a.missing",
            "gone is none of na, refused, dk.",
        ),
        (plain(option_sets={"W1": 5}), "option_sets.W1", "A list is expected here."),
        (plain(option_sets={}), "file.json", "These lists of options are named and not given: SAT5, W1, W2, W7."),
        (plain(sections=[5]), "sections.1", "A mapping of keys to values is expected here."),
        (plain(metadata=[]), "metadata", "A mapping of keys to values is expected here."),
        (plain(audience="everyone"), "audience", "everyone is none of graduates, employers, others."),
        (plain(format="mik/2"), "file.json", "The file says it is of the format mik/2; this site reads mik/1."),
    ],
)
def test_what_is_wrong_is_named_by_codes_and_said_in_a_sentence(value, place, message):
    assert refusals(value) == [(place, message)]


def test_the_sentence_is_in_the_language_of_the_reader():
    assert refusals(with_question(colour="red"), "tr") == [("questions.W1.colour", "Burada colour diye bir anahtar yok.")]


def test_everything_wrong_is_said_at_once():
    value = with_question(code="1A", colour="red")
    value["sections"][1]["questions"][0]["kind"] = "slider"
    assert [place for place, _message in refusals(value)] == ["questions.1A.code", "questions.1A.colour", "questions.W2"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{"format": "mik/1", "format": "mik/1"}', "The file is not JSON: the key format is given twice"),
        (b'{"format": NaN}', "The file is not JSON: NaN is not a number"),
        (b'{"format": 1e999}', "The file is not JSON: 1e999 is not a number"),
        (b"{", "The file is not JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
        (b"\xff{}", "The file is not UTF-8 (byte 0). Save it as UTF-8 and try again."),
        (b"PK\x03\x04rest", "The file is a workbook or an archive, not text. An XLSForm is named .xlsx."),
    ],
)
def test_json_that_would_be_read_otherwise_than_it_looks_is_refused(content, message):
    assert refusals(content) == [("file.json", message)]


def test_json_nested_without_end_is_refused():
    ((place, message),) = refusals(b"[" * 100_000)
    assert (place, message[:21]) == ("file.json", "The file is not JSON:")
