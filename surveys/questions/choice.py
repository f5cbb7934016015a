"""Single choice, multiple choice, and choice from a long list (register)."""

from typing import Literal

from .base import Measure, OptionSets, Parsed, Problem, Question, Raw, Value, Variable, first

MOST_REGISTER_CHOICES = 8


def parse_one(code: str, options: frozenset[str], raw: Raw, *, required: bool) -> Parsed:
    """One option code out of `options`; blank is skipped, unless required."""
    given = first(raw, code)
    if not given:
        return Parsed({code: None}, (Problem(code, "required"),) if required else ())
    if given not in options:
        return Parsed({code: None}, (Problem(code, "unknown_option", {"given": given[:40]}),))
    return Parsed({code: given})


class SingleQuestion(Question):
    kind: Literal["single"] = "single"
    options: str  # name of an option set
    measure: Measure = "nominal"

    def variables(self, sets: OptionSets) -> tuple[Variable, ...]:
        options = sets[self.options]
        storage = "choice" if len(options) <= 200 else "register"
        return (
            Variable(
                self.code,
                self.code,
                self.label,
                storage,
                self.measure,
                options,
                construct=self.construct,
                headline=self.headline,
                show_if=self._conditions(),
            ),
            *_other_texts(self, sets),
        )

    def parse(self, raw: Raw, sets: OptionSets, *, asked: frozenset[str]) -> Parsed:
        options = sets[self.options]
        parsed = parse_one(self.code, frozenset(o.code for o in options), raw, required=self.required)
        chosen = parsed.answers[self.code]
        texts = _parse_other(self.code, {chosen} if isinstance(chosen, str) else set(), raw, options)
        return Parsed({**parsed.answers, **texts}, parsed.problems)


class MultipleQuestion(Question):
    kind: Literal["multiple"] = "multiple"
    options: str
    maximum: int | None = None

    def variables(self, sets: OptionSets) -> tuple[Variable, ...]:
        options = sets[self.options]
        return (
            Variable(
                self.code,
                self.code,
                self.label,
                "choices",
                "multiple",
                options,
                maximum=self.maximum or len(options),
                construct=self.construct,
                headline=self.headline,
                show_if=self._conditions(),
            ),
            *_other_texts(self, sets),
        )

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
        return Parsed({self.code: chosen or None, **_parse_other(self.code, given, raw, options)}, tuple(problems))


class RegisterQuestion(Question):
    """Choice from a list that the coordinatorship does not write itself. Programs stay outside the document."""

    kind: Literal["register"] = "register"
    register_name: Literal["programs", "listed"] = "listed"
    options: str | None = None  # the frozen list, for "listed"
    multiple: bool = False
    maximum: int = MOST_REGISTER_CHOICES
    report_key: bool = False  # its answer decides the unit the response counts for

    def variables(self, sets: OptionSets) -> tuple[Variable, ...]:
        return (
            Variable(
                self.code,
                self.code,
                self.label,
                "registers" if self.multiple else "register",
                "multiple" if self.multiple else "nominal",
                sets[self.options] if self.options else (),
                maximum=min(self.maximum, MOST_REGISTER_CHOICES) if self.multiple else 1,
                register="programs" if self.register_name == "programs" else "",
                construct=self.construct,
                headline=self.headline,
                show_if=self._conditions(),
            ),
        )

    def parse(self, raw: Raw, sets: OptionSets, *, asked: frozenset[str]) -> Parsed:
        """`sets["programs"]` holds the living programs, given by whoever calls."""
        options = sets["programs"] if self.register_name == "programs" else sets[self.options or ""]
        known = frozenset(o.code for o in options)
        if not self.multiple:
            return parse_one(self.code, known, raw, required=self.required)
        given = list(dict.fromkeys(value for value in raw.get(self.code, ()) if value))
        problems = [Problem(self.code, "unknown_option", {"given": v[:40]}) for v in given if v not in known]
        chosen = [value for value in given if value in known]
        if len(chosen) > self.maximum:
            problems.append(Problem(self.code, "too_many", {"maximum": self.maximum}))
        if self.required and not chosen:
            problems.append(Problem(self.code, "required"))
        return Parsed({self.code: chosen or None}, tuple(problems))


def _other_texts(question: SingleQuestion | MultipleQuestion, sets: OptionSets) -> tuple[Variable, ...]:
    if not any(o.other_text for o in sets[question.options]):
        return ()
    code = f"{question.code}.other"
    return (Variable(code, question.code, question.label, "text", "text", max_length=OTHER_LENGTH, show_if=question._conditions()),)


OTHER_LENGTH = 200


def _parse_other(code: str, chosen: set[str | None], raw: Raw, options: tuple) -> dict[str, Value]:
    """The text beside "other", kept only while that option is chosen."""
    writable = [o.code for o in options if o.other_text]
    if not writable:
        return {}
    text = first(raw, f"{code}.other")[:OTHER_LENGTH] if chosen & set(writable) else ""
    return {f"{code}.other": text or None}
