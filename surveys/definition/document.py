"""The questionnaire document: canonical, self-contained, published as JSON Schema. Everything after freezing reads this."""

from functools import cached_property
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from surveys.questions import AnyQuestion, Option, Question, Text, Variable
from surveys.questions.base import Code, Frozen, none_if_empty

from . import proof


class Section(Frozen):
    """One page of the questionnaire: a topic, at most eight questions or one matrix."""

    code: Code
    title: Text | None = None
    questions: tuple[AnyQuestion, ...]

    @field_validator("title")
    @classmethod
    def _no_title(cls, given: Text | None) -> Text | None:
        return none_if_empty(given)


class Competency(Frozen):
    """One concept with a wording per audience; tags are data, so outcome sets can change version."""

    code: Code
    label: Text
    domain: str = ""
    tags: tuple[str, ...] = ()  # "MUDEK-3:1", "TYYC:Bilgi"


class Indicator(Frozen):
    code: Code
    label: Text
    formula: str


class Document(Frozen):
    """A whole questionnaire.

    option_sets   every answer list, by name; a question's own list bears the question's code
    sections      what is asked, page by page
    after         asked once the answers are sealed, stored apart (consents, contacts, offers)
    """

    format: Literal["mik/1"] = "mik/1"
    code: Code
    title: Text
    audience: Literal["graduates", "employers", "others"] = "graduates"
    minutes: int | None = None
    legal_basis: str = ""
    privacy: Text = Text()
    domains: dict[str, Text] = Field(default_factory=dict)
    constructs: dict[str, Text] = Field(default_factory=dict)  # names of the scales the items form, by code
    facets: dict[str, Text] = Field(default_factory=dict)
    competencies: tuple[Competency, ...] = ()
    option_sets: dict[str, tuple[Option, ...]] = Field(default_factory=dict)
    sections: tuple[Section, ...]
    after: tuple[AnyQuestion, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    metadata: dict[str, Any] = Field(default_factory=dict)  # what a source says beside the questions: fieldwork, article, edition

    @model_validator(mode="after")
    def _option_sets_exist(self) -> "Document":
        wanted = {name for question in self.all_questions for name in option_set_names(question)}
        if unknown := sorted(wanted - self.option_sets.keys()):
            raise ValueError(f"unknown option sets: {', '.join(unknown)}")
        return self

    @property
    def questions(self) -> tuple[AnyQuestion, ...]:
        return tuple(question for section in self.sections for question in section.questions)

    @property
    def all_questions(self) -> tuple[AnyQuestion, ...]:
        return (*self.questions, *self.after)

    @cached_property
    def variables(self) -> dict[str, Variable]:
        """Every variable of the answering part by code, in the order of the record."""
        return {v.code: v for question in self.questions for v in question.variables(self.option_sets)}

    @cached_property
    def structure_hash(self) -> str:
        """SHA-256 of what decides meaning and storage: codes, kinds, options, routing, order; no wording."""
        return proof.structure_hash(self.model_dump(mode="json"))

    @cached_property
    def text_hash(self) -> str:
        """SHA-256 of the whole document, wording included."""
        return proof.text_hash(self.model_dump(mode="json"))


def option_set_names(question: Question) -> tuple[str, ...]:
    named = getattr(question, "options", None)
    return (*((named,) if named else ()), *(column.options for column in getattr(question, "columns", ())))
