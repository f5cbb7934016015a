"""Published groups taken apart into cells and classes: the smallest pieces that figures about them can be combined from.

A family is a set of groups any two of which are nested or disjoint: the units of one year, a breakdown of them, the pools of one
window. The *cell* of a group is what is left of it after taking away the largest published groups below it in its family: cells
of one family share nobody, and span the same sums as the groups. A *class* is all atoms that lie in the same cells.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
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


Cell = int
"""Named by the index of its group."""


@dataclass(frozen=True, slots=True)
class Class:
    """cells   at most one of a family"""

    cells: tuple[Cell, ...]
    atoms: tuple[int, ...]


class Cells:
    """groups    by index
    present   the atoms that hold anybody; all others are known to be empty and left out
    """

    def __init__(self, groups: Mapping[int, Published], present: frozenset[int]) -> None:
        self.above: dict[int, int] = {}  # the smallest group of its family around each, or OUTSIDE
        self.below: dict[int, set[int]] = defaultdict(set)
        self.owners: dict[tuple[Hashable, int], dict[int, Cell]] = defaultdict(dict)
        self.family_of: dict[int, dict[int, Cell]] = {}
        self.atoms: dict[Cell, set[int]] = {}
        self.at: dict[int, tuple[Cell, ...]] = {}  # per atom, in order
        self.touched: set[Cell] = set()  # by groups dropped since somebody looked
        within = {index: group.atoms & present for index, group in groups.items()}
        for index in sorted(within, key=lambda i: (-len(within[i]), i)):
            if within[index]:
                self._place(index, within[index], groups[index].family)
        cells_of: dict[int, list[Cell]] = defaultdict(list)
        for owner in self.owners.values():
            for atom, cell in owner.items():
                cells_of[atom].append(cell)
        self.at = {atom: tuple(sorted(cells)) for atom, cells in cells_of.items()}
        self.touched = set(self.atoms)

    def _place(self, index: int, atoms: frozenset[int], family: Hashable) -> None:
        """After all larger ones: in its family, or in the first one beside it where it crosses nothing."""
        for number in count():
            owner = self.owners[family, number]
            around = {owner.get(atom, OUTSIDE) for atom in atoms}
            if len(around) == 1:  # never smaller than this one, so it contains it; of two, one would cross it
                up = around.pop()
                self.above[index], self.family_of[index] = up, owner
                self.below[up].add(index)
                owner.update(dict.fromkeys(atoms, index))
                self.atoms[index] = set(atoms)
                if up != OUTSIDE:
                    self.atoms[up] -= atoms
                return

    def drop(self, index: int) -> None:
        """A group is not published after all: what was its cell belongs to that of the group around it."""
        if index not in self.above:
            return
        up, owner = self.above.pop(index), self.family_of.pop(index)
        self.below[up].discard(index)
        children = self.below.pop(index, set())
        self.above.update(dict.fromkeys(children, up))
        self.below[up] |= children
        atoms = self.atoms.pop(index)
        self.touched |= children
        self.touched.add(up)
        if up == OUTSIDE:
            for atom in atoms:
                del owner[atom]
        else:
            owner.update(dict.fromkeys(atoms, up))
            self.atoms[up] |= atoms
        for atom in atoms:
            others = [cell for cell in self.at[atom] if cell != index]
            self.at[atom] = cells = tuple(others if up == OUTSIDE else sorted([*others, up]))
            self.touched.update(cells)

    def classes(self) -> list[Class]:
        """Those that lie in some cell."""
        return self._classes(self.at)

    def _classes(self, atoms: Iterable[int]) -> list[Class]:
        classes: dict[tuple[Cell, ...], list[int]] = defaultdict(list)
        for atom in atoms:
            if cells := self.at[atom]:
                classes[cells].append(atom)
        return [Class(cells, tuple(atoms)) for cells, atoms in classes.items()]

    def components(self) -> Iterator[list[Class]]:
        """Classes that hang together by common cells. No combination of figures from two of them says more than both do.

        Those alone that have changed since they were asked for: all of them at first.
        """
        left, self.touched = sorted(self.touched), set()
        seen: set[Cell] = set()
        for first in left:
            if first in seen or not self.atoms.get(first):
                continue
            atoms, reached = dict[int, None](), [first]
            seen.add(first)
            while reached:
                for atom in sorted(self.atoms[reached.pop()]):
                    if atom not in atoms:
                        atoms[atom] = None
                        new = [cell for cell in self.at[atom] if cell not in seen]
                        seen.update(new)
                        reached.extend(new)
            yield self._classes(atoms)

    def groups_in(self, potentials: Mapping[Cell, object]) -> frozenset[int]:
        """Groups with a coefficient of their own in the sum of cells times their potentials.

        A cell is its group less those directly below, so the coefficient of a group is its potential less that of the one above.
        """
        near = {*potentials, *(child for cell in potentials for child in self.below.get(cell, ()))}
        return frozenset(group for group in near if potentials.get(group, 0) != potentials.get(self.above[group], 0))
