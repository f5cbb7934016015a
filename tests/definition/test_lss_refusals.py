"""LimeSurvey files that are refused, each with a sentence that says what to do."""

import re
import zipfile
from io import BytesIO

import pytest
from django.utils import translation

from surveys.definition.check import DefinitionError
from surveys.definition.formats import read_file
from surveys.definition.formats.loading import LARGEST_FILE
from surveys.definition.formats.lss import read
from tests.factories.lss_files import Ans, G, Q, document, lss, w
from tests.factories.lss_readings import SOURCE, SUBS, YES

GOOD = lss(G(w("Genel", "General"), [Q("S", "Q1", SOURCE)]))


def refusals(content, name="mezun.lss"):
    with translation.override("en"), pytest.raises(DefinitionError) as refused:
        read(content, name)
    return [(problem.path, problem.code, problem.message) for problem in refused.value.problems]


def archive():
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("survey_123456.lss", GOOD)
    return made.getvalue()


UNSAFE = "The file declares a document type or entities, as XML bombs do. LimeSurvey writes none: export the survey again."
NO_LSS = "The file is XML, but no LimeSurvey survey structure. In LimeSurvey export the survey structure (.lss)."
BOMB = (
    '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">'
    '<!ENTITY lol3 "&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;">]>'
)


@pytest.mark.parametrize(
    ("content", "code", "message"),
    [
        (GOOD.replace(b"<document>", BOMB.encode() + b"<document>", 1).replace(b"Soru", b"&lol3;"), "unsafe_xml", UNSAFE),
        (GOOD.replace(b"<document>", b'<!DOCTYPE d SYSTEM "file:///etc/passwd"><document>', 1), "unsafe_xml", UNSAFE),
        (b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><document>&x;</document>', "unsafe_xml", UNSAFE),
        (b"<!DOCTYPE html><html></html>", "unsafe_xml", UNSAFE),
        (b"<html><body>Survey</body></html>", "not_lss", NO_LSS),
        (b"<document><LimeSurveyDocType/></document>", "not_lss", NO_LSS),
        (b"<document>" * 100 + b"</document>" * 100, "not_lss", NO_LSS),
        (
            document({"groups": [{"gid": "1"}]}, kind="Group"),
            "other_document",
            "The file holds a LimeSurvey “Group”, not a survey. In LimeSurvey export the survey structure (.lss).",
        ),
        (
            document({"responses": [{"id": "1"}]}, kind="Responses"),
            "other_document",
            "The file holds a LimeSurvey “Responses”, not a survey. In LimeSurvey export the survey structure (.lss).",
        ),
        (archive(), "archive", "The file is an archive (.lsa or another ZIP). Unpack it and import the .lss file in it."),
        (b"<!--" + b"x" * LARGEST_FILE + b"-->", "too_large", "The file is larger than 4 MB."),
        (b" " * (40 * 1024 * 1024), "too_large", "The file is larger than 4 MB."),
    ],
    ids=["bomb", "external DTD", "external entity", "HTML page", "XML", "no type", "deep", "group", "responses", ".lsa", "large", "40 MB"],
)
def test_what_is_no_survey_structure_is_refused(content, code, message):
    assert refusals(content) == [("mezun.lss", code, message)]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Q1;Soru\n",
        b"\x00\x01\x02",
        GOOD[:-20],
        b"<a><b></a>",
        b"<?xml version='1.0' encoding='shift_jis'?><a/>",
        "ışık".encode("cp1254"),
    ],
)
def test_what_is_no_xml_is_refused(content):
    ((path, code, message),) = refusals(content)
    assert (path, code) == ("mezun.lss", "not_xml")
    assert re.fullmatch(r"The file is not XML: .+\. Export the survey from LimeSurvey as a survey structure \(\.lss\)\.", message)


@pytest.mark.parametrize("new", [True, False], ids=["new", "old"])
@pytest.mark.parametrize("table", ["surveys", "surveys_languagesettings", "groups", "questions"])
def test_a_file_without_one_of_its_tables_is_refused(table, new):
    content = lss(G(w("Genel", "General"), [Q("S", "Q1", SOURCE)]), new=new, tables={table: []})
    message = f"The file has no {table}. Export the survey again from LimeSurvey, with at least one question in it."
    assert refusals(content) == [(table, "missing_table", message)]


@pytest.mark.parametrize("table", ["group_l10ns", "question_l10ns", "answer_l10ns"])
def test_a_newer_file_without_its_texts_is_refused(table):
    content = lss(G(w("Genel", "General"), [Q("L", "Q1", SOURCE, answers=[YES])]), tables={table: []})
    assert [(path, code) for path, code, _message in refusals(content)] == [(table, "missing_table")]


