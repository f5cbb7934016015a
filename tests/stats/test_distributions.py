"""Student's t, Fisher's F and chi-squared are our own, so that the product needs no scipy; scipy says whether they are right."""

from math import atan, inf, nan, pi

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from surveys.stats.chi_squared import chi_squared_above
from surveys.stats.fisher import f_quantile, f_tails
from surveys.stats.normal import normal_quantile, two_sided
from surveys.stats.student import t_quantile, t_two_sided

freedom = st.one_of(st.integers(1, 200), st.integers(201, 1_000_000), st.floats(1, 500))
shares = st.floats(0.0005, 0.9995)


@given(shares, freedom, freedom)
def test_quantiles_of_f_agree_with_scipy(share, top, bottom):
    assert f_quantile(share, top, bottom) == pytest.approx(stats.f.ppf(share, top, bottom), rel=1e-9)


@given(st.floats(0.001, 50), freedom, freedom)
def test_both_tails_of_f_agree_with_scipy(value, top, bottom):
    expected = stats.f.cdf(value, top, bottom), stats.f.sf(value, top, bottom)
    assert f_tails(value, top, bottom) == pytest.approx(expected, rel=1e-9, abs=1e-14)


@given(st.floats(0.01, 0.9999), freedom)
def test_quantiles_of_t_agree_with_scipy(confidence, degrees):
    assert t_quantile(confidence, degrees) == pytest.approx(stats.t.ppf((1 + confidence) / 2, degrees), rel=1e-9)


@given(st.floats(-60, 60), freedom)
def test_p_of_t_agrees_with_scipy(value, degrees):
    assert t_two_sided(value, degrees) == pytest.approx(2 * stats.t.sf(abs(value), degrees), rel=1e-8, abs=1e-13)


def test_one_degree_of_freedom_is_the_arc_tangent_where_scipy_loses_eight_digits():
    """1 - (2/π)·arctan(t) by hand; scipy 1.17 gives 0.9999999905 for t = 1e-8."""
    assert t_two_sided(1e-8, 1) == pytest.approx(1 - 2 / pi * atan(1e-8), rel=1e-15)
    assert t_two_sided(1.0, 1) == pytest.approx(0.5, rel=1e-14)


@given(st.floats(0, 3000), st.integers(1, 1500))
def test_chi_squared_agrees_with_scipy(value, degrees):
    assert chi_squared_above(value, degrees) == pytest.approx(stats.chi2.sf(value, degrees), rel=1e-9, abs=1e-300)


@given(st.floats(-38, 38), st.floats(0.001, 0.99999))
def test_the_normal_distribution_agrees_with_scipy(z, confidence):
    assert two_sided(z) == pytest.approx(2 * stats.norm.sf(abs(z)), rel=1e-11)
    assert normal_quantile(confidence) == pytest.approx(stats.norm.ppf((1 + confidence) / 2), rel=1e-11)


def test_table_values_of_the_textbooks():
    """Fisher & Yates (1963), Statistical Tables: t of 95 % for 1, 9 and 30, F of 95 % for 4 and 10, chi-squared 3.841 for 1."""
    assert [round(t_quantile(0.95, degrees), 3) for degrees in (1, 9, 30)] == [12.706, 2.262, 2.042]
    assert round(f_quantile(0.95, 4, 10), 2) == 3.48
    assert round(chi_squared_above(3.841, 1), 3) == 0.05


def test_the_ends():
    assert f_tails(0, 3, 5) == (0.0, 1.0)
    assert f_tails(inf, 3, 5) == (1.0, 0.0)
    assert (t_two_sided(0, 7), t_two_sided(inf, 7), t_two_sided(-inf, 7)) == (1.0, 0.0, 0.0)
    assert (chi_squared_above(0, 4), chi_squared_above(inf, 4)) == (1.0, 0.0)


@pytest.mark.parametrize("confidence", [0, 1, -0.1, 1.5, 95, nan])
def test_a_confidence_lies_strictly_between_zero_and_one(confidence):
    for quantile in (normal_quantile, lambda c: t_quantile(c, 5)):
        with pytest.raises(ValueError, match="confidence"):
            quantile(confidence)


@pytest.mark.parametrize("degrees", [0, -1, nan, inf])
def test_degrees_of_freedom_are_positive_numbers(degrees):
    for impossible in (lambda: f_quantile(0.5, degrees, 5), lambda: f_tails(1, 5, degrees), lambda: t_quantile(0.9, degrees)):
        with pytest.raises(ValueError):
            impossible()


@pytest.mark.parametrize(
    "impossible",
    [
        lambda: f_quantile(0, 2, 2),
        lambda: f_quantile(nan, 2, 2),
        lambda: f_tails(-1, 2, 2),
        lambda: f_tails(nan, 2, 2),
        lambda: t_two_sided(nan, 2),
        lambda: chi_squared_above(-1, 2),
        lambda: chi_squared_above(nan, 2),
        lambda: chi_squared_above(1, 0),
    ],
)
def test_what_no_distribution_has_is_refused(impossible):
    with pytest.raises(ValueError):
        impossible()
