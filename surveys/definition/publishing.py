"""From an imported or edited document to a draft, and from a draft to a frozen version."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from home.rights import has_role
from surveys import audit
from surveys.models import Questionnaire, QuestionnaireVersion
from surveys.models.approval import APPROVERS

from . import bank, code_refusals, ledger
from .check import DefinitionError, DefinitionProblem, problems
from .document import Document
from .drafts import STREAMS, fields_of, freeze, thaw

if TYPE_CHECKING:
    from home.models import User


@dataclass(frozen=True, slots=True)
class Approval:
    """An approval given elsewhere than in the admin's workflow.

    approved_as   the name as it will stand: of a person, or of the operator of the command line
    override      why nobody else could approve what this person wrote; empty where that was not needed
    """

    approved_as: str
    now: datetime
    override: str = ""


def document_of(questionnaire: Questionnaire) -> Document:
    """The draft as it was last saved. DefinitionError where it is not yet a document."""
    draft: Any = questionnaire.get_latest_revision_as_object()
    return document_on(draft)


def document_on(draft: Questionnaire) -> Document:
    """The document of what stands on the object, saved or not."""
    return freeze(fields_of(draft), bank.load(audience=draft.audience))


def refusals(questionnaire: Questionnaire) -> list[DefinitionProblem]:
    """Everything that keeps what stands on the object from being published; empty where nothing does."""
    try:
        document = document_on(questionnaire)
    except DefinitionError as error:
        return list(error.problems)
    return [*problems(document), *code_refusals.refusals(document, questionnaire)]


@transaction.atomic
def import_draft(*, document: Document, by: "User | None" = None) -> Questionnaire:
    """The document becomes the draft of the questionnaire of its code, which is made where there is none. Versions stay."""
    questionnaire = Questionnaire.objects.select_for_update().filter(code=document.code).first()
    made = questionnaire is None
    draft = questionnaire or Questionnaire(code=document.code, live=False)
    for name, value in thaw(document, bank.load(audience=document.audience)).items():
        setattr(draft, name, json.dumps(value) if name in STREAMS else value)
    if made:
        draft.has_unpublished_changes = True
        draft.save()
    draft.save_revision(user=by)
    return Questionnaire.objects.get(pk=draft.pk)


@transaction.atomic
def publish(
    *, questionnaire: Questionnaire, approved_by: "User | None", approved_as: str, now: datetime, override: str = ""
) -> QuestionnaireVersion:
    """The draft as a new version, and a line in the log of who approved it. DefinitionError where it is not fit to be asked.

    A draft equal to the latest version makes none: that version is returned.
    """
    questionnaire = Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    revision = questionnaire.get_latest_revision() or questionnaire.save_revision()
    questionnaire.publish(revision, user=approved_by, approval=Approval(approved_as, now, override))
    return questionnaire.versions.order_by("-number")[0]


class NotTheApprover(DefinitionError):
    """The person may not approve: no office, or the author of what is to be approved."""


def approver_refusals(*, user: "User | None", authors: set[int], now: datetime) -> list[DefinitionProblem]:
    """Author is never approver; approving is the coordinator's and the deputy's. Empty where the person may."""
    if user is None or not has_role(user, *APPROVERS, today=now.date()):
        return [DefinitionProblem("approval", "no_office", _("Only the coordinator and the deputy approve a questionnaire."))]
    if user.pk in authors:
        message = _("You wrote part of this draft; somebody else has to approve it.")
        return [DefinitionProblem("approval", "own_work", message)]
    return []


def freeze_published(
    sender: Any, *, questionnaire: Questionnaire, authors: set[int], user: "User | None", approval: Approval | None, **_signal: Any
) -> None:
    """Receiver of models.questionnaire.publishing: what was published becomes a version, or nothing is published."""
    if approval is None:
        now = questionnaire.last_published_at
        if refused := approver_refusals(user=user, authors=authors, now=now):
            raise NotTheApprover(refused)
        approval = Approval(user.get_full_name() or user.get_username() if user else "", now)
    _make_version(questionnaire, approved_by=user, approval=approval)


def _make_version(questionnaire: Questionnaire, *, approved_by: "User | None", approval: Approval) -> QuestionnaireVersion:
    Questionnaire.objects.select_for_update().only("pk").get(pk=questionnaire.pk)  # two approvals at once: one after the other
    document = document_on(questionnaire)
    latest = questionnaire.versions.order_by("-number").first()
    if latest and latest.text_hash == document.text_hash:
        return latest
    if found := [*problems(document), *code_refusals.refusals(document, questionnaire)]:
        raise DefinitionError(found)
    version = QuestionnaireVersion.objects.create(
        questionnaire=questionnaire,
        number=latest.number + 1 if latest else 1,
        document=document.model_dump(mode="json"),
        structure_hash=document.structure_hash,
        text_hash=document.text_hash,
        published_at=approval.now,
        approved_by=approved_by,
        approved_as=approval.approved_as[:120],
    )
    ledger.write(version=version, document=document)
    detail = {"text_hash": version.text_hash, "structure_hash": version.structure_hash}
    if approval.override:
        detail["override"] = approval.override
    audit.record(
        action="questionnaire.published", subject=str(version), actor=approved_by, actor_name=approval.approved_as, detail=detail,
        now=approval.now,
    )  # fmt: skip
    return version
