"""Everything tabulated of one set of responses: tables, indicators and scales, of every unit at once, with whom each rests on.

A layer is a wave, the part of it with one answer to the breakdown, or several years together. What is in it is unrounded and
leaves only through results.release.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np

from surveys.definition.conditions import Mask
from surveys.disclosure.groups import Group

from .columns import ORGANISATION
from .counting import Counts, Tally
from .figures import Scale, body
from .indicators import indicator_columns
from .scales import scale_columns
from .tabulate import Tabulation

NO_PROGRAM = ""  # in place of a program's code


@dataclass(frozen=True, slots=True)
class Item:
    """sizes   units x groups that may not be small; the base is the first of them
    base    who is in the base, a mask over the layer's responses
    body    of a unit by its index, unrounded
    """

    key: str
    kind: Literal["table", "indicator", "scale"]
    sizes: Counts
    base: Callable[[], Mask]
    body: Callable[[int], Mapping[str, Any]]
    tally: Tally | None = None


class Layer:
    def __init__(
        self,
        tabulation: Tabulation,
        *,
        confidence: float,
        populations: Mapping[int, int] | None = None,
        leave_out: Collection[str] = (),
        scales: bool = True,
    ) -> None:
        """populations   how many could have answered, by unit, where the frame is known
        leave_out     variables that are not tabulated here
        """
        self.tabulation, self.tree = tabulation, tabulation.tree
        tallies = {code: tally for code, tally in tabulation.tallies().items() if code not in leave_out}
        known = populations or {}
        self.items: dict[str, Item] = {}
        for code, tally in tallies.items():
            self._add(Item(code, "table", _sizes(tally), _base(tabulation, tally), _table(tally, confidence, known), tally))
        for column in indicator_columns(tabulation, confidence=confidence, populations=known):
            sizes = np.hstack([self._counted(column.base), self._counted(column.valued)])
            self._add(Item(column.key, "indicator", sizes, _given(column.base), column.body))
        for scale in scale_columns(tabulation, confidence=confidence) if scales else ():
            self._add(Item(scale.key, "scale", self._counted(scale.base), _given(scale.base), scale.body))

    def _add(self, item: Item) -> None:
        if item.sizes.any() or item.kind == "table":
            self.items[item.key] = item

    def applies(self, key: str, unit: int) -> bool:
        return self.tabulation.applies(key, unit)

    @cached_property
    def places(self) -> dict[str, int]:
        """Index in the tree by code, of the programs with a response."""
        return {code: self.tree.index["program", code] for code in self.tabulation.columns.programs}

    def leaves(self, key: str, *, employers: bool, sizes: Counts | None = None) -> dict[str, Group]:
        """Respondents of an item counted at each program directly; those without one under NO_PROGRAM. Nobody is left out.

        sizes   other groups that may not be small than those of the item
        """
        item = self.items[key]
        counts = item.sizes if sizes is None else sizes
        organisations = self._organisations(item.base()) if employers else {}
        direct = {code: counts[place] for code, place in self.places.items()}
        rest = counts[0] - sum(direct.values(), np.zeros_like(counts[0]))
        numbers = {code: number for number, code in enumerate(self.tabulation.columns.programs, 1)} | {NO_PROGRAM: 0}
        return {
            code: Group(tuple(found.tolist()), organisations.get(numbers[code], {}))
            for code, found in {**direct, NO_PROGRAM: rest}.items()
            if found.any()
        }

    def _organisations(self, base: Mask) -> dict[int, Counter[int]]:
        """Answers per program column and organisation; those of unknown organisations count as one organisation's."""
        columns = self.tabulation.columns
        pairs, n = np.unique(np.column_stack([columns.program[base], columns[ORGANISATION][base]]), axis=0, return_counts=True)
        found: dict[int, Counter[int]] = {}
        for (program, organisation), number in zip(pairs.tolist(), n.tolist(), strict=True):
            found.setdefault(program, Counter())[organisation] = number
        return found

    def _counted(self, base: Mask) -> Counts:
        membership = self.tabulation.membership
        chosen = self.tabulation.columns.program[base]
        return np.rint(membership @ np.bincount(chosen, minlength=membership.shape[1])).astype(np.int64)[:, None]


def _sizes(tally: Tally) -> Counts:
    valued = tally.valued
    return np.column_stack([tally.base, tally.base if valued is None else valued])


def _base(tabulation: Tabulation, tally: Tally) -> Callable[[], Mask]:
    return lambda: in_base(tabulation, tally)


def _given(mask: Mask) -> Callable[[], Mask]:
    return lambda: mask


def _table(tally: Tally, confidence: float, populations: Mapping[int, int]) -> Callable[[int], Mapping[str, Any]]:
    scale = Scale(tally)
    return lambda unit: body(tally, unit, weighted=False, confidence=confidence, population=populations.get(unit), scale=scale)


def in_base(tabulation: Tabulation, counted: Tally) -> Mask:
    """Who is in the base of the tally's variable."""
    columns, variable = tabulation.columns, counted.variable
    base = columns.answered(variable.code)
    if variable.storage == "choices":
        kept = {option.code for option in variable.options if option.missing != "na"}
    else:
        kept = set(counted.options)
    for option in variable.options:
        if option.missing and option.code not in kept:
            base &= ~columns.is_option(variable.code, option.code)
    return base
