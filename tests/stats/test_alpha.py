from math import inf, nan

import numpy as np
import pandas as pd
import pingouin
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import f

from surveys.stats.alpha import Moments, cronbach_alpha, listwise_alpha, moments
from surveys.stats.alpha_imputed import median_imputed_alpha
from surveys.stats.alpha_pairwise import pairwise_alpha
from surveys.stats.feldt import feldt_interval
from surveys.stats.item_total import items_of_scale

whole_sheets = st.integers(2, 6).flatmap(lambda k: st.lists(st.lists(st.integers(1, 5), min_size=k, max_size=k), min_size=4, max_size=40))
gappy_sheets = st.integers(2, 5).flatmap(
    lambda k: st.lists(st.lists(st.sampled_from([1, 2, 3, 4, 5, nan]), min_size=k, max_size=k), min_size=1, max_size=30)
)

# Twelve sheets of eleven right-or-wrong items, three of them incomplete: the data of pingouin's documentation, which has
# them from real-statistics.com, Cronbach's alpha.
PUBLISHED = pingouin.read_dataset("cronbach_wide_missing").to_numpy(float)


def alpha_by_matrix(frame: pd.DataFrame) -> float:
    """k/(k - 1) · (1 - trace / sum of the covariance matrix), the matrix form of the same coefficient."""
    covariance = frame.dropna().cov().to_numpy()
    k = covariance.shape[0]
    return k / (k - 1) * (1 - np.trace(covariance) / covariance.sum())


def does_not_vary(frame: pd.DataFrame) -> bool:
    return len(frame) < 2 or frame.sum(axis=1).nunique() == 1


@given(whole_sheets)
def test_alpha_agrees_with_the_covariance_matrix_and_pingouin(sheets):
    frame = pd.DataFrame(sheets, dtype=float)
    alpha = cronbach_alpha(moments(sheets))
    if does_not_vary(frame):
        assert alpha is None
    else:
        assert alpha == pytest.approx(alpha_by_matrix(frame), rel=1e-9, abs=1e-9)
        assert alpha == pytest.approx(pingouin.cronbach_alpha(frame)[0], rel=1e-9, abs=1e-9)


def test_the_published_alphas_of_three_rules_for_missing_answers():
    found = listwise_alpha(moments(PUBLISHED)), pairwise_alpha(PUBLISHED), median_imputed_alpha(PUBLISHED)
    expected = [0.8016949152542373, 0.732660835214447, 0.7380191693290734]
    assert [one.alpha for one in found] == pytest.approx(expected, abs=1e-12)
    assert [(one.rule, one.n, one.items) for one in found] == [("listwise", 9, 11), ("pairwise", 10, 11), ("median", 12, 11)]


def test_the_listwise_interval_rests_on_the_nine_sheets_that_remain_where_pingouin_takes_twelve():
    """Its documentation prints [0.581, 0.933], with the n before deletion: F(11, 110). Nine sheets remain: F(8, 80)."""
    found = listwise_alpha(moments(PUBLISHED))
    low, high = (1 - (1 - found.alpha) * f.ppf(share, 8, 80) for share in (0.975, 0.025))
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-9)
    assert (round(low, 3), round(high, 3)) == (0.533, 0.947)
    theirs = pingouin.cronbach_alpha(pd.DataFrame(PUBLISHED), nan_policy="listwise")[1]
    wrong = [1 - (1 - found.alpha) * f.ppf(share, 11, 110) for share in (0.975, 0.025)]
    assert theirs.tolist() == [0.581, 0.933] == [round(end, 3) for end in wrong]


@given(whole_sheets)
def test_without_gaps_all_three_rules_and_pingouin_agree(sheets):
    frame = pd.DataFrame(sheets, dtype=float)
    found = listwise_alpha(moments(sheets)), pairwise_alpha(sheets), median_imputed_alpha(sheets)
    if does_not_vary(frame):
        assert found == (None, None, None)
        return
    for one in found:
        assert one[:3] == pytest.approx(found[0][:3], rel=1e-9, abs=1e-9)
        assert one.n == len(sheets)
        # pingouin rounds its ends to three places
        assert (one.low, one.high) == pytest.approx(pingouin.cronbach_alpha(frame)[1], abs=0.0005 + 1e-9)


