"""The codebook of a version on one page: what was asked, in both languages, of whom, and how it is stored."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from home.models import Role
from surveys.definition.condition_words import in_words
from surveys.definition.document import Document, Section, option_set_names
from surveys.models import QuestionnaireVersion
from surveys.questions import Option, Question, Text

from .base import OFFICE, in_office

READERS = (*OFFICE, Role.EDITOR, Role.ANALYST, Role.RECTORATE, Role.DEAN, Role.REPRESENTATIVE)

KINDS = {
    "single": _("Single choice"),
    "multiple": _("Multiple choice"),
    "register": _("Choice from a register"),
    "likert": _("Scale"),
    "matrix": _("Scale, several statements"),
    "dual_matrix": _("Two scales, several statements"),
    "dynamic_matrix": _("Scale, the program's own objectives"),
    "nps": _("Recommendation, 0 to 10"),
    "number": _("Number"),
    "text": _("Free text"),
    "prefilled": _("Known beforehand, shown"),
    "note": _("Note"),
    "consent": _("Consent"),
    "contact": _("E-mail address"),
}


@dataclass(frozen=True, slots=True)
class OptionList:
    """`heading` names the facet in a matrix of two scales."""

    heading: Text | None
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    question: Question
    kind: Any
    condition: str
    rows: tuple[Any, ...]
    lists: tuple[OptionList, ...]
    register: str


@dataclass(frozen=True, slots=True)
class Part:
    section: Section | None  # None: the after-part
    entries: tuple[Entry, ...]


def codebook(request: HttpRequest, pk: int) -> HttpResponse:
    if not in_office(request.user, *READERS):
        raise Http404
    version = get_object_or_404(QuestionnaireVersion.objects.select_related("questionnaire"), pk=pk)
    document = Document.model_validate(version.document)
    return render(
        request,
        "surveys/registers/codebook.html",
        {
            "version": version,
            "document": document,
            "parts": parts(document, language=get_language() or "tr"),
            "page_title": str(version.questionnaire),
            "page_subtitle": _("Codebook"),
            "header_icon": "list-ul",
        },
    )


def parts(document: Document, *, language: str) -> list[Part]:
    shown = [Part(section, tuple(_entry(q, document, language) for q in section.questions)) for section in document.sections]
    after = tuple(_entry(q, document, language) for q in document.after)
    return [*shown, Part(None, after)] if after else shown


def _entry(question: Any, document: Document, language: str) -> Entry:
    columns = getattr(question, "columns", ())
    named = [(column.label, column.options) for column in columns] or [(None, name) for name in option_set_names(question)]
    return Entry(
        question=question,
        kind=KINDS.get(question.kind, question.kind),
        condition=in_words(question.show_if, document.variables, language=language) if question.show_if else "",
        rows=tuple(getattr(question, "rows", ())),
        lists=tuple(OptionList(heading, document.option_sets[name]) for heading, name in named),
        register=getattr(question, "register_name", ""),
    )
