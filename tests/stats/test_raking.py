"""Raking has one right answer: margins met, and every weight the product of factors of its categories, held at the bounds."""

from math import inf, nan

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.optimize import minimize

from surveys.stats.raking import Margin, RakingRefused, rake

GENEROUS = {"lowest": 1e-6, "highest": 1e6, "largest_design_effect": 1e9}
ROWS, COLUMNS = np.repeat(np.arange(3), 4), np.tile(np.arange(4), 3)


def two_margins(rows, columns):
    return [Margin("faculty", ROWS, rows), Margin("cohort", COLUMNS, columns)]


@st.composite
def tables(draw):
    """Respondents of 3 x 4 cells, nobody's cell empty, and the margins of another, larger table."""
    counts = np.array(draw(st.lists(st.integers(1, 40), min_size=12, max_size=12)))
    frame = np.array(draw(st.lists(st.integers(10, 90), min_size=12, max_size=12))).reshape(3, 4)
    return counts, frame.sum(axis=1), frame.sum(axis=0)


@pytest.mark.filterwarnings("ignore:Perfect separation")  # a table fitted exactly is what we want, not what statsmodels fears
@given(tables())
def test_raking_is_the_loglinear_model_with_the_margins_of_the_frame(table):
    """statsmodels fits main effects with the counts as offset: fitted values have the margins of what they are fitted to."""
    counts, rows, columns = table
    found = rake(counts, two_margins(rows, columns), **GENEROUS)
    independent = np.outer(rows, columns).ravel() / rows.sum()
    design = np.column_stack([np.ones(12), *(i == ROWS for i in (1, 2)), *(i == COLUMNS for i in (1, 2, 3))]).astype(float)
    model = sm.GLM(independent, design, family=sm.families.Poisson(), offset=np.log(counts)).fit(tol=1e-14, maxiter=200)
    assert counts * found.weights == pytest.approx(model.fittedvalues, rel=1e-8)
    assert found.deviation <= 1e-10


@given(tables())
def test_every_margin_is_met_and_the_report_is_about_the_weights(table):
    counts, rows, columns = table
    found = rake(counts, two_margins(rows, columns), **GENEROUS)
    grossed = counts * found.weights
    assert [grossed[i == ROWS].sum() for i in range(3)] == pytest.approx(rows, rel=1e-9)
    assert [grossed[i == COLUMNS].sum() for i in range(4)] == pytest.approx(columns, rel=1e-9)
    per_sheet = np.repeat(found.weights, counts)
    mean = rows.sum() / counts.sum()
    assert (found.n, found.bounded, found.method) == (counts.sum(), 0, "raking")
    assert (found.smallest, found.largest) == pytest.approx((per_sheet.min() / mean, per_sheet.max() / mean))
    assert found.effective_n == pytest.approx(per_sheet.sum() ** 2 / (per_sheet**2).sum())
    assert found.design_effect == pytest.approx(1 + (per_sheet.std() / per_sheet.mean()) ** 2)


def test_within_bounds_the_weights_are_the_least_possible_change_from_equal_ones():
    """The dual of truncated raking, maximised by scipy, gives the same weights; some of them lie at both bounds."""
    counts = np.array([30, 2, 4, 10, 6, 12, 9, 3, 1, 8, 20, 15])
    rows, columns = np.array([150.0, 160, 170]), np.array([120.0, 110, 120, 130])
    low, high = 0.78, 1.55
    found = rake(counts, two_margins(rows, columns), lowest=low, highest=high)
    mean = 480 / 120
    design = np.column_stack([*(i == ROWS for i in range(3)), *(i == COLUMNS for i in range(4))]).astype(float)
    totals = np.concatenate([rows, columns])

    def dual(factors):
        log = design @ factors
        held = np.clip(log, np.log(low), np.log(high))
        value = np.exp(held) + np.exp(held) * (log - held)
        return mean * counts @ value - totals @ factors, design.T @ (mean * counts * np.exp(held)) - totals

    best = minimize(dual, np.zeros(7), jac=True, method="L-BFGS-B", options={"ftol": 1e-16, "gtol": 1e-10, "maxiter": 20_000})
    expected = mean * np.clip(np.exp(design @ best.x), low, high)
    assert found.weights == pytest.approx(expected, rel=1e-6)
    at_bounds = np.isclose(found.weights / mean, low, rtol=1e-6) | np.isclose(found.weights / mean, high, rtol=1e-6)
    assert (found.smallest, found.largest) == pytest.approx((low, high))
    assert found.bounded == counts[at_bounds].sum() > 0
    grossed = counts * found.weights
    assert design.T @ grossed == pytest.approx(totals, rel=1e-9)


