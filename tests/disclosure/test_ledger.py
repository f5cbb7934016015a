"""What the ledger gives up, and in what order; its search against every subset of small systems."""

from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.disclosure.cells import OUTSIDE, Cells, Published
from surveys.disclosure.groups import Group
from surveys.disclosure.ledger import Proposed, Rank, exposure, settle
from surveys.disclosure.policy import Policy
from surveys.disclosure.span import Search, eliminated

from .attacker import Knowledge

FIVE = Policy(threshold=5)
EMPLOYERS = Policy(threshold=5, minimum_organisations=3)


def people(*sizes):
    return [Group(size if isinstance(size, tuple) else (size,)) for size in sizes]


def shown(family, *atoms):
    return Published(frozenset(atoms), family)


def proposed(rank, *groups):
    return Proposed(groups, rank)


def decide(sizes, earlier, proposals, policy=FIVE):
    return settle(people(*sizes), earlier=earlier, proposed=proposals, policy=policy)


WOMEN_AND_MEN = (shown("breakdown", 1), shown("breakdown", 2))
"""Of the atoms 0 (did not say), 1 and 2."""


def test_nothing_is_withheld_that_gives_nobody_away():
    assert decide((0, 6, 7), [shown("year", 0, 1, 2)], [proposed(Rank.BREAKDOWN, *WOMEN_AND_MEN)]) == [None]


def test_a_breakdown_goes_that_leaves_few_who_did_not_say():
    assert decide((2, 6, 7), [shown("year", 0, 1, 2)], [proposed(Rank.BREAKDOWN, *WOMEN_AND_MEN)]) == ["complement"]


def test_a_breakdown_with_a_small_value_is_withheld_for_that_reason():
    assert decide((0, 12, 2), [shown("year", 0, 1, 2)], [proposed(Rank.BREAKDOWN, *WOMEN_AND_MEN)]) == ["small_base"]


def test_a_value_nobody_has_leaves_the_breakdown_standing():
    assert decide((0, 12, 0), [shown("year", 0, 1, 2)], [proposed(Rank.BREAKDOWN, *WOMEN_AND_MEN)]) == [None]


def test_a_breakdown_of_nobody_is_withheld():
    assert decide((3, 0, 0), [], [proposed(Rank.BREAKDOWN, *WOMEN_AND_MEN)]) == ["small_base"]


def test_the_values_of_a_breakdown_are_given_up_together():
    """A small third department is hidden nowhere but in the university: either all its values stay or none."""
    whole = shown("year", 0, 1, 2)
    reasons = decide((1, 30, 40), [whole], [proposed(Rank.BREAKDOWN, *WOMEN_AND_MEN), proposed(Rank.POOL, shown("pool", 0, 1, 2))])
    assert reasons == ["complement", None]


def test_breakdowns_go_before_pools_and_pools_before_units():
    """Atoms: this year's 2, 9; last year's 9. The pool less both years is nobody; with the breakdown, two people."""
    year, last, value = shown("year", 0, 1), shown("year", 2), shown("breakdown", 1)
    pool = shown("pool", 0, 1, 2)
    ranked = [proposed(Rank.DEPARTMENT, year), proposed(Rank.BREAKDOWN, value), proposed(Rank.POOL, pool)]
    assert decide((2, 9, 9), [last], ranked) == [None, "complement", None]
    assert decide((2, 9, 9), [last, value], [ranked[0], ranked[2]]) == ["complement", "complement"]
    smaller = shown("year", 1)
    assert decide((2, 9, 9), [last], [proposed(Rank.DEPARTMENT, smaller), ranked[2]]) == [None, "complement"]


def test_within_a_rank_the_fewest_people_are_given_up():
    """Departments of 9 and 12 beside a withheld program of 3: one of them must hide it."""
    university, small, large = shown("year", 0, 1, 2), shown("year", 0), shown("year", 1)
    reasons = decide((9, 12, 3), [university], [proposed(Rank.DEPARTMENT, small), proposed(Rank.DEPARTMENT, large)])
    assert reasons == ["complement", None]


def test_the_university_keeps_its_breakdown_longest():
    """Values of the university and of one unit; those of the unit beside it are few."""
    earlier = [shown("year", 0, 1, 2, 3), shown("year", 0, 1), shown("year", 2, 3)]
    of_the_university = (shown("breakdown", 0, 2), shown("breakdown", 1, 3))
    of_a_unit = (shown("breakdown", 0), shown("breakdown", 1))
    ranked = [proposed(Rank.BREAKDOWN_OF_UNIVERSITY, *of_the_university), proposed(Rank.BREAKDOWN, *of_a_unit)]
    assert decide((20, 20, 3, 9), earlier, ranked) == [None, "complement"]


def test_what_was_published_earlier_is_never_withdrawn():
    """Last year's tree has a pool beside it; this year's department would leave two of it."""
    earlier = [shown("pool", 0, 1, 2), shown("year", 2)]
    assert decide((9, 2, 9), earlier, [proposed(Rank.UNIVERSITY, shown("year", 0))]) == ["complement"]


def test_what_hangs_together_with_an_earlier_exposure_is_withheld_and_the_rest_is_not():
    earlier = [shown("year", 0, 1), shown("year", 0)]  # gives atom 1 away
    new = [proposed(Rank.POOL, shown("pool", 0, 1, 2)), proposed(Rank.PROGRAM, shown("year", 3))]
    assert decide((9, 2, 9, 9), earlier, new) == ["complement", None]


