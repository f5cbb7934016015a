"""The question as it stands in the address: read into a Question and written back, so that a link is a question."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from surveys.results.condition import OPERATORS, Condition
from surveys.results.exploring import Question

PLACES = (1, 2, 3)  # conditions in the builder
SHOWN = ("column", "row", "total", "n")  # which figure stands in the cells; the first where none is chosen


@dataclass(frozen=True, slots=True)
class Asked:
    """question   what is complete of it
    drafts     every condition with a variable, by its place; those without a value are not in the question yet
    submitted  the analyst wants figures, not only the options of a chosen variable
    """

    question: Question
    drafts: Mapping[int, Condition]
    shown: str
    submitted: bool

    @property
    def unfinished(self) -> bool:
        return any(not draft.value for draft in self.drafts.values())


def read(given: QueryDict) -> Asked:
    drafts = {place: draft for place in PLACES if (draft := _draft(given, place)) is not None}
    question = Question(
        rows=given.get("rows", ""),
        columns=given.get("columns", ""),
        unit=given.get("unit", ""),
        conditions=tuple(draft for draft in drafts.values() if draft.value),
        where=given.get("where", "").strip(),
        weighted=given.get("weighted") == "1",
        varied=given.get("varied") == "1",
    )
    shown = given.get("show", SHOWN[0])
    submitted = bool(question.rows) and given.get("step") != "options"
    return Asked(question, drafts, shown if shown in SHOWN else SHOWN[0], submitted)


def written(question: Question, shown: str = "") -> str:
    """The query string that asks this question."""
    parts: dict[str, str] = {"rows": question.rows, "columns": question.columns, "unit": question.unit}
    for place, condition in zip(PLACES, question.conditions, strict=False):
        parts |= {f"c{place}": condition.variable, f"o{place}": condition.operator, f"v{place}": condition.value}
    parts |= {"where": question.where, "weighted": "1" * question.weighted, "varied": "1" * question.varied, "show": shown}
    return urlencode({name: value for name, value in parts.items() if value})


def _draft(given: QueryDict, place: int) -> Condition | None:
    variable, operator = given.get(f"c{place}", ""), given.get(f"o{place}", "is")
    if not variable or operator not in OPERATORS:
        return None
    # A value that was chosen for another variable is none of this one.
    same = given.get(f"of{place}", variable) == variable
    return Condition(variable, operator, given.get(f"v{place}", "").strip() if same else "")