def test_one_margin_is_post_stratification_by_hand():
    """60 of 100 men and 40 of 300 women answered: a man stands for 100/60, a woman for 300/40."""
    found = rake([60, 40], [Margin("sex", [0, 1], [100, 300])])
    assert found.weights == pytest.approx([100 / 60, 7.5])
    assert (found.rounds, found.n) == (1, 100)
    assert found.effective_n == pytest.approx(400**2 / (60 * (100 / 60) ** 2 + 40 * 7.5**2))


def test_the_textbook_table_of_iterative_proportional_fitting():
    """Wikipedia, "Iterative proportional fitting": 4 x 4, rows 150, 300, 400, 150, columns 200, 300, 400, 100."""
    seed = np.array([[40, 30, 20, 10], [35, 50, 100, 75], [30, 80, 70, 120], [20, 30, 40, 50]])
    margins = [
        Margin("row", np.repeat(np.arange(4), 4), [150, 300, 400, 150]),
        Margin("column", np.tile(np.arange(4), 4), [200, 300, 400, 100]),
    ]
    fitted = (seed.ravel() * rake(seed.ravel(), margins, **GENEROUS).weights).reshape(4, 4)
    published = [[64.61, 46.28, 35.42, 3.83], [49.95, 68.15, 156.49, 25.37], [56.70, 144.40, 145.06, 53.76], [28.74, 41.18, 63.03, 17.03]]
    assert fitted == pytest.approx(np.array(published), abs=0.15)  # published after three rounds


def test_sheets_one_by_one_and_strata_give_the_same_weights():
    counts, margins = np.array([3, 1, 2, 4]), [Margin("a", [0, 0, 1, 1], [40, 60]), Margin("b", [0, 1, 0, 1], [55, 45])]
    sheets = np.repeat(np.arange(4), counts)
    apart = [Margin(name, np.array(categories)[sheets], totals) for name, categories, totals in margins]
    assert rake(np.ones(10), apart).weights == pytest.approx(rake(counts, margins).weights[sheets])


def test_margins_that_agree_already_change_nothing():
    found = rake([10, 20, 30], [Margin("cohort", [0, 1, 2], [20, 40, 60])])
    assert found.weights.tolist() == pytest.approx([2, 2, 2])
    assert (found.design_effect, found.effective_n, found.smallest, found.largest) == pytest.approx((1, 60, 1, 1))


def test_an_empty_cell_has_no_weight_and_an_empty_category_of_both_is_no_hindrance():
    found = rake([10, 0, 30], [Margin("cohort", [0, 0, 1], [20, 60, 0])])
    assert found.weights.tolist() == pytest.approx([2, 0, 2])


def test_a_category_nobody_of_which_answered_is_named():
    with pytest.raises(RakingRefused, match="nobody of category 1 of cohort answered, but the frame has 15") as refused:
        rake([10, 20], [Margin("cohort", [0, 2], [30, 15, 55])])
    assert (refused.value.reason, refused.value.margin, refused.value.category) == ("nobody_answered", "cohort", 1)


def test_respondents_the_frame_does_not_know_are_named():
    with pytest.raises(RakingRefused, match="20 answered in category 1 of cohort, of which the frame has nobody") as refused:
        rake([10, 20], [Margin("cohort", [0, 1], [30, 0])])
    assert (refused.value.reason, refused.value.category) == ("outside_the_frame", 1)


