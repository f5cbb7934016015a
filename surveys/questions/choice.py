"""Single choice, multiple choice, and choice from a long list (register)."""

from collections.abc import Collection
from typing import Literal

from pydantic import Field, model_validator

from .base import Measure, Option, OptionSets, Parsed, Problem, Question, Raw, Value, Variable, first, written

MOST_REGISTER_CHOICES = 8  # values the record has room for
MOST_BYTE_OPTIONS = 200  # a longer list is stored in two bytes
OTHER_LENGTH = 200  # characters of the text beside "other"


def _parse_one(code: str, known: Collection[str], raw: Raw, *, required: bool) -> Parsed:
    """One option code out of `known`; blank is skipped, unless required."""
    given = first(raw, code)
    if not given:
        return Parsed({code: None}, (Problem(code, "required"),) if required else ())
    if given not in known:
        return Parsed({code: None}, (Problem(code, "unknown_option", {"given": given[:40]}),))
    return Parsed({code: given})


class SingleQuestion(Question):
    kind: Literal["single"] = "single"
    options: str  # name of an option set
    measure: Measure = "nominal"

    def variables(self, sets: OptionSets) -> tuple[Variable, ...]:
        options = sets[self.options]
        variable = self._variable("choice" if len(options) <= MOST_BYTE_OPTIONS else "register", self.measure, options)
        return (variable, *_other_text(self, options))

    def parse(self, raw: Raw, sets: OptionSets, *, asked: frozenset[str]) -> Parsed:
        options = sets[self.options]
        parsed = _parse_one(self.code, [o.code for o in options], raw, required=self.required)
        texts = _parse_other(self.code, (parsed.answers[self.code],), raw, options)
        return Parsed({**parsed.answers, **texts}, parsed.problems)


class MultipleQuestion(Question):
    kind: Literal["multiple"] = "multiple"
    options: str
    maximum: int | None = Field(None, ge=1)

    def variables(self, sets: OptionSets) -> tuple[Variable, ...]:
        options = sets[self.options]
        variable = self._variable("choices", "multiple", options, maximum=self.maximum or len(options))
        return (variable, *_other_text(self, options))

    def parse(self, raw: Raw, sets: OptionSets, *, asked: frozenset[str]) -> Parsed:
        options = sets[self.options]
        given = {value for value in raw.get(self.code, ()) if value}
        problems = [Problem(self.code, "unknown_option", {"given": v[:40]}) for v in sorted(given - {o.code for o in options})]
        chosen = [o.code for o in options if o.code in given]
        if self.maximum and len(chosen) > self.maximum:
            problems.append(Problem(self.code, "too_many", {"maximum": self.maximum}))
        if len(chosen) > 1 and any(o.exclusive for o in options if o.code in given):
            problems.append(Problem(self.code, "exclusive"))
        if self.required and not chosen:
            problems.append(Problem(self.code, "required"))
        return Parsed({self.code: chosen or None, **_parse_other(self.code, chosen, raw, options)}, tuple(problems))


class RegisterQuestion(Question):
    """Choice from a list that the coordinatorship does not write itself. Programs stay outside the document."""

    kind: Literal["register"] = "register"
    register_name: Literal["programs", "listed"] = "listed"
    options: str | None = None  # the frozen list, for "listed"
    multiple: bool = False
    maximum: int = Field(MOST_REGISTER_CHOICES, ge=1, le=MOST_REGISTER_CHOICES)
    report_key: bool = False  # its answer decides the unit the response counts for

    @model_validator(mode="after")
    def _list_named(self) -> "RegisterQuestion":
        if (self.register_name == "listed") != (self.options is not None):
            raise ValueError("options name the list of a listed register, and of no other")
        return self

    def variables(self, sets: OptionSets) -> tuple[Variable, ...]:
        options = sets[self.options] if self.options else ()
        register = "programs" if self.register_name == "programs" else ""
        if self.multiple:
            return (self._variable("registers", "multiple", options, register=register, maximum=self.maximum),)
        return (self._variable("register", "nominal", options, register=register),)

    def parse(self, raw: Raw, sets: OptionSets, *, asked: frozenset[str]) -> Parsed:
        """`sets["programs"]` holds the living programs, given by whoever calls."""
        known = {o.code for o in sets[self.options or "programs"]}
        if not self.multiple:
            return _parse_one(self.code, known, raw, required=self.required)
        given = list(dict.fromkeys(value for value in raw.get(self.code, ()) if value))
        problems = [Problem(self.code, "unknown_option", {"given": v[:40]}) for v in given if v not in known]
        chosen = [value for value in given if value in known]
        if len(chosen) > self.maximum:
            problems.append(Problem(self.code, "too_many", {"maximum": self.maximum}))
        if self.required and not chosen:
            problems.append(Problem(self.code, "required"))
        return Parsed({self.code: chosen or None}, tuple(problems))


def _other_text(question: SingleQuestion | MultipleQuestion, options: tuple[Option, ...]) -> tuple[Variable, ...]:
    if not any(o.other_text for o in options):
        return ()
    return (question._variable("text", "text", code=f"{question.code}.other", construct="", headline=False, max_length=OTHER_LENGTH),)


def _parse_other(code: str, chosen: Collection[Value], raw: Raw, options: tuple[Option, ...]) -> dict[str, Value]:
    """The text beside "other", kept only while that option is chosen."""
    writable = [o.code for o in options if o.other_text]
    if not writable:
        return {}
    text = written(raw, f"{code}.other")[:OTHER_LENGTH] if any(option in chosen for option in writable) else ""
    return {f"{code}.other": text or None}
