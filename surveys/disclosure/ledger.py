"""Which groups may be published beside all that is published already, so that no combination of figures speaks of a few.

One variable at a time. The rule: every linear combination of published sums speaks of a group that might be shown by itself, or of
one with such a part. docs/methods/disclosure.md has algorithm, proof and limits.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import reduce
from itertools import count, islice
from operator import add
from typing import Any

from .cells import Cells, Published
from .groups import Group
from .policy import Policy, Reason
from .span import Search, form_of


class Rank(IntEnum):
    """What is given up first. The university of a kind goes after all other units of that kind."""

    BREAKDOWN = 0
    BREAKDOWN_OF_UNIVERSITY = 1
    POOL = 2
    POOL_OF_UNIVERSITY = 3
    DEPARTMENT = 4
    FACULTY = 5
    PROGRAM = 6
    UNIVERSITY = 7


@dataclass(frozen=True, slots=True)
class Proposed:
    """groups   shown together or not at all: all values of one breakdown of one unit and wave, or a single group
    rank     lower ones are given up earlier; within a rank, the one with the fewest people
    """

    groups: tuple[Published, ...]
    rank: int


@dataclass(frozen=True, slots=True)
class _Layer:
    """Supports are looked for once per size, and for employers once more: each has its own people, and its own empty atoms."""

    amounts: Sequence[Any]
    nobody: Any
    fine: Callable[[Any], bool]
    present: frozenset[int]


def exposure(atoms: Sequence[Group], groups: Sequence[Published], *, policy: Policy) -> frozenset[int] | None:
    """Indices of published groups that together give a small group away; None where none do.

    atoms   per atom (program x wave x stratum), those in the base of the variable
    """
    for layer in _layers(atoms, policy):
        for found in _exposures(layer, Cells(dict(enumerate(groups)), layer.present)):
            return found.groups
    return None


def settle(atoms: Sequence[Group], *, earlier: Sequence[Published], proposed: Sequence[Proposed], policy: Policy) -> list[Reason | None]:
    """Per proposal: None where it may be published, or why it is withheld. What was published earlier stays.

    Of the proposals that take part in an exposure the one of the lowest rank is given up, until there is no exposure. Where
    only earlier groups take part, what is new around them is withheld: it must not add to what was given away.
    """
    return _Settling(atoms, earlier, proposed, policy).run()


@dataclass(frozen=True, slots=True)
class _Exposure:
    """groups   that take part
    around   all whose cells hang together with theirs
    """

    groups: frozenset[int]
    around: frozenset[int]


class _Settling:
    def __init__(self, atoms: Sequence[Group], earlier: Sequence[Published], proposed: Sequence[Proposed], policy: Policy) -> None:
        groups = dict(enumerate(earlier))
        known = {group.atoms for group in earlier}
        self.proposal_of: dict[int, int] = {}
        self.indices: list[list[int]] = []
        self.reasons: list[Reason | None] = []
        self.cost: list[tuple[int, int, int]] = []
        free = count(len(earlier))
        for number, proposal in enumerate(proposed):
            wholes = [_whole(atoms, group) for group in proposal.groups]
            self.reasons.append(_objection(wholes, policy))
            self.cost.append((proposal.rank, sum(whole.n for whole in wholes), number))
            new = [group for group in proposal.groups if group.atoms not in known] if self.reasons[number] is None else []
            indices = list(islice(free, len(new)))
            groups.update(zip(indices, new, strict=True))
            self.proposal_of.update(dict.fromkeys(indices, number))
            self.indices.append(indices)
        self.layers = _layers(atoms, policy)
        self.cells = [Cells(groups, layer.present) for layer in self.layers]

    def run(self) -> list[Reason | None]:
        while True:
            lost: set[int] = set()
            for layer, cells in zip(self.layers, self.cells, strict=True):
                for found in _exposures(layer, cells):
                    lost |= self._to_give_up(found, lost)
                if lost:
                    break  # what is given up for one layer may serve the next
            if not lost:
                return self.reasons
            for number in lost:
                self.reasons[number] = "complement"
                for cells in self.cells:
                    for index in self.indices[number]:
                        cells.drop(index)

    def _to_give_up(self, found: _Exposure, lost: set[int]) -> set[int]:
        """One proposal of those that take part, if none of them is lost already; where there is none, all around.

        Nothing where all around was earlier.
        """
        taking_part = {self.proposal_of[index] for index in found.groups if index in self.proposal_of}
        if taking_part & lost:
            return set()
        if taking_part:
            return {min(taking_part, key=self.cost.__getitem__)}
        return {self.proposal_of[index] for index in found.around if index in self.proposal_of}


def _whole(atoms: Sequence[Group], group: Published) -> Group:
    members = [atoms[atom] for atom in group.atoms]
    if not members:
        return Group((0,))
    if any(member.organisations for member in members):
        return reduce(add, members)
    return Group(tuple(map(sum, zip(*(member.sizes for member in members), strict=True))))


def _objection(wholes: Sequence[Group], policy: Policy) -> Reason | None:
    """Of the first group that may not be shown. A value nobody has may stand beside others: that it is empty is known."""
    some = [whole for whole in wholes if any(whole.sizes)]
    if not some:
        return "small_base"
    return next((reason for whole in some if (reason := policy.objection(whole))), None)


def _layers(atoms: Sequence[Group], policy: Policy) -> list[_Layer]:
    """Without those that repeat another one."""
    columns = dict.fromkeys(zip(*(atom.sizes for atom in atoms), strict=True))
    layers = [
        _Layer(sizes, 0, lambda size: size >= policy.threshold, frozenset(i for i, size in enumerate(sizes) if size)) for sizes in columns
    ]
    if policy.minimum_organisations is not None and layers:
        answers = [Group(atom.sizes[:1], atom.organisations) for atom in atoms]
        layers.append(_Layer(answers, Group((0,)), lambda group: policy.objection(group) is None, layers[0].present))
    return layers


def _exposures(layer: _Layer, cells: Cells) -> Iterator[_Exposure]:
    """Some of each component that has any, of those that have changed. Whatever is given up of a component changes it."""
    for component in cells.components():
        amounts = [reduce(add, [layer.amounts[atom] for atom in each.atoms]) for each in component]
        if all(map(layer.fine, amounts)):
            continue
        search = Search(layer.nobody, layer.fine)
        for each, amount in zip(component, amounts, strict=True):
            search.add(form_of(each.cells), amount)
        around = frozenset(cell for each in component for cell in each.cells)
        for potentials in search.supports():
            yield _Exposure(cells.groups_in(potentials), around)
