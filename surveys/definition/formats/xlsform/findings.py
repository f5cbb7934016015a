"""What comes to light while a form is read: faults that refuse it, remarks for a person, and what becomes of its names."""

from dataclasses import dataclass, field

from surveys.definition.check import DefinitionProblem

from .leftovers import Place
from .xpath import Term


@dataclass(frozen=True, slots=True)
class Condition:
    """Terms that must all hold for a question, or for one facet of a dual matrix. `text`: as the form has it."""

    question: str
    facet: str
    terms: tuple[Term, ...]
    text: str

    @property
    def path(self) -> str:
        column = f".columns.{self.facet}" if self.facet else ""
        return f"questions.{self.question}{column}.show_if"


@dataclass(slots=True)
class Findings:
    """assumed: what had to be guessed, by the place the guess stands at; the sheet mik may settle it. variables: codes by the
    names of the form. gone: names of what was not carried over.
    """

    problems: list[DefinitionProblem] = field(default_factory=list)
    remarks: list[DefinitionProblem] = field(default_factory=list)
    assumed: list[tuple[Place, DefinitionProblem]] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    variables: dict[str, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)

    def refuse(self, path: str, code: str, message: str) -> None:
        self.problems.append(DefinitionProblem(path, code, message))

    def remark(self, path: str, code: str, message: str) -> None:
        self.remarks.append(DefinitionProblem(path, code, message))

    def assume(self, place: Place, message: str) -> None:
        self.assumed.append((place, DefinitionProblem(str(place), "assumed", message)))
