"""Every figure of the raw profile on a generated wave: uneven programs, gaps, refusals, several choices, numbers, weights."""

from datetime import UTC, datetime

import numpy as np
import pandas as pd
import pytest

from surveys.definition.document import Document, Section
from surveys.questions import LikertQuestion, MultipleQuestion, NpsQuestion, NumberQuestion, SingleQuestion
from surveys.results import release
from surveys.results.selection import Selection
from tests.factories.answered import a_closed_wave, four_programs
from tests.factories.documents import options, scale, text

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 2, 9, tzinfo=UTC)
ABSENT = "absent"  # not asked, while a sheet is made
UNITS = {
    ("program", "P1"): ["P1"],
    ("program", "P2"): ["P2"],
    ("program", "P3"): ["P3"],
    ("department", "D1"): ["P1", "P2"],
    ("department", "D2"): ["P3"],
    ("faculty", "F1"): ["P1", "P2", "P3"],
    ("university", "KTU"): ["P1", "P2", "P3", "none"],
}


def document() -> Document:
    likert = (*scale(), *options("98", **{"98": {"missing": "refused"}}))
    return Document(
        code="MIX",
        title=text("Karışık"),
        option_sets={
            "LIKERT": likert,
            "BANDS": (*scale(4, na=False), *options("98", "97", **{"98": {"missing": "refused"}, "97": {"missing": "dk"}})),
            "WAYS": options("ad", "net", "friend", "na", na={"missing": "na", "exclusive": True}),
            "PLACE": options("home", "away", "98", **{"98": {"missing": "refused"}}),
        },
        sections=(
            Section(
                code="S1",
                questions=(
                    LikertQuestion(code="L1", label=text("L1"), options="LIKERT", construct="satisfaction"),
                    LikertQuestion(code="L2", label=text("L2"), options="LIKERT", construct="satisfaction", reverse=True),
                    SingleQuestion(code="BAND", label=text("Gelir"), options="BANDS", measure="ordinal"),
                    SingleQuestion(code="PLACE", label=text("Yer"), options="PLACE"),
                    MultipleQuestion(code="WAYS", label=text("Yollar"), options="WAYS"),
                    NpsQuestion(code="NPS", label=text("Öneri"), low=text("0"), high=text("10")),
                    NumberQuestion(code="PAY", label=text("Ücret"), minimum=0, maximum=100000, decimals=2),
                ),
            ),
        ),
    )


def sheets(n: int, seed: int) -> pd.DataFrame:
    """One row a respondent: codes as strings, None skipped, ABSENT not asked."""
    chance = np.random.default_rng(seed)

    def pick(values, p=None):
        return [values[i] for i in chance.choice(len(values), n, p=p)]

    likert = ["1", "2", "3", "4", "5", "98", "99", None, ABSENT]
    ways = [["ad"], ["net", "friend"], ["ad", "net", "friend"], [], ["na"], None, ABSENT]
    pays = [f"{x:.2f}" for x in np.round(chance.lognormal(8, 1, n).clip(0, 100000), 2)]
    frame = pd.DataFrame(
        {
            "unit": pick(["P1", "P2", "P3", "none"], [0.6, 0.25, 0.1, 0.05]),
            "L1": pick(likert, [0.05, 0.1, 0.2, 0.3, 0.2, 0.03, 0.05, 0.05, 0.02]),
            "L2": pick(likert),
            "BAND": pick(["1", "2", "3", "4", "98", "97", None, ABSENT]),
            "PLACE": pick(["home", "away", "98", None, ABSENT]),
            "WAYS": pick(ways),
            "NPS": pick([*(str(i) for i in range(11)), None, ABSENT]),
            "PAY": [pay if shown > 0.15 else (None if shown > 0.05 else ABSENT) for pay, shown in zip(pays, chance.random(n), strict=True)],
            "weight": chance.choice([0.25, 0.5, 1.0, 2.5], n),
        },
        dtype=object,
    )
    return frame.assign(weight=frame["weight"].astype(float))


