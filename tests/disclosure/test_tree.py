"""No group under the threshold can be computed from what is published, tried on every small tree by exact algebra."""

from fractions import Fraction
from functools import cache
from itertools import combinations, product

import pytest

from surveys.disclosure.groups import Group
from surveys.disclosure.policy import Policy
from surveys.disclosure.tree import Hierarchy, reasons_to_withhold

FIVE = Policy(threshold=5)
TEN = Policy(threshold=10)

# university; a faculty of two departments (two programs, one), a faculty of one department (two programs)
TWO_FACULTIES = Hierarchy((-1, 0, 0, 1, 1, 2, 3, 3, 4, 5, 5))
SHAPES = {
    "one department": Hierarchy((-1, 0, 1, 2, 2, 2)),
    "two departments": Hierarchy((-1, 0, 1, 1, 2, 2, 3)),
    "two faculties": TWO_FACULTIES,
    "full": Hierarchy((-1, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6)),
    "with no program": Hierarchy((-1, 0, 0, 0, 1, 2, 4, 4, 5), unnamed=frozenset({3})),
}


def leaves_of(hierarchy):
    return [unit for unit, below in enumerate(hierarchy.children) if not below]


def all_sizes(hierarchy):
    """Below, at and above the threshold of five, and nobody, in every program; only below and above where there are eight."""
    programs = len(leaves_of(hierarchy))
    return product((0, 1, 4, 5, 6) if programs < 6 else (4, 6), repeat=programs)


def withhold(hierarchy, sizes, policy=FIVE):
    """sizes: of the leaves, in their order."""
    leaves = leaves_of(hierarchy)
    given = [size if isinstance(size, Group) else Group((size,)) for size in sizes]
    groups = [Group(tuple(0 for _ in given[0].sizes))] * len(hierarchy.parents)
    for leaf, group in zip(leaves, given, strict=True):
        groups[leaf] = group
    return reasons_to_withhold(hierarchy, groups, policy=policy)


@cache
def computable(vectors: frozenset[frozenset[int]], atoms: frozenset[int]) -> tuple[frozenset[int], ...]:
    """Every non-empty set of atoms whose sum is a linear combination of the published sums, by exact elimination."""
    order = sorted(atoms)
    echelon: list[tuple[int, list[Fraction]]] = []

    def reduced(vector: list[Fraction]) -> list[Fraction]:
        for pivot, row in echelon:
            if vector[pivot]:
                vector = [a - vector[pivot] * b for a, b in zip(vector, row, strict=True)]
        return vector

    for published in vectors:
        left = reduced([Fraction(atom in published) for atom in order])
        pivot = next((i for i, x in enumerate(left) if x), None)
        if pivot is not None:
            row = [x / left[pivot] for x in left]
            echelon = [(p, [a - r[pivot] * b for a, b in zip(r, row, strict=True)]) for p, r in echelon]
            echelon.append((pivot, row))
    subsets = (frozenset(c) for size in range(1, len(order) + 1) for c in combinations(order, size))
    return tuple(s for s in subsets if not any(reduced([Fraction(atom in s) for atom in order])))


def groups_an_attacker_can_compute(hierarchy, sizes, reasons):
    """The attacker knows the tree, which programs are empty and every published table."""
    size_of = dict(zip(leaves_of(hierarchy), sizes, strict=True))
    atoms = frozenset(leaf for leaf, size in size_of.items() if size)

    def covered(unit):
        return frozenset(leaf for leaf in atoms if leaf == unit or leaf in hierarchy.below(unit))

    published = frozenset(covered(unit) for unit, reason in enumerate(reasons) if reason is None)
    return computable(published, atoms)


@pytest.mark.parametrize("name", SHAPES)
def test_no_small_group_can_be_computed_from_any_small_tree(name):
    hierarchy = SHAPES[name]
    for sizes in all_sizes(hierarchy):
        reasons = withhold(hierarchy, sizes)
        size_of = dict(zip(leaves_of(hierarchy), sizes, strict=True))
        for group in groups_an_attacker_can_compute(hierarchy, sizes, reasons):
            assert sum(size_of[leaf] for leaf in group) >= 5, (sizes, reasons, group)


