"""The codebook of a version on one page: what was asked, in both languages, of whom, and how it is stored."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from home.models import Role
from surveys.definition.condition_words import in_words
from surveys.definition.document import Document, Section, option_set_names
from surveys.definition.kind_words import KINDS
from surveys.models import QuestionnaireVersion, Wave
from surveys.questions import Option, PeriodQuestion, Question, RankingQuestion, Text
from surveys.questions.period import in_words as period_in_words

from .base import OFFICE, in_office

READERS = (*OFFICE, Role.EDITOR, Role.ANALYST, Role.RECTORATE, Role.DEAN, Role.REPRESENTATIVE)


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
    rules: tuple[str, ...]  # how it may be answered and how it is shown, a sentence each
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
            "waves_with_objectives": Wave.objects.filter(version=version, objectives__isnull=False).distinct().order_by("opened_at", "pk"),
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
        rules=tuple(_rules(question, document, language)),
        rows=tuple(getattr(question, "rows", ())),
        lists=tuple(OptionList(heading, document.option_sets[name]) for heading, name in named),
        register=getattr(question, "register_name", ""),
    )


def _rules(question: Question, document: Document, language: str) -> Iterator[str]:
    if isinstance(question, RankingQuestion):
        places, options = question.places(document.option_sets), len(document.option_sets[question.options])
        yield gettext("Ranked from place 1 to %(places)d of %(options)d options.") % {"places": places, "options": options}
    if isinstance(question, PeriodQuestion):
        ends = {name: period_in_words(end, language) for name, end in (("first", question.earliest), ("last", question.latest))}
        yield gettext("From %(first)s to %(last)s.") % ends
    if getattr(question, "shuffle", False):
        yield gettext("Shown to each respondent in an order of their own.")
