from math import inf, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportions_ztest
from statsmodels.stats.weightstats import DescrStatsW

from surveys.stats.frequencies import from_values
from surveys.stats.newcombe import difference_of_shares
from surveys.stats.paired import difference_of_pairs, paired_difference
from surveys.stats.pooled_z import pooled_z_test
from surveys.stats.welch import Sample, difference_of_means, sample_of

shares = st.integers(1, 2_000).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base)))
likert = st.lists(st.integers(1, 5), min_size=2, max_size=60)
confidences = st.sampled_from([0.8, 0.9, 0.95, 0.99])


@pytest.mark.parametrize(
    ("first", "second", "interval"),
    [
        ((56, 70), (48, 80), (0.0524, 0.3339)),
        ((9, 10), (3, 10), (0.1705, 0.8090)),
        ((6, 7), (2, 7), (0.0582, 0.8062)),
        ((5, 56), (0, 29), (-0.0381, 0.1926)),
        ((0, 10), (0, 20), (-0.1611, 0.2775)),
        ((0, 10), (0, 10), (-0.2775, 0.2775)),
        ((10, 10), (0, 20), (0.6791, 1.0)),
        ((10, 10), (0, 10), (0.6075, 1.0)),
    ],
)
def test_the_published_differences_of_newcombe(first, second, interval):
    """Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10."""
    found = difference_of_shares(*first, *second)
    assert (round(found.low, 4), round(found.high, 4)) == interval


@given(shares, shares, confidences)
def test_a_difference_of_shares_agrees_with_statsmodels(first, second, confidence):
    found = difference_of_shares(*first, *second, confidence=confidence)
    expected = confint_proportions_2indep(*first, *second, method="newcomb", alpha=1 - confidence)
    assert (found.low, found.high) == pytest.approx(expected, abs=1e-9)
    assert found.low <= found.value <= found.high
    assert (found.n, found.method) == ((first[1], second[1]), "difference-of-shares")


@given(shares, shares)
def test_the_pooled_z_agrees_with_statsmodels_and_its_square_with_chi_squared(first, second):
    hits, bases = zip(first, second, strict=True)
    test = pooled_z_test(*first, *second)
    if sum(hits) in {0, sum(bases)}:
        assert test is None
        assert difference_of_shares(*first, *second).p is None
        return
    z, p = proportions_ztest(hits, bases)
    assert (test.z, test.p) == (pytest.approx(z, rel=1e-9, abs=1e-9), pytest.approx(p, rel=1e-7, abs=1e-12))
    table = [hits, [n - hit for n, hit in zip(bases, hits, strict=True)]]
    assert test.z**2 == pytest.approx(stats.chi2_contingency(table, correction=False).statistic, rel=1e-9, abs=1e-9)
    assert difference_of_shares(*first, *second).p == test.p


def test_a_difference_turned_round_is_its_negative():
    one, other = difference_of_shares(30, 50, 20, 60), difference_of_shares(20, 60, 30, 50)
    assert (one.value, one.low, one.high, one.se, one.p) == pytest.approx((-other.value, -other.high, -other.low, other.se, other.p))


def test_an_empty_group_differs_from_nothing():
    assert difference_of_shares(0, 0, 3, 10) is None
    assert difference_of_shares(3, 10, 0, 0) is None
    assert pooled_z_test(0, 0, 3, 10) is None


@pytest.mark.parametrize(
    "impossible", [(11, 10, 3, 10), (3, 10, -1, 10), (nan, 10, 3, 10), (3, 10, 3, nan), (1, 0, 3, 10), (3, inf, 3, 10)]
)
def test_impossible_shares_are_refused(impossible):
    for difference in (difference_of_shares, pooled_z_test):
        with pytest.raises(ValueError):
            difference(*impossible)


@given(likert, likert, confidences)
def test_a_difference_of_means_agrees_with_scipy(first, second, confidence):
    found = difference_of_means(sample_of(from_values(first)), sample_of(from_values(second)), confidence=confidence)
    if len(set(first)) == len(set(second)) == 1:
        assert found == (first[0] - second[0], None, None, None, None, (len(first), len(second)), "difference-of-means")
        return
    # scipy warns that data without spread lose precision; the constant column is exact here
    variances = np.var(first, ddof=1), np.var(second, ddof=1)
    expected = stats.ttest_ind_from_stats(
        np.mean(first), variances[0] ** 0.5, len(first), np.mean(second), variances[1] ** 0.5, len(second), equal_var=False
    )
    se = (variances[0] / len(first) + variances[1] / len(second)) ** 0.5
    assert (found.value, found.se) == pytest.approx((np.mean(first) - np.mean(second), se), abs=1e-9)
    assert found.p == pytest.approx(expected.pvalue, rel=1e-8, abs=1e-12)


@given(likert, likert)
def test_the_interval_of_a_difference_of_means_agrees_with_scipy(first, second):
    first, second = [*first, 1, 5], [*second, 1, 5]  # some spread, for scipy's sake
    found = difference_of_means(sample_of(from_values(first)), sample_of(from_values(second)))
    expected = stats.ttest_ind(first, second, equal_var=False)
    ends = expected.confidence_interval(0.95)
    assert (found.low, found.high, found.p) == pytest.approx((*ends, expected.pvalue), rel=1e-9, abs=1e-9)


