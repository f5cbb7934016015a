"""A frozen document made ready to be answered: pages, routing and codebook, worked out once per version."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from surveys.models import QuestionnaireVersion
from surveys.questions import Answers, AnyQuestion, DynamicMatrixQuestion, Option, OptionSets, Parsed, Problem, Raw, Text, Value

from .codebook import Codebook
from .document import Document
from .paging import split_by_conditions
from .routing import Node, read

NO_SLOTS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Page:
    """One screen. `number` counts from 1; a section that had to be split gives several pages of one code and title."""

    number: int
    code: str
    title: Text | None
    questions: tuple[AnyQuestion, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """What routing decides at once: variables of one question that share their conditions, keys of `Compiled.conditions`."""

    question: str
    variables: tuple[str, ...]
    conditions: tuple[str, ...]
    by_slot: bool = False


class Compiled:
    """Immutable and shared between requests. Answers to questions that routing hides never decide anything."""

    def __init__(self, document: Document, *, known: frozenset[str] | None = None) -> None:
        """`known`: the only variables that can have an answer; conditions on any other count as met (an imported file lacks them)."""
        self.document = document
        self.codebook = Codebook(document.variables)
        self.pages = tuple(_pages(document))
        steps = [step for question in document.questions for step in _steps(question, document.option_sets)]
        self.conditions: dict[str, Node] = {c: read(c, document.variables) for step in steps for c in step.conditions}
        met = frozenset() if known is None else {c for c, node in self.conditions.items() if not node.codes() <= known}
        self.steps = tuple(replace(step, conditions=tuple(c for c in step.conditions if c not in met)) for step in steps)
        self.after_conditions: dict[str, Node] = {
            question.code: read(question.show_if, document.variables) for question in document.after if question.show_if
        }

    def asked(self, answers: Answers, *, slots: frozenset[str] = NO_SLOTS) -> frozenset[str]:
        """Codes of the variables routing asks, given these answers. `slots`: objective slots (P01 ...) the program has."""
        return frozenset(self._walk(answers, slots)[0])

    def shown(self, answers: Answers, *, slots: frozenset[str] = NO_SLOTS) -> frozenset[str]:
        """Codes of the questions on screen: those with an asked variable, and the notes and known facts between them."""
        return frozenset(self._walk(answers, slots)[1])

    def open_pages(self, answers: Answers, *, slots: frozenset[str] = NO_SLOTS) -> tuple[Page, ...]:
        """Pages with at least one question on screen."""
        shown = self._walk(answers, slots)[1]
        return tuple(page for page in self.pages if any(question.code in shown for question in page.questions))

    def settle(self, answers: Answers, *, slots: frozenset[str] = NO_SLOTS) -> dict[str, Value]:
        """The answers to be stored: hidden ones dropped, asked but absent ones None (skipped)."""
        return {code: answers.get(code) for code in self._walk(answers, slots)[0]}

    def parse_page(
        self, page: Page, raw: Raw, answers: Answers, *, slots: frozenset[str] = NO_SLOTS, programs: tuple[Option, ...] = ()
    ) -> Parsed:
        """One posted page: answers to its asked variables, and what is wrong with them. `programs`: to choose from."""
        walked, shown = self._walk(answers, slots)
        asked = frozenset(walked)
        sets = {**self.document.option_sets, "programs": programs}
        parsed: dict[str, Value] = {}
        problems: list[Problem] = []
        for question in page.questions:
            if question.asks and question.code in shown:
                given = question.parse(raw, sets, asked=asked)
                parsed.update(given.answers)
                problems.extend(given.problems)
        return Parsed(parsed, tuple(problems))

    def after(self, answers: Answers, *, slots: frozenset[str] = NO_SLOTS) -> tuple[AnyQuestion, ...]:
        """Questions of the after-part for someone who answered so: decided while the answers can still be read."""
        settled = self.settle(answers, slots=slots)
        nodes = self.after_conditions
        return tuple(q for q in self.document.after if q.code not in nodes or nodes[q.code].holds(settled))

    def as_json(self) -> dict[str, Any]:
        """Routing for a browser (static/respond/routing.js).

        steps   [question, [variables], [places in conditions], by slot] in the order of asking
        after   [question, place in conditions or null] of the after-part
        """
        nodes = [*self.conditions.values(), *self.after_conditions.values()]
        places = {text: place for place, text in enumerate(self.conditions)}
        later = {code: place for place, code in enumerate(self.after_conditions, len(places))}
        return {
            "conditions": [node.as_json() for node in nodes],
            "steps": [[s.question, list(s.variables), [places[c] for c in s.conditions], s.by_slot] for s in self.steps],
            "after": [[question.code, later.get(question.code)] for question in self.document.after],
        }

    def _walk(self, answers: Answers, slots: frozenset[str]) -> tuple[dict[str, None], set[str]]:
        """(asked variables in the order of the record, questions on screen)."""
        asked: dict[str, None] = {}
        shown: set[str] = set()
        visible: dict[str, Value] = {}
        held: dict[str, bool] = {}  # a condition looks back only, so it is decided once
        for step in self.steps:
            for condition in step.conditions:
                if condition not in held:
                    held[condition] = self.conditions[condition].holds(visible)
                if not held[condition]:
                    break
            else:
                variables = [code for code in step.variables if code in slots] if step.by_slot else step.variables
                if variables or not step.by_slot:
                    shown.add(step.question)
                for code in variables:
                    asked[code] = None
                    if code in answers:
                        visible[code] = answers[code]
        return asked, shown


def compile_document(document: Document) -> Compiled:
    """RoutingError where a condition cannot be read; definition.check finds that, and more, beforehand."""
    return Compiled(document)


def compile_version(version: QuestionnaireVersion) -> Compiled:
    """Cached: a version never changes, and its text hash is its content."""
    return _cached(_Frozen(version.text_hash, version.document))


@dataclass(frozen=True, slots=True)
class _Frozen:
    text_hash: str
    document: Mapping

    def __hash__(self) -> int:
        return hash(self.text_hash)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Frozen) and self.text_hash == other.text_hash


@lru_cache(maxsize=64)
def _cached(frozen: _Frozen) -> Compiled:
    return Compiled(Document.model_validate(frozen.document))


def _pages(document: Document) -> list[Page]:
    parts = [(section, questions) for section in document.sections for questions in split_by_conditions(section.questions)]
    return [Page(number, section.code, section.title, questions) for number, (section, questions) in enumerate(parts, start=1)]


def _steps(question: AnyQuestion, sets: OptionSets) -> list[Step]:
    """Neighbouring variables under the same conditions together; a note or a known fact is a step without variables."""
    if not question.asks:
        return [Step(question.code, (), (question.show_if,) if question.show_if else ())]
    steps: list[Step] = []
    for variable in question.variables(sets):
        if steps and steps[-1].conditions == variable.show_if:
            steps[-1] = Step(question.code, (*steps[-1].variables, variable.code), variable.show_if, steps[-1].by_slot)
        else:
            steps.append(Step(question.code, (variable.code,), variable.show_if, isinstance(question, DynamicMatrixQuestion)))
    return steps
