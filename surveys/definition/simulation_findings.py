"""What a walk brought to light: conditions that never or always hold, questions nobody reaches, answers that end the questionnaire."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from surveys.questions import NoteQuestion, PrefilledQuestion

from .simulation_gates import Gates
from .simulation_walk import AFTER, Findings, TooMany, Walk

Place = tuple[int, str]  # number of the step and its condition, or AFTER and the question


@dataclass(frozen=True, slots=True)
class Outcomes:
    """held      by place: what the condition came out as, wherever it was asked for; nothing where it was asked for nowhere
    unknown   places of which this could not be found out
    """

    held: Mapping[Place, set[bool]]
    unknown: frozenset[Place]

    def only(self, gates: Gates, *, held: bool) -> list[tuple[str, str]]:
        """(question, condition) of those that come out one way, each once, in the order of the questions."""
        found = [_named(gates, place) for place in _places(gates) if self.held.get(place) == {held} and place not in self.unknown]
        return list(dict.fromkeys(found))

    def undecided(self, gates: Gates) -> list[tuple[str, str]]:
        """Of which one outcome at least was not seen, and may exist."""
        found = [_named(gates, place) for place in _places(gates) if place in self.unknown and len(self.held.get(place, ())) < 2]
        return list(dict.fromkeys(found))

    def reachable(self, gates: Gates) -> frozenset[str]:
        """Conditions of a step are asked for one after another, so the last of them tells whether it was reached."""
        found = {s.question for n, s in enumerate(gates.steps) if not s.conditions or True in self.held.get((n, s.conditions[-1]), ())}
        routed = gates.compiled.after_conditions
        after = {q.code for q in gates.compiled.document.after if q.code not in routed or True in self.held.get((AFTER, q.code), ())}
        return frozenset(found | after)


def apart(gates: Gates, programs: Sequence[frozenset[str]], *, most: int) -> Outcomes:
    """Every condition by itself, with nothing but what it depends on: exact where there are too many branches to be walked."""
    findings, unknown = Findings(), set[Place]()
    conditions = gates.compiled.after_conditions
    owner = {code: place for place, step in enumerate(gates.steps) for code in step.variables}
    targets = [(gates.cone(place), [(place, c) for c in step.conditions]) for place, step in enumerate(gates.steps) if step.conditions]
    for question, node in conditions.items():
        decisive = {step for code in node.codes() for step in gates.cone(owner[code])}
        targets.append((sorted(decisive), [(AFTER, question)]))
    for cone, places in targets:
        if any(code in gates.coarse for step in cone for code in gates.steps[step].variables):
            unknown.update(places)
        for slots in programs:
            try:
                after = [question for place, question in places if place == AFTER]
                Walk(gates, slots, findings=findings, most=most, steps=cone, after=after).everywhere()
            except TooMany:
                unknown.update(places)
    return Outcomes(findings.outcomes, frozenset(unknown))


def dead_ends(gates: Gates, findings: Findings) -> Iterator[tuple[str, tuple[int, ...], int]]:
    """(variable, kinds of answer, questions behind it)."""
    asking = [q.code for q in gates.compiled.document.questions if not isinstance(q, NoteQuestion | PrefilledQuestion)]
    for code in gates.variables:
        given = {place for variable, place in findings.given if variable == code}
        ends = {place for place in given if (code, place) not in findings.continued}
        follows = len(asking) - 1 - asking.index(gates.variables[code].question)
        if ends and ends != given and follows:
            yield code, tuple(sorted(ends)), follows


def _places(gates: Gates) -> list[Place]:
    steps = [(place, condition) for place, step in enumerate(gates.steps) for condition in step.conditions]
    return [*steps, *((AFTER, question) for question in gates.compiled.after_conditions)]


def _named(gates: Gates, place: Place) -> tuple[str, str]:
    step, condition = place
    if step == AFTER:
        question = next(q for q in gates.compiled.document.after if q.code == condition)
        return question.code, question.show_if or ""
    return gates.steps[step].question, condition
