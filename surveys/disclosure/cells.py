"""Published groups taken apart into cells and classes: the smallest pieces that figures about them can be combined from.

A family is a set of groups any two of which are nested or disjoint: the units of one year, a breakdown of them, the pools of one
window. The *cell* of a group is what is left of it after taking away the largest published groups below it in its family: cells
of one family share nobody, and span the same sums as the groups. A *class* is all atoms that lie in the same cells.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

OUTSIDE = -1


@dataclass(frozen=True, slots=True)
class Published:
    """atoms    index of every atom (program x wave x stratum) the group consists of
    family   name of the groups it nests with; one that crosses another is kept apart from it whatever the name
    """

    atoms: frozenset[int]
    family: Hashable


@dataclass(frozen=True, slots=True)
class Class:
    """cells   of one group each, named by its index; at most one of a family"""

    cells: tuple[int, ...]
    atoms: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Cells:
    """above     per group, the smallest group of its family around it, or OUTSIDE
    classes   those that lie in some cell
    """

    above: Mapping[int, int]
    classes: Sequence[Class]

    def components(self) -> list[list[Class]]:
        """Classes that hang together by common cells. No combination of figures from two of them says more than both do."""
        leader: dict[int, int] = {}

        def find(cell: int) -> int:
            while (up := leader.setdefault(cell, cell)) != cell:
                leader[cell] = cell = leader[up]
            return cell

        for each in self.classes:
            first = find(each.cells[0])
            for cell in each.cells[1:]:
                leader[find(cell)] = first
        parts: dict[int, list[Class]] = defaultdict(list)
        for each in self.classes:
            parts[find(each.cells[0])].append(each)
        return list(parts.values())

    def groups_in(self, potential: Mapping[int, object]) -> frozenset[int]:
        """Groups with a coefficient of their own in the sum of cells times their potentials.

        A cell is its group less those directly below, so the coefficient of a group is its potential less that of the one above.
        """
        return frozenset(group for group, up in self.above.items() if potential.get(group, 0) != potential.get(up, 0))


def cells_of(groups: Mapping[int, Published], present: frozenset[int]) -> Cells:
    """groups    by index
    present   the atoms that hold anybody; all others are known to be empty and left out
    """
    within = {index: group.atoms & present for index, group in groups.items()}
    owners: dict[tuple[Hashable, int], dict[int, int]] = defaultdict(dict)
    above: dict[int, int] = {}
    seen: set[frozenset[int]] = set()
    for index in sorted(within, key=lambda i: (-len(within[i]), i)):
        atoms = within[index]
        if not atoms or atoms in seen:
            continue  # what is published twice says nothing new
        seen.add(atoms)
        for owner in _families(owners, groups[index].family):
            around = {owner.get(atom, OUTSIDE) for atom in atoms}
            if len(around) == 1:  # never smaller than this one, so it contains it; two of them would cross it
                above[index] = around.pop()
                owner.update(dict.fromkeys(atoms, index))
                break
    signatures: dict[int, list[int]] = defaultdict(list)
    for owner in owners.values():
        for atom, cell in owner.items():
            signatures[atom].append(cell)
    classes: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for atom, cells in signatures.items():
        classes[tuple(sorted(cells))].append(atom)
    return Cells(above, [Class(cells, tuple(atoms)) for cells, atoms in classes.items()])


def _families(owners: dict[tuple[Hashable, int], dict[int, int]], family: Hashable) -> Iterator[dict[int, int]]:
    """The family itself, then as many beside it as crossing groups need."""
    for number in count():
        yield owners[family, number]