@given(gappy_sheets)
def test_pairwise_covariances_are_those_of_pandas_and_n_is_that_of_the_rarest_pair(sheets):
    frame = pd.DataFrame(sheets, dtype=float)
    known = frame.notna().to_numpy(int)
    fewest = int((known.T @ known).min())
    found = pairwise_alpha(sheets)
    if fewest < 2:
        assert found is None
        return
    matrix = frame.cov().to_numpy()
    k, total, trace = len(matrix), matrix.sum(), np.trace(matrix)
    if total <= 1e-9 * trace or k / (k - 1) * (1 - trace / total) > 1 + 1e-9:
        assert found is None
    else:
        assert found.alpha == pytest.approx(k / (k - 1) * (1 - trace / total), rel=1e-9, abs=1e-9)
        assert (found.n, found.rule) == (fewest, "pairwise")


@given(gappy_sheets)
def test_median_imputation_is_that_of_pandas_without_the_empty_sheets(sheets):
    frame = pd.DataFrame(sheets, dtype=float).dropna(how="all")
    found = median_imputed_alpha(sheets)
    filled = frame.fillna(frame.median()) if len(frame) else frame
    if len(frame) < 2 or frame.isna().all().any() or does_not_vary(filled):
        assert found is None
    else:
        assert found.alpha == pytest.approx(alpha_by_matrix(filled), rel=1e-9, abs=1e-9)
        assert (found.n, found.rule) == (len(frame), "median")


def test_pairs_that_contradict_each_other_give_no_alpha():
    """Each two items were answered alike by other people, who differ more than the items do: alpha would be over one."""
    sheets = [[1, 1, nan], [9, 9, nan], [nan, 1, 1], [nan, 9, 9], [1, nan, 1], [9, nan, 9], [5, nan, nan], [nan, 5, nan], [nan, nan, 5]] + [
        [5 + x, nan, nan] for x in (0, 0, 0, 0)
    ]
    matrix = pd.DataFrame(sheets).cov().to_numpy()
    assert 3 / 2 * (1 - np.trace(matrix) / matrix.sum()) > 1
    assert pairwise_alpha(sheets) is None


def test_an_incomplete_sheet_is_left_out_of_both_alpha_and_n():
    complete = [[1, 2, 2], [4, 5, 4], [3, 3, 5], [5, 4, 4]]
    with_gaps = [*complete, [nan, 1, 5], [1, nan, nan]]
    assert moments(with_gaps).n == 4
    assert listwise_alpha(moments(with_gaps)) == listwise_alpha(moments(complete))


def test_parallel_items_reach_one_and_have_no_room_for_error():
    assert cronbach_alpha(moments([[1, 1], [3, 3], [5, 5]])) == pytest.approx(1.0)
    assert listwise_alpha(moments([[1, 1], [3, 3], [5, 5]]))[:3] == pytest.approx((1.0, 1.0, 1.0))


def test_a_table_by_hand():
    """Two items, four sheets: variances 5/3 and 5/3, total variance 60/9."""
    assert cronbach_alpha(moments([[1, 1], [2, 2], [3, 3], [4, 4]])) == pytest.approx(2 * (1 - (10 / 3) / (20 / 3)))


@pytest.mark.parametrize(
    "sheets", [np.empty((0, 3)), [[1, 2, 3]], [[1], [2]], [[2, 4], [3, 3], [4, 2]], [[3, 3], [3, 3]], [[nan, nan]] * 3]
)
def test_no_alpha_without_two_items_two_sheets_and_spread(sheets):
    assert cronbach_alpha(moments(sheets)) is None
    assert (listwise_alpha(moments(sheets)), pairwise_alpha(sheets), median_imputed_alpha(sheets)) == (None, None, None)


def test_an_item_nobody_answered_has_no_median_and_no_pair():
    sheets = [[1, 2, nan], [3, 3, nan], [5, 4, nan]]
    assert (pairwise_alpha(sheets), median_imputed_alpha(sheets), listwise_alpha(moments(sheets))) == (None, None, None)