@pytest.mark.parametrize(
    ("table", "row", "name", "pointed"),
    [
        ("subquestions", {"qid": "901", "parent_qid": "9", "title": "SQ001"}, "parent_qid", "9"),
        ("answers", {"aid": "91", "qid": "9", "code": "A1"}, "qid", "9"),
        ("question_attributes", {"qid": "9", "attribute": "hidden", "value": "1"}, "qid", "9"),
        ("conditions", {"qid": "9", "cqid": "0", "cfieldname": "", "method": "==", "value": ""}, "qid", "9"),
        ("conditions", {"qid": "100", "cqid": "9", "cfieldname": "", "method": "==", "value": ""}, "cqid", "9"),
        ("question_l10ns", {"qid": "9", "question": "x", "language": "tr"}, "qid", "9"),
        ("group_l10ns", {"gid": "9", "group_name": "x", "language": "tr"}, "gid", "9"),
        ("questions", {"qid": "100", "gid": "9", "type": "S", "title": "Q1"}, "gid", "9"),
        ("question_attributes", {"attribute": "hidden", "value": "1"}, "qid", "–"),
    ],
)
def test_a_row_that_points_at_nothing_is_refused(table, row, name, pointed):
    tables = {table: [row]} | ({"answer_l10ns": [{"aid": "91", "answer": "x", "language": "tr"}]} if table == "answers" else {})
    content = lss(G(w("Genel", "General"), [Q("S", "Q1", SOURCE)]), tables=tables)
    message = f"{table} points with {name} at {pointed}, which the file does not hold. Export the survey again from LimeSurvey."
    path = f"{table}.{pointed if pointed != '–' else ''}"
    assert (path, "dangling", message) in refusals(content)


@pytest.mark.parametrize(
    ("question", "problem"),
    [
        (
            Q("S", "Q1", SOURCE, row={"title": ""}),
            ("questions.100", "missing_field", "In questions a row has no title. Export the survey again from LimeSurvey."),
        ),
        (
            Q("S", "Q1", SOURCE, row={"qid": ""}),
            ("questions", "missing_field", "In questions a row has no qid. Export the survey again from LimeSurvey."),
        ),
        (
            Q("L", "Q1", SOURCE, answers=[YES, YES]),
            ("answers.Q1", "duplicate_code", "Question Q1 has two answers with the code A1. Correct it and export again."),
        ),
        (
            Q("M", "Q1", SOURCE, subs=[*SUBS, SUBS[0]]),
            ("subquestions.Q1", "duplicate_code", "Question Q1 has two sub-questions with the code SQ001. Correct it and export again."),
        ),
        (
            Q("S", "Q1", w("x" * 20_001, "x")),
            (
                "question_l10ns.question",
                "too_long",
                "question has a text longer than 20000 characters. Shorten it and export again.",
            ),
        ),
        (
            Q("F", "Q1", SOURCE, subs=SUBS[:1], answers=[Ans(str(n), w("x", "x")) for n in range(300)]),
            ("questions.Q1", "too_many_options", "Q1_SQ001 has 300 options; the record has room for 254."),
        ),
    ],
)
def test_a_survey_that_cannot_be_kept_is_refused_as_a_whole(question, problem):
    assert problem in refusals(lss(G(w("Genel", "General"), [question, Q("S", "Q2", SOURCE)])))


def test_two_questions_of_one_id_are_refused():
    row = {"qid": "100", "parent_qid": "0", "gid": "1", "type": "S", "title": "Q1"}
    content = lss(G(w("Genel", "General"), [Q("S", "Q1", SOURCE)]), tables={"questions": [row, row]})
    message = "In questions two rows have the qid 100. Export the survey again from LimeSurvey."
    assert refusals(content) == [("questions.100", "duplicate_id", message)]


def test_a_survey_of_which_nothing_can_be_asked_is_refused_and_says_why():
    assert refusals(lss(G(w("Genel", "General"), [Q("|", "Q1", SOURCE), Q("X", "Q2", SOURCE)]))) == [
        (
            "mezun.lss",
            "empty",
            "Nothing in the survey can be asked here. questions.Q1: The question was left out: no files can be sent here.",
        )
    ]


def test_an_lss_file_is_read_like_every_questionnaire_file(tmp_path):
    path = tmp_path / "mezun.lss"
    path.write_bytes(GOOD)
    assert read_file(path) == read_file(GOOD, "MEZUN.LSS") == read(GOOD, "mezun.lss")
    assert (tmp_path / "mezun.lss").stat().st_size < LARGEST_FILE
