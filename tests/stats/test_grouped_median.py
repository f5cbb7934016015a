from fractions import Fraction
from itertools import pairwise
from math import inf, nan
from statistics import median_grouped

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.stats.grouped_median import Band, grouped_median

counted = st.lists(st.integers(0, 30), min_size=1, max_size=9)


def bands_of(edges):
    return [Band(low, high) for low, high in pairwise(edges)]


@given(counted)
def test_bands_of_one_width_give_what_the_standard_library_gives(counts):
    bands = [Band(10 * i, 10 * i + 10) for i in range(len(counts))]
    found = grouped_median(bands, counts)
    middles = [10 * i + 5 for i, count in enumerate(counts) for _ in range(count)]
    if not middles:
        assert found is None
        return
    half, reached = sum(counts) / 2, [sum(counts[: i + 1]) for i in range(len(counts))]
    if half in reached:  # the library takes the upper of the two ends
        after = next(i for i in range(reached.index(half) + 1, len(counts)) if counts[i])
        expected = (10 * reached.index(half) + 10 + 10 * after) / 2
    else:
        expected = median_grouped(middles, interval=10)
    assert found.value == pytest.approx(expected, abs=1e-9)
    assert (found.n, found.method) == (sum(counts), "grouped-median")


@given(counted, st.lists(st.integers(1, 50), min_size=9, max_size=9))
def test_turning_the_scale_round_turns_the_median_round(counts, widths):
    edges = [sum(widths[:i]) for i in range(len(counts) + 1)]
    forward = grouped_median(bands_of(edges), counts)
    backward = grouped_median(bands_of([-edge for edge in reversed(edges)]), counts[::-1])
    if forward is None:
        assert backward is None
    else:
        assert backward.value == pytest.approx(-forward.value, abs=1e-9)


def test_income_bands_by_hand():
    """20 of 80 below, 30 in the band from 25 to 40: 25 + (40 - 20)/30 · 15 = 35."""
    bands = [Band(0, 17), Band(17, 25), Band(25, 40), Band(40, 60), Band(60, None)]
    assert grouped_median(bands, [8, 12, 30, 20, 10]) == (35.0, 2, 80, "grouped-median")


def test_a_median_in_a_band_with_an_open_end_is_only_known_to_lie_there():
    bands = [Band(None, 10), Band(10, 20), Band(20, None)]
    assert grouped_median(bands, [1, 1, 9]) == (None, 2, 11, "grouped-median")
    assert grouped_median(bands, [9, 1, 1]) == (None, 0, 11, "grouped-median")
    assert grouped_median(bands, [5, 0, 5]) == (15.0, 0, 10, "grouped-median")
    assert grouped_median(bands, [2, 3, 1]) == (pytest.approx(10 + 10 / 3), 1, 6, "grouped-median")


def test_weights_that_reach_half_but_for_rounding_reach_it():
    weights = [0.1] * 3 + [0.3]
    assert sum(weights[:3]) != 0.3
    assert grouped_median(bands_of([0, 1, 2, 3, 5]), weights).value == 3.0


@given(counted)
def test_only_the_ratio_of_the_counts_matters(counts):
    bands = bands_of(range(len(counts) + 1))
    found, thirds = grouped_median(bands, counts), grouped_median(bands, [float(Fraction(count, 3)) for count in counts])
    assert (found and found.value) == (thirds and pytest.approx(thirds.value, abs=1e-9))


@pytest.mark.parametrize(
    ("bands", "counts"),
    [
        ([Band(0, 1)], [1, 2]),
        ([Band(0, 1)], [-1]),
        ([Band(0, 1)], [nan]),
        ([Band(0, 1)], [inf]),
        ([Band(1, 0)], [1]),
        ([Band(1, 1)], [1]),
        ([Band(0, nan)], [1]),
        ([Band(0, inf)], [1]),
        ([Band(0, 5), Band(4, 9)], [1, 1]),
        ([Band(0, None), Band(4, 9)], [1, 1]),
        ([Band(0, 4), Band(None, 9)], [1, 1]),
    ],
)
def test_impossible_bands_and_counts_are_refused(bands, counts):
    with pytest.raises(ValueError):
        grouped_median(bands, counts)