@pytest.mark.parametrize("name", SHAPES)
def test_the_university_is_shown_whenever_it_may_be_and_something_is_always_said(name):
    hierarchy = SHAPES[name]
    for sizes in all_sizes(hierarchy):
        assert (withhold(hierarchy, sizes)[0] is None) == (sum(sizes) >= 5), sizes


def test_no_small_mean_can_be_computed_where_refusals_leave_it():
    """Each program has answers and among them answers with a value: neither kind of group may come out small."""
    hierarchy = SHAPES["two departments"]
    kinds = [(0, 0), (5, 5), (6, 4), (6, 0), (4, 1), (12, 6)]
    for chosen in product(kinds, repeat=3):
        reasons = withhold(hierarchy, [Group(kind) for kind in chosen])
        for which in (0, 1):
            sizes = [kind[which] for kind in chosen]
            size_of = dict(zip(leaves_of(hierarchy), sizes, strict=True))
            for group in groups_an_attacker_can_compute(hierarchy, sizes, reasons):
                assert sum(size_of[leaf] for leaf in group) >= 5, (chosen, reasons, group)


def test_no_group_of_one_employer_can_be_computed():
    policy = Policy(threshold=5, minimum_organisations=3)
    hierarchy = SHAPES["two departments"]
    kinds = [{}, {1: 2, 2: 2, 3: 2}, {1: 5, 2: 1, 3: 1}, {4: 6}, {1: 3, 5: 3, 6: 1, 7: 1}, {8: 1}]
    for chosen in product(kinds, repeat=3):
        groups = [Group((sum(kind.values()),), kind) for kind in chosen]
        reasons = withhold(hierarchy, groups, policy)
        of = dict(zip(leaves_of(hierarchy), groups, strict=True))
        for names in groups_an_attacker_can_compute(hierarchy, [group.n for group in groups], reasons):
            whole = sum((of[name] for name in names), Group((0,)))
            assert policy.objection(whole) is None, (chosen, reasons, names)


def test_a_small_program_takes_its_department_with_it():
    """And, where there is nothing else in the university, the smallest program that hides it in the university's figure."""
    reasons = withhold(SHAPES["one department"], (30, 20, 3), TEN)
    assert reasons == [None, "complement", "complement", None, "complement", "small_base"]


def test_two_small_programs_that_make_ten_together_cost_nothing():
    assert withhold(SHAPES["one department"], (30, 5, 5), TEN) == [None, None, None, None, "small_base", "small_base"]


def test_a_department_is_given_up_before_its_faculty():
    """The second department's small program is hidden among the twelve the first one does not show either."""
    hierarchy = Hierarchy((-1, 0, 1, 1, 2, 2, 2, 3, 3))
    reasons = withhold(hierarchy, (20, 6, 6, 15, 4), TEN)
    assert reasons == [None, None, "complement", "complement", None, "small_base", "small_base", None, "small_base"]


def test_where_a_faculty_cannot_hide_a_small_program_the_university_must():
    """Three in a department of its own: department and faculty are withheld, and the smallest published unit beside them."""
    reasons = withhold(TWO_FACULTIES, (12, 13, 3, 20, 20), TEN)
    small, given_up = "small_base", "complement"
    assert reasons == [None, given_up, None, given_up, small, None, given_up, None, small, None, None]


def test_three_without_a_program_are_hidden_in_the_university_by_giving_something_up():
    hierarchy = Hierarchy((-1, 0, 0, 1, 3, 3), unnamed=frozenset({2}))
    reasons = withhold(hierarchy, (3, 20, 12), TEN)
    assert reasons == [None, "complement", "complement", "complement", None, "complement"]


def test_parents_come_before_children():
    with pytest.raises(ValueError):
        Hierarchy((-1, 2, 0))
