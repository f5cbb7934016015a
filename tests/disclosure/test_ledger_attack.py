"""Nobody who combines all that was ever published, by exact algebra, gets a sum over fewer people than the threshold.

Random universities (2 departments in 1 or 2 faculties, 3 to 6 programs, 1 to 4 waves, 2 or 3 values with those who did not say; 8 to
27 atoms), seeds 0 to 149 per kind, threshold 5, atoms of 0 to 15 people; waves are released one after another, each settled against
all before. Every set of atoms under the threshold is tried, with any coefficients. About 20 seconds on one core.
"""

from random import Random

import pytest

from surveys.disclosure.cells import Published
from surveys.disclosure.groups import Group
from surveys.disclosure.ledger import exposure
from surveys.disclosure.policy import Policy

from .attacker import Knowledge
from .university import University, random_university

FIVE = Policy(threshold=5)
SMALL = (0, 1, 2, 3, 4, 5, 6, 9, 15)
SEEDS = range(150)
KINDS = {
    "years": {"programs": 6, "waves": 2},
    "a breakdown": {"programs": 5, "waves": 1, "values": 3, "breakdown": True},
    "a breakdown that all answered": {"programs": 4, "waves": 1, "values": 2, "breakdown": True},
    "pools of two waves": {"programs": 4, "waves": 2, "window": 2},
    "rolling pools of three waves": {"programs": 4, "waves": 4, "window": 3},
    "rolling pools after a program moved": {"programs": 3, "waves": 4, "window": 2, "moves": True},
    "pools and a breakdown": {"programs": 4, "waves": 2, "values": 3, "breakdown": True, "window": 2},
    "everything after a program moved": {"programs": 3, "waves": 3, "values": 2, "breakdown": True, "window": 2, "moves": True},
}


def released(seed, kind, sizes=SMALL):
    chosen = dict(KINDS[kind])
    breakdown, window = chosen.pop("breakdown", False), chosen.pop("window", 1)
    university = random_university(Random(seed), sizes=sizes, **chosen)
    for wave in range(chosen["waves"]):
        university.release(wave, policy=FIVE, breakdown=breakdown, window=window)
    return university


def knowledge_of(university):
    return Knowledge((group.atoms for group in university.published), [atom.n for atom in university.atoms])


@pytest.mark.parametrize("kind", KINDS)
def test_no_combination_of_all_releases_speaks_of_fewer_than_the_threshold(kind):
    for seed in SEEDS:
        known = knowledge_of(released(seed, kind))
        for few in known.largest_small_sets(5):
            assert not known.has_support_within(few), (seed, few)


@pytest.mark.parametrize("kind", KINDS)
def test_no_small_set_of_people_can_be_computed(kind):
    """Weaker than the rule above, and what it is for: the sum over each set by itself."""
    for seed in range(100, 120):
        known = knowledge_of(released(seed, kind))
        for few in known.small_sets(5):
            assert not known.has_indicator(few), (seed, few)


@pytest.mark.parametrize("kind", KINDS)
def test_something_of_every_kind_is_published(kind):
    """Or the test above would hold for saying nothing."""
    wanted = {"year"} | ({"breakdown"} if "breakdown" in kind or "everything" in kind else set())
    wanted |= {"pool"} if "pool" in kind or "everything" in kind else set()
    shown = {name[0] for seed in range(40) for name in released(seed, kind).names}
    assert shown == wanted


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "years"])
def test_publishing_without_the_ledger_is_found_out(kind):
    """Every yearly tree by its own rule and whatever else is large enough by itself: the attacker gets small sums."""
    found = 0
    for seed in range(20):
        university = unsettled(seed, kind)
        known = knowledge_of(university)
        found += any(known.has_support_within(few) for few in known.largest_small_sets(5))
        exposed = exposure(university.atoms, university.published, policy=FIVE)
        assert (exposed is not None) == any(known.has_support_within(few) for few in known.largest_small_sets(5)), seed
    assert found >= 5


def unsettled(seed, kind) -> University:
    """The same university with every group of at least the threshold, of any kind."""
    university = released(seed, kind)
    waves, large = range(len(university.trees)), []
    for wave in waves:
        for unit in range(len(university.trees[wave].parents)):
            programs = university.within(wave, unit)
            large.append(Published(university.people(wave, programs), "year"))
            large += [Published(university.people(wave, programs, [value]), "breakdown") for value in range(1, university.values)]
            if wave:
                pool = university.people(wave, programs) | university.people(wave - 1, programs)
                large.append(Published(pool, ("pool", wave)))
    university.published = [group for group in large if sum(university.atoms[atom].n for atom in group.atoms) >= 5]
    return university


def test_the_attacker_finds_the_difference_of_two_tables():
    known = Knowledge([frozenset({0, 1, 2}), frozenset({0, 1})], [6, 6, 3])
    assert known.has_indicator([2])
    assert known.has_support_within([2])
    assert not known.has_indicator([0])


def test_the_attacker_finds_the_difference_of_two_small_groups():
    """Each of two groups of two stays unknown, but how much more the one said than the other does not."""
    known = Knowledge([frozenset({0, 1}), frozenset({0, 2})], [8, 2, 2])
    assert known.has_support_within([1, 2])
    assert not any(known.has_indicator(few) for few in known.small_sets(5))
    groups = [Published(frozenset({0, 1}), "one tree"), Published(frozenset({0, 2}), "another")]
    assert exposure([Group((8,)), Group((2,)), Group((2,))], groups, policy=FIVE) == {0, 1}
