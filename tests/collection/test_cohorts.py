from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.collection.cohorts import UNKNOWN, Group, merge_small


@pytest.mark.parametrize(
    ("repliers", "groups"),
    [
        ({2020: 5, 2021: 9}, {2020: Group(2020, 2020), 2021: Group(2021, 2021)}),
        ({2020: 4, 2021: 9}, {2020: Group(2020, 2021), 2021: Group(2020, 2021)}),
        # the smallest first, to its nearest in years
        ({2015: 9, 2019: 1, 2020: 7}, {2015: Group(2015, 2015), 2019: Group(2019, 2020), 2020: Group(2019, 2020)}),
        # equally near: to the one with fewer repliers
        ({2019: 8, 2020: 1, 2021: 6}, {2019: Group(2019, 2019), 2020: Group(2020, 2021), 2021: Group(2020, 2021)}),
        # a year nobody replied in joins a neighbour as well
        ({2020: 6, 2021: 0}, {2020: Group(2020, 2021), 2021: Group(2020, 2021)}),
        # three small ones together
        ({2019: 2, 2020: 2, 2021: 2}, {2019: Group(2019, 2021), 2020: Group(2019, 2021), 2021: Group(2019, 2021)}),
        # too few in all: no cohort at all
        ({2020: 1, 2021: 3}, {2020: UNKNOWN, 2021: UNKNOWN}),
        ({2020: 1}, {2020: UNKNOWN}),
        # an unknown year is no year
        ({None: 1, 2020: 5}, {None: UNKNOWN, 2020: Group(2020, 2020)}),
    ],
)
def test_small_cohorts_join_their_neighbours(repliers, groups):
    cells = {(7, cohort): n for cohort, n in repliers.items()}
    assert merge_small(cells, minimum=5) == {(7, cohort): group for cohort, group in groups.items()}


def test_programs_do_not_help_each_other():
    assert merge_small({(1, 2020): 4, (2, 2020): 4}, minimum=5) == {(1, 2020): UNKNOWN, (2, 2020): UNKNOWN}


@given(st.dictionaries(st.tuples(st.integers(1, 3), st.integers(2000, 2012)), st.integers(0, 9)))
def test_no_named_group_has_fewer_repliers_than_promised_and_groups_never_overlap(repliers):
    totals, years = defaultdict(int), defaultdict(list)
    for (program, cohort), group in merge_small(repliers, minimum=5).items():
        if group != UNKNOWN:
            totals[program, group] += repliers[program, cohort]
            assert group.first <= cohort <= group.last
            years[program].append((cohort, group))
    assert all(total >= 5 for total in totals.values())
    for program in years:
        in_order = [group for _cohort, group in sorted(years[program], key=lambda pair: pair[0])]
        assert in_order == sorted(in_order, key=lambda group: group.first)
