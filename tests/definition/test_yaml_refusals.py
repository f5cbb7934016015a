"""What a file can get wrong, each with its own sentence and the place it is about."""

import pytest
from django.utils import translation

from surveys.definition.check import DefinitionError
from surveys.definition.formats.loading import LARGEST_FILE
from surveys.definition.formats.yaml_file import read
from tests.factories.questionnaire_files import SCALE, questionnaire_file


def refusals(path):
    with translation.override("en"), pytest.raises(DefinitionError) as refused:
        read(path)
    return [(problem.path, problem.message) for problem in refused.value.problems]


def written(folder, content, name="file.yaml"):
    path = folder / name
    path.write_bytes(content)
    return path


QUESTION = "instruments.T.questions.A"


@pytest.mark.parametrize(
    ("question", "place", "message"),
    [
        ("code: A, type: text, colour: red", f"{QUESTION}.colour", "The key colour is not known here."),
        ("code: A, type: text, max_choices: 3", f"{QUESTION}.max_choices", "The key max_choices is not known here."),
        ("code: A, type: likert, scale: NIX", f"{QUESTION}.scale", "There is no scale NIX."),
        ("code: A, type: nps, scale: S5", f"{QUESTION}.scale", "The scale S5 does not fit this type of question."),
        ("code: A, type: single, options_from: NIX", f"{QUESTION}.options_from", "There is no list of options NIX."),
        ("code: A, type: single", f"{QUESTION}.options", "The question needs options."),
        ("code: A, type: number, min: 0", f"{QUESTION}.max", "A number needs its smallest and its largest value."),
        ("code: A, type: text, required: 1", f"{QUESTION}.required", "true or false is expected here."),
        ("code: A, type: consent, default: true", f"{QUESTION}.default", "A consent is never ticked beforehand."),
        (
            "code: A, type: consent, after: false",
            f"{QUESTION}.after",
            "Consents, contacts and what is stored separately are always asked apart.",
        ),
        ("code: A, type: text, required: true, optional: true", f"{QUESTION}.optional", "A question is either required or optional."),
        ("code: A, type: likert, scale: S5, measure: nps", f"{QUESTION}.measure", "The key measure is not known here."),
    ],
)
def test_a_question_says_what_it_cannot_be(tmp_path, question, place, message):
    assert refusals(questionnaire_file(tmp_path, f"{{{question}, tr: Soru, en: Question}}", scales=SCALE)) == [(place, message)]


def test_an_unknown_type_names_the_known_ones(tmp_path):
    ((place, message),) = refusals(questionnaire_file(tmp_path, "{code: A, type: slider, tr: Soru, en: Question}"))
    assert (place, message[:44]) == (f"{QUESTION}.type", "There is no question type slider; known: sin")


@pytest.mark.parametrize("code", ["yes", "no", "on", "Off", "true"])
def test_a_code_that_yaml_reads_as_true_or_false_is_refused(tmp_path, code):
    path = questionnaire_file(tmp_path, f"{{code: A, type: single, tr: Soru, en: Question, options: [{{v: {code}, tr: E, en: Y}}]}}")
    assert [message for _place, message in refusals(path)] == ["YAML read this code as true or false. Put it in quotes."]


@pytest.mark.parametrize("code", ["010", "1_000", "1:30", "0x1F"])
def test_a_number_that_yaml_reads_otherwise_than_it_looks_is_refused(tmp_path, code):
    path = questionnaire_file(tmp_path, f"{{code: A, type: single, tr: Soru, en: Question, options: [{{v: {code}, tr: E, en: Y}}]}}")
    message = f"The file is not YAML this can read, line 8: {code} must be put in quotes or written as a plain number"
    assert refusals(path) == [("t.yaml", message)]


def test_a_key_given_twice_is_refused_with_its_line(tmp_path):
    path = questionnaire_file(tmp_path, "{code: A, type: text, tr: Soru, tr: Bir daha, en: Question}")
    assert refusals(path) == [("t.yaml", "The file is not YAML this can read, line 8: the key tr is given twice")]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("başlık: ışık".encode("cp1254"), "The file is not UTF-8 (byte 2). Save it as UTF-8 and try again."),
        (b"meta: {a: [1, 2", "The file is not YAML this can read, line 1: expected ',' or ']', but got '<stream end>'"),
        (b"just words", "This is no questionnaire: meta, scales and instruments are expected."),
        (b"", "This is no questionnaire: meta, scales and instruments are expected."),
        (b"!!python/object/apply:os.system [ls]", None),
        (b"[" * 100_000, None),
        (b"a: &a [*a]\n", None),
    ],
)
def test_what_is_no_questionnaire_file_is_refused(tmp_path, content, message):
    found = refusals(written(tmp_path, content))
    assert found[0][1] == message or message is None


def test_a_file_too_large_is_not_even_read(tmp_path):
    assert refusals(written(tmp_path, b"#" * (LARGEST_FILE + 1))) == [("file.yaml", "The file is larger than 4 MB.")]


def test_missing_parts_are_named(tmp_path):
    assert refusals(written(tmp_path, b"scales: {}\n")) == [
        ("meta", "The file needs meta."),
        ("instruments", "The file needs instruments."),
    ]


def test_json_that_is_none_and_json_that_is_no_document_are_refused(tmp_path):
    assert refusals(written(tmp_path, b"{", "file.json"))[0][1].startswith("The file is not JSON: ")
    assert [place for place, _m in refusals(written(tmp_path, b'{"format": "mik/1", "code": "T"}', "file.json"))] == ["title", "sections"]


def test_everything_wrong_is_said_at_once(tmp_path):
    questions = ["{code: 1A, type: text, tr: S, en: Q}", "{code: B, type: textt, tr: S, en: Q}", "{code: C, type: text, tr: 3, en: Q}"]
    assert [place for place, _m in refusals(questionnaire_file(tmp_path, *questions))] == [
        "instruments.T.questions.1A.code",
        "instruments.T.questions.B.type",
        "instruments.T.questions.C.tr",
    ]
