"""What changed between two versions, or from a version to the draft, in sentences grouped by what they are about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from re import findall

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from surveys.definition.check import DefinitionError, DefinitionProblem
from surveys.definition.compiled import compile_version
from surveys.definition.differences import changes
from surveys.definition.document import Document
from surveys.definition.field_differences import Change
from surveys.definition.publishing import document_of

from .versions_pair import Pair, address, read_pair

KINDS = {
    "added": gettext_lazy("new"),
    "removed": gettext_lazy("taken out"),
    "moved": gettext_lazy("moved"),
    "changed": gettext_lazy("changed"),
}

LEAST_IN_COMMON = 0.3  # of the words of two texts, for marking single ones to be of any help


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A change with the words in which its old and new text differ."""

    change: Change
    kind: str  # in words
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    name: str
    told: tuple[Told, ...]


@require_safe
def difference(request: HttpRequest, pk: int) -> HttpResponse:
    pair = read_pair(request, pk, with_draft=True)
    found: list[Change] = []
    unfinished: tuple[DefinitionProblem, ...] = ()
    if pair.complete:
        try:
            found = changes(*_documents(pair))
        except DefinitionError as error:
            unfinished = error.problems
    context = {
        "pair": pair,
        "subjects": subjects(found),
        "counts": [(kind, words, sum(change.kind == kind for change in found)) for kind, words in KINDS.items()],
        "unfinished": unfinished,
        "page_title": pair.questionnaire.title,
        "page_subtitle": _("What changed"),
        "header_icon": "history",
        "versions_url": address("surveys_versions", pair.questionnaire),
        "compare_url": "" if pair.draft or not pair.complete else pair.address("surveys_compare"),
    }
    return render(request, "surveys/design/difference.html", context)


def _documents(pair: Pair) -> tuple[Document, Document]:
    assert pair.earlier is not None  # noqa: S101  (a complete pair has an earlier version)
    later = compile_version(pair.later).document if pair.later else document_of(pair.questionnaire)
    return compile_version(pair.earlier).document, later


def subjects(found: Iterable[Change]) -> list[Subject]:
    """Changes of one question or list together, where the first of them stands."""
    grouped: dict[str, list[Told]] = {}
    for change in found:
        before, after = marked(change.before, change.after)
        grouped.setdefault(change.subject, []).append(Told(change, str(KINDS[change.kind]), before, after))
    return [Subject(name, tuple(told)) for name, told in grouped.items()]


def marked(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces, word by word; texts with hardly a word in common are marked as a whole."""
    if SequenceMatcher(None, findall(r"\w+", before), findall(r"\w+", after), autojunk=False).ratio() < LEAST_IN_COMMON:
        return (Piece(before, True),), (Piece(after, True),)
    old, new = (findall(r"\s+|\w+|[^\w\s]", text) for text in (before, after))
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return (
        _pieces((old[a:b], tag != "equal") for tag, a, b, _c, _d in steps),
        _pieces((new[c:d], tag != "equal") for tag, _a, _b, c, d in steps),
    )


def _pieces(parts: Iterable[tuple[Sequence[str], bool]]) -> tuple[Piece, ...]:
    return tuple(Piece("".join(words), differs) for words, differs in parts if words)