def test_sums_of_disjoint_groups_add_up():
    one, other = np.array([[1, 2], [5, 4]]), np.array([[3, 3], [2, 5], [4, 4]])
    added = Moments(*(a + b for a, b in zip(moments(one), moments(other), strict=True)))
    assert cronbach_alpha(added) == pytest.approx(cronbach_alpha(moments(np.vstack([one, other]))))


def test_the_published_interval_of_a_set_without_gaps():
    """pingouin's documentation, which was checked against R's psych: 0.5917188485998826, [0.195, 0.84]."""
    long = pingouin.read_dataset("cronbach_alpha")
    found = listwise_alpha(moments(long.pivot(index="Subj", columns="Items", values="Scores").to_numpy(float)))
    assert found.alpha == pytest.approx(0.5917188485998826, abs=1e-12)
    assert (round(found.low, 3), round(found.high, 3)) == (0.195, 0.840)


@given(st.floats(-3, 1), st.integers(2, 40), st.integers(2, 3000), st.sampled_from([0.9, 0.95]))
def test_the_interval_is_that_of_the_f_distribution_and_holds_the_alpha_of_a_large_group(alpha, items, sheets, confidence):
    tail, degrees = (1 - confidence) / 2, (sheets - 1, (sheets - 1) * (items - 1))
    expected = [1 - (1 - alpha) * f.ppf(share, *degrees) for share in (1 - tail, tail)]
    low, high = feldt_interval(alpha, items=items, sheets=sheets, confidence=confidence)
    assert (low, high) == pytest.approx(expected, rel=1e-9, abs=1e-9)
    assert low <= high <= 1


@pytest.mark.parametrize(
    ("alpha", "items", "sheets", "confidence"),
    [(0.8, 1, 10, 0.95), (0.8, 5, 1, 0.95), (1.1, 5, 10, 0.95), (nan, 5, 10, 0.95), (0.8, 5, 10, 1)],
)
def test_no_interval_of_an_impossible_alpha(alpha, items, sheets, confidence):
    with pytest.raises(ValueError):
        feldt_interval(alpha, items=items, sheets=sheets, confidence=confidence)


@given(whole_sheets)
def test_item_total_and_alpha_without_the_item_agree_with_pandas_and_pingouin(sheets):
    frame = pd.DataFrame(sheets, dtype=float)
    for item, found in zip(frame.columns, items_of_scale(sheets), strict=True):
        rest = frame.drop(columns=item)
        if frame[item].nunique() == 1 or rest.sum(axis=1).nunique() == 1:
            assert found.correlation is None
        else:
            expected = np.corrcoef(frame[item], rest.sum(axis=1))[0, 1]
            assert found.correlation == pytest.approx(expected, rel=1e-9, abs=1e-9)
        if rest.shape[1] < 2 or does_not_vary(rest):
            assert found.alpha_without is None
        else:
            assert found.alpha_without == pytest.approx(pingouin.cronbach_alpha(rest)[0], rel=1e-9, abs=1e-9)
        assert (found.n, found.method) == (len(sheets), "item-total")


def test_an_item_that_was_not_turned_round_shows_itself():
    rising = np.array([[1, 2, 1], [2, 2, 3], [3, 4, 3], [4, 4, 5], [5, 5, 4]])
    turned = np.column_stack([rising, 6 - rising[:, 0]])
    lines = items_of_scale(turned)
    assert lines[3].correlation == pytest.approx(np.corrcoef(rising[:, 0], rising.sum(axis=1))[0, 1] * -1)
    assert lines[3].correlation < 0 < min(line.correlation for line in items_of_scale(rising))
    assert lines[3].alpha_without == pytest.approx(cronbach_alpha(moments(rising)))


@pytest.mark.parametrize(("sheets", "n"), [(np.empty((0, 2)), 0), ([[1, 2]], 1), ([[1, nan], [2, 2]], 1)])
def test_fewer_than_two_complete_sheets_say_nothing_about_any_item(sheets, n):
    assert items_of_scale(sheets) == [(None, None, n, "item-total")] * 2


@pytest.mark.parametrize("sheets", [[1, 2, 3], [[1, inf], [2, 2]], [[[1]]]])
def test_sheets_by_items_of_numbers_are_asked_for(sheets):
    for statistic in (moments, pairwise_alpha, median_imputed_alpha, items_of_scale):
        with pytest.raises(ValueError):
            statistic(sheets)
