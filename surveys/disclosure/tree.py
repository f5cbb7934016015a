"""Which tables of a tree of units may be shown together, so that no subtraction gives a small group away.

A unit's remainder is what is left of it after taking away the largest published units below it. The rule, for each
variable by itself: every published unit may be shown by itself, and so might its remainder, unless it is empty.
Why that is enough: docs/methods/disclosure.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import add

from .groups import Group
from .policy import Policy, Reason

ROOT = 0


@dataclass(frozen=True)
class Hierarchy:
    """Units by index, parents before children, 0 the university.

    parents   index of the parent; -1 for the root
    unnamed   leaves that are counted but never shown by themselves ("no program")
    """

    parents: tuple[int, ...]
    unnamed: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if not self.parents or self.parents[0] != -1 or any(not 0 <= parent < i for i, parent in enumerate(self.parents) if i):
            raise ValueError("parents must come before their children, and only the first unit may have none")

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        below: list[list[int]] = [[] for _ in self.parents]
        for unit, parent in enumerate(self.parents):
            if parent >= 0:
                below[parent].append(unit)
        return tuple(tuple(units) for units in below)

    @cached_property
    def depth(self) -> tuple[int, ...]:
        depths: list[int] = []
        for parent in self.parents:
            depths.append(depths[parent] + 1 if parent >= 0 else 0)
        return tuple(depths)

    def below(self, unit: int) -> list[int]:
        """Everything under a unit, itself left out."""
        found = list(self.children[unit])
        for child in found:
            found.extend(self.children[child])
        return found


def reasons_to_withhold(hierarchy: Hierarchy, leaves: Sequence[Group], *, policy: Policy) -> list[Reason | None]:
    """Per unit: None where its table may be shown, or why it is withheld.

    leaves   per unit, the group counted at it directly: programs and the unnamed; an empty group for all others

    From the bottom up, a unit whose remainder may not be known gives up something below it that makes the remainder
    large enough, in the order department, then faculty; where nothing does, it is withheld itself. Programs are given
    up for the university alone, which is withheld last.
    """
    return _Withholding(hierarchy, leaves, policy).settle()


class _Withholding:
    def __init__(self, hierarchy: Hierarchy, leaves: Sequence[Group], policy: Policy) -> None:
        self.hierarchy, self.leaves, self.policy = hierarchy, leaves, policy
        self.nobody = Group(tuple(0 for _ in leaves[ROOT].sizes))
        self.carried = [self.nobody] * len(leaves)  # per unit: those under it whom no published unit covers
        whole = list(leaves)
        for unit in range(len(whole) - 1, 0, -1):
            parent = hierarchy.parents[unit]
            whole[parent] = whole[parent] + whole[unit]
        self.reasons = [policy.objection(group) for group in whole]
        for unit in hierarchy.unnamed:
            self.reasons[unit] = "complement"

    def settle(self) -> list[Reason | None]:
        for unit in range(len(self.reasons) - 1, -1, -1):
            if self.reasons[unit] is None and not self.policy.may_be_known(self.remainder(unit)) and not self._give_up_below(unit):
                self.reasons[unit] = "complement"
            self._carry(unit)
        return self.reasons

    def remainder(self, unit: int) -> Group:
        return reduce(add, (self.carried[child] for child in self.hierarchy.children[unit]), self.leaves[unit])

    def _carry(self, unit: int) -> None:
        self.carried[unit] = self.nobody if self.reasons[unit] is None else self.remainder(unit)

    def _give_up_below(self, unit: int) -> bool:
        """Withhold the least that makes the remainder of `unit` one that may be known; False where nothing does."""
        present = self.remainder(unit)
        best: tuple[tuple[int, ...], list[int]] | None = None
        for candidate in self.hierarchy.below(unit):
            if self.reasons[candidate] is not None or (unit != ROOT and not self.hierarchy.children[candidate]):
                continue
            path = self._published_path(candidate, unit)
            gained = reduce(add, (self.remainder(lost) for lost in path))
            if gained.n == 0 or not self.policy.may_be_known(present + gained):
                continue
            cost = self._cost(path, gained.n, candidate)
            if best is None or cost < best[0]:
                best = cost, path
        if best is None:
            return False
        for lost in best[1]:
            self.reasons[lost] = "complement"
        for between in self._path(best[1][0], unit):
            self._carry(between)
        return True

    def _path(self, unit: int, top: int) -> list[int]:
        """From `unit` up to just below `top`."""
        path = []
        while unit != top:
            path.append(unit)
            unit = self.hierarchy.parents[unit]
        return path

    def _published_path(self, unit: int, top: int) -> list[int]:
        """`unit` and the published units above it: its people reach the remainder of `top` only if all of them go."""
        return [u for u in self._path(unit, top) if self.reasons[u] is None]

    def _cost(self, lost: list[int], gained: int, candidate: int) -> tuple[int, ...]:
        """Fewest programs, then fewest faculties, then fewest departments, then fewest people."""
        programs = sum(not self.hierarchy.children[unit] for unit in lost)
        by_depth = [sum(self.hierarchy.depth[unit] == depth for unit in lost) for depth in range(1, 4)]
        return (programs, *by_depth, gained, candidate)
