from math import inf, nan
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.stats.speed import speeders
from surveys.stats.straight_lining import longest_runs, straight_lines

FILE = Path(__file__).resolve().parents[3] / "shared" / "data" / "turkiye_eval" / "responses.csv"
sheets = st.integers(1, 7).flatmap(
    lambda k: st.lists(st.lists(st.sampled_from([1, 2, 3, nan]), min_size=k, max_size=k), min_size=1, max_size=20)
)


@given(sheets, st.integers(2, 5))
def test_a_sheet_is_flagged_when_all_it_answered_is_one_number_and_that_is_enough_of_it(items, fewest):
    found = straight_lines(items, fewest=fewest)
    answered = [[x for x in sheet if x == x] for sheet in items]
    assert found.judged.tolist() == [len(given) >= fewest for given in answered]
    assert found.flagged.tolist() == [len(given) >= fewest and len(set(given)) == 1 for given in answered]
    assert found.n == sum(found.judged)
    assert found.share == (sum(found.flagged) / found.n if found.n else None)


@given(sheets)
def test_the_longest_run_is_counted_sheet_by_sheet(items):
    def longest(sheet):
        best = run = 0
        for i, value in enumerate(sheet):
            run = 0 if value != value else run + 1 if i and value == sheet[i - 1] else 1
            best = max(best, run)
        return best

    assert longest_runs(items).tolist() == [longest(sheet) for sheet in items]


def test_nobody_and_nothing_answered_is_no_straight_line():
    for nothing in (np.empty((0, 6)), np.empty((3, 0)), np.full((3, 6), nan)):
        found = straight_lines(nothing)
        assert (found.flagged.any(), found.n, found.share, found.method) == (False, 0, None, "straight-lining")
        assert not longest_runs(nothing).any()


@pytest.mark.parametrize("fewest", [1, 0, -3])
def test_a_single_answer_is_no_line(fewest):
    with pytest.raises(ValueError, match="2 items"):
        straight_lines([[1, 1]], fewest=fewest)


def test_infinite_answers_and_lists_are_refused():
    for impossible in ([1, 2, 3], [[1, inf]]):
        with pytest.raises(ValueError):
            straight_lines(impossible)


if FILE.exists():

    def test_in_the_published_set_every_second_sheet_is_a_straight_line_and_without_them_satisfaction_falls():
        """51 % give one value to all 28 items; a scale mean of 4 or more have 32.0 %, without them 18.6 %."""
        items = pd.read_csv(FILE)[[f"Q{n}" for n in range(1, 29)]].to_numpy(float)
        found = straight_lines(items)
        content = items.mean(axis=1) >= 4
        assert (round(100 * found.share), found.n) == (51, len(items))
        assert (round(100 * content.mean(), 1), round(100 * content[~found.flagged].mean(), 1)) == (32.0, 18.6)


def test_who_takes_less_than_half_of_the_median_is_fast():
    seconds = [100, 200, 300, 400, 500, 500, 600, 700, 149, 251, nan]
    found = speeders(seconds)
    median = float(np.nanmedian(seconds))
    assert (found.limit, found.n, found.method) == (median / 2, 10, "straight-lining")
    assert found.flagged.tolist() == [s < median / 2 for s in seconds]
    assert speeders(seconds, faster_by=0.3).limit == pytest.approx(0.7 * median)


@pytest.mark.parametrize("seconds", [[], [nan] * 20, [60.0] * 9])
def test_too_few_known_times_flag_nobody(seconds):
    assert speeders(seconds) is None


def test_the_same_time_for_everybody_is_fast_for_nobody():
    assert not speeders([240] * 12).flagged.any()


@pytest.mark.parametrize("seconds", [[0] * 12, [-5] * 12, [inf] * 12, [[60] * 12]])
def test_impossible_times_are_refused(seconds):
    with pytest.raises(ValueError, match="seconds"):
        speeders(seconds)


@pytest.mark.parametrize("faster_by", [0, 1, -0.5, nan])
def test_faster_by_is_a_share(faster_by):
    with pytest.raises(ValueError, match="faster_by"):
        speeders([60] * 12, faster_by=faster_by)
