"""What a respondent is told before question one, all of it true of their own questionnaire."""

from dataclasses import dataclass
from datetime import datetime

from surveys.definition.document import Document
from surveys.questions import DynamicMatrixQuestion

from .visit import Visit


@dataclass(frozen=True, slots=True)
class Introduction:
    """minutes: as the questionnaire declares. most_questions: every item of every branch counts, rows of a matrix too."""

    title: str
    minutes: int | None
    most_questions: int
    privacy: str
    closes_at: datetime | None
    employer: bool


def introduction(visit: Visit) -> Introduction:
    return introduction_of(visit.compiled.document, visit.draft.language, slots=visit.slots, closes_at=visit.wave.closes_at)


def introduction_of(document: Document, language: str, *, slots: frozenset[str], closes_at: datetime | None) -> Introduction:
    by_slot = {v.code for q in document.questions if isinstance(q, DynamicMatrixQuestion) for v in q.variables(document.option_sets)}
    items = [v for v in document.variables.values() if not v.code.endswith(".other") and (v.code not in by_slot or v.code in slots)]
    return Introduction(
        title=document.title.in_language(language),
        minutes=document.minutes,
        most_questions=len(items),
        privacy=document.privacy.in_language(language),
        closes_at=closes_at,
        employer=document.audience == "employers",
    )
