from math import nan, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom
from statsmodels.stats.proportion import proportion_confint

from surveys.stats.agresti_coull import agresti_coull_interval, qilt_interval
from surveys.stats.finite import finite_population_factor
from surveys.stats.interval import Estimate
from surveys.stats.nps import difference_of_scores, net_promoter_score
from surveys.stats.top import bottom_codes, top_codes, top_share
from surveys.stats.wilson import Interval, wilson_interval, wilson_share

shares = st.integers(1, 5_000).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base)))
of_a_population = st.integers(2, 400).flatmap(
    lambda population: st.integers(1, population).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base), st.just(population)))
)
confidences = st.sampled_from([0.8, 0.9, 0.95, 0.99])


@pytest.mark.parametrize("confidence", [0.9, 0.95, 0.99])
@pytest.mark.parametrize(("hits", "base"), [(0, 1), (1, 1), (0, 10), (3, 10), (10, 10), (90, 120), (499, 1000), (1, 1_000_000)])
def test_wilson_agrees_with_statsmodels(hits, base, confidence):
    expected = proportion_confint(hits, base, alpha=1 - confidence, method="wilson")
    assert wilson_interval(hits, base, confidence=confidence) == pytest.approx(expected, abs=1e-12)


@given(shares, confidences)
def test_agresti_coull_agrees_with_statsmodels(pair, confidence):
    expected = proportion_confint(*pair, alpha=1 - confidence, method="agresti_coull")
    assert agresti_coull_interval(*pair, confidence=confidence) == pytest.approx(expected, abs=1e-12)


@given(shares)
def test_wilson_stays_inside_zero_and_one_and_holds_the_share(pair):
    hits, base = pair
    interval = wilson_interval(hits, base)
    assert 0 <= interval.low <= hits / base <= interval.high <= 1


def test_wilson_of_nobody_and_everybody_touches_the_ends():
    assert wilson_interval(0, 10).low == 0.0
    assert wilson_interval(10, 10).high == 1.0


@given(of_a_population)
def test_the_factor_is_that_of_draws_without_replacement(counts):
    """Variance of the hypergeometric distribution over that of the binomial one."""
    hits, base, population = counts
    if 0 < hits < population:
        share = hits / population
        drawn_hits = np.arange(base + 1)
        drawn = hypergeom.pmf(drawn_hits, population, hits, base) @ (drawn_hits - base * share) ** 2
        assert finite_population_factor(base, population) == pytest.approx(drawn / (base * share * (1 - share)), abs=1e-9)


@given(of_a_population, confidences)
def test_corrected_wilson_ends_where_the_score_of_the_hypergeometric_distribution_is_z(counts, confidence):
    """(p - P)² = z²·P(1 - P)/n·(N - n)/(N - 1) has one solution on each side of p."""
    hits, base, population = counts
    factor = finite_population_factor(base, population)
    share, z2 = hits / base, proportion_z(confidence) ** 2
    low, high = wilson_interval(hits, base, confidence=confidence, factor=factor)
    assert low <= share <= high
    for end in (low, high):
        assert (share - end) ** 2 == pytest.approx(z2 * factor * end * (1 - end) / base, abs=1e-12)
    assert factor == 0 or low < high


def proportion_z(confidence: float) -> float:
    """From statsmodels' plain interval of one half of a hundred answers, 1/2 ± z/20."""
    return 20 * (proportion_confint(50, 100, alpha=1 - confidence, method="normal")[1] - 0.5)


@given(of_a_population, confidences)
def test_agresti_coull_has_the_centre_of_wilson_and_is_never_shorter_with_and_without_the_factor(counts, confidence):
    hits, base, population = counts
    for factor in (1.0, finite_population_factor(base, population)):
        ours = agresti_coull_interval(hits, base, confidence=confidence, factor=factor)
        wilson = wilson_interval(hits, base, confidence=confidence, factor=factor)
        assert ours.low <= wilson.low + 1e-12
        assert ours.high >= wilson.high - 1e-12
        if ours.low > 0 and ours.high < 1:
            assert sum(ours) == pytest.approx(sum(wilson))


