import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.weightstats import DescrStatsW

from surveys.stats.effective import effective_n
from surveys.stats.frequencies import from_counts, from_values
from surveys.stats.mean import mean
from surveys.stats.median import median, weighted_median
from surveys.stats.quantile import quantile
from surveys.stats.spread import standard_deviation

answers = st.lists(st.integers(-1000, 1000), min_size=1, max_size=60)
weighted = st.lists(st.tuples(st.integers(1, 7), st.integers(1, 40)), min_size=2, max_size=60)


@given(answers)
def test_mean_sd_median_and_quantiles_agree_with_pandas(values):
    series, table = pd.Series(values, dtype=float), from_values(values)
    assert mean(table) == pytest.approx(series.mean())
    assert median(table) == series.median()
    if len(values) > 1:
        assert standard_deviation(table) == pytest.approx(series.std(), abs=1e-9)
    for share in (0, 0.1, 0.25, 0.5, 0.75, 0.9, 1):
        assert quantile(table, share) == pytest.approx(series.quantile(share))


@given(weighted)
def test_weighted_mean_and_sd_agree_with_statsmodels(pairs):
    values, weights = np.array(pairs, float).T
    n = len(values)
    oracle = DescrStatsW(values, weights=weights * n / weights.sum(), ddof=1)  # weights scaled to sum to n: Lumley's svyvar
    table = from_values(values, weights)
    assert mean(table) == pytest.approx(oracle.mean)
    assert standard_deviation(table) == pytest.approx(oracle.std, abs=1e-9)


@given(weighted)
def test_weighted_median_is_the_first_value_that_reaches_half(pairs):
    whole = sum(weight for _, weight in pairs)
    reached, expected = 0, None
    for value, weight in sorted(pairs):
        reached += weight
        if 2 * reached >= whole:
            expected = value
            break
    values, weights = zip(*pairs, strict=True)
    assert weighted_median(from_values(values, weights)) == expected


@given(weighted)
def test_repeating_a_sheet_and_weighting_it_give_one_mean_and_weighted_median_apart_from_ties(pairs):
    values, weights = zip(*pairs, strict=True)
    repeated = from_values(np.repeat(values, weights))
    assert mean(from_values(values, weights)) == pytest.approx(mean(repeated))
    assert weighted_median(repeated) <= median(repeated)


@given(weighted)
def test_effective_n_never_exceeds_n(pairs):
    weights = np.array([weight for _, weight in pairs], float)
    worth = effective_n(weights.sum(), (weights**2).sum())
    assert 1 - 1e-9 <= worth <= len(weights) + 1e-9


def test_equal_weights_change_nothing():
    plain, weighed = from_values([1, 2, 2, 5]), from_values([1, 2, 2, 5], [0.5] * 4)
    assert (mean(weighed), standard_deviation(weighed)) == (mean(plain), pytest.approx(standard_deviation(plain)))
    assert effective_n(2.0, 1.0) == 4.0


def test_the_weights_of_the_literature_example_are_worth_less_than_their_number():
    assert effective_n(1 + 1 + 1 + 3, 1 + 1 + 1 + 9) == 3.0


def test_median_of_an_even_number_is_the_mean_of_the_two_middle_values():
    assert median(from_counts([1, 2, 4, 5], [1, 1, 1, 1])) == 3.0
    assert weighted_median(from_counts([1, 2, 4, 5], [1, 1, 1, 1])) == 2.0


def test_one_answer_has_no_spread_and_none_has_nothing():
    assert standard_deviation(from_values([3])) is None
    nobody = from_values([])
    assert (mean(nobody), standard_deviation(nobody), median(nobody), weighted_median(nobody), quantile(nobody, 0.5)) == (None,) * 5
    assert effective_n(0, 0) == 0.0


def test_options_of_equal_value_are_one_value_and_unused_ones_are_dropped():
    table = from_counts([3, 1, 3, 2], [2, 1, 1, 0])
    assert (table.values.tolist(), table.counts.tolist(), table.weights.tolist()) == ([1, 3], [1, 3], [1, 3])
