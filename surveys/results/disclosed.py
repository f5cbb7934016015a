"""Which tables of a layer may be shown along the tree of units, each item a question of its own with bases of its own."""

from collections.abc import Mapping

import numpy as np

from surveys.disclosure.groups import Group
from surveys.disclosure.policy import Policy, Reason
from surveys.disclosure.tree import reasons_to_withhold

from .counting import Counts
from .layers import NO_PROGRAM, Item, Layer
from .units import UnitTree


def reasons(layer: Layer, *, policy: Policy) -> dict[tuple[int, str], Reason | None]:
    """By unit and item: None where the table may be shown."""
    return {
        (unit, key): reason
        for key, item in layer.items.items()
        for unit, reason in enumerate(_of_item(layer, item, policy))
        if unit < len(layer.tree.units) and layer.applies(key, unit)
    }


def mean_places_shown(layer: Layer, *, policy: Policy) -> frozenset[tuple[int, str]]:
    """Units and rankings whose mean places may be shown, where the table is.

    Each mean rests on those who ranked its option, so these are groups too: none of them may be small, nor what is left of
    them below a unit. All of a ranking or none, since with every place filled the means of a table add up to a known sum.
    """
    shown: set[tuple[int, str]] = set()
    for key, item in layer.items.items():
        if item.tally is not None and item.tally.ranks is not None:
            sizes = np.column_stack([item.tally.base, item.tally.n])
            groups = groups_of(layer.tree, _leaves(layer, item, policy, sizes), sizes.shape[1])
            found = reasons_to_withhold(layer.tree.hierarchy, groups, policy=policy)
            shown |= {(unit, key) for unit, reason in enumerate(found) if reason is None}
    return frozenset(shown)


def groups_of(tree: UnitTree, leaves: Mapping[str, Group], sizes: int) -> list[Group]:
    """Per unit of the hierarchy: respondents counted at it directly. The last one has no program."""
    groups = [Group((0,) * sizes)] * (len(tree.units) + 1)
    for code, group in leaves.items():
        groups[len(tree.units) if code == NO_PROGRAM else tree.index["program", code]] = group
    return groups


def _of_item(layer: Layer, item: Item, policy: Policy) -> list[Reason | None]:
    groups = groups_of(layer.tree, _leaves(layer, item, policy, None), item.sizes.shape[1])
    if item.key in layer.tabulation.by_program_only:
        return [policy.objection(group) for group in groups]  # never rolled up: nothing to subtract from
    return reasons_to_withhold(layer.tree.hierarchy, groups, policy=policy)


def _leaves(layer: Layer, item: Item, policy: Policy, sizes: Counts | None) -> dict[str, Group]:
    return layer.leaves(item.key, employers=policy.minimum_organisations is not None, sizes=sizes)
