import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportions_ztest

from surveys.stats.score_z import score_z_test
from surveys.stats.wilson import wilson_interval


@given(base=st.integers(5, 500), share=st.floats(0, 1), expected=st.floats(0.05, 0.95))
def test_it_agrees_with_statsmodels(base, share, expected):
    hits = round(share * base)
    z, p = proportions_ztest(hits, base, value=expected, prop_var=expected)
    found = score_z_test(hits, base, expected)
    assert (found.z, found.p, found.n) == pytest.approx((z, p, base), abs=1e-9)


@given(base=st.integers(1, 300), share=st.floats(0, 1), expected=st.floats(0.05, 0.95))
def test_p_is_small_just_where_wilsons_interval_leaves_the_share_out(base, share, expected):
    hits = round(share * base)
    low, high = wilson_interval(hits, base)
    if min(abs(expected - low), abs(expected - high)) > 1e-9:
        assert (score_z_test(hits, base, expected).p < 0.05) == (not low <= expected <= high)


@pytest.mark.parametrize(("hits", "base", "expected"), [(0, 0, 0.5), (3, 10, 0.0), (3, 10, 1.0)])
def test_nothing_is_said_without_answers_or_against_certainty(hits, base, expected):
    assert score_z_test(hits, base, expected) is None


@pytest.mark.parametrize(("hits", "base", "expected"), [(11, 10, 0.5), (-1, 10, 0.5), (3, 10, 1.5)])
def test_impossible_shares_are_refused(hits, base, expected):
    with pytest.raises(ValueError):
        score_z_test(hits, base, expected)