def test_samples_of_unequal_spread_by_hand():
    """Degrees of freedom from the four sums: v1 = 1.31044, v2 = 19.3548, (v1 + v2)²/(v1²/9 + v2²/11) = 12.47."""
    v1, v2 = 3.62**2 / 10, 15.24**2 / 12
    freedom = (v1 + v2) ** 2 / (v1**2 / 9 + v2**2 / 11)
    half = stats.t.ppf(0.975, freedom) * (v1 + v2) ** 0.5
    found = difference_of_means(Sample(20.6, 3.62, 10), Sample(22.1, 15.24, 12))
    assert round(freedom, 2) == 12.47
    assert found[:4] == pytest.approx((-1.5, (v1 + v2) ** 0.5, -1.5 - half, -1.5 + half), rel=1e-12)


def test_no_interval_without_two_respondents_on_each_side():
    assert sample_of(from_values([3])) is None
    assert difference_of_means(None, Sample(3, 1, 10)) is None
    assert difference_of_means(Sample(4, 1, 1), Sample(3, 1, 10)) == (1, None, None, None, None, (1, 10), "difference-of-means")


def test_a_tiny_spread_does_not_vanish():
    found = difference_of_means(Sample(1, 1e-120, 10), Sample(0, 1e-120, 10))
    assert (found.se, found.p) == (pytest.approx(2**0.5 * 1e-120 / 10**0.5), 0.0)


@pytest.mark.parametrize(
    "impossible", [Sample(nan, 1, 5), Sample(3, -1, 5), Sample(3, nan, 5), Sample(3, 1, 0), Sample(3, 1, nan), Sample(3, 1, inf)]
)
def test_impossible_samples_are_refused(impossible):
    with pytest.raises(ValueError):
        difference_of_means(Sample(*impossible), Sample(3, 1, 5))


pairs = st.lists(st.tuples(st.sampled_from([1, 2, 3, 4, 5, nan]), st.sampled_from([1, 2, 3, 4, 5, nan])), max_size=60)


@given(pairs, confidences)
def test_a_paired_difference_agrees_with_scipy_on_the_pairs_that_are_whole(given_pairs, confidence):
    required, acquired = np.array(given_pairs, float).reshape(-1, 2).T
    whole = [(r, a) for r, a in given_pairs if r == r and a == a]
    found = paired_difference(required, acquired, confidence=confidence)
    if not whole:
        assert found is None
        return
    gaps = {r - a for r, a in whole}
    if len(gaps) == 1:
        assert found == (gaps.pop(), None, None, None, None, (len(whole),) * 2, "paired-difference")
        return
    left, right = zip(*whole, strict=True)
    expected = stats.ttest_rel(left, right)
    ends = expected.confidence_interval(confidence)
    assert (found.value, found.low, found.high) == pytest.approx((np.mean(left) - np.mean(right), *ends), abs=1e-9)
    assert (found.p, found.n) == (pytest.approx(expected.pvalue, rel=1e-8, abs=1e-12), (len(whole),) * 2)


def test_equal_weights_leave_a_paired_difference_as_it_is_and_unequal_ones_lower_its_n():
    required, acquired = [5, 4, 4, 3, nan, 5], [3, 4, 2, 3, 1, nan]
    plain = paired_difference(required, acquired)
    assert paired_difference(required, acquired, weights=[0.5] * 6) == plain
    weighed = paired_difference(required, acquired, weights=[1, 2, 3, 4, 5, 6])
    gaps = DescrStatsW(np.array([2.0, 0, 2, 0]), weights=np.array([1.0, 2, 3, 4]) * 4 / 10, ddof=1)
    assert weighed.n == (pytest.approx(100 / 30),) * 2
    assert (weighed.value, weighed.se) == pytest.approx((gaps.mean, gaps.std / (100 / 30) ** 0.5))


def test_a_table_of_gaps_gives_what_the_columns_give():
    required, acquired = np.array([5, 4, 4, 3, 2]), np.array([3, 4, 2, 3, 1])
    assert difference_of_pairs(from_values(required - acquired)) == paired_difference(required, acquired)
    assert difference_of_pairs(from_values([])) is None


@pytest.mark.parametrize("weights", [[1, 0, 1], [1, -1, 1], [1, nan, 1], [1, inf, 1], [1, 1]])
def test_a_pair_is_weighed_with_a_number_above_zero(weights):
    with pytest.raises(ValueError):
        paired_difference([1, 2, 3], [3, 2, 2], weights=weights)


@pytest.mark.parametrize("columns", [([1, 2], [1, 2, 3]), ([[1, 2]], [[1, 2]]), ([1, inf], [1, 1])])
def test_columns_that_do_not_pair_are_refused(columns):
    with pytest.raises(ValueError):
        paired_difference(*columns)
