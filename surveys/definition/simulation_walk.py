"""Walking every way through a questionnaire at once.

The questions are gone through in order with a set of states. A state is what was asked so far and which atoms hold
(simulation_values); answers that no later condition can tell apart lead to one state, and states that have asked the same
and know the same are one. So the work grows with the number of branches, not with the number of possible answers.
"""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import or_

from surveys.questions import Value

from .conditions import Node
from .simulation_gates import Gates
from .simulation_values import Kind
from .simulation_ways import Way, joined

Choice = tuple[str, int]  # variable, place of the kind of answer in Gates.kinds
Pick = Callable[[list[float]], int]
AFTER = -1  # in place of the number of a step: conditions of the part asked after sending


class TooMany(Exception):
    """More states than were allowed."""


@dataclass(slots=True)
class State:
    """seen    bit per thing asked or shown (Gates.items)
    truths  bit per atom that holds and that a condition still open looks at
    decided two bits per condition (Gates.numbers) still to be asked for: it is known what it comes out as; that it holds
    mass    share of respondents, were all answers equally likely and none left open
    more    ways were left out of `ways`
    last    answers given since anything was asked last
    """

    seen: int
    truths: int
    mass: float
    answers: dict[str, Value]
    ways: tuple[Way, ...]
    decided: int = 0
    more: bool = False
    last: frozenset[Choice] = frozenset()


@dataclass(slots=True)
class Findings:
    """outcomes    by step and place of its condition: what it came out as, wherever it was asked for
    given       answers that were given on some way
    continued   those after which something was asked on some way
    """

    outcomes: dict[tuple[int, str], set[bool]] = field(default_factory=dict)
    given: set[Choice] = field(default_factory=set)
    continued: set[Choice] = field(default_factory=set)


