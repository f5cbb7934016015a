"""What the lists of the explorer's form offer: variables by section, units by level, the answers of a variable."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.collation import sort_key
from surveys.definition.document import Document
from surveys.questions import DualMatrixQuestion, Text, Variable
from surveys.results.axes import ranking_of
from surveys.results.columns import COHORT_VARIABLE
from surveys.results.crosstab import NUMBER, SEVERAL
from surveys.results.units import UnitTree

LONGEST = 90  # characters of a label in a list

OPERATOR_WORDS = (
    ("is", gettext_lazy("is")),
    ("not", gettext_lazy("is not")),
    ("least", gettext_lazy("at least")),
    ("most", gettext_lazy("at most")),
)
LEVEL_WORDS = {
    "faculty": gettext_lazy("Faculties"),
    "department": gettext_lazy("Departments"),
    "program": gettext_lazy("Programs"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Group:
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Words:
    """What codes of a wave's questionnaire are called in the language of the reader."""

    document: Document
    tree: UnitTree
    language: Literal["tr", "en"]

    def variable(self, code: str) -> str:
        """Of `cohort` and `first(ranking)` too; the code itself where it is none."""
        if code == COHORT_VARIABLE and code not in self.document.variables:
            return _("Year of graduation")
        if ranking := ranking_of(code):
            return _("%(question)s: put first") % {"question": self.variable(ranking)}
        variable = self.document.variables.get(code)
        if variable is None:
            return code
        label = variable.label.in_language(self.language)
        facet = self._facets.get((variable.question, variable.facet))
        return f"{label} ({facet.in_language(self.language)})" if facet else label

    def answers(self, code: str) -> Mapping[str, str]:
        """By option code; of a register of programs their names."""
        variable = self.document.variables.get(ranking_of(code) or code)
        if variable is None:
            return {}
        if variable.register:
            return {unit.code: unit.names[self.language] for unit in self.tree.units if unit.level == "program"}
        return {option.code: option.label.in_language(self.language) for option in variable.options}

    def unit(self, reference: str) -> str:
        """The university where it is none."""
        level, _colon, code = reference.partition(":")
        found = next((unit for unit in self.tree.units if (unit.level, unit.code) == (level, code)), self.tree.units[0])
        return found.names[self.language]

    @cached_property
    def _facets(self) -> Mapping[tuple[str, str], Text]:
        """Columns of double matrices by question and facet: two variables of a row share its label."""
        return {
            (question.code, column.facet): column.label
            for question in self.document.questions
            if isinstance(question, DualMatrixQuestion)
            for column in question.columns
        }


def row_groups(words: Words) -> list[Group]:
    """Every variable of the record, by section."""
    return _groups(words, lambda variable: [variable.code, *_first(variable)])


def column_groups(words: Words) -> list[Group]:
    """Only what divides respondents."""
    return _groups(words, lambda variable: _first(variable) if variable.storage in {*SEVERAL, NUMBER} else [variable.code])


def condition_groups(words: Words) -> list[Group]:
    return _groups(words, lambda variable: [variable.code])


def unit_groups(words: Words) -> list[Group]:
    """Faculties, departments and programs in Turkish order of their names."""
    groups = []
    for level, label in LEVEL_WORDS.items():
        units = sorted((unit for unit in words.tree.units if unit.level == level), key=lambda unit: sort_key(unit.names[words.language]))
        groups.append(Group(str(label), tuple(Choice(f"{level}:{unit.code}", unit.names[words.language]) for unit in units)))
    return groups


def _groups(words: Words, sides: Callable[[Variable], Sequence[str]]) -> list[Group]:
    groups = [Group(_("From the register of graduates"), (_choice(words, COHORT_VARIABLE),))]
    sets = words.document.option_sets
    for section in words.document.sections:
        stored = [v for question in section.questions if question.asks for v in question.variables(sets) if v.storage != "text"]
        if choices := tuple(_choice(words, code) for variable in stored for code in sides(variable)):
            groups.append(Group(section.title.in_language(words.language) if section.title else section.code, choices))
    return groups


def _first(variable: Variable) -> list[str]:
    return [f"first({variable.code})"] if variable.storage == "ranking" else []


def _choice(words: Words, code: str) -> Choice:
    label = words.variable(code)
    short = label if len(label) <= LONGEST else label[: LONGEST - 1].rstrip() + "…"
    return Choice(code, short if code == COHORT_VARIABLE else f"{code} · {short}")
