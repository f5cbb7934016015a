import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from surveys.stats.nps import net_promoter_score
from surveys.stats.top import top_codes, top_share
from surveys.stats.wilson import Interval, wilson_interval


@pytest.mark.parametrize("confidence", [0.9, 0.95, 0.99])
@pytest.mark.parametrize(("hits", "base"), [(0, 1), (1, 1), (0, 10), (3, 10), (10, 10), (90, 120), (499, 1000), (1, 1_000_000)])
def test_wilson_agrees_with_statsmodels(hits, base, confidence):
    expected = proportion_confint(hits, base, alpha=1 - confidence, method="wilson")
    assert wilson_interval(hits, base, confidence=confidence) == pytest.approx(expected, abs=1e-12)


@given(st.integers(1, 5_000).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base))))
def test_wilson_stays_inside_zero_and_one_and_holds_the_share(pair):
    hits, base = pair
    interval = wilson_interval(hits, base)
    assert 0 <= interval.low <= hits / base <= interval.high <= 1


def test_wilson_of_nobody_and_everybody_touches_the_ends():
    assert wilson_interval(0, 10).low == 0.0
    assert wilson_interval(10, 10).high == 1.0


@pytest.mark.parametrize(("hits", "base"), [(-1, 10), (11, 10), (0, 0)])
def test_wilson_refuses_impossible_counts(hits, base):
    with pytest.raises(ValueError):
        wilson_interval(hits, base)


def test_top_two_are_the_highest_distinct_values():
    assert top_codes([5, 4, 3, 2, 1, float("nan")]).tolist() == [True, True, False, False, False, False]
    assert top_codes([1, 2, 2, 3]).tolist() == [False, True, True, True]


def test_top_share_of_nobody_is_none():
    assert top_share(0, 0, effective=0, confidence=0.95) is None


def test_top_share_with_weights_rests_on_the_effective_n():
    share = top_share(30.0, 40.0, effective=20.0, confidence=0.95)
    assert share is not None
    assert share.share == 0.75
    assert share.interval == pytest.approx(proportion_confint(15, 20, method="wilson"))
    assert isinstance(share.interval, Interval)


def test_net_promoter_score_is_the_formula_of_the_questionnaire():
    score = net_promoter_score(40, 28, 100, effective=100)
    assert score is not None
    assert score.value == pytest.approx(12.0)
    assert score.se == pytest.approx(100 * ((0.40 + 0.28 - 0.12**2) / 100) ** 0.5)


def test_standard_error_of_nps_is_that_of_the_mean_of_plus_one_zero_minus_one():
    import numpy as np

    answers = np.array([1] * 7 + [0] * 5 + [-1] * 9)
    score = net_promoter_score(7, 9, 21, effective=21)
    assert score is not None
    assert score.value == pytest.approx(100 * answers.mean())
    assert score.se == pytest.approx(100 * answers.std(ddof=0) / len(answers) ** 0.5)


def test_nps_of_nobody_is_none_and_the_interval_is_cut_at_the_ends():
    assert net_promoter_score(0, 0, 0, effective=0) is None
    score = net_promoter_score(3, 0, 3, effective=3)
    assert score is not None
    assert (score.value, score.se, score.low, score.high) == (100, 0, 100, 100)
