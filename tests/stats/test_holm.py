from math import nan

import pingouin
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from surveys.stats.holm import holm

p_values = st.lists(st.floats(0, 1), min_size=1, max_size=30)


@given(p_values)
def test_adjusted_p_values_agree_with_pingouin(given_p):
    assert holm(given_p) == pytest.approx(pingouin.multicomp(given_p, method="holm")[1], rel=1e-9, abs=1e-12)


def test_adjusted_p_values_agree_with_statsmodels():
    """Once only: it sweeps the whole memory at every call, a third of a second in a test run."""
    given_p = [0.04, 0.0001, 0.5, 0.011, 0.011, 0.9, 0.0499]
    assert holm(given_p) == pytest.approx(multipletests(given_p, method="holm")[1], rel=1e-12)


@given(p_values)
def test_adjusting_never_lowers_a_p_value_nor_changes_their_order(given_p):
    adjusted = holm(given_p)
    assert all(p <= raised <= 1 for p, raised in zip(given_p, adjusted, strict=True))
    assert [raised for _, raised in sorted(zip(given_p, adjusted, strict=True))] == sorted(adjusted)


def test_four_comparisons_by_hand():
    """0.005·4, 0.01·3, 0.03·2, and 0.04·1 raised to the 0.06 before it."""
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])


def test_one_comparison_needs_no_adjusting_and_none_gives_none():
    assert (holm([0.03]), holm([])) == ([0.03], [])


@pytest.mark.parametrize("impossible", [-0.01, 1.01, nan])
def test_what_is_no_p_value_is_refused(impossible):
    with pytest.raises(ValueError, match="p-value"):
        holm([0.5, impossible])
