"""What the explorer's pages show beside the answer: the form, a note on the unit, and what the analyst asked before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from departments.models import Department, Faculty, Program
from home.models import User
from surveys.results.exploring import Question, questions_of

from .asking import PLACES, Asked, written
from .choices import OPERATOR_WORDS, Choice, Words, column_groups, condition_groups, row_groups, unit_groups

LAST = 20
_UNITS: Mapping[str, type[Department] | type[Faculty] | type[Program]] = {
    "faculty": Faculty, "department": Department, "program": Program,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Builder:
    """One condition of the form. options: of the chosen variable; None where a value is typed or no variable is chosen."""

    place: int
    variable: str
    operator: str
    value: str
    options: tuple[Choice, ...] | None

    @property
    def unfinished(self) -> bool:
        return bool(self.variable) and not self.value


@dataclass(frozen=True, slots=True)
class Past:
    """A question of the log: when, of which wave, in short, and the address that asks it again."""

    at: datetime
    wave: str
    wave_id: int
    words: str
    reason: str
    address: str


def form_context(asked: Asked, words: Words) -> dict[str, Any]:
    return {
        "row_groups": row_groups(words),
        "column_groups": column_groups(words),
        "unit_groups": unit_groups(words),
        "condition_groups": condition_groups(words),
        "operators": OPERATOR_WORDS,
        "builders": [_builder(asked, place, words) for place in PLACES],
        "university": words.tree.units[0].names[words.language],
        "shown": (
            ("column", _("Column %")),
            ("row", _("Row %")),
            ("total", _("Total %")),
            ("n", _("Counts")),
        ),
    }


def last_questions(user: User) -> list[Past]:
    made = []
    for entry in questions_of(user)[:LAST]:
        question = Question.of(entry.detail)
        parts = [
            question.rows,
            question.columns,
            question.unit.partition(":")[2],
            *(c.variable for c in question.conditions),
            question.where,
        ]
        said = " · ".join(part for part in parts if part)
        made.append(Past(entry.at, entry.subject, entry.detail["wave"], said, entry.detail["reason"], written(question)))
    return made


def unit_note(reference: str) -> str:
    """Of a unit that lives on as another: whose answers these are. Empty for every other."""
    level, _colon, code = reference.partition(":")
    model = _UNITS.get(level)
    unit = model.objects.select_related("successor").filter(code=code).first() if model else None
    if unit is None or unit.successor is None:
        return ""
    return _("%(unit)s has become %(successor)s: these are the answers of its own programs alone, as they stood.") % {
        "unit": unit.name,
        "successor": unit.successor.name,
    }


def _builder(asked: Asked, place: int, words: Words) -> Builder:
    draft = asked.drafts.get(place)
    if draft is None:
        return Builder(place, "", "is", "", None)
    answers = words.answers(draft.variable)
    options = tuple(Choice(code, label) for code, label in answers.items()) if answers else None
    return Builder(place, draft.variable, draft.operator, draft.value, options)
