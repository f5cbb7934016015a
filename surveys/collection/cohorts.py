"""Cohorts too small to stand alone join their neighbours, so that year and program together name nobody.

Pure. The rule, for each program by itself, over the cohorts in which somebody was asked or answered:

    while a group has fewer repliers than the minimum and another group is left,
        the smallest such group (the earlier of two equals) joins its nearest neighbour;
        nearest: fewest years between them, then the one with fewer repliers, then the earlier
    a group is named by its first and last cohort; a program with fewer repliers than the minimum has no cohorts at all

An unknown cohort (None) is no year and is neither merged nor merged into.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

Cell = tuple[int | None, int | None]  # program, cohort


@dataclass(frozen=True, slots=True)
class Group:
    first: int | None
    last: int | None


UNKNOWN = Group(None, None)


def merge_small(repliers: Mapping[Cell, int], *, minimum: int) -> dict[Cell, Group]:
    """The group of every cell; cells without repliers must be in `repliers`, with 0."""
    by_program: dict[int | None, dict[int, int]] = defaultdict(dict)
    merged: dict[Cell, Group] = {}
    for (program, cohort), n in repliers.items():
        if cohort is None:
            merged[program, None] = UNKNOWN
        else:
            by_program[program][cohort] = n
    for program, counts in by_program.items():
        for group, total in _groups(counts, minimum):
            name = Group(group[0], group[-1]) if total >= minimum else UNKNOWN
            merged.update({(program, cohort): name for cohort in group})
    return merged


def _groups(counts: Mapping[int, int], minimum: int) -> list[tuple[list[int], int]]:
    groups = [([cohort], counts[cohort]) for cohort in sorted(counts)]
    while len(groups) > 1:
        at = min(range(len(groups)), key=lambda i: groups[i][1])
        if groups[at][1] >= minimum:
            break
        to = min((i for i in (at - 1, at + 1) if 0 <= i < len(groups)), key=lambda i: (_gap(groups, at, i), groups[i][1], i))
        low, high = sorted((at, to))
        groups[low : high + 1] = [(groups[low][0] + groups[high][0], groups[low][1] + groups[high][1])]
    return groups


def _gap(groups: list[tuple[list[int], int]], one: int, other: int) -> int:
    low, high = sorted((one, other))
    return groups[high][0][0] - groups[low][0][-1]
