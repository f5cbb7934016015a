"""Least and most people behind a withheld table, from everything shown: whole numbers throughout, solved exactly (bounds.py).

Random universities (2 departments in 1 or 2 faculties, 3 programs, 1 to 3 waves, 1 to 3 values; up to 27 atoms of 0 to 14 people,
three options), 10 to 40 seeds per test, threshold 5. About 20 seconds on one core.

What is asserted, and why no more (proofs in docs/methods/disclosure.md):

- From the bases alone, of any number of families: either the sum can be computed and reaches the threshold, or it may lie anywhere
  in a range at least as wide as the threshold.
- From everything in the tables of yearly trees, the same.
- Of one answer, the range is as wide as that answer is frequent in the smallest combination of tables that covers the group: a
  published 0 % or 100 % speaks of every part of those it was computed from, whatever is done about the parts. With two
  families the range of a base is made up of those of its answers, and no wider than they leave it.
- With response rates, who replied is known at worst (it is not protected). Then the range of an answer is as wide as there are
  replies with it, without it, in the group and beside it in its remainder, whichever are fewest.

The standard deviation is used as a sum of squares, which is exact while the mean to two decimals leaves one sum of scores (a base
under 50 here); beyond that, as the range that all possible sums leave. Those who did not answer are unknowns of their own.
"""

from dataclasses import dataclass
from random import Random

import pytest

from surveys.disclosure.groups import Group
from surveys.disclosure.policy import Policy
from surveys.disclosure.tree import reasons_to_withhold

from .attacker import Knowledge, small_sets
from .bounds import Attack, table_of
from .university import University, random_university, sum_of

THRESHOLD = 5
FIVE = Policy(threshold=THRESHOLD)
SIZES = (0, 1, 2, 3, 4, 5, 6, 9, 14)
LEANINGS = ((1, 1, 1), (6, 1, 1), (1, 0, 4), (0, 1, 1))
OPTIONS = range(3)
YEARS = {"waves": 2}
KINDS = {
    "years": YEARS,
    "a breakdown": {"waves": 1, "values": 3, "breakdown": True},
    "rolling pools": {"waves": 3, "window": 2, "moves": True},
    "pools and a breakdown": {"waves": 2, "values": 2, "breakdown": True, "window": 2},
    "rolling pools and a breakdown": {"waves": 3, "values": 2, "breakdown": True, "window": 2, "moves": True},
}


@dataclass
class Fielded:
    """counts, missing   per atom: answers by option, and those who replied without one"""

    university: University
    counts: list[list[int]]
    missing: list[int]

    def answers(self, group, option):
        return sum(self.counts[atom][option] for atom in group)

    def base(self, group):
        return sum(self.university.atoms[atom].n for atom in group)

    def replied(self, group):
        return self.base(group) + sum(self.missing[atom] for atom in group)

    def shown(self):
        return {group.atoms for group in self.university.published if self.base(group.atoms)}

    def withheld(self):
        """Units, values of units and pools of two waves that hold anybody and were not published."""
        university, groups = self.university, set()
        for wave in range(len(university.trees)):
            for unit in range(len(university.trees[wave].parents)):
                programs = university.within(wave, unit)
                groups |= {university.people(wave, programs, [value]) for value in range(university.values)}
                groups.add(university.people(wave, programs))
                if wave:
                    groups.add(university.people(wave, programs) | university.people(wave - 1, programs))
        return sorted((group for group in groups - self.shown() if self.base(group)), key=sorted)


def fielded(seed, *, waves, values=1, breakdown=False, window=1, moves=False, leanings=LEANINGS):
    random = Random(seed)
    university = random_university(random, programs=3, waves=waves, values=values, sizes=SIZES, moves=moves)
    counts = []
    for atom in university.atoms:
        answers = random.choices(OPTIONS, random.choice(leanings), k=atom.n)
        counts.append([answers.count(option) for option in OPTIONS])
    missing = [random.choice((0, 0, 1, 3)) for _ in university.atoms]
    for wave in range(waves):
        university.release(wave, policy=FIVE, breakdown=breakdown, window=window)
    return Fielded(university, counts, missing)


def attack_on(survey, *, tables=True, rates=False):
    attack = Attack([atom.n == 0 for atom in survey.university.atoms], len(OPTIONS))
    for group in survey.shown():
        if tables:
            counts = [survey.answers(group, option) for option in OPTIONS]
            attack.know_table(group, table_of(counts, survey.replied(group) - sum(counts)))
        else:
            base = survey.base(group)
            attack.know({column: 1 for option in OPTIONS for column in attack.columns(group, option)}, base, base)
    if rates:
        for group in units_with_a_rate(survey, Random(len(attack.rows))):
            attack.know_replies(group, survey.replied(group))
    return attack


def units_with_a_rate(survey, random):
    """Those whose invited may be shown by the tree rule, and of whom at least the threshold replied."""
    university = survey.university
    for wave, tree in enumerate(university.trees):
        first = len(tree.parents) - university.programs
        invited = [Group((0,))] * first
        for program in range(university.programs):
            invited.append(Group((survey.replied(university.people(wave, [program])) + random.randrange(9),)))
        for unit, reason in enumerate(reasons_to_withhold(tree, invited, policy=FIVE)):
            group = university.people(wave, university.within(wave, unit))
            if reason is None and survey.replied(group) >= THRESHOLD:
                yield group


