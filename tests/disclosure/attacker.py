"""Exact algebra of somebody who combines published sums, written without the product's: fractions, row by row."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction


class Knowledge:
    """What can be computed from sums over the given sets of atoms.

    sizes    of the atoms; the empty ones are known to be empty and left out
    """

    def __init__(self, published: Iterable[frozenset[int]], sizes: Sequence[int]):
        self.order = [atom for atom, size in enumerate(sizes) if size]
        self.sizes = [sizes[atom] for atom in self.order]
        self.published = [[Fraction(atom in group) for atom in self.order] for group in set(published)]
        self.echelon = echelon(self.published)

    def has_indicator(self, positions: Iterable[int]) -> bool:
        """Whether the sum over exactly these atoms can be computed."""
        chosen = set(positions)
        return not any(reduced([Fraction(i in chosen) for i in range(len(self.order))], self.echelon))

    def has_support_within(self, positions: Iterable[int]) -> bool:
        """Whether some combination speaks of these atoms alone, or of some of them."""
        chosen = set(positions)
        rest = [[x for i, x in enumerate(row) if i not in chosen] for row in self.published]
        return len(echelon(rest)) < len(self.echelon)

    def is_support(self, positions: Iterable[int]) -> bool:
        """Whether some combination speaks of each of these atoms and of no other."""
        chosen = set(positions)
        rest = [[x for i, x in enumerate(row) if i not in chosen] for row in self.published]
        free = len(echelon(rest))
        return all(len(echelon([*left, row[i]] for left, row in zip(rest, self.published, strict=True))) > free for i in sorted(chosen))

    def small_sets(self, threshold: int) -> Iterator[tuple[int, ...]]:
        """Positions of every set of atoms with fewer people than the threshold."""
        yield from small_sets(self.sizes, threshold)

    def largest_small_sets(self, threshold: int) -> Iterator[tuple[int, ...]]:
        """Those to which no further atom can be added: what no combination is within of these, none is within of any."""
        for chosen in self.small_sets(threshold):
            room = threshold - sum(self.sizes[i] for i in chosen)
            if all(self.sizes[i] >= room for i in range(len(self.sizes)) if i not in chosen):
                yield chosen


def small_sets(sizes: Sequence[int], threshold: int, start: int = 0) -> Iterator[tuple[int, ...]]:
    for first in range(start, len(sizes)):
        if sizes[first] < threshold:
            yield (first,)
            for further in small_sets(sizes, threshold - sizes[first], first + 1):
                yield (first, *further)


def echelon(rows: Iterable[Sequence[Fraction]]) -> list[tuple[int, list[Fraction]]]:
    found: list[tuple[int, list[Fraction]]] = []
    for row in rows:
        left = reduced(list(row), found)
        pivot = next((i for i, x in enumerate(left) if x), None)
        if pivot is not None:
            found.append((pivot, [x / left[pivot] for x in left]))
    return found


def reduced(row: list[Fraction], rows: Iterable[tuple[int, list[Fraction]]]) -> list[Fraction]:
    for pivot, other in rows:
        if row[pivot]:
            factor = row[pivot]
            row = [a - factor * b if b else a for a, b in zip(row, other, strict=True)]
    return row