def test_everybody_asked_and_answered_leaves_nothing_uncertain():
    factor = finite_population_factor(40, 40)
    assert factor == finite_population_factor(1, 1) == 0.0
    assert wilson_interval(30, 40, factor=factor) == agresti_coull_interval(30, 40, factor=factor) == Interval(0.75, 0.75)
    assert wilson_share(30, 40, factor=factor) == Estimate(0.75, 0.0, 0.75, 0.75, 40, "wilson")


def test_a_population_without_end_needs_no_correction():
    assert finite_population_factor(10, 1e15) == pytest.approx(1.0)
    assert wilson_interval(3, 10, factor=1.0) == wilson_interval(3, 10)


@pytest.mark.parametrize(("hits", "base", "population", "half"), [(16.8, 21, 60, 11.6), (50.4, 63, 180, 6.7)])
def test_the_australian_form_of_one_and_of_three_cohorts(hits, base, population, half):
    """60 graduates a year, 35 % answer, 80 % say yes: half the width of the 90 % interval in points, as published for such sizes."""
    low, high = qilt_interval(hits, base, population=population)
    assert round(50 * (high - low), 1) == half
    z, added = 1.6448536269514722, base + 1.6448536269514722**2
    centre = (hits + z * z / 2) / added
    by_hand = z * sqrt(centre * (1 - centre) / added) * sqrt((population - base) / (population - 1))
    assert (low, high) == pytest.approx((centre - by_hand, centre + by_hand), abs=1e-12)


def test_the_australian_form_says_nothing_where_it_would_leave_out_the_share_itself():
    assert qilt_interval(99, 100, population=101) is None
    assert qilt_interval(99, 100, population=100_000) is not None


@given(of_a_population)
def test_the_australian_form_holds_the_share_or_says_nothing(counts):
    hits, base, population = counts
    interval = qilt_interval(hits, base, population=population)
    assert interval is None or 0 <= interval.low <= hits / base <= interval.high <= 1


@pytest.mark.parametrize(("hits", "base"), [(-1, 10), (11, 10), (0, 0), (nan, 10), (3, nan), (3, float("inf"))])
def test_intervals_refuse_impossible_counts(hits, base):
    for interval in (wilson_interval, agresti_coull_interval, lambda h, b: qilt_interval(h, b, population=100)):
        with pytest.raises(ValueError):
            interval(hits, base)


@pytest.mark.parametrize(("n", "population"), [(11, 10), (-1, 10), (0, 0), (nan, 10), (5, nan), (5, float("inf"))])
def test_more_respondents_than_people_are_refused(n, population):
    with pytest.raises(ValueError):
        finite_population_factor(n, population)


@pytest.mark.parametrize("factor", [-0.1, 1.1, nan])
def test_a_factor_outside_zero_and_one_is_refused(factor):
    for corrected in (wilson_interval, agresti_coull_interval):
        with pytest.raises(ValueError):
            corrected(3, 10, factor=factor)


def test_a_share_carries_base_and_method_and_nobody_has_none():
    share = wilson_share(3, 10)
    assert share == Estimate(0.3, pytest.approx(sqrt(0.021)), *wilson_interval(3, 10), 10, "wilson")
    assert wilson_share(0, 0) is None


def test_top_two_are_the_highest_distinct_values_and_bottom_two_the_lowest():
    assert top_codes([5, 4, 3, 2, 1, nan]).tolist() == [True, True, False, False, False, False]
    assert top_codes([1, 2, 2, 3]).tolist() == [False, True, True, True]
    assert bottom_codes([5, 4, 3, 2, 1, nan]).tolist() == [False, False, False, True, True, False]
    assert bottom_codes([1, 2, 2, 3]).tolist() == [True, True, True, False]
    assert not top_codes([nan, nan]).any()


def test_top_share_of_nobody_is_none():
    assert top_share(0, 0, effective=0, confidence=0.95) is None


