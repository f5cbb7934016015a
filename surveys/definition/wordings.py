"""Every text of a document with its place, named by codes rather than by position."""

import unicodedata
from collections.abc import Iterator

from surveys.questions import AnyQuestion, Text

from .document import Document

_KEPT = frozenset("\n\t")


def texts(document: Document) -> Iterator[tuple[str, Text, bool]]:
    """(path, text, whether it must be there). A text that need not be there may be empty in both languages, never in one."""
    yield "title", document.title, True
    yield "privacy", document.privacy, False
    for group, labelled in (("domains", document.domains), ("constructs", document.constructs), ("facets", document.facets)):
        yield from ((f"{group}.{code}", label, True) for code, label in labelled.items())
    yield from ((f"competencies.{c.code}", c.label, True) for c in document.competencies)
    for name, options in document.option_sets.items():
        yield from ((f"option_sets.{name}.{option.code}", option.label, True) for option in options)
    for section in document.sections:
        if section.title:
            yield f"sections.{section.code}.title", section.title, False
    for question in document.all_questions:
        yield from _of_question(question)
    yield from ((f"indicators.{i.code}", i.label, True) for i in document.indicators)


def _of_question(question: AnyQuestion) -> Iterator[tuple[str, Text, bool]]:
    path = f"questions.{question.code}"
    yield path, question.label, True
    for name in ("hint", "unit_label"):
        if text := getattr(question, name, None):
            yield f"{path}.{name}", text, False
    for name in ("low", "high"):
        if isinstance(text := getattr(question, name, None), Text):
            yield f"{path}.{name}", text, True
    yield from ((f"{path}.rows.{row.code}", row.label, True) for row in getattr(question, "rows", ()))
    yield from ((f"{path}.columns.{column.facet}", column.label, True) for column in getattr(question, "columns", ()))


def missing_translations(document: Document) -> Iterator[tuple[str, str]]:
    """(path, language) of every text that lacks a language."""
    for path, text, needed in texts(document):
        for language, given, other in (("tr", text.tr, text.en), ("en", text.en, text.tr)):
            if not given.strip() and (needed or other.strip()):
                yield f"{path}.{language}", language


def unprintable(document: Document) -> Iterator[str]:
    """Texts with control characters or halves of surrogate pairs: no database and no page keeps those."""
    for path, text, _needed in texts(document):
        for language, given in (("tr", text.tr), ("en", text.en)):
            if any(unicodedata.category(letter) in {"Cc", "Cs"} and letter not in _KEPT for letter in given):
                yield f"{path}.{language}"
