"""Every figure of a cross-table against pandas and scipy, on random sheets with every state an answer can have."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from surveys.definition.codebook import Codebook, ProgramNumbers
from surveys.definition.document import Document, Section
from surveys.questions import (
    LikertQuestion,
    MultipleQuestion,
    NumberQuestion,
    PeriodQuestion,
    RankingQuestion,
    SingleQuestion,
)
from surveys.results.columns import COHORT, ORGANISATION, PROGRAM, WEIGHT, Columns
from surveys.results.crosstab import cross_table
from surveys.results.selection import Selection
from surveys.results.straight import straight_sheets
from surveys.stats.straight_lining import straight_lines
from tests.factories.documents import options, scale, text

ABSENT = "absent"  # not asked, while a sheet is made
LIKERT, PLACES = ("1", "2", "3", "4", "5"), ("home", "away", "98", "97")
MANY = tuple(f"m{n}" for n in range(11))  # more than a byte of bits
RANKED = ("pay", "place", "work")


def document() -> Document:
    refusals = {"98": {"missing": "refused"}, "97": {"missing": "dk"}}
    return Document(
        code="X",
        title=text("X"),
        option_sets={
            "LIKERT": (*scale(), *options("98", **refusals)),
            "PLACE": options(*PLACES, "na", na={"missing": "na"}, **refusals),
            "MANY": options(*MANY, "none", none={"missing": "na"}),
            "RANKED": options(*RANKED),
        },
        sections=(
            Section(
                code="S1",
                questions=(
                    *(LikertQuestion(code=f"L{n}", label=text(f"L{n}"), options="LIKERT") for n in range(1, 7)),
                    SingleQuestion(code="PLACE", label=text("Yer"), options="PLACE"),
                    MultipleQuestion(code="MANY", label=text("Yollar"), options="MANY"),
                    RankingQuestion(code="RANK", label=text("Sıra"), options="RANKED"),
                    NumberQuestion(code="PAY", label=text("Ücret"), minimum=0, maximum=1000, decimals=1),
                    PeriodQuestion(code="SINCE", label=text("Ne zaman"), precision="month", earliest="2015-01", latest="2026-12"),
                ),
            ),
        ),
    )


DOCUMENT = document()
CODEBOOK = Codebook(DOCUMENT.variables)
KEEPS = frozenset({"PLACE"})


def frame_of(n: int, seed: int) -> pd.DataFrame:
    """A row a respondent: codes as strings, lists of several, None skipped, ABSENT not asked."""
    chance = np.random.default_rng(seed)

    def pick(values):
        return [values[i] for i in chance.integers(0, len(values), n)]

    several = [[], ["m0"], ["m1", "m9"], ["m8", "m9", "m10"], list(MANY), ["none"], ["m10", "none"], None, ABSENT]
    ranked = [["pay"], ["place", "pay"], ["work", "place", "pay"], None, ABSENT]
    likert = [*LIKERT, "98", "99", None, ABSENT]
    return pd.DataFrame(
        {
            **{f"L{k}": pick(likert) for k in range(1, 7)},
            "PLACE": pick([*PLACES, "na", None, ABSENT]),
            "MANY": pick(several),
            "RANK": pick(ranked),
            "PAY": pick(["0.0", "12.5", "999.9", "40.0", None, ABSENT]),
            "SINCE": pick(["2015-01", "2019-12", "2020-01", "2020-06", None, ABSENT]),
            "cohort": chance.choice([0, 2019, 2021, 2022], n),
            "weight": chance.choice([0.25, 0.5, 1.0, 2.5], n),
        },
        dtype=object,
    )


def columns_of(frame: pd.DataFrame) -> Columns:
    codes = list(CODEBOOK.variables)
    rows = [{c: v for c, v in zip(codes, row, strict=True) if v is not ABSENT} for row in frame[codes].itertuples(index=False)]
    records = np.frombuffer(b"".join(CODEBOOK.pack(row, programs=ProgramNumbers({}, {})) for row in rows), CODEBOOK.dtype)
    n = len(frame)
    strata = {
        PROGRAM: np.ones(n, "<u2"),
        COHORT: frame["cohort"].to_numpy("<u2"),
        ORGANISATION: np.zeros(n, "<u4"),
        WEIGHT: frame["weight"].to_numpy("<f4"),
    }
    return Columns({**strata, **{name: records[name] for name in CODEBOOK.dtype.names}}, codebook=CODEBOOK, programs=("P",))


def in_base(frame: pd.DataFrame, code: str) -> pd.Series:
    """Answers in the base, None elsewhere."""
    kept = {"PLACE": set(PLACES), "cohort": {2019, 2021, 2022}, "SINCE": None}.get(code, set(LIKERT))
    if code == "SINCE":
        return frame[code].map(lambda v: v[:4] if v not in (None, ABSENT) else None)
    if code == "first(RANK)":
        return frame["RANK"].map(lambda v: v[0] if isinstance(v, list) else None)
    return frame[code].map(lambda v: str(v) if v in kept else None)


SINGLE = ("L1", "PLACE", "cohort", "SINCE", "first(RANK)")


@given(seed=st.integers(0, 10_000), n=st.integers(1, 120), rows=st.sampled_from(SINGLE), by=st.sampled_from(SINGLE), weighted=st.booleans())
def test_counts_percentages_and_margins_are_those_of_pandas(seed, n, rows, by, weighted):
    frame = frame_of(n, seed)
    table = cross_table(columns_of(frame), rows=rows, by=by, keeps_refusals=KEEPS, weighted=weighted)
    answers = pd.DataFrame({"r": in_base(frame, rows), "c": in_base(frame, by), "w": frame["weight"].astype(float)}).dropna()
    weights = answers["w"] if weighted else pd.Series(1.0, answers.index)

    def crossed(**how):
        made = pd.crosstab(answers["r"].astype(object), answers["c"].astype(object), values=weights, aggfunc="sum", **how)
        return made.reindex(index=table.rows, columns=table.columns).fillna(0).to_numpy(float)

    n_expected = pd.crosstab(answers["r"], answers["c"]).reindex(index=table.rows, columns=table.columns).fillna(0).to_numpy(int)
    assert (table.base, table.respondents, table.n.tolist()) == (len(answers), n, n_expected.tolist())
    assert table.n.sum(axis=1).tolist() == table.row_n.tolist()
    if len(answers):
        given = [np.nan_to_num(p) for p in (table.row_percent(), table.column_percent(), table.total_percent())]
        wanted = [100 * crossed(normalize=how) for how in ("index", "columns", "all")]
        for mine, theirs in zip(given, wanted, strict=True):
            np.testing.assert_allclose(mine, theirs, atol=1e-9)


@given(seed=st.integers(0, 10_000), n=st.integers(1, 200))
def test_base_and_reasons_outside_it_add_up_to_everybody(seed, n):
    frame = frame_of(n, seed)
    table = cross_table(columns_of(frame), rows="L1", by="PLACE", keeps_refusals=KEEPS)
    rows, columns = frame["L1"], frame["PLACE"][frame["L1"].isin(LIKERT)]
    of_rows = {"missing": None, "na": "99", "refused": "98", "dk": "nobody", "not_asked": ABSENT}
    of_columns = {"missing": None, "na": "na", "refused": "nobody", "dk": "nobody", "not_asked": ABSENT}

    def counted(series, what):
        return {state: int(series.isna().sum() if value is None else (series == value).sum()) for state, value in what.items()}

    assert (table.outside.rows, table.outside.columns) == (counted(rows, of_rows), counted(columns, of_columns))
    assert table.base + sum(table.outside.rows.values()) + sum(table.outside.columns.values()) == n


@given(seed=st.integers(0, 10_000), n=st.integers(1, 120), weighted=st.booleans(), code=st.sampled_from(["MANY", "RANK"]))
def test_options_of_several_answers_are_each_of_the_whole_base(seed, n, weighted, code):
    frame = frame_of(n, seed)
    table = cross_table(columns_of(frame), rows=code, by="L1", weighted=weighted)
    inside = frame[code].map(lambda v: isinstance(v, list) and "none" not in v)
    base = frame[inside & frame["L1"].isin(LIKERT)]
    weight = base["weight"].astype(float) if weighted else pd.Series(1.0, base.index)
    ticked = {o: base[code].map(lambda v, o=o: o in v).astype(bool) for o in table.rows}
    n_expected = [[int((ticked[o] & (base["L1"] == c)).sum()) for c in table.columns] for o in table.rows]
    assert (table.rows, table.n.tolist(), table.base) == (MANY if code == "MANY" else RANKED, n_expected, len(base))
    shares = [[weight[ticked[o] & (base["L1"] == c)].sum() for c in table.columns] for o in table.rows]
    whole = [weight[base["L1"] == c].sum() for c in table.columns]
    np.testing.assert_allclose(
        np.nan_to_num(table.column_percent()), [[100 * x / w if w else 0 for x, w in zip(r, whole, strict=True)] for r in shares]
    )
    assert table.association() is None


@given(seed=st.integers(0, 10_000), n=st.integers(2, 120))
def test_numbers_have_mean_spread_and_median_by_column_and_of_all(seed, n):
    frame = frame_of(n, seed)
    table = cross_table(columns_of(frame), rows="PAY", by="L1")
    base = frame[frame["L1"].isin(LIKERT) & frame["PAY"].map(lambda v: v not in (None, ABSENT))]
    pay = base["PAY"].astype(float)
    groups = [pay[base["L1"] == c] for c in table.columns] + [pay]
    assert [s.n for s in table.summaries] == [len(g) for g in groups]
    for summary, group in zip(table.summaries, groups, strict=True):
        expected = (group.mean(), group.std(), group.median()) if len(group) else (np.nan,) * 3
        np.testing.assert_allclose([np.nan if v is None else v for v in (summary.mean, summary.sd, summary.median)], expected, atol=1e-9)


@given(seed=st.integers(0, 10_000), n=st.integers(40, 300))
def test_chi_squared_and_cramers_v_are_scipys(seed, n):
    frame = frame_of(n, seed)
    table = cross_table(columns_of(frame), rows="L1", by="PLACE", keeps_refusals=KEEPS)
    seen = table.n[table.row_n > 0][:, table.column_n > 0]
    found, expected = table.association(), chi2_contingency(seen, correction=False)
    assert found.n == table.base
    np.testing.assert_allclose([found.chi_squared, found.p, found.freedom], [expected.statistic, expected.pvalue, expected.dof], rtol=1e-8)


def test_a_filter_comes_before_the_table():
    frame = frame_of(400, 1963)
    columns = columns_of(frame)
    narrowed = Selection(where="PLACE == home and L2 >= 3").narrowed(columns)
    chosen = frame[(frame["PLACE"] == "home") & frame["L2"].isin(["3", "4", "5"])]
    table = cross_table(narrowed, rows="L1", by="L3")
    both = chosen[chosen["L1"].isin(LIKERT) & chosen["L3"].isin(LIKERT)]
    assert (table.respondents, table.base) == (len(chosen), len(both))


@given(seed=st.integers(0, 10_000), n=st.integers(1, 300), same=st.floats(0, 1))
def test_straight_sheets_are_those_of_the_published_rule(seed, n, same):
    frame = frame_of(n, seed)
    chance = np.random.default_rng(seed)
    for place in np.flatnonzero(chance.random(n) < same):
        frame.loc[place, [f"L{k}" for k in range(1, 7)]] = chance.choice([*LIKERT, "99"])
    numbers = frame[[f"L{k}" for k in range(1, 7)]].map(lambda v: float(v) if v in LIKERT else np.nan).to_numpy(float)
    expected, found = straight_lines(numbers), straight_sheets(columns_of(frame))
    assert (found.flagged.tolist(), found.judged) == (expected.flagged.tolist(), expected.n)


def test_an_empty_selection_gives_an_empty_table_and_no_test():
    columns = columns_of(frame_of(50, 1)).select(np.zeros(50, bool))
    table = cross_table(columns, rows="L1", by="PLACE", keeps_refusals=KEEPS)
    assert (table.base, table.respondents, table.association(), np.isnan(table.total_percent()).all()) == (0, 0, None, True)


@pytest.mark.parametrize("by", ["MANY", "PAY", "RANK"])
def test_several_answers_and_numbers_make_no_columns(by):
    with pytest.raises(ValueError, match=by):
        cross_table(columns_of(frame_of(5, 1)), rows="L1", by=by)
