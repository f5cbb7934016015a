"""A questionnaire walked through before it is launched: every branch, what nobody can reach, where it ends early, how long it takes.

Pure: a document goes in, a report comes out (docs/methods/simulation.md). Where there are more branches than can be listed, ways
are drawn at random instead, and the report says so; what no one can reach is found exactly either way.
"""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import starmap

from surveys.questions import Value

from .compiled import Compiled, Page
from .document import Document
from .simulation_findings import Outcomes, apart, dead_ends
from .simulation_gates import Gates, slot_sets
from .simulation_minutes import LANGUAGES, Language, Times
from .simulation_values import Kind
from .simulation_walk import Findings, State, TooMany, Walk
from .simulation_ways import OBJECTIVES, Way, joined

MOST_STATES = 3_000  # branches in the making; beyond it ways are drawn
DRAWN = 1_000
SEED = 20_260_101


@dataclass(frozen=True, slots=True)
class Branch:
    """What some respondents are asked.

    asked      variables, in the order of the record; of a program's own objectives those of the example
    questions  on screen, known facts and notes among them; after: those of the part asked after sending
    ways       answers that lead here, any of them; more: there are further ways
    example    answers to the deciding questions that lead here, by a respondent whose program has the objectives `slots`
    share      of respondents whose program has the usual number of objectives, were all answers equally likely and none left open
    """

    asked: tuple[str, ...]
    questions: tuple[str, ...]
    pages: tuple[int, ...]
    after: tuple[str, ...]
    ways: tuple[Way, ...]
    more: bool
    example: Mapping[str, Value]
    slots: frozenset[str]
    share: float
    seconds: Mapping[Language, float]


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition where it stands: of a question, or of a column of it."""

    question: str
    expression: str


@dataclass(frozen=True, slots=True)
class DeadEnd:
    """After any of these answers to a variable nothing more is asked, after others something is. follows: questions behind it."""

    variable: str
    kinds: tuple[int, ...]
    follows: int


@dataclass(frozen=True)
class Simulation:
    """branches     most likely first
    exhaustive   every branch is listed; otherwise `drawn` ways were drawn with `seed`, and rare branches may be missing
    coarse       variables with so many combinations of answers that not all of them were looked at
    reachable    questions somebody is asked or shown, those of the part after too
    never        conditions that cannot hold where they are asked for, the first of every question that nobody reaches among them
    always       conditions that cannot fail where they are asked for
    undecided    conditions of which neither could be found out
    dead_ends    answers that end the questionnaire although questions follow
    """

    document: Document
    branches: tuple[Branch, ...]
    exhaustive: bool
    drawn: int
    seed: int
    coarse: tuple[str, ...]
    reachable: frozenset[str]
    never: tuple[Condition, ...]
    always: tuple[Condition, ...]
    undecided: tuple[Condition, ...]
    dead_ends: tuple[DeadEnd, ...]
    kinds: Mapping[str, Sequence[Kind]]
    slot_sets: tuple[frozenset[str], ...]
    pages: tuple[Page, ...]

    @cached_property
    def unreachable(self) -> tuple[str, ...]:
        """Questions nobody is asked or shown, in their order."""
        return tuple(q.code for q in self.document.all_questions if q.code not in self.reachable)

    @cached_property
    def unreachable_sections(self) -> tuple[str, ...]:
        return tuple(s.code for s in self.document.sections if s.questions and not self.reachable & {q.code for q in s.questions})

    @cached_property
    def skipped_pages(self) -> tuple[int, ...]:
        """Pages somebody reaches and somebody else does not."""
        seen = [set(branch.pages) for branch in self.branches]
        some, every = set().union(*seen), set.intersection(*seen) if seen else set()
        return tuple(page.number for page in self.pages if page.number in some - every)

    @cached_property
    def deciding(self) -> tuple[str, ...]:
        """Variables that conditions name."""
        return tuple(code for code in self.document.variables if code in self.kinds and code != OBJECTIVES)

    @property
    def longest(self) -> Branch:
        return max(self.branches, key=lambda b: (len(b.asked), b.seconds["tr"]))

    @property
    def shortest(self) -> Branch:
        return min(self.branches, key=lambda b: (len(b.asked), b.seconds["tr"]))

    def mean_seconds(self, language: Language) -> float:
        """Over respondents whose answers are all equally likely."""
        total = sum(branch.share for branch in self.branches)
        return sum(branch.share * branch.seconds[language] for branch in self.branches) / total


def simulate(document: Document, *, most: int = MOST_STATES, draws: int = DRAWN, seed: int = SEED) -> Simulation:
    """RoutingError where a condition cannot be read; conditions must look back (of drafts: definition.readable).

    most    branches in the making, beyond which ways are drawn at random instead
    draws   how many, for each number of objectives a program may have
    """
    compiled = Compiled(document)
    gates = Gates(compiled)
    programs = slot_sets(compiled)
    gates.kinds[OBJECTIVES] = tuple(Kind(None, 0, 0.0, (), False) for _slots in programs)
    findings = Findings()
    try:
        ends = [(place, end) for place in range(len(programs)) for end in _walk(gates, programs, place, findings, most).everywhere()]
        drawn = 0
    except TooMany:
        findings = Findings()
        ends, drawn = list(_drawn(gates, programs, findings, draws=draws, seed=seed)), draws
    branches = _branches(gates, programs, ends)
    exact = not drawn and not gates.coarse
    outcomes = Outcomes(findings.outcomes, frozenset()) if exact else apart(gates, programs, most=most)
    return Simulation(
        document=document,
        branches=branches,
        exhaustive=exact,
        drawn=drawn,
        seed=seed,
        coarse=tuple(sorted(gates.coarse)),
        reachable=outcomes.reachable(gates) | {code for branch in branches for code in (*branch.questions, *branch.after)},
        never=tuple(starmap(Condition, outcomes.only(gates, held=False))),
        always=tuple(starmap(Condition, outcomes.only(gates, held=True))),
        undecided=tuple(starmap(Condition, outcomes.undecided(gates))),
        dead_ends=tuple(starmap(DeadEnd, dead_ends(gates, findings))),
        kinds=gates.kinds,
        slot_sets=programs,
        pages=compiled.pages,
    )


def _walk(gates: Gates, programs: Sequence[frozenset[str]], place: int, findings: Findings, most: int) -> Walk:
    way: Way = {OBJECTIVES: frozenset({place})} if len(programs) > 1 else {}
    return Walk(gates, programs[place], findings=findings, most=most, way=way)


def _drawn(gates: Gates, programs: Sequence[frozenset[str]], findings: Findings, *, draws: int, seed: int) -> Iterator[tuple[int, State]]:
    """Half of the ways as likely as they are, for the shares; half with every kind of answer as likely as any other, for what is rare."""
    draw = random.Random(seed)  # noqa: S311  (a sample of ways, no secret)
    for place in range(len(programs)):
        walk = _walk(gates, programs, place, findings, draws)
        for number in range(draws):
            state = walk.once(draw, weighed=number % 2 == 0)
            yield place, replace(state, mass=2 / draws if number % 2 == 0 else 0.0)


def _branches(gates: Gates, programs: Sequence[frozenset[str]], ends: Iterable[tuple[int, State]]) -> tuple[Branch, ...]:
    times = {language: Times(gates.compiled, language) for language in LANGUAGES}
    together: dict[int, list[tuple[int, State]]] = {}
    for place, state in ends:
        together.setdefault(state.seen, []).append((place, state))
    found = [_branch(gates, programs, alike, times) for alike in together.values()]
    return tuple(sorted(found, key=lambda branch: (-branch.share, -len(branch.asked))))


def _branch(
    gates: Gates, programs: Sequence[frozenset[str]], alike: Sequence[tuple[int, State]], times: Mapping[Language, Times]
) -> Branch:
    compiled, (place, first) = gates.compiled, alike[0]
    ways, more = first.ways, False
    for _place, other in alike[1:]:
        ways, left_out = joined((*ways, *(way for way in other.ways if way not in ways)), gates.kinds)
        more |= left_out
    slots, example = programs[place], first.answers
    settled = compiled.settle(example, slots=slots)
    shown = compiled.shown(example, slots=slots)
    pages = compiled.open_pages(example, slots=slots)
    return Branch(
        asked=tuple(settled),
        questions=tuple(q.code for q in compiled.document.questions if q.code in shown),
        pages=tuple(page.number for page in pages),
        after=tuple(q.code for q in compiled.after(example, slots=slots)),
        ways=ways,
        more=more or any(state.more for _place, state in alike),
        example=example,
        slots=slots,
        share=sum(state.mass for at, state in alike if at == 0),
        seconds={language: of.seconds(asked=settled, shown=shown, pages=len(pages)) for language, of in times.items()},
    )