QUESTIONS = ["L1", "L2", "BAND", "PLACE", "WAYS", "NPS", "PAY"]


def stored(frame: pd.DataFrame, **facts):
    programs = {program.code: program for program in four_programs()}
    rows = [
        {
            "program": programs.get(row["unit"]),
            "weight": row["weight"],
            "answers": {q: row[q] for q in QUESTIONS if not (isinstance(row[q], str) and row[q] == ABSENT)},
        }
        for _, row in frame.iterrows()
    ]
    return a_closed_wave(document(), rows, weighted=True, **facts)


@pytest.fixture(params=[(400, 1), (37, 2)], ids=["400 sheets", "37 sheets"])
def frame(request):
    return sheets(*request.param)


def tables_of(wave, terms, **selection):
    shown = release.raw(wave=wave, selection=Selection(**selection), terms=terms, operator="test", now=NOW)
    return shown, {(t["unit"]["level"], t["unit"]["code"], t["variable"]): t for t in shown["tables"] if t["by"] is None}


def valid(series: pd.Series, *out: str) -> pd.Series:
    """Answers in the base: asked, not skipped, none of the codes that leave it."""
    return series[series.map(lambda a: a is not None and not (isinstance(a, str) and a in {ABSENT, *out}))]


LEAVES_BASE = {"L1": ("98", "99"), "L2": ("98", "99"), "BAND": (), "PLACE": (), "NPS": (), "PAY": ()}
LEAVES_MEAN = {"L1": ("98", "99"), "L2": ("98", "99"), "BAND": ("97", "98"), "NPS": (), "PAY": ()}


def test_bases_and_everything_beside_them_add_up_to_the_respondents(frame, terms):
    _, tables = tables_of(stored(frame), terms)
    for (level, code), programs in UNITS.items():
        part = frame[frame["unit"].isin(programs)]
        for question in QUESTIONS:
            table = tables.get((level, code, question))
            if table is None:
                assert part.empty
                continue
            assert table["base"] + table["missing"] + sum(table["excluded"].values()) == len(part)
            assert table["missing"] == int(part[question].map(lambda a: a is None).sum())
            assert table["excluded"]["not_asked"] == int(part[question].map(lambda a: isinstance(a, str) and a == ABSENT).sum())


@pytest.mark.parametrize("weighted", [False, True])
def test_single_choice_scales_and_numbers_agree_with_pandas(frame, terms, weighted):
    _, tables = tables_of(stored(frame), terms, weighted=weighted)
    for (level, code), programs in UNITS.items():
        part = frame[frame["unit"].isin(programs)]
        if part.empty:
            continue
        for question in ("L1", "L2", "BAND", "PLACE", "NPS", "PAY"):
            table, base = tables[level, code, question], valid(part[question], *LEAVES_BASE[question])
            mass = part.loc[base.index, "weight"] if weighted else pd.Series(1.0, base.index)
            assert table["base"] == len(base)
            for line in table["options"]:
                chosen = base == line["code"]
                assert line["n"] == chosen.sum()
                assert line["percent"] == pytest.approx(100 * mass[chosen].sum() / mass.sum())
            if question == "PLACE":
                assert (table["mean"], table["sd"], table["median"], table["top2"], table["nps"]) == (None,) * 5
                continue
            numbers = pd.to_numeric(valid(part[question], *LEAVES_MEAN[question]))
            weights = mass[numbers.index]
            centre = (numbers * weights).sum() / weights.sum()
            spread = ((numbers - centre) ** 2 * weights).sum() / weights.sum() * len(numbers) / (len(numbers) - 1)
            assert table["mean_n"] == len(numbers)
            assert table["mean"] == pytest.approx(centre)
            assert table["sd"] == pytest.approx(spread**0.5)
            if weighted:
                reached = weights[numbers.sort_values().index].cumsum()
                assert table["median"] == numbers[reached[reached >= weights.sum() / 2].index[0]]
                assert table["effective_n"] == pytest.approx(mass.sum() ** 2 / (mass**2).sum())
            else:
                assert table["sd"] == pytest.approx(numbers.std())
                assert table["median"] == numbers.median()
                assert "effective_n" not in table


