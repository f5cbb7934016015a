"""The ways that lead to one branch: for each deciding variable the kinds of answer that lead there, put together where they can be."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from .simulation_values import Kind

Way = Mapping[str, frozenset[int]]  # variable -> places of its kinds of answer; not named: not asked, or any answer
MOST_WAYS = 12  # kept of one branch; of the others it is only known that they exist
OBJECTIVES = "@objectives"  # in a way: which of slot_sets the program has


def joined(ways: Sequence[Way], kinds: Mapping[str, Sequence[Kind]]) -> tuple[tuple[Way, ...], bool]:
    """The same answers in fewer ways: two that differ in one variable are one; one that another contains is none.

    The second value tells whether there are more than are kept.
    """
    kept = [_without_any(way, kinds) for way in ways]
    merged = True
    while merged:
        merged = False
        for first, second in combinations(range(len(kept)), 2):
            union = _union(kept[first], kept[second])
            if union is not None:
                kept[first] = _without_any(union, kinds)
                del kept[second]
                merged = True
                break
    return tuple(kept[:MOST_WAYS]), len(kept) > MOST_WAYS


def _without_any(way: Way, kinds: Mapping[str, Sequence[Kind]]) -> Way:
    """A variable whose every kind of answer leads there decides nothing."""
    return {code: places for code, places in way.items() if code not in kinds or len(places) < len(kinds[code])}


def _union(one: Way, other: Way) -> Way | None:
    if _contains(one, other):
        return one
    if _contains(other, one):
        return other
    if one.keys() != other.keys():
        return None
    differing = [code for code in one if one[code] != other[code]]
    if len(differing) != 1:
        return None
    code = differing[0]
    return {**one, code: one[code] | other[code]}


def _contains(wide: Way, narrow: Way) -> bool:
    return all(code in narrow and narrow[code] <= places for code, places in wide.items())
