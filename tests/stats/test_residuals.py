import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from statsmodels.stats.contingency_tables import Table

from surveys.stats.residuals import adjusted_residuals


@given(seen=arrays(np.int64, st.tuples(st.integers(2, 6), st.integers(2, 6)), elements=st.integers(1, 500)))
def test_adjusted_residuals_are_those_of_statsmodels(seen):
    found = adjusted_residuals(seen, seen.sum(axis=1), seen.sum(axis=0), seen.sum())
    np.testing.assert_allclose(found, Table(seen, shift_zeros=False).standardized_resids, atol=1e-9)


def test_a_row_that_holds_nobody_or_everybody_has_none():
    found = adjusted_residuals([[0, 0], [4, 6]], [0, 10], [4, 6], 10)
    assert np.isnan(found).all()


def test_an_empty_table_has_none():
    assert np.isnan(adjusted_residuals([[0]], [0], [0], 0)).all()


def test_margins_must_fit_the_table():
    with pytest.raises(ValueError, match="1 rows and 2 columns"):
        adjusted_residuals([[1]], [1], [1, 2], 3)
