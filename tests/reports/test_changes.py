import pytest

from surveys.charts import Estimate
from surveys.reports.changes import against, change


def test_the_difference_of_two_proportions_is_the_published_one():
    """Newcombe (1998), table II, contrast (a), method 10: 56/70 against 48/80 gives 0.0524 to 0.3339."""
    before = Estimate(60.0, 49.0456, 70.0397, 80)  # Wilson intervals of 48/80 and 56/70
    after = Estimate(80.0, 69.1795, 87.6860, 70)
    found = change(before, after)
    assert (found.value, found.low, found.high) == pytest.approx((20.0, 5.24, 33.39), abs=0.01)


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        (Estimate(60, 49, 70, 80), Estimate(80, 69, 88, 70), "up"),
        (Estimate(80, 69, 88, 70), Estimate(60, 49, 70, 80), "down"),
        (Estimate(60, 49, 70, 80), Estimate(66, 55, 76, 80), "same"),
    ],
)
def test_a_change_is_clear_only_where_its_interval_leaves_zero_out(before, after, verdict):
    assert change(before, after).verdict == verdict


@pytest.mark.parametrize(
    ("before", "after"),
    [(None, Estimate(60, 49, 70, 80)), (Estimate(hidden="gizlendi"), Estimate(60, 49, 70, 80)), (Estimate(60), Estimate(60, 49, 70, 80))],
)
def test_without_two_figures_and_their_intervals_nothing_is_said_of_a_change(before, after):
    assert change(before, after) is None


@pytest.mark.parametrize(("whole", "verdict"), [(45, "up"), (85, "down"), (60, "same"), (50, "same")])
def test_a_unit_stands_out_only_where_the_whole_lies_beyond_its_interval(whole, verdict):
    assert against(Estimate(65, 50, 80, 31), Estimate(whole)) == verdict
