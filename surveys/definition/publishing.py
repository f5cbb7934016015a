"""From an imported or edited document to a draft, and from a draft to a frozen version."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from surveys import audit
from surveys.models import Questionnaire, QuestionnaireVersion
from surveys.questions import Variable

from .check import DefinitionError, DefinitionProblem, problems
from .document import Document

if TYPE_CHECKING:
    from home.models import User


@transaction.atomic
def import_draft(*, document: Document) -> Questionnaire:
    """The document becomes the draft of the questionnaire of its code, which is made where there is none. Versions stay."""
    questionnaire, _made = Questionnaire.objects.update_or_create(
        code=document.code,
        defaults={
            "title_tr": document.title.tr,
            "title_en": document.title.en,
            "audience": document.audience,
            "draft": document.model_dump(mode="json"),
        },
    )
    return questionnaire


@transaction.atomic
def publish(*, questionnaire: Questionnaire, approved_by: "User | None", approved_as: str, now: datetime) -> QuestionnaireVersion:
    """The draft as a new version, and a line in the log of who approved it. DefinitionError where it is not fit to be asked.

    A draft equal to the latest version makes none: that version is returned.
    """
    questionnaire = Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    document = Document.model_validate(questionnaire.draft)
    earlier = list(questionnaire.versions.order_by("number"))
    if earlier and earlier[-1].text_hash == document.text_hash:
        return earlier[-1]
    if found := [*problems(document), *_codes_with_new_meaning(document, earlier)]:
        raise DefinitionError(found)
    version = QuestionnaireVersion.objects.create(
        questionnaire=questionnaire,
        number=(questionnaire.versions.aggregate(latest=Max("number"))["latest"] or 0) + 1,
        document=document.model_dump(mode="json"),
        structure_hash=document.structure_hash,
        text_hash=document.text_hash,
        published_at=now,
        approved_by=approved_by,
        approved_as=approved_as[:120],
    )
    detail = {"text_hash": version.text_hash, "structure_hash": version.structure_hash}
    audit.record(action="questionnaire.published", subject=str(version), actor=approved_by, actor_name=approved_as, detail=detail, now=now)
    return version


def _codes_with_new_meaning(document: Document, earlier: list[QuestionnaireVersion]) -> Iterator[DefinitionProblem]:
    """Codes are never reused: what was a number in one version is not a choice in the next."""
    first: dict[str, tuple[tuple[str, str], int]] = {}
    for version in earlier:
        for code, variable in Document.model_validate(version.document).variables.items():
            first.setdefault(code, (_meaning(variable), version.number))
    for code, variable in document.variables.items():
        meaning, number = first.get(code, (_meaning(variable), 0))
        if meaning != _meaning(variable):
            message = _("The code %(code)s meant something else in version %(number)d; a new question needs a new code.")
            yield DefinitionProblem(f"questions.{variable.question}", "code_reused", message % {"code": code, "number": number})


def _meaning(variable: Variable) -> tuple[str, str]:
    """A list may grow out of one byte into two without meaning anything else."""
    return {"register": "choice", "registers": "choices"}.get(variable.storage, variable.storage), variable.measure