def wide_or_large(attack, survey, group):
    low, high = attack.interval(group, OPTIONS)
    assert low <= survey.base(group) <= high
    return high - low >= THRESHOLD or (low == high >= THRESHOLD)


def hidden(survey):
    """Withheld groups, each with the remainder around it: the smallest table, without the largest below; of atoms that hold anybody."""
    nobody = {atom for atom, group in enumerate(survey.university.atoms) if not group.n}
    for group in survey.withheld():
        around = [table for table in survey.shown() if group <= table]
        if around:
            smallest = min(around, key=len)
            rest = smallest.difference(nobody, *(table for table in survey.shown() if table < smallest))
            if group - nobody < rest:
                yield group - nobody, rest


@pytest.mark.parametrize("kind", KINDS)
def test_from_the_bases_a_withheld_one_may_lie_anywhere_in_a_range_as_wide_as_the_threshold(kind):
    for seed in range(12 if "breakdown" in kind else 30):
        survey = fielded(seed, **KINDS[kind])
        attack = attack_on(survey, tables=False)
        for group in survey.withheld():
            assert wide_or_large(attack, survey, group), (seed, group)


def test_from_all_that_yearly_tables_say_the_range_of_a_base_is_as_wide():
    for seed in range(40):
        survey = fielded(seed, **YEARS)
        attack = attack_on(survey)
        for group in survey.withheld():
            assert wide_or_large(attack, survey, group), (seed, group)


def test_of_yearly_tables_an_answer_has_the_range_it_has_in_the_remainder_around():
    compared = 0
    for seed in range(40):
        survey = fielded(seed, **YEARS)
        attack = attack_on(survey)
        for group, rest in hidden(survey):
            for option in OPTIONS:
                low, high = attack.interval(group, [option])
                wanted = min(THRESHOLD, survey.answers(rest, option))
                assert high - low >= wanted, (seed, group, option)
                compared += wanted > 0
    assert compared > 50


def test_with_response_rates_an_answer_has_the_range_replies_in_and_beside_the_group_leave_it():
    """At worst who replied where is known: then answers of that kind and of others can only change places."""
    compared = 0
    for seed in range(40):
        survey = fielded(seed, **YEARS)
        attack = attack_on(survey, rates=True)
        for group, rest in hidden(survey):
            for option in OPTIONS:
                low, high = attack.interval(group, [option])
                given = survey.answers(rest, option)
                others, here, beside = survey.replied(rest) - given, survey.replied(group), survey.replied(rest - group)
                wanted = min(THRESHOLD, given, others, here, beside)
                assert high - low >= wanted, (seed, group, option)
                compared += wanted > 0
    assert compared > 50


@pytest.mark.parametrize("kind", ["a breakdown", "pools and a breakdown"])
def test_with_a_breakdown_an_answer_has_the_range_it_has_in_the_smallest_combination(kind):
    compared = 0
    for seed in range(10):
        survey = fielded(seed, leanings=((1, 1, 1),), **KINDS[kind])
        attack = attack_on(survey)
        known = Knowledge(survey.shown(), [atom.n for atom in survey.university.atoms])
        for option in OPTIONS:
            wanted = fewest_in_a_combination(known, [survey.counts[atom][option] for atom in known.order])
            for group in survey.withheld() if wanted else ():
                low, high = attack.interval(group, [option])
                assert high - low >= wanted or known.has_indicator([known.order.index(atom) for atom in group if atom in known.order])
                compared += 1
    assert compared > 50


def fewest_in_a_combination(known, answers):
    """Fewest people with an answer in the support of any combination, at most the threshold."""
    nobody = [i for i, n in enumerate(answers) if not n]
    some = [i for i, n in enumerate(answers) if n]
    for most in range(THRESHOLD):
        within = [(), *small_sets([answers[i] for i in some], most + 1)]
        if any(known.has_support_within([*nobody, *(some[i] for i in chosen)]) for chosen in within):
            return most
    return THRESHOLD


def test_the_solver_finds_what_subtraction_gives_away():
    """A faculty of 20 and its one department of 17: three are left, two of whom said yes."""
    attack = Attack([False, False], 3)
    attack.know_table(frozenset({0, 1}), table_of([10, 4, 6], 0))
    attack.know_table(frozenset({0}), table_of([8, 4, 5], 0))
    assert attack.interval(frozenset({1}), OPTIONS) == (3, 3)
    assert [attack.interval(frozenset({1}), [option]) for option in OPTIONS] == [(2, 2), (0, 0), (1, 1)]


def test_everything_large_enough_by_itself_would_give_small_groups_away():
    narrow = 0
    for seed in range(20):
        survey = fielded(seed, **YEARS)
        attack = Attack([atom.n == 0 for atom in survey.university.atoms], len(OPTIONS))
        for group in {*survey.withheld(), *survey.shown()}:
            if survey.base(group) >= THRESHOLD:
                attack.know({x: 1 for option in OPTIONS for x in attack.columns(group, option)}, survey.base(group), survey.base(group))
        small = [group for group in survey.withheld() if sum_of(survey.university.atoms, group).n < THRESHOLD]
        narrow += any(not wide_or_large(attack, survey, group) for group in small)
    assert narrow > 5