class Walk:
    """Walks of a program with these objectives.

    steps, after   with these steps alone, and these questions of the part after; then it is not kept what was asked
    """

    def __init__(
        self,
        gates: Gates,
        slots: frozenset[str],
        *,
        findings: Findings,
        most: int,
        way: Way | None = None,
        steps: Sequence[int] | None = None,
        after: Sequence[str] = (),
    ) -> None:
        self.gates, self.slots, self.findings, self.most = gates, slots, findings, most
        self.whole = steps is None
        self.steps: Sequence[int] = range(len(gates.steps)) if steps is None else steps
        self.after = list(gates.compiled.after_conditions) if self.whole else after
        self.pending = gates.pending_after(self.steps, after=self.after)
        self.known = gates.known_after(self.steps)
        self.needed = {place: sum_of_bits(gates.bits[id(node)] for node in nodes) for place, nodes in self.pending.items()}
        self._reduced: dict[tuple[int, int, int], tuple[int, int]] = {}
        self._way = way or {}

    def everywhere(self) -> list[State]:
        """All ends. TooMany."""
        states = [State(0, 0, 1.0, {}, (self._way,))]
        for place in self.steps:
            met: dict[tuple[int, int, int], State] = {}
            for state in states:
                for reached in self._step(place, state, None):
                    self._meet(met, reached)
            states = list(met.values())
        return self._after(states)

    def once(self, draw: random.Random, *, weighed: bool) -> State:
        """One end, each answer drawn: as often as it is likely, or every kind of answer as often as any other."""
        state = State(0, 0, 1.0, {}, (self._way,))
        for place in self.steps:
            (state,) = self._step(place, state, lambda weights: draw.choices(range(len(weights)), weights if weighed else None)[0])
        return self._after([state])[0]

    def _meet(self, met: dict[tuple[int, int, int], State], reached: State) -> None:
        key = reached.seen, reached.truths, reached.decided
        if key in met:
            other = met[key]
            other.mass += reached.mass
            other.ways, more = joined((*other.ways, *reached.ways), self.gates.kinds)
            other.more |= reached.more or more
            other.last |= reached.last
            return
        met[key] = reached
        if len(met) > self.most:
            raise TooMany

    def _holds(self, place: int, condition: str, node: Node, state: State) -> bool:
        number = 2 * self.gates.numbers[id(node)]
        if state.decided >> number & 1:
            held = bool(state.decided >> number & 2)
        else:
            held = bool(self.gates.known(node, state.truths, self.gates.bits[id(node)]))
        self.findings.outcomes.setdefault((place, condition), set()).add(held)
        return held

    def _reduce(self, place: int, state: State) -> State:
        """Forget what cannot matter any more: of a condition already decided, that it is, and nothing of how that came about."""
        key = place, state.truths, state.decided
        if key not in self._reduced:
            truths, decided = 0, 0
            for node in self.pending[place]:
                number = 2 * self.gates.numbers[id(node)]
                if state.decided >> number & 1:
                    decided |= state.decided & 3 << number
                elif (held := self.gates.known(node, state.truths, self.known[place])) is None:
                    truths |= self.gates.bits[id(node)]
                else:
                    decided |= (3 if held else 1) << number
            self._reduced[key] = state.truths & truths, decided
        state.truths, state.decided = self._reduced[key]
        return state

    def _step(self, place: int, state: State, pick: Pick | None) -> Iterator[State]:
        step, gates, needed = self.gates.steps[place], self.gates, self.needed[place]
        nodes = gates.compiled.conditions
        if not all(self._holds(place, condition, nodes[condition], state) for condition in step.conditions):
            yield self._reduce(place, state)
            return
        codes = [code for code in step.variables if not step.by_slot or code in self.slots]
        seen, last = state.seen, state.last
        if self.whole and (codes or not step.by_slot):
            for item in (step.question,) if step.by_slot or not step.variables else codes:
                seen |= 1 << gates.places[item]
        if codes:
            self.findings.continued |= last
            last = frozenset()
        reached = [replace(state, seen=seen, last=last)]
        for code in codes:
            if gates.own.get(code, 0) & (needed | self._links(codes)):
                reached = [forked for one in reached for forked in self._fork(one, code, needed | self._links(codes), pick)]
        for one in reached:
            yield self._reduce(place, one)

    def _links(self, codes: Sequence[str]) -> int:
        """Atoms that decide within the step itself whether a text beside "other" can be written."""
        return sum(1 << self.gates.atoms[atom] for code in codes for atom in self.gates.beside.get(code, ()))

    def _fork(self, state: State, code: str, needed: int, pick: Pick | None) -> Iterator[State]:
        kinds = self._possible(state, code)
        alike: dict[int, list[int]] = {}
        for place, kind in kinds:
            alike.setdefault(kind.truths & needed, []).append(place)
        of = self.gates.kinds[code]
        weights = {truths: sum(of[place].weight for place in places) for truths, places in alike.items()}
        total = sum(weights.values())
        chosen = list(alike)
        if pick:
            chosen = [chosen[pick([weights[truths] if total else 1.0 for truths in chosen])]]
        for truths in chosen:
            places = alike[truths]
            share = 1.0 if pick else weights[truths] / total if total else 1 / len(alike)
            given = frozenset((code, place) for place in places)
            self.findings.given |= given
            ways = tuple({**way, code: frozenset(places)} for way in state.ways)
            value = of[places[0]].value
            yield replace(
                state,
                truths=state.truths | truths,
                mass=state.mass * share,
                answers={**state.answers, code: value},
                ways=ways,
                last=state.last | given,
            )

    def _possible(self, state: State, code: str) -> list[tuple[int, Kind]]:
        kinds = list(enumerate(self.gates.kinds[code]))
        links = self.gates.beside.get(code, ())
        if links and not any(state.truths >> self.gates.atoms[atom] & 1 for atom in links):
            return [(place, kind) for place, kind in kinds if kind.value is None]
        return kinds

    def _after(self, states: list[State]) -> list[State]:
        met: dict[tuple[int, int, int], State] = {}
        for state in states:
            nodes = self.gates.compiled.after_conditions
            hidden = {code for code in self.after if not self._holds(AFTER, code, nodes[code], state)}
            if self.whole:
                for question in self.gates.compiled.document.after:
                    state.seen |= (question.code not in hidden) << self.gates.places[question.code]
            state.truths = state.decided = 0
            self._meet(met, state)
        return list(met.values())


def sum_of_bits(masks: Iterable[int]) -> int:
    return reduce(or_, masks, 0)
