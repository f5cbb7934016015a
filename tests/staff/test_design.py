"""Writing questionnaires in the admin: who may, what is refused and where it is said, and who approves."""

import json
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Workflow

from departments.groups import derive_groups
from home.models import Role
from surveys.definition.approvals import install_workflow
from surveys.definition.bank import NO_BANK
from surveys.definition.check import DefinitionProblem
from surveys.definition.drafts import thaw
from surveys.definition.publishing import NotTheApprover, document_of, import_draft, publish
from surveys.models import AuditEntry, Questionnaire, QuestionnaireVersion, SecondPersonTask
from surveys.models.approval import may_approve
from surveys.staff.design.faults import block_errors
from tests.factories.documents import likert_document, work_document
from tests.factories.institution import a_department, a_faculty, a_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ROLES = [*Role, None]


def somebody(role, **facts):
    unit = {Role.REPRESENTATIVE: a_department, Role.DEAN: a_faculty}.get(role, lambda: None)()
    user = a_user(role=role, unit=unit, **facts)
    derive_groups(user=user, today=date(2026, 3, 2))
    return user


def posted(document, **changes) -> dict[str, str]:
    """The form of the editor with this document in it, as a browser sends it."""
    draft = thaw(document, NO_BANK)
    data = {name: draft[name] or "" for name in ("code", "title_tr", "title_en", "audience", "legal_basis", "privacy_tr", "privacy_en")}
    data |= {"minutes": draft["minutes"] or "", "names_from_bank": "on"}
    for name in ("sections", "after", "lists", "terms"):
        _stream(data, name, draft[name])
    return {key: value for key, value in {**data, **changes}.items() if value is not None and value is not False}


def _stream(data, prefix, blocks):
    data[f"{prefix}-count"] = len(blocks)
    for index, block in enumerate(blocks):
        at = f"{prefix}-{index}"
        data |= {f"{at}-type": block["type"], f"{at}-id": block["id"], f"{at}-order": index, f"{at}-deleted": ""}
        for name, value in block["value"].items():
            _field(data, f"{at}-value-{name}", value)


def _field(data, name, value):
    if isinstance(value, list) and (name.endswith("questions")):
        _stream(data, name, value)
    elif isinstance(value, list):
        data[f"{name}-count"] = len(value)
        for index, item in enumerate(value):
            at = f"{name}-{index}"
            data |= {f"{at}-id": "", f"{at}-order": index, f"{at}-deleted": ""}
            if isinstance(item["value"], dict):
                for key, inner in item["value"].items():
                    _field(data, f"{at}-value-{key}", inner)
            else:
                data[f"{at}-value"] = item["value"]
    else:
        data[name] = "" if value is None else ("on" if value is True else value)


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("edit", {Role.COORDINATOR, Role.DEPUTY, Role.EDITOR}),
        ("import", {Role.COORDINATOR, Role.DEPUTY, Role.EDITOR}),
        ("export", {Role.COORDINATOR, Role.DEPUTY, Role.EDITOR}),
        ("alone", {Role.COORDINATOR, Role.DEPUTY}),
    ],
)
def test_who_reaches_which_screen(client, name, allowed):
    questionnaire = import_draft(document=likert_document())
    address = {
        "edit": reverse("surveys_questionnaires:edit", args=[questionnaire.pk]),
        "import": reverse("surveys_import_questionnaire"),
        "export": reverse("surveys_export_draft", args=[questionnaire.pk, "json"]),
        "alone": reverse("surveys_publish_alone", args=[questionnaire.pk]),
    }[name]
    reached = set()
    for role in ROLES:
        client.force_login(somebody(role))
        if client.get(address).status_code == 200:
            reached.add(role)
    assert reached == allowed


def test_what_the_editor_posts_is_the_document_it_shows(client):
    questionnaire = import_draft(document=work_document())
    client.force_login(somebody(Role.EDITOR))
    data = posted(work_document(), title_tr="Yeni başlık")
    response = client.post(reverse("surveys_questionnaires:edit", args=[questionnaire.pk]), data)
    assert response.status_code == 302, response.context["form"].errors
    kept = document_of(Questionnaire.objects.get())
    assert kept == work_document().model_copy(update={"title": kept.title})
    assert kept.title.tr == "Yeni başlık"


def test_a_wrong_condition_is_refused_as_it_is_saved_and_says_which_code(client):
    questionnaire = import_draft(document=work_document())
    client.force_login(somebody(Role.EDITOR))
    data = posted(work_document()) | {
        "sections-1-value-questions-1-value-show_if": "W9 == yes",
        "sections-1-value-questions-2-value-show_if": "W1 >= 2",
    }
    response = client.post(reverse("surveys_questionnaires:edit", args=[questionnaire.pk]), data)
    assert list(response.context["form"].non_field_errors()) == [
        "questions.W3.show_if: W3 sorusunun gösterilme koşulu var olmayan bir soruya bağlı: W9.",
        "questions.W4.show_if: W1 sıralı değildir: >= ile karşılaştırılamaz.",
    ]
    assert "W9 == yes" in response.content.decode()  # what was typed is still there
    assert document_of(Questionnaire.objects.get()) == work_document()


