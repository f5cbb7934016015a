import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.disclosure.rounding import flag, to_places, whole_percent


@pytest.mark.parametrize(("hits", "base", "percent"), [(1, 200, 1), (1, 201, 0), (3, 200, 2), (0, 7, 0), (7, 7, 100), (199, 200, 100)])
def test_percentages_are_whole_with_halves_upward(hits, base, percent):
    assert whole_percent(hits, base) == percent


@given(st.integers(1, 10_000).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base))))
def test_a_whole_percent_is_never_more_than_half_a_point_away(pair):
    hits, base = pair
    assert abs(2 * whole_percent(hits, base) * base - 200 * hits) <= base


def test_nobody_and_everybody_are_flagged_and_nearly_so_is_not():
    assert [flag(n, 300) for n in (0, 1, 299, 300)] == ["zero", None, None, "all"]


def test_decimals_round_halves_away_from_zero():
    assert [to_places(x, 2) for x in (2.675, -2.675, 4.014999, 0.125, 3.0)] == [2.68, -2.68, 4.01, 0.13, 3.0]
