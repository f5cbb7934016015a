from itertools import combinations
from math import inf, nan

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.weightstats import DescrStatsW

from surveys.stats.effective import design_effect, effective_n
from surveys.stats.frequencies import from_counts, from_values
from surveys.stats.mean import mean
from surveys.stats.median import median, weighted_median
from surveys.stats.quantile import quantile
from surveys.stats.spread import standard_deviation
from surveys.stats.t_interval import mean_interval

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


@pytest.mark.parametrize("values", [[1, nan, 3], [1, inf], [[1, 2], [3, 4]]])
def test_a_missing_value_is_refused_and_never_counted(values):
    with pytest.raises(ValueError, match="value"):
        from_values(values)


@pytest.mark.parametrize("weights", [[1, 0], [1, -1], [1, nan], [1, inf], [1, 2, 3]])
def test_a_weight_of_zero_below_it_or_nan_is_refused(weights):
    for table in (lambda: from_values([3, 4], weights), lambda: from_counts([3, 4], [1, 1], weights)):
        with pytest.raises(ValueError, match="weight"):
            table()


@pytest.mark.parametrize("counts", [[1, -1], [1, 0.5], [1, nan], [1], [1, inf]])
def test_counts_are_whole_numbers_of_respondents(counts):
    with pytest.raises(ValueError, match="counts"):
        from_counts([1, 2], counts)


def test_the_value_of_an_option_nobody_chose_may_be_unknown():
    table = from_counts([1, nan, 3], [2, 0, 1])
    assert (table.values.tolist(), table.n) == ([1, 3], 3)
    with pytest.raises(ValueError, match="value"):
        from_counts([1, nan, 3], [2, 1, 1])


def test_the_same_answer_from_everybody_has_no_spread_whatever_the_weights():
    """0.1 three times over is 0.30000000000000004 in floating point; the mean misses 0.1 by a hair, the spread must not."""
    table = from_values([0.1] * 3, [0.7, 0.1, 0.2])
    assert (mean(table), standard_deviation(table), median(table), quantile(table, 0.3)) == (pytest.approx(0.1), 0.0, 0.1, 0.1)
    assert mean_interval(table) == (pytest.approx(0.1), None, None, None, 3, "t-interval")


@pytest.mark.parametrize("share", [-0.1, 1.1, nan])
def test_a_quantile_is_of_a_share(share):
    with pytest.raises(ValueError, match="share"):
        quantile(from_values([1, 2]), share)


@given(answers, st.sampled_from([0.8, 0.95, 0.99]))
def test_the_interval_of_a_mean_agrees_with_statsmodels(values, confidence):
    found = mean_interval(from_values(values), confidence=confidence)
    if len(set(values)) == 1:
        assert found == (values[0], None, None, None, len(values), "t-interval")
        return
    expected = DescrStatsW(np.array(values, float))
    ends = expected.tconfint_mean(alpha=1 - confidence)
    assert found[:4] == pytest.approx((expected.mean, expected.std_mean, *ends), rel=1e-9, abs=1e-9)
    assert (found.n, found.method) == (len(values), "t-interval")


@pytest.mark.parametrize("population", [[1, 2, 2, 5], [1, 1, 1, 5, 5], [0, 3, 4, 4, 7, 10]])
def test_corrected_for_a_finite_population_se_squared_is_on_average_the_variance_of_the_mean(population):
    """Over every sample of every size that can be drawn, by enumeration."""
    for size in range(2, len(population)):
        samples = [from_values(chosen) for chosen in combinations(population, size)]
        means = [mean(sample) for sample in samples]
        found = [mean_interval(sample, population=len(population)) for sample in samples]
        assert np.mean([(one.se or 0.0) ** 2 for one in found]) == pytest.approx(np.var(means), abs=1e-12)


def test_when_everybody_answered_the_mean_is_known():
    assert mean_interval(from_values([1, 2, 6]), population=3) == (3.0, 0.0, 3.0, 3.0, 3, "t-interval")
    assert mean_interval(from_values([4]), population=1) == (4.0, 0.0, 4.0, 4.0, 1, "t-interval")


def test_one_answer_has_a_mean_without_an_interval_and_nobody_has_neither():
    assert mean_interval(from_values([4])) == (4.0, None, None, None, 1, "t-interval")
    assert mean_interval(from_values([]), population=10) is None


def test_a_weighted_mean_rests_on_the_effective_n():
    values, weights = [1, 2, 4, 5], [1, 1, 1, 3]
    found = mean_interval(from_values(values, weights), effective=3.0)
    spread = DescrStatsW(np.array(values, float), weights=np.array(weights) * 4 / 6, ddof=1).std
    assert (found.value, found.se, found.n) == (pytest.approx(22 / 6), pytest.approx(spread / 3**0.5), 3.0)
    assert found.high - found.low == pytest.approx(2 * 4.302652729696142 * found.se)  # t of 95 % and 2 degrees of freedom


@pytest.mark.parametrize("effective", [0, -1, nan, 5])
def test_an_effective_n_is_above_zero_and_at_most_n(effective):
    with pytest.raises(ValueError, match="effective"):
        mean_interval(from_values([1, 2, 3, 4]), effective=effective)


def test_more_respondents_than_people_are_refused():
    with pytest.raises(ValueError, match="population"):
        mean_interval(from_values([1, 2, 3, 4]), population=3)


@given(weighted)
def test_the_design_effect_is_one_plus_the_squared_variation_of_the_weights(pairs):
    weights = np.array([weight for _, weight in pairs], float)
    effect = design_effect(weights.sum(), (weights**2).sum(), weights.size)
    assert effect == pytest.approx(1 + (weights.std() / weights.mean()) ** 2)
    assert weights.size / effect == pytest.approx(effective_n(weights.sum(), (weights**2).sum()))


def test_nobody_has_no_design_effect():
    assert design_effect(0, 0, 0) is None


@pytest.mark.parametrize("sums", [(-1, 1), (1, -1), (nan, 1), (1, nan), (inf, 1), (1, 0), (0, 1)])
def test_impossible_sums_of_weights_are_refused(sums):
    with pytest.raises(ValueError):
        effective_n(*sums)