def test_the_same_group_under_another_name_adds_nothing():
    earlier = [shown("year", 0, 1)]
    assert decide((5, 4, 9), earlier, [proposed(Rank.POOL, shown("pool", 0, 1))]) == [None]


def test_groups_that_cross_in_a_family_are_kept_apart():
    crossing = {0: shown("year", 0, 1), 1: shown("year", 1, 2), 2: shown("year", 1)}
    cells = Cells(crossing, frozenset({0, 1, 2}))
    assert cells.above == {0: OUTSIDE, 1: OUTSIDE, 2: 0}
    assert {each.cells: each.atoms for each in cells.classes()} == {(0,): (0,), (1, 2): (1,), (1,): (2,)}
    assert exposure(people(6, 2, 6), list(crossing.values()), policy=FIVE) == {2}
    assert exposure(people(6, 2, 6), [crossing[0], crossing[1]], policy=FIVE) is None
    assert exposure(people(2, 6, 2), [crossing[0], crossing[1]], policy=FIVE) == {0, 1}


def test_programs_that_always_go_together_are_one_class():
    """Two of 3 that no table parts are six together."""
    assert exposure(people(3, 3, 9), [shown("year", 0, 1, 2), shown("year", 2)], policy=FIVE) is None
    assert exposure(people(3, 3, 9), [shown("year", 0, 1, 2), shown("year", 1, 2)], policy=FIVE) == {0, 1}


def test_those_with_a_value_are_looked_at_by_themselves():
    """Ten answered and three of them with a number: the means of two tables must not give the three away."""
    both = [shown("year", 0, 1), shown("year", 0)]
    assert exposure(people((20, 20), (10, 0)), both, policy=FIVE) is None
    assert exposure(people((20, 20), (10, 3)), both, policy=FIVE) == {0, 1}


def employers(*answers):
    return [Group((sum(each.values()),), each) for each in answers]


def test_employers_need_three_organisations_in_every_difference():
    atoms = employers({1: 4, 2: 4, 3: 4}, {4: 5, 5: 5})
    assert exposure(atoms, [shown("year", 0, 1), shown("year", 0)], policy=EMPLOYERS) == {0, 1}
    assert exposure(atoms, [shown("year", 0, 1)], policy=EMPLOYERS) is None


def test_one_organisation_must_not_have_more_than_half_of_a_difference():
    mixed, dominated = {1: 4, 2: 4, 3: 4}, {1: 6, 2: 2, 3: 2}
    assert exposure(employers(mixed, dominated), [shown("year", 0, 1), shown("year", 0)], policy=EMPLOYERS) == {0, 1}
    assert exposure(employers(mixed, mixed), [shown("year", 0, 1), shown("year", 0)], policy=EMPLOYERS) is None


def test_two_dominated_programs_may_hide_each_other():
    atoms = employers({1: 6, 2: 2, 3: 2}, {4: 6, 2: 2, 3: 2}, {1: 4, 2: 4, 3: 4})
    assert exposure(atoms, [shown("year", 0, 1, 2), shown("year", 2)], policy=EMPLOYERS) is None
    assert exposure(atoms, [shown("year", 0, 1, 2), shown("year", 1, 2), shown("year", 2)], policy=EMPLOYERS) is not None


def test_a_search_that_takes_too_long_counts_as_an_exposure():
    search = Search(0, lambda size: size >= 5, effort=3)
    for number in range(6):
        search.add(((number, 1), (number + 1, 1)), 4)
    assert len(list(search.supports())) == 1


def test_elimination_keeps_lowest_terms():
    assert eliminated(((1, 1), (2, 1)), ((1, 1), (2, 1)), 1) == ()
    assert eliminated(((1, 1), (2, 1)), ((1, 2), (3, 1)), 1) == ((2, 2), (3, -1))
    assert eliminated(((1, 2), (2, 4)), ((1, 1), (3, 2)), 1) == ((2, 1), (3, -1))


@st.composite
def systems(draw):
    sizes = draw(st.lists(st.sampled_from((0, 1, 2, 3, 4, 5, 6, 9)), min_size=2, max_size=8))
    atoms = st.frozensets(st.integers(0, len(sizes) - 1), min_size=1)
    groups = draw(st.lists(st.builds(Published, atoms, st.integers(0, 3)), min_size=1, max_size=6))
    return sizes, groups


def exposed(sizes, groups):
    known = Knowledge((group.atoms for group in groups), sizes)
    return any(known.has_support_within(few) for few in known.largest_small_sets(5))


@settings(max_examples=400, deadline=None)
@given(systems())
def test_an_exposure_is_found_exactly_where_there_is_one(system):
    sizes, groups = system
    found = exposure(people(*sizes), groups, policy=FIVE)
    assert (found is not None) == exposed(sizes, groups)
    assert found is None or exposed(sizes, [groups[index] for index in found])


@settings(max_examples=400, deadline=None)
@given(systems(), st.lists(st.sampled_from(Rank), min_size=6, max_size=6), st.integers(0, 3))
def test_what_is_settled_gives_nothing_away_that_was_not_given_away_before(system, ranks, old):
    sizes, groups = system
    earlier, new = groups[:old], groups[old:]
    reasons = decide(sizes, earlier, [proposed(rank, group) for rank, group in zip(ranks, new, strict=False)])
    left = [group for group, reason in zip(new, reasons, strict=True) if reason is None]
    before = Knowledge((group.atoms for group in earlier), sizes)
    after = Knowledge((group.atoms for group in [*earlier, *left]), sizes)
    for few in after.small_sets(5):
        assert not after.has_support_within(few) or before.has_support_within(few), few