def test_weights_that_explode_are_refused():
    """Two of 98 answers stand for half of the frame: 25 times the mean, and worth four answers."""
    margin = [Margin("cohort", [0, 1], [500, 500])]
    with pytest.raises(RakingRefused, match=r"no weights between 0\.2 and 5 times their mean") as refused:
        rake([98, 2], margin)
    assert refused.value.reason == "bounds"
    with pytest.raises(RakingRefused, match=r"design effect of 12\.76, more than 3: 100 respondents would be worth 8") as refused:
        rake([98, 2], margin, highest=100)
    assert refused.value.reason == "design_effect"


def test_margins_that_contradict_each_other_within_the_cells_there_are_refused():
    """Everybody of the first faculty is of the first cohort, and the frame says otherwise."""
    margins = [Margin("faculty", [0, 1], [60, 40]), Margin("cohort", [0, 1], [30, 70])]
    with pytest.raises(RakingRefused, match="% away") as refused:
        rake([10, 10], margins)
    assert refused.value.reason == "bounds"


@given(tables(), st.floats(0.3, 0.9), st.floats(1.2, 3))
def test_whatever_is_not_refused_keeps_bounds_and_margins(table, lowest, highest):
    counts, rows, columns = table
    try:
        found = rake(counts, two_margins(rows, columns), lowest=lowest, highest=highest, most_rounds=300)
    except RakingRefused:
        assume(False)
    grossed = counts * found.weights
    assert [grossed[i == ROWS].sum() for i in range(3)] == pytest.approx(rows, rel=1e-9)
    assert [grossed[i == COLUMNS].sum() for i in range(4)] == pytest.approx(columns, rel=1e-9)
    assert lowest * (1 - 1e-9) <= found.smallest <= 1 + 1e-9
    assert 1 - 1e-9 <= found.largest <= highest * (1 + 1e-9)
    assert found.design_effect <= 3


def test_nobody_is_not_weighted():
    assert rake([], [Margin("cohort", [], [10, 20])]) is None
    assert rake([0, 0], [Margin("cohort", [0, 1], [10, 20])]) is None


@pytest.mark.parametrize(
    ("respondents", "margins", "said"),
    [
        ([1, -1], [Margin("c", [0, 1], [1, 1])], "respondents"),
        ([1, nan], [Margin("c", [0, 1], [1, 1])], "respondents"),
        ([1, 0.5], [Margin("c", [0, 1], [1, 1])], "respondents"),
        ([[1, 1]], [Margin("c", [0, 1], [1, 1])], "respondents"),
        ([1, 1], [], "at least one margin"),
        ([1, 1], [Margin("c", [0, 1], [1, -1])], "totals of c"),
        ([1, 1], [Margin("c", [0, 1], [nan, 1])], "totals of c"),
        ([1, 1], [Margin("c", [0, 1], [0, 0])], "totals of c"),
        ([1, 1], [Margin("c", [0, 1], [inf, 1])], "totals of c"),
        ([1, 1], [Margin("c", [0], [1, 1])], "one category"),
        ([1, 1], [Margin("c", [0.0, 1.0], [1, 1])], "one category"),
        ([1, 1], [Margin("c", [0, 2], [1, 1])], "category 2"),
        ([1, 1], [Margin("c", [0, -1], [1, 1])], "category"),
        ([1, 1], [Margin("c", [0, 1], [1, 1]), Margin("d", [0, 1], [1, 2])], "d counts 3 people, c counts 2"),
    ],
)
def test_impossible_input_is_refused_in_words(respondents, margins, said):
    with pytest.raises(ValueError, match=said):
        rake(respondents, margins)


@pytest.mark.parametrize("bounds", [(0, 5), (1.1, 5), (0.2, 0.9), (nan, 5), (0.2, nan)])
def test_bounds_lie_around_one(bounds):
    with pytest.raises(ValueError, match="bounds"):
        rake([1, 1], [Margin("c", [0, 1], [1, 1])], lowest=bounds[0], highest=bounds[1])