def test_quantiles_of_numbers_agree_with_pandas(frame, terms):
    _, tables = tables_of(stored(frame), terms)
    numbers = pd.to_numeric(valid(frame["PAY"]))
    expected = {name: pytest.approx(numbers.quantile(q)) for name, q in (("p10", 0.1), ("p25", 0.25), ("p75", 0.75), ("p90", 0.9))}
    assert tables["university", "KTU", "PAY"]["quantiles"] == expected


def test_several_choices_have_a_base_of_everyone_who_answered(frame, terms):
    _, tables = tables_of(stored(frame), terms)
    table = tables["university", "KTU", "WAYS"]
    answered = frame["WAYS"][frame["WAYS"].map(lambda a: isinstance(a, list) and "na" not in a)]
    assert (table["base"], table["excluded"]["na"]) == (len(answered), int(frame["WAYS"].map(lambda a: a == ["na"]).sum()))
    assert [line["code"] for line in table["options"]] == ["ad", "net", "friend"]
    for line in table["options"]:
        n = int(answered.map(lambda a, code=line["code"]: code in a).sum())
        assert (line["n"], line["percent"]) == (n, pytest.approx(100 * n / len(answered)))


def test_top_two_nps_and_their_intervals_agree_with_other_libraries(frame, terms):
    from statsmodels.stats.proportion import proportion_confint

    _, tables = tables_of(stored(frame), terms)
    likert = valid(frame["L1"], "98", "99")
    top = tables["university", "KTU", "L1"]["top2"]
    low, high = proportion_confint(int(likert.isin(["4", "5"]).sum()), len(likert), method="wilson")
    assert top == {
        "n": int(likert.isin(["4", "5"]).sum()),
        "percent": pytest.approx(100 * likert.isin(["4", "5"]).mean()),
        "low": pytest.approx(100 * low),
        "high": pytest.approx(100 * high),
    }
    signs = pd.to_numeric(valid(frame["NPS"])).map(lambda a: 100 if a >= 9 else (-100 if a <= 6 else 0))
    nps = tables["university", "KTU", "NPS"]["nps"]
    assert (nps["value"], nps["se"]) == (pytest.approx(signs.mean()), pytest.approx(signs.std(ddof=0) / len(signs) ** 0.5))


def test_alpha_is_listwise_with_reversed_items_turned(frame, terms):
    shown, _ = tables_of(stored(frame), terms, level="university")
    items = frame[["L1", "L2"]].map(lambda a: float(a) if isinstance(a, str) and a in "12345" else np.nan).dropna()
    items["L2"] = 6 - items["L2"]
    covariance = items.cov().to_numpy()
    expected = 2 * (1 - np.trace(covariance) / covariance.sum())
    (line,) = shown["scales"]
    assert (line["code"], line["items"], line["n"], line["missing_rule"]) == ("satisfaction", ["L1", "L2"], len(items), "listwise")
    assert line["alpha"] == pytest.approx(expected)


def test_a_breakdown_adds_a_table_per_value_and_a_filter_narrows_all(frame, terms):
    wave = stored(frame)
    shown, _ = tables_of(wave, terms, level="university", by="PLACE")
    by = {(t["by"]["value"], t["variable"]): t for t in shown["tables"] if t["by"]}
    filtered, tables = tables_of(wave, terms, level="university", where="PLACE == away")
    away = valid(frame.loc[frame["PLACE"].map(lambda a: a == "away"), "L1"], "98", "99")
    assert {value for value, _ in by} == {"home", "away", "98"}
    assert by["away", "L1"]["base"] == tables["university", "KTU", "L1"]["base"] == len(away)
    assert tables["university", "KTU", "L1"]["mean"] == pytest.approx(away.astype(float).mean())
    assert filtered["where"] == "PLACE == away"