def test_top_share_with_weights_rests_on_the_effective_n():
    share = top_share(30.0, 40.0, effective=20.0, confidence=0.95)
    assert share == (30.0, 0.75, pytest.approx(proportion_confint(15, 20, method="wilson")), 20.0, "top-two")
    assert isinstance(share.interval, Interval)


@pytest.mark.parametrize(("hits", "base", "effective"), [(5, 4, 4), (-1, 4, 4), (nan, 4, 4), (1, nan, 4), (1, 4, nan), (1, 4, -2)])
def test_top_share_refuses_impossible_sums(hits, base, effective):
    with pytest.raises(ValueError):
        top_share(hits, base, effective=effective, confidence=0.95)


def test_net_promoter_score_is_the_formula_of_the_questionnaire():
    score = net_promoter_score(40, 28, 100, effective=100)
    assert (score.value, score.n, score.method) == (pytest.approx(12.0), 100, "nps")
    assert score.se == pytest.approx(100 * ((0.40 + 0.28 - 0.12**2) / 100) ** 0.5)


@given(st.lists(st.sampled_from([1, 0, -1]), min_size=1, max_size=200), confidences)
def test_nps_is_the_mean_of_plus_one_zero_minus_one_and_its_interval_that_after_adding_three_answers(signs, confidence):
    """Repeating every sheet four times and adding 3, 6 and 3 keeps the shares of the three added answers of one sheet each."""
    given = np.array(signs)
    n, promoters, detractors = len(given), int((given == 1).sum()), int((given == -1).sum())
    score = net_promoter_score(promoters, detractors, n, effective=n, confidence=confidence)
    assert (score.value, score.se) == pytest.approx((100 * given.mean(), 100 * given.std(ddof=0) / n**0.5), abs=1e-9)
    added = np.concatenate([np.repeat(given, 4), [1] * 3, [0] * 6, [-1] * 3])
    half = proportion_z(confidence) * added.std(ddof=0) / (n + 3) ** 0.5
    ends = max(-100, 100 * (added.mean() - half)), min(100, 100 * (added.mean() + half))
    assert (score.low, score.high) == pytest.approx(ends, abs=1e-9)


def test_three_promoters_of_three_are_no_certainty_of_a_hundred():
    score = net_promoter_score(3, 0, 3, effective=3)
    assert (score.value, score.se, score.high) == (100, 0, 100)
    assert score.low < 20
    certain = net_promoter_score(3, 0, 3, effective=3, factor=finite_population_factor(3, 3))
    assert certain == (100, 0, 100, 100, 3, "nps")


def test_nps_of_nobody_is_none():
    assert net_promoter_score(0, 0, 0, effective=0) is None
    assert difference_of_scores(None, net_promoter_score(1, 0, 2, effective=2)) is None


@pytest.mark.parametrize(
    ("promoters", "detractors", "base", "effective"),
    [(6, 5, 10, 10), (-1, 0, 10, 10), (nan, 0, 10, 10), (1, 1, nan, 10), (1, 1, 10, 0), (1, 1, 10, nan)],
)
def test_nps_refuses_impossible_sums(promoters, detractors, base, effective):
    with pytest.raises(ValueError):
        net_promoter_score(promoters, detractors, base, effective=effective)


def test_two_scores_differ_by_the_z_of_their_variances():
    first, second = net_promoter_score(40, 28, 100, effective=100), net_promoter_score(60, 10, 80, effective=80)
    found = difference_of_scores(first, second)
    se = (first.se**2 + second.se**2) ** 0.5
    assert found[:4] == pytest.approx((12 - 62.5, se, -50.5 - 1.959963984540054 * se, -50.5 + 1.959963984540054 * se))
    assert (found.p < 0.001, found.n, found.method) == (True, (100, 80), "nps")


def test_two_scores_without_any_spread_differ_by_a_number_without_an_interval():
    one, other = net_promoter_score(3, 0, 3, effective=3), net_promoter_score(0, 4, 4, effective=4)
    assert difference_of_scores(one, other) == (200, None, None, None, None, (3, 4), "nps")