def test_a_draft_may_lack_a_translation_but_is_not_handed_in_without(client):
    questionnaire = import_draft(document=likert_document(1))
    editor = somebody(Role.EDITOR)
    client.force_login(editor)
    address = reverse("surveys_questionnaires:edit", args=[questionnaire.pk])
    data = posted(likert_document(1)) | {"sections-0-value-questions-0-value-label_en": ""}
    assert client.post(address, data).status_code == 302
    refused = client.post(address, data | {"action-submit": "1"})
    assert list(refused.context["form"].non_field_errors()) == ["questions.Q1.en: İngilizce metin eksik."]
    assert (refused.status_code, QuestionnaireVersion.objects.count()) == (200, 0)


def in_english(message):
    return {"blockErrors": {"label_en": {"messages": [message]}}}


def test_problems_find_their_fields_wherever_they_stand():
    draft = Questionnaire(**{k: json.dumps(v) if isinstance(v, list) else v for k, v in thaw(work_document(), NO_BANK).items()})
    streams = {name: getattr(draft, name) for name in ("sections", "after", "lists", "terms")}
    found = block_errors(
        [
            DefinitionProblem("questions.W3.show_if", "condition", "bir"),
            DefinitionProblem("questions.W5.low.en", "missing_translation", "iki"),
            DefinitionProblem("option_sets.W2.other.en", "missing_translation", "üç"),
            DefinitionProblem("option_sets.SAT5.1", "no_value", "dört"),
            DefinitionProblem("sections.S1.title.en", "missing_translation", "beş"),
            DefinitionProblem("title.en", "missing_translation", "altı"),
            DefinitionProblem("questions.W3", "range_too_wide", "yedi"),
        ],
        streams,
    )
    assert {name: error.as_json_data() for name, error in found.items()} == {
        "sections": {
            "blockErrors": {
                0: {"blockErrors": {"title_en": {"messages": ["beş"]}}},
                1: {
                    "blockErrors": {
                        "questions": {
                            "blockErrors": {
                                0: {"blockErrors": {"own_options": {"blockErrors": {2: in_english("üç")}}}},
                                1: {"messages": ["yedi"], "blockErrors": {"show_if": {"messages": ["bir"]}}},
                                3: {"blockErrors": {"low_en": {"messages": ["iki"]}}},
                            }
                        }
                    }
                },
            }
        },
        "lists": {"blockErrors": {0: {"blockErrors": {"options": {"blockErrors": {0: {"messages": ["dört"]}}}}}}},
    }  # fmt: skip


def test_the_script_is_told_what_stands_in_the_form_and_what_is_missing(client):
    questionnaire = import_draft(document=likert_document(1, length=2, na=False))
    client.force_login(somebody(Role.EDITOR))
    data = posted(likert_document(2, length=2, na=False)) | {"sections-0-value-questions-1-value-label_en": ""}
    answer = client.post(reverse("surveys_outline_of", args=[questionnaire.pk]), data).json()
    options = [{"code": "1", "label": "basamak 1"}, {"code": "2", "label": "basamak 2"}]
    assert answer["questions"] == [
        {"code": f"Q{n}", "label": f"Madde {n}", "storage": "choice", "ordered": True, "options": options, "question": f"Q{n}"}
        for n in (1, 2)
    ]
    assert answer["problems"] == [
        {"path": "questions.Q2.en", "place": "Q2 · İngilizce", "kind": "missing_translation", "message": "İngilizce metin eksik."}
    ]
    assert {"SCALE", "COUNTRY", "PROVINCE"} <= set(answer["lists"])
    assert document_of(Questionnaire.objects.get()) == likert_document(1, length=2, na=False)  # asking saves nothing


def _written_by(user, document=None):
    return import_draft(document=document or likert_document(), by=user)


def test_the_author_is_never_the_approver_whatever_the_office():
    coordinator, deputy = somebody(Role.COORDINATOR), somebody(Role.DEPUTY)
    questionnaire = _written_by(coordinator)
    with pytest.raises(NotTheApprover) as refused:
        questionnaire.get_latest_revision().publish(user=coordinator)
    assert str(refused.value) == "approval: Bu taslağın bir bölümünü siz yazdınız; onayı başka biri vermelidir."
    assert (QuestionnaireVersion.objects.count(), Questionnaire.objects.get().live) == (0, False)
    Questionnaire.objects.get().get_latest_revision().publish(user=deputy)
    assert QuestionnaireVersion.objects.get().approved_by == deputy


