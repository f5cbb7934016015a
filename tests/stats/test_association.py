from math import inf, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from surveys.stats.correlation import pearson
from surveys.stats.cramer import cramers_v
from surveys.stats.rank_correlation import spearman

pairs = st.lists(st.tuples(st.sampled_from([1, 2, 3, 4, 5, nan]), st.sampled_from([0, 1, 2, 5, 10, nan])), max_size=80)
confidences = st.sampled_from([0.8, 0.95, 0.99])


def whole(given_pairs):
    kept = [(a, b) for a, b in given_pairs if a == a and b == b]
    return tuple(zip(*kept, strict=True)) if kept else ((), ())


@given(pairs, confidences)
def test_pearson_agrees_with_scipy(given_pairs, confidence):
    found = pearson(*np.array(given_pairs, float).reshape(-1, 2).T, confidence=confidence)
    left, right = whole(given_pairs)
    if len(set(left)) < 2 or len(set(right)) < 2:
        assert found is None
        return
    if len(left) == 2 or abs(found.value) == 1:
        assert abs(found.value) == pytest.approx(abs(stats.pearsonr(left, right).statistic), abs=1e-12)
        assert (found.low, found.high) == (None, None)
        return
    expected = stats.pearsonr(left, right)
    assert (found.value, found.n, found.method) == (pytest.approx(expected.statistic, abs=1e-9), len(left), "pearson")
    if len(left) > 3:
        assert found.p == pytest.approx(expected.pvalue, rel=1e-7, abs=1e-10)
        assert (found.low, found.high) == pytest.approx(expected.confidence_interval(confidence), abs=1e-9)


@given(pairs)
def test_spearman_agrees_with_scipy(given_pairs):
    found = spearman(*np.array(given_pairs, float).reshape(-1, 2).T)
    left, right = whole(given_pairs)
    if len(set(left)) < 2 or len(set(right)) < 2:
        assert found is None
        return
    expected = stats.spearmanr(left, right)
    assert (found.value, found.n, found.method) == (pytest.approx(expected.statistic, abs=1e-9), len(left), "spearman")
    if len(left) > 3 and abs(found.value) < 1:
        assert found.p == pytest.approx(expected.pvalue, rel=1e-7, abs=1e-10)
        half = 1.959963984540054 * ((1 + found.value**2 / 2) / (len(left) - 3)) ** 0.5
        z = np.arctanh(found.value)
        assert (found.low, found.high) == pytest.approx((np.tanh(z - half), np.tanh(z + half)), abs=1e-9)


def test_spearman_with_ties_by_hand():
    """Ranks 1.5, 1.5, 3, 4 and 1, 3, 2, 4: products of their deviations 3, squares 4.5 and 5."""
    assert spearman([1, 1, 2, 3], [1, 3, 2, 4]).value == pytest.approx(3 / (4.5 * 5) ** 0.5)


def test_a_perfect_line_has_no_interval_and_three_pairs_have_no_p():
    assert pearson([1, 2, 3, 4, 5], [2, 4, 6, 8, 10]) == (1.0, None, None, 0.0, 5, "pearson")
    assert pearson([1, 2, 3], [9, 5, 1]) == (-1.0, None, None, None, 3, "pearson")


@pytest.mark.parametrize("columns", [([], []), ([1], [2]), ([1, nan], [nan, 2]), ([3, 3, 3], [1, 2, 3]), ([nan] * 5, [nan] * 5)])
def test_nobody_one_respondent_and_the_same_answer_from_all_have_no_correlation(columns):
    assert (pearson(*columns), spearman(*columns)) == (None, None)


def test_very_large_and_very_small_numbers_correlate_as_others_do():
    left, right = np.array([1.0, 2, 4, 3]), np.array([1.0, 3, 2, 5])
    expected = pearson(left, right).value
    assert pearson(left * 1e150, right * 1e-150).value == pytest.approx(expected)


@pytest.mark.parametrize("columns", [([1, 2], [1, 2, 3]), ([1, inf], [1, 2]), ([[1, 2]], [[1, 2]])])
def test_columns_that_do_not_pair_are_refused(columns):
    for correlation in (pearson, spearman):
        with pytest.raises(ValueError):
            correlation(*columns)


tables = st.integers(1, 5).flatmap(lambda k: st.lists(st.lists(st.integers(0, 40), min_size=k, max_size=k), min_size=1, max_size=5))


@given(tables)
def test_cramers_v_agrees_with_scipy(table):
    seen = np.array(table)
    seen = seen[seen.sum(axis=1) > 0][:, seen.sum(axis=0) > 0]
    found = cramers_v(table)
    if min(seen.shape) < 2:
        assert found is None
        return
    expected = stats.chi2_contingency(seen, correction=False)
    value = stats.contingency.association(seen, method="cramer")
    assert found[:4] == pytest.approx((value, expected.statistic, expected.dof, expected.pvalue), rel=1e-9, abs=1e-9)
    assert found[4:] == (pytest.approx(expected.expected_freq.min()), seen.sum(), "cramers-v")


def test_cramers_v_reaches_from_none_to_perfect():
    assert cramers_v([[10, 20], [30, 60]]).value == pytest.approx(0.0, abs=1e-12)
    assert cramers_v([[10, 0, 0], [0, 20, 0], [0, 0, 5]]).value == pytest.approx(1.0)


@pytest.mark.parametrize("table", [np.empty((0, 0)), [[0, 0], [0, 0]], [[5, 5], [0, 0]], [[7]]])
def test_one_answer_only_associates_with_nothing(table):
    assert cramers_v(table) is None


@pytest.mark.parametrize("table", [[1, 2], [[1, -1], [2, 3]], [[1, nan], [2, 3]], [[1, 0.5], [2, 3]]])
def test_what_is_no_table_of_counts_is_refused(table):
    with pytest.raises(ValueError):
        cramers_v(table)
