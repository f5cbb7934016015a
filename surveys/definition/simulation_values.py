"""Classes of answers that no condition can tell apart: the options named against all others, the ranges between the numbers
conditions compare with, the named options chosen together, the named options ranked.

An atom is one comparison a condition makes. Two answers belong to one class when every atom about their variable is equally
true of both. An answer left open makes every atom false.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import combinations, islice
from math import comb, factorial
from typing import Any

from surveys.questions import Value, Variable
from surveys.questions.period import ordinal, written_period

from .conditions import And, Compare, ComparePeriod, First, Has, In, Node, Not, Or

MOST_CLASSES = 1024  # kinds of answer told apart of one variable
ELSE = "*"  # a program no condition names; programs stand outside the document
PROGRAMS = 100  # of those, for weighing: how many there are decides nothing else
WRITTEN = "…"


@dataclass(frozen=True, slots=True)
class Kind:
    """One class of answers.

    value     one of them, as it is stored
    truths    which atoms hold: bit i for atom i of the list it was made from
    weight    how many answers are in it; nought for what was left open alone
    members   choice: option codes. number, period: (lowest, highest) of every range. choices: sets of named options chosen.
              ranking: (first, named options ranked). text: one mark
    skipped   the question may also have been left open
    """

    value: Value
    truths: int
    weight: float
    members: tuple[Any, ...]
    skipped: bool


@dataclass(frozen=True, slots=True)
class _Answer:
    value: Value
    weight: float
    member: Any


def leaves(node: Node) -> Iterator[Node]:
    """The atoms of a condition."""
    match node:
        case Not(inner):
            yield from leaves(inner)
        case And(left, right) | Or(left, right):
            yield from leaves(left)
            yield from leaves(right)
        case _:
            yield node


def kinds_of(variable: Variable, atoms: Sequence[Node], *, required: bool) -> tuple[tuple[Kind, ...], bool]:
    """The classes, and whether they are all of them: a multiple choice of very many named options has too many."""
    answers = list(islice(_answers(variable, atoms), MOST_CLASSES + 1))
    whole = len(answers) <= MOST_CLASSES or variable.storage in {"choice", "register"}
    if variable.storage in {"choice", "register"}:
        answers = list(_answers(variable, atoms))
    grouped: dict[int, list[_Answer]] = {}
    for answer in answers:
        grouped.setdefault(_truths(atoms, variable, answer.value), []).append(answer)
    kinds = [Kind(a[0].value, truths, sum(x.weight for x in a), tuple(x.member for x in a), False) for truths, a in grouped.items()]
    if required and kinds:
        return tuple(kinds), whole
    for place, kind in enumerate(kinds):
        if kind.truths == 0:
            kinds[place] = Kind(kind.value, 0, kind.weight, kind.members, True)
            return tuple(kinds), whole
    return (*kinds, Kind(None, 0, 0.0, (), True)), whole


def _truths(atoms: Sequence[Node], variable: Variable, value: Value) -> int:
    answers = {variable.code: value}
    return sum(1 << place for place, atom in enumerate(atoms) if atom.holds(answers))


def _answers(variable: Variable, atoms: Sequence[Node]) -> Iterator[_Answer]:
    """Answers of which one at least lies in every class that holds any."""
    match variable.storage:
        case "choice" | "register":
            yield from (_Answer(code, weight, code) for code, weight in _options(variable, atoms))
        case "choices" | "registers":
            yield from _several(variable, atoms)
        case "ranking":
            yield from _rankings(variable, atoms)
        case "number":
            step = Decimal(1).scaleb(-variable.decimals)
            cuts = [Decimal(repr(atom.number)) / step for atom in atoms if isinstance(atom, Compare)]
            low, high = Decimal(repr(variable.low or 0.0)) / step, Decimal(repr(variable.high or 0.0)) / step
            for first, last in _ranges(cuts, low, high):
                ends = tuple(f"{end * step:.{variable.decimals}f}" for end in (first, last))
                yield _Answer(ends[0], last - first + 1, ends)
        case "period":
            cuts = [Decimal(ordinal(atom.period)) for atom in atoms if isinstance(atom, ComparePeriod)]
            for first, last in _ranges(cuts, Decimal(int(variable.low or 0)), Decimal(int(variable.high or 0))):
                ends = tuple(written_period(end, variable.unit) for end in (first, last))
                yield _Answer(ends[0], last - first + 1, ends)
        case "text":
            yield _Answer(WRITTEN, 1, WRITTEN)


def _ranges(cuts: Sequence[Decimal], low: Decimal, high: Decimal) -> Iterator[tuple[int, int]]:
    """Whole numbers from low to high, cut apart at and around every cut."""

    def below(cut: Decimal) -> int:
        return int(cut.to_integral_value(ROUND_CEILING)) - 1

    def above(cut: Decimal) -> int:
        return int(cut.to_integral_value(ROUND_FLOOR)) + 1

    start, end = below(low) + 1, above(high) - 1
    for cut in sorted(set(cuts)):
        before, after = min(below(cut), end), above(cut)
        if start <= before:
            yield start, before
        if max(start, before + 1) <= min(after - 1, end):
            yield max(start, before + 1), min(after - 1, end)
        start = max(start, after)
    if start <= end:
        yield start, end


def _named(atoms: Sequence[Node]) -> dict[str, None]:
    """Options that conditions name, in the order of the conditions."""
    names: dict[str, None] = {}
    for atom in atoms:
        match atom:
            case In(_, values) | First(_, values):
                names |= dict.fromkeys(values)
            case Has(_, value):
                names[value] = None
    return names


def _options(variable: Variable, atoms: Sequence[Node]) -> list[tuple[str, float]]:
    """(code, how many it stands for)."""
    if variable.register:
        named = list(_named(atoms))
        return [*((code, 1.0) for code in named), (ELSE, float(max(1, PROGRAMS - len(named))))]
    return [(option.code, 1.0) for option in variable.options]


def _several(variable: Variable, atoms: Sequence[Node]) -> Iterator[_Answer]:
    options = _options(variable, atoms)
    alone = {option.code for option in variable.options if option.exclusive}
    names = _named(atoms)
    named = [code for code, _weight in options if code in names]
    others = [code for code, _weight in options if code not in names and code not in alone]
    others_alone = [code for code, _weight in options if code not in names and code in alone]
    many = int(sum(weight for code, weight in options if code in others))

    def ways(room: int, *, least: int) -> float:
        return float(sum(comb(many, count) for count in range(least, min(room, many) + 1)))

    for code in (*others[:1], *others_alone[: not others]):
        yield _Answer([code], ways(variable.maximum, least=1) + len(others_alone), frozenset())
    for size in range(1, variable.maximum + 1):
        for chosen in combinations(named, size):
            if not alone.intersection(chosen):
                yield _Answer(list(chosen), ways(variable.maximum - size, least=0), frozenset(chosen))
            elif size == 1:
                yield _Answer(list(chosen), 1.0, frozenset(chosen))
        if size >= len(named):
            break


def _rankings(variable: Variable, atoms: Sequence[Node]) -> Iterator[_Answer]:
    """Weighed as if every place were filled."""
    listed = {atom.value for atom in atoms if isinstance(atom, Has)}
    codes = [option.code for option in variable.options]
    firsts = [atom for atom in atoms if isinstance(atom, First)]
    seen: dict[tuple[Any, ...], list[str]] = {}
    for code in codes:
        seen.setdefault((code if code in listed else None, *(code in atom.values for atom in firsts)), []).append(code)
    places = min(variable.maximum, len(codes))
    for alike in seen.values():
        first = alike[0]
        rest = [code for code in codes if code in listed and code != first]
        others = len(codes) - 1 - len(rest)
        for size in range(min(places - 1, len(rest)) + 1):
            open_places = places - 1 - size
            orders = comb(others, open_places) * factorial(places - 1) if open_places <= others else 0
            for ranked in combinations(rest, size):
                yield _Answer([first, *ranked], float(orders * len(alike)), (tuple(alike), frozenset(ranked)))
