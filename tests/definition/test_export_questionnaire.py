import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from surveys.definition import formats
from surveys.definition.document import Document
from surveys.definition.publishing import import_draft
from surveys.questions import Text
from tests.factories.documents import likert_document, published, text, work_document

pytestmark = pytest.mark.django_db


class Bytes:
    """Standard output as a shell's pipe has it: text on top of bytes."""

    def __init__(self):
        self.buffer = io.BytesIO()

    def write(self, text):
        self.buffer.write(text.encode())

    def isatty(self):
        return False


def run(*arguments, out=None):
    """(standard output, standard error, exit status), in English."""
    out, err, status = out or Bytes(), io.StringIO(), 0
    with translation.override("en"):
        try:
            call_command("export_questionnaire", *arguments, stdout=out, stderr=err)
        except CommandError as error:
            err.write(str(error))
            status = error.returncode
    return out.buffer.getvalue() if isinstance(out, Bytes) else out.getvalue(), err.getvalue(), status


def drafted(document):
    import_draft(document=document)
    return document


def renamed(document, title):
    return Document.model_validate({**document.model_dump(mode="json"), "title": text(title).model_dump()})


def test_the_latest_published_version_is_written_before_the_draft():
    version = published(work_document())
    drafted(renamed(work_document(), "Yeni ad"))
    content, err, status = run("WORK", "--format", "json")
    assert (json.loads(content), err, status) == (version.document, "", 0)


def test_the_draft_is_written_where_it_is_asked_for_or_nothing_is_published():
    document = drafted(renamed(work_document(), "Yeni ad"))
    assert json.loads(run("WORK", "--format", "json")[0]) == document.model_dump(mode="json")
    published_one = published_beside(work_document())
    assert json.loads(run("WORK", "--format", "json")[0]) == published_one.document
    assert json.loads(run("WORK", "--format", "json", "--draft")[0]) == document.model_dump(mode="json")


def published_beside(document):
    """Version 1 of a questionnaire that has a draft already."""
    from surveys.models import Questionnaire, QuestionnaireVersion
    from tests.factories.documents import PUBLISHED

    return QuestionnaireVersion.objects.create(
        questionnaire=Questionnaire.objects.get(code=document.code),
        number=1,
        document=document.model_dump(mode="json"),
        structure_hash=document.structure_hash,
        text_hash=document.text_hash,
        published_at=PUBLISHED,
        approved_as="test",
    )


def test_a_version_is_written_by_its_number(tmp_path):
    version = published(work_document())
    path = tmp_path / "one.json"
    assert run("WORK", "--format", "json", "--version", "1", "--output", str(path)) == (b"", "", 0)
    assert json.loads(path.read_bytes()) == version.document
    assert run("WORK", "--format", "json", "--version", "2") == (b"", "WORK has no version 2; published: 1.", 2)


def test_an_xlsform_goes_into_a_file_or_a_pipe_and_is_the_questionnaire(tmp_path):
    published(work_document())
    path = tmp_path / "work.xlsx"
    _out, err, status = run("WORK", "--format", "xlsform", "--output", str(path))
    assert (formats.read_file(path).documents, status) == ((work_document(),), 0)
    assert run("WORK", "--format", "xlsform") == (path.read_bytes(), err, 0)


def test_what_the_format_cannot_hold_is_listed_by_name():
    published(likert_document(2))
    assert run("LIK", "--format", "xlsform")[1].splitlines() == [
        "audience: An XLSForm has no place for who the questionnaire is for; only the sheet mik keeps it.",
        "title: An XLSForm has no place for the title in the second language; only the sheet mik keeps it.",
        "missing: An XLSForm has no place for which kind of no-answer an option is (SCALE.99); only the sheet mik keeps it.",
    ]


def test_a_workbook_is_not_poured_onto_a_screen():
    published(work_document())
    message = "A workbook is nothing to look at: say where it goes with --output FILE."
    assert run("WORK", "--format", "xlsform", out=io.StringIO()) == ("", message, 2)
    assert json.loads(run("WORK", "--format", "json", out=io.StringIO())[0])["code"] == "WORK"


def test_ddi_is_written_too():
    published(work_document())
    content, _err, status = run("WORK", "--format", "ddi")
    assert (content[:5], b"codeBook" in content, status) == (b"<?xml", True, 0)


def test_wrong_use_is_told_from_what_cannot_be_written(tmp_path):
    published(work_document())
    assert run("NIX", "--format", "json") == (b"", "There is no questionnaire with the code NIX.", 2)
    nowhere = tmp_path / "no" / "where.json"
    assert run("WORK", "--format", "json", "--output", str(nowhere)) == (b"", f"{nowhere} cannot be written: No such file or directory", 1)
    with pytest.raises(CommandError, match="argument --draft: not allowed with argument --version"):
        call_command("export_questionnaire", "WORK", "--format", "json", "--version", "1", "--draft")
    with pytest.raises(CommandError, match="invalid choice: 'pdf'"):
        call_command("export_questionnaire", "WORK", "--format", "pdf")


def test_a_draft_with_faults_is_written_as_json_and_refused_as_a_form():
    faulty = work_document().model_copy(update={"code": "BAD"})
    dumped = faulty.model_dump(mode="json")
    dumped["sections"][1]["questions"][0]["show_if"] = "NIX == yes"
    drafted(Document.model_validate(dumped))
    assert run("BAD", "--format", "json")[2] == 0
    assert run("BAD", "--format", "xlsform") == (
        b"",
        "questions.W2.show_if: W2 is shown by a question that does not exist: NIX.\nBAD cannot be written as xlsform; nothing was written.",
        1,
    )


def test_a_draft_that_still_lacks_translations_is_written():
    half = Document.model_validate({**likert_document(1).model_dump(mode="json"), "title": Text(tr="Yarım").model_dump()})
    drafted(half)
    assert formats.read_file(run("LIK", "--format", "xlsform")[0], "lik.xlsx").documents == (half,)
