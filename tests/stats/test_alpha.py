import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.stats.alpha import Moments, cronbach_alpha, moments


def oracle(frame: pd.DataFrame) -> float:
    """k/(k - 1) · (1 - trace / sum of the covariance matrix), the matrix form of the same coefficient."""
    covariance = frame.dropna().cov().to_numpy()
    k = covariance.shape[0]
    return k / (k - 1) * (1 - np.trace(covariance) / covariance.sum())


@given(st.integers(2, 6).flatmap(lambda k: st.lists(st.lists(st.integers(1, 5), min_size=k, max_size=k), min_size=4, max_size=40)))
def test_alpha_agrees_with_the_covariance_matrix(sheets):
    frame = pd.DataFrame(sheets, dtype=float)
    alpha = cronbach_alpha(moments(sheets))
    if frame.sum(axis=1).nunique() == 1:
        assert alpha is None
    else:
        assert alpha == pytest.approx(oracle(frame), rel=1e-6, abs=1e-6)


def test_an_incomplete_sheet_is_left_out_of_both_alpha_and_n():
    complete = [[1, 2, 2], [4, 5, 4], [3, 3, 5], [5, 4, 4]]
    with_gaps = [*complete, [np.nan, 1, 5], [1, np.nan, np.nan]]
    assert moments(with_gaps).n == 4
    assert cronbach_alpha(moments(with_gaps)) == cronbach_alpha(moments(complete))


def test_parallel_items_reach_one():
    assert cronbach_alpha(moments([[1, 1], [3, 3], [5, 5]])) == pytest.approx(1.0)


def test_a_published_table():
    """Two items, four sheets, by hand: variances 5/3 and 5/3, total variance 60/9."""
    assert cronbach_alpha(moments([[1, 1], [2, 2], [3, 3], [4, 4]])) == pytest.approx(2 * (1 - (10 / 3) / (20 / 3)))


@pytest.mark.parametrize("sheets", [np.empty((0, 3)), [[1, 2, 3]], [[1], [2]], [[2, 4], [3, 3], [4, 2]]])
def test_no_alpha_without_two_items_two_sheets_and_spread(sheets):
    assert cronbach_alpha(moments(sheets)) is None


def test_sums_of_disjoint_groups_add_up():
    one, other = np.array([[1, 2], [5, 4]]), np.array([[3, 3], [2, 5], [4, 4]])
    added = Moments(*(a + b for a, b in zip(moments(one), moments(other), strict=True)))
    assert cronbach_alpha(added) == pytest.approx(cronbach_alpha(moments(np.vstack([one, other]))))
