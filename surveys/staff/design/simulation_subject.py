"""What is tried out before launch, and who may do so."""

from dataclasses import dataclass
from typing import Literal

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from home.models import Role
from surveys.definition import bank, drafts
from surveys.definition.document import Document
from surveys.definition.readable import readable
from surveys.models import Questionnaire, QuestionnaireVersion
from surveys.reports.reading import reading_language
from surveys.staff.registers.base import OFFICE, in_office

READERS = (*OFFICE, Role.EDITOR, Role.ANALYST)
Of = Literal["draft", "version"]
NAMES = {"draft": "surveys_simulation", "version": "surveys_version_simulation"}


@dataclass(frozen=True, slots=True)
class Subject:
    """document   without what is not finished and without conditions that cannot be read
    faults     what that is, a sentence each
    written    as it is written
    """

    of: Of
    pk: int
    title: str
    document: Document
    faults: tuple[str, ...]
    written: Document

    def address(self, part: str = "") -> str:
        return reverse(f"{NAMES[self.of]}{part}", args=[self.pk])

    @property
    def tabs(self) -> list[tuple[str, str]]:
        """(address, words) of the three screens."""
        return [(self.address(), _("Branches")), (self.address("_walk"), _("Walk through")), (self.address("_results"), _("Results"))]


def subject(request: HttpRequest, of: Of, pk: int) -> Subject:
    """404 for whoever may not read it, as for what does not exist."""
    if not in_office(request.user, *READERS):
        raise Http404
    faults: list[str] = []
    if of == "version":
        version = get_object_or_404(QuestionnaireVersion.objects.select_related("questionnaire"), pk=pk)
        document, title = Document.model_validate(version.document), str(version)
    else:
        questionnaire = get_object_or_404(Questionnaire, pk=pk)
        draft: Questionnaire = questionnaire.get_latest_revision_as_object()
        document, unfinished = drafts.freeze_what_there_is(drafts.fields_of(draft), bank.load(audience=draft.audience))
        faults += map(str, unfinished)
        title = _("%(questionnaire)s, draft") % {"questionnaire": draft.code}
    sound, unreadable = readable(document)
    faults += (f"{code}: {message}" for code, message in unreadable.items())
    return Subject(of, pk, title, sound, tuple(faults), document)


def head(found: Subject, request: HttpRequest) -> dict[str, object]:
    """What every one of the three screens needs."""
    return {
        "subject": found,
        "document_title": found.document.title.in_language(reading_language()),
        "page_title": _("Simulation"),
        "page_subtitle": found.title,
        "header_icon": "tasks",
        "here": request.path,
    }