@pytest.mark.parametrize("role", [Role.EDITOR, Role.RECTORATE, Role.ANALYST, Role.REPRESENTATIVE, Role.DEAN, None])
def test_no_other_office_approves(role):
    questionnaire = _written_by(somebody(Role.EDITOR))
    with pytest.raises(NotTheApprover) as refused:
        questionnaire.get_latest_revision().publish(user=somebody(role))
    assert str(refused.value) == "approval: Anketi yalnızca koordinatör ve koordinatör yardımcısı onaylar."


def test_an_office_that_has_ended_approves_nothing():
    former = somebody(Role.COORDINATOR, until=date(2026, 3, 1))
    assert may_approve(former, _written_by(somebody(Role.EDITOR)), today=date(2026, 3, 2)) is False


def test_a_second_edit_by_the_approver_makes_an_author_of_them_until_it_is_published():
    deputy, editor = somebody(Role.DEPUTY), somebody(Role.EDITOR)
    questionnaire = _written_by(editor)
    assert may_approve(deputy, questionnaire, today=date(2026, 3, 2)) is True
    _written_by(deputy, likert_document(4))
    assert may_approve(deputy, questionnaire, today=date(2026, 3, 2)) is False
    publish(questionnaire=questionnaire, approved_by=None, approved_as="komut satırı", now=NOW)
    _written_by(editor, likert_document(5))
    assert may_approve(deputy, Questionnaire.objects.get(), today=date(2026, 3, 2)) is True


def test_the_emergency_door_asks_for_a_reason_and_keeps_it(client):
    coordinator = somebody(Role.COORDINATOR, first_name="Deniz", last_name="Kara")
    questionnaire = _written_by(coordinator)
    client.force_login(coordinator)
    address = reverse("surveys_publish_alone", args=[questionnaire.pk])
    assert client.post(address, {"reason": "acele"}).status_code == 422
    reason = "Yardımcı izinli, saha yarın başlıyor ve bildirim yapıldı."
    assert client.post(address, {"reason": reason}).status_code == 302
    entry = AuditEntry.objects.get(action="questionnaire.published")
    assert (entry.actor, entry.actor_name, entry.detail["override"]) == (coordinator, "Deniz Kara", reason)


def test_a_draft_out_of_a_file_comes_whole_or_not_at_all(client):
    client.force_login(somebody(Role.EDITOR))
    address = reverse("surveys_import_questionnaire")
    good = likert_document(code="IYI").model_dump_json().encode()
    answer = client.post(address, {"file": SimpleUploadedFile("iyi.json", good)})
    assert (answer.status_code, Questionnaire.objects.get().code) == (200, "IYI")
    bad = json.loads(likert_document(code="KOTU").model_dump_json())
    bad["sections"][0]["questions"][1]["show_if"] = "YOK == 1"
    answer = client.post(address, {"file": SimpleUploadedFile("kotu.json", json.dumps(bad).encode())})
    assert (answer.status_code, Questionnaire.objects.count()) == (422, 1)
    assert "YOK" in answer.content.decode()


@pytest.mark.parametrize("name", ["anket.json", "anket.lss", "anket.xlsx"])
def test_forty_megabytes_are_refused_before_they_are_read(client, name):
    client.force_login(somebody(Role.EDITOR))
    answer = client.post(reverse("surveys_import_questionnaire"), {"file": SimpleUploadedFile(name, b"x" * 40 * 1024**2)})
    assert (answer.status_code, Questionnaire.objects.count()) == (422, 0)
    assert "MB" in answer.content.decode()


def test_the_workflow_is_made_once_and_left_alone_afterwards():
    install_workflow()
    before = list(Workflow.objects.filter(workflow_content_types__content_type__model="questionnaire").values_list("name", flat=True))
    install_workflow()
    assert (before, SecondPersonTask.objects.count()) == (["Anket onayı"], 1)


def test_a_copy_has_no_version_and_needs_a_code_of_its_own(client):
    editor = somebody(Role.EDITOR)
    questionnaire = _written_by(editor)
    publish(questionnaire=questionnaire, approved_by=None, approved_as="komut satırı", now=NOW)
    client.force_login(editor)
    address = reverse("surveys_questionnaires:copy", args=[questionnaire.pk])
    assert client.get(address).context["form"].instance.code == ""
    assert client.post(address, posted(likert_document())).status_code == 200  # the code is taken
    assert client.post(address, posted(likert_document(), code="KOPYA")).status_code == 302
    copied = Questionnaire.objects.get(code="KOPYA")
    assert (copied.live, copied.versions.count(), document_of(copied).questions) == (False, 0, likert_document().questions)
