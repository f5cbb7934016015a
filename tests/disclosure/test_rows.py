"""Every row of a size is tried; who knows the rule, the total and what is shown puts together all rows that could be behind it."""

from collections import defaultdict
from functools import cache
from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.disclosure.rows import suppress_row

SIZES = [(2, 60), (3, 30), (4, 20), (5, 14)]  # 1,891 to 11,628 rows each; with all thresholds about five seconds
THRESHOLDS = [3, 5, 10]


def rows_of(categories, most_people):
    return (row for row in product(range(most_people + 1), repeat=categories) if sum(row) <= most_people)


@cache
def candidates_behind(categories, most_people, threshold):
    """Per published row and total, every row that is published like it."""
    behind = defaultdict(list)
    for row in rows_of(categories, most_people):
        behind[sum(row), suppress_row(row, threshold=threshold)].append(row)
    return behind


@pytest.mark.parametrize("threshold", THRESHOLDS)
@pytest.mark.parametrize(("categories", "most_people"), SIZES)
def test_knowing_the_rule_never_gives_a_withheld_count_away(categories, most_people, threshold):
    for (total, published), candidates in candidates_behind(categories, most_people, threshold).items():
        for cell, possible in zip(published, zip(*candidates, strict=True), strict=True):
            assert (cell is None) == (len(set(possible)) > 1), (total, published, candidates)


@pytest.mark.parametrize("threshold", THRESHOLDS)
@pytest.mark.parametrize(("categories", "most_people"), SIZES)
def test_what_could_be_behind_a_withheld_count_is_as_wide_as_the_threshold(categories, most_people, threshold):
    for (total, published), candidates in candidates_behind(categories, most_people, threshold).items():
        for cell, possible in zip(published, zip(*candidates, strict=True), strict=True):
            if cell is None and total >= threshold + 2:
                assert max(possible) - min(possible) >= threshold, (total, published, candidates)


@pytest.mark.parametrize("threshold", [3, 5])
def test_adding_up_or_leaving_out_options_of_one_row_gives_nothing_more(threshold):
    """What is withheld in sum is known; of any part of it, short of all, the sum could be more than one number."""
    for (total, published), candidates in candidates_behind(4, 16, threshold).items():
        hidden = [i for i, cell in enumerate(published) if cell is None]
        for chosen in product((False, True), repeat=len(hidden)):
            part = [i for i, taken in zip(hidden, chosen, strict=True) if taken]
            sums = {sum(row[i] for i in part) for row in candidates}
            assert (len(sums) > 1) == (0 < len(part) < len(hidden)), (total, published, part)


@given(st.lists(st.integers(0, 40), min_size=2, max_size=6), st.sampled_from(THRESHOLDS))
def test_no_small_count_is_ever_shown_and_what_is_shown_is_true(row, threshold):
    published = suppress_row(row, threshold=threshold)
    for count, cell in zip(row, published, strict=True):
        assert cell in {None, count}
        assert cell is None or cell == 0 or cell >= threshold


@given(st.lists(st.integers(0, 30), min_size=2, max_size=5))
def test_the_rule_looks_at_values_and_never_at_places(row):
    for order in permutations(range(len(row))):
        published = suppress_row([row[i] for i in order], threshold=5)
        assert published == tuple(suppress_row(row, threshold=5)[i] for i in order)


@pytest.mark.parametrize(
    ("row", "published"),
    [
        ((3, 12, 40, 80), (None, None, 40, 80)),
        ((0, 3, 12, 40), (0, None, None, 40)),
        ((3, 7, 8, 100), (None, None, None, 100)),
        ((1, 6, 6, 50), (None, None, None, 50)),
        ((0, 5, 4, 4), (None, None, None, None)),
        ((0, 5, 60), (0, 5, 60)),
        ((3,), (3,)),
        ((), ()),
    ],
)
def test_what_is_withheld_beside_a_small_count(row, published):
    assert suppress_row(row, threshold=5) == published


def test_the_smallest_neighbour_alone_would_have_given_it_away():
    """The first rule that comes to mind hides 4 and 4 of (0, 5, 4, 4); of 13 with 0 and 5 shown nothing else can be."""
    alone = [row for row in rows_of(4, 13) if sum(row) == 13 and row[:2] == (0, 5) and all(0 < count < 5 for count in row[2:])]
    assert alone == [(0, 5, 4, 4)]
    assert suppress_row((0, 5, 4, 4), threshold=5) == (None,) * 4


@pytest.mark.parametrize(("row", "threshold"), [((3, -1), 5), ((3, 1.5), 5), ((3, 10), 2), ((3, 10), 0)])
def test_impossible_counts_and_thresholds_are_refused(row, threshold):
    with pytest.raises(ValueError):
        suppress_row(row, threshold=threshold)
