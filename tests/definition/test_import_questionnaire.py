import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from surveys.definition import formats, publishing
from surveys.models import AuditEntry, Questionnaire, QuestionnaireVersion
from surveys.questions import Text
from tests.factories.documents import work_document
from tests.factories.institution import a_user
from tests.factories.questionnaire_files import likert_file, questionnaire_file
from tests.factories.xlsforms import ask, xlsform

pytestmark = pytest.mark.django_db


def run(*arguments):
    """(stdout, stderr, exit status), in English."""
    out, err, status = io.StringIO(), io.StringIO(), 0
    with translation.override("en"):
        try:
            call_command("import_questionnaire", *[str(a) for a in arguments], stdout=out, stderr=err)
        except CommandError as error:
            err.write(str(error))
            status = error.returncode
    return out.getvalue(), err.getvalue(), status


def test_a_file_becomes_a_draft(tmp_path):
    assert run(likert_file(tmp_path, items=9)) == ("EVAL: draft (9 questions, 9 variables, 2 pages)\n", "", 0)
    assert (Questionnaire.objects.get().title_tr, QuestionnaireVersion.objects.count()) == ("Deneme", 0)


def test_publishing_logs_the_operator_as_approver(tmp_path, monkeypatch):
    monkeypatch.setenv("LOGNAME", "isletmen")
    assert run(likert_file(tmp_path), "--publish")[2] == 0
    version = QuestionnaireVersion.objects.get()
    assert (version.approved_by, version.approved_as) == (None, "isletmen")
    assert set(AuditEntry.objects.values_list("action", "actor_name")) == {
        ("questionnaire.imported", "isletmen"),
        ("questionnaire.published", "isletmen"),
    }


def test_another_person_may_have_approved(tmp_path):
    user = a_user(username="ayse", first_name="Ayşe", last_name="Demir")
    assert run(likert_file(tmp_path), "--publish", "--as", "ayse")[2] == 0
    version = QuestionnaireVersion.objects.get()
    assert (version.approved_by, version.approved_as) == (user, "Ayşe Demir")


def test_the_same_file_again_changes_nothing(tmp_path):
    path = likert_file(tmp_path)
    assert run(path, "--publish")[0] == run(path, "--publish")[0] == "EVAL: version 1, published (28 questions, 28 variables, 4 pages)\n"
    assert QuestionnaireVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("question", "message"),
    [
        (
            '{code: B, type: text, show_if: "Z == x", tr: Soru, en: Q}',
            "T.questions.B.show_if: B is shown by a question that does not exist: Z.",
        ),
        ("{code: A, type: text, tr: Soru, en: Q}", "T.questions.A: The code A is taken already by question A."),
        ("{code: B, type: text, tr: Soru}", "T.questions.B.en: The English text is missing."),
    ],
)
def test_what_cannot_be_asked_is_refused_whole(tmp_path, question, message):
    path = questionnaire_file(tmp_path, "{code: A, type: text, tr: Soru, en: Question}", question)
    assert run(path, "--publish") == ("", f"{message}\nt.yaml was refused; nothing was imported.", 1)
    assert not Questionnaire.objects.exists()


def test_a_draft_may_lack_translations_and_is_told_so(tmp_path):
    out, err, status = run(questionnaire_file(tmp_path, "{code: A, type: text, tr: Soru}"))
    assert (out, err, status) == ("T: draft (1 questions, 1 variables, 1 pages)\n", "T.questions.A.en: The English text is missing.\n", 0)


def test_wrong_use_is_told_from_a_wrong_file(tmp_path):
    assert run(tmp_path / "no.yaml")[2] == 2
    assert run(__file__)[2] == 2
    assert run(likert_file(tmp_path), "--publish", "--as", "nobody") == ("", "There is no user nobody.", 2)
    assert run(likert_file(tmp_path), "--as", "nobody")[2] == 2
    broken = tmp_path / "broken.yaml"
    broken.write_text("meta: [", encoding="utf-8")
    assert run(broken)[2] == 1


def test_an_xlsform_becomes_a_draft_and_what_is_left_out_is_listed_by_name(tmp_path):
    path = tmp_path / "form.xlsx"
    path.write_bytes(xlsform(ask("text", "a"), ask("geopoint", "here")))
    assert run(path) == (
        "FORM: draft (1 questions, 1 variables, 1 pages)\n",
        "questions.here: here was left out: there is no question of the type geopoint here.\n"
        "audience: Who the questionnaire is for is not said in a form: set it in the editor.\n"
        "FORM.title.en: The English text is missing.\n",
        0,
    )
    assert publishing.document_of(Questionnaire.objects.get()).questions[0].label == Text(tr="Soru", en="Question")


def test_our_own_exports_come_back_and_can_be_published(tmp_path):
    for format_, name in (("json", "work.json"), ("xlsform", "work.xlsx")):
        path = tmp_path / name
        path.write_bytes(formats.write(work_document(), format_).content)
        assert run(path, "--publish")[1:] == ("", 0)
    assert QuestionnaireVersion.objects.get().document == work_document().model_dump(mode="json")  # the second changed nothing


def test_a_form_with_a_condition_nobody_understands_is_refused_whole(tmp_path):
    path = tmp_path / "form.xlsx"
    path.write_bytes(xlsform(ask("text", "a"), ask("text", "b", relevant="now() > 3")))
    out, err, status = run(path)
    assert (out, err.splitlines()[-1], status) == ("", "form.xlsx was refused; nothing was imported.", 1)
    assert err.startswith("questions.b.show_if: The condition “now() > 3” cannot be carried over.")
    assert not Questionnaire.objects.exists()


def test_a_limesurvey_file_is_read_by_its_ending(tmp_path):
    path = tmp_path / "survey.lss"
    path.write_bytes(b"<html/>")
    out, err, status = run(path)
    assert (out, err.splitlines()[-1], status) == ("", "survey.lss was refused; nothing was imported.", 1)


def test_a_file_of_no_known_ending_is_wrong_use(tmp_path):
    path = tmp_path / "form.docx"
    path.write_bytes(b"x")
    message = "form.docx is not a questionnaire file: known are .yaml, .yml, .json, .xlsx, .lss."
    assert run(path) == ("", message, 2)
