"""What every kind of question shares. Pure: no Django, no database, no clock.

A question turns the raw strings of one posted page into answers, says which variables it yields, and knows
nothing of pages, sittings or records. Answers are a flat mapping of variable code to value:

    choice            option code, a str
    choices           list of option codes, in the order of the option list
    ranking           list of option codes, best first
    number            decimal string with a point, as declared ("12", "3.5")
    period            year or year and month ("2024", "2024-05")
    text              str
    absent key        not asked
    None              asked and skipped
"""

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints, field_validator

Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_.]{0,63}$")]
OptionCode = Annotated[str, StringConstraints(pattern=r"^\S{1,64}$")]
Measure = Literal["nominal", "ordinal", "interval", "nps", "multiple", "ranking", "number", "period", "text"]
Storage = Literal["choice", "register", "choices", "registers", "ranking", "number", "period", "text"]
Missing = Literal["na", "refused", "dk"]

Value = str | list[str] | None
Answers = Mapping[str, Value]
Raw = Mapping[str, Sequence[str]]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Frozen):
    """One text in both languages; an empty one is a missing translation, found by definition.check."""

    tr: str = ""
    en: str = ""

    def in_language(self, language: str) -> str:
        return (self.en or self.tr) if language == "en" else (self.tr or self.en)


def none_if_empty(text: Text | None) -> Text | None:
    """A text that may be absent is absent where it says nothing, so that two documents that say the same are equal."""
    return text if text and (text.tr or text.en) else None


class Option(Frozen):
    """code: what is stored. value: its number where the list is a scale. missing: what kind of no-answer it is.

    na leaves every base; refused and dk stay in the base of single choice and leave means.
    low, high: bounds of a band, high None where it is open.
    """

    code: OptionCode
    label: Text
    value: float | None = None
    missing: Missing | None = None
    exclusive: bool = False
    other_text: bool = False
    low: float | None = None
    high: float | None = None


OptionSets = Mapping[str, tuple[Option, ...]]


@dataclass(frozen=True, slots=True)
class Variable:
    """One column of the results. `options` is empty for numbers, texts and the register of programs."""

    code: str
    question: str
    label: Text
    storage: Storage
    measure: Measure
    options: tuple[Option, ...] = ()
    maximum: int = 1  # most values of a multiple choice
    register: str = ""  # name of the list that stays outside the document: "programs"
    low: float | None = None
    high: float | None = None
    decimals: int = 0
    unit: str = ""
    max_length: int = 0
    construct: str = ""
    reverse: bool = False
    headline: bool = False
    row: str = ""
    facet: str = ""
    show_if: tuple[str, ...] = ()  # every one must hold


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one raw answer: `code` names the message (respond.messages), `params` fill it."""

    variable: str
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parsed:
    answers: Mapping[str, Value]
    problems: tuple[Problem, ...] = ()


# The field's own term wins over a method that pydantic has long deprecated and nobody here calls.
warnings.filterwarnings("ignore", message='Field name "construct" in "Question"', category=UserWarning)


class Question(Frozen):
    """Base of all kinds. `show_if` is an expression of definition.routing."""

    code: Code
    label: Text
    hint: Text | None = None
    required: bool = False
    show_if: str | None = None
    headline: bool = False
    construct: str = ""  # type: ignore[assignment]  # shadows pydantic's deprecated method on purpose
    item_version: int = 1  # raised when the wording changes and the construct does not
    note: str = ""  # for the people who make and read the questionnaire; never shown to a respondent
    classification: str = ""  # of the options, where they are a standard's: "NACE Rev.2 section"
    pii: str = ""  # how far an answer may point at a person, as the author judged it

    @field_validator("show_if")
    @classmethod
    def _no_condition(cls, given: str | None) -> str | None:
        return given or None

    @field_validator("hint")
    @classmethod
    def _no_hint(cls, given: Text | None) -> Text | None:
        return none_if_empty(given)

    asks: ClassVar[bool] = True  # False: nothing to answer (notes, prefilled facts)

    def variables(self, sets: OptionSets) -> tuple[Variable, ...]:
        """The variables this question yields, in the order of the record."""
        return ()

    def parse(self, raw: Raw, sets: OptionSets, *, asked: frozenset[str]) -> Parsed:
        """Answers to those variables of this question that are in `asked`; raw maps field names to posted strings.

        Field names are variable codes, unless `fields` says otherwise; the text of an "other" option is `<variable>.other`.
        """
        return Parsed({})

    def fields(self, sets: OptionSets) -> tuple[str, ...]:
        """Names of the form fields it is answered in."""
        return tuple(v.code for v in self.variables(sets))

    def typed(self, answers: Answers, sets: OptionSets) -> dict[str, list[str]]:
        """What stands in those fields for answers that were given: `parse` reads the same answers from it."""
        return {name: strings(answers.get(name)) for name in self.fields(sets)}

    def _variable(self, storage: Storage, measure: Measure, options: tuple[Option, ...] = (), **fields: Any) -> Variable:
        """A variable of this question; `fields` are what it does not simply take from it."""
        taken = {
            "code": self.code,
            "label": self.label,
            "construct": self.construct,
            "headline": self.headline,
            "show_if": (self.show_if,) if self.show_if else (),
        }
        return Variable(question=self.code, storage=storage, measure=measure, options=options, **{**taken, **fields})


def strings(value: Value) -> list[str]:
    """An answer as a form holds it."""
    if value is None:
        return []
    return [value] if isinstance(value, str) else value


def first(raw: Raw, name: str) -> str:
    """The posted value, blanks trimmed; the last where a field came twice."""
    values = raw.get(name) or ("",)
    return values[-1].strip()


def written(raw: Raw, name: str) -> str:
    """Free text without what no database and no encoding keeps: NUL and halves of surrogate pairs."""
    return first(raw, name).replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")
