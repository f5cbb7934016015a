from datetime import UTC, datetime

import pytest
from django.utils import translation

from surveys.definition.check import DefinitionError
from surveys.definition.document import Document
from surveys.definition.publishing import document_of, import_draft, publish
from surveys.models import AuditEntry, Questionnaire
from tests.factories.documents import likert_document, text
from tests.factories.institution import a_user

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def put_out(document, *, by=None, name="operatör"):
    return publish(questionnaire=import_draft(document=document), approved_by=by, approved_as=name, now=NOW)


def test_a_draft_becomes_version_one_and_the_approval_is_logged():
    user = a_user(first_name="Ada", last_name="Kaya")
    document = likert_document()
    version = put_out(document, by=user, name="Ada Kaya")
    assert (version.number, version.approved_by, version.approved_as, version.published_at) == (1, user, "Ada Kaya", NOW)
    assert Document.model_validate(version.document) == document
    assert (version.structure_hash, version.text_hash) == (document.structure_hash, document.text_hash)
    assert list(AuditEntry.objects.values_list("action", "subject", "actor", "actor_name", "at")) == [
        ("questionnaire.published", "LIK v1", user.pk, "Ada Kaya", NOW)
    ]


def test_the_same_text_again_is_the_version_there_is():
    assert put_out(likert_document()) == put_out(likert_document())
    assert AuditEntry.objects.count() == 1


def test_a_changed_text_is_the_next_version_and_the_first_stays():
    first, second = put_out(likert_document(3)), put_out(likert_document(4))
    assert [first.number, second.number] == [1, 2]
    assert document_of(Questionnaire.objects.get()).model_dump(mode="json") == second.document


def test_what_cannot_be_asked_is_not_published():
    document = likert_document().model_copy(update={"title": text("Başlık").model_copy(update={"en": ""})})
    with translation.override("en"), pytest.raises(DefinitionError) as refused:
        put_out(document)
    assert str(refused.value) == "title.en: The English text is missing."
    assert not Questionnaire.objects.get().versions.exists()
