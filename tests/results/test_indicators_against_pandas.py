"""Every indicator of the three standard instruments, of every unit, against figures reckoned from the sheets themselves."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats as scipy_stats
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import DescrStatsW

from surveys.results.indicators import definitions, indicator_columns
from tests.factories.sheets import PROGRAMS, UNITS, standard_instruments, tabulated

EXACT = {"rel": 1e-9, "abs": 1e-9}
WORKING = ["emp_ft", "emp_pt", "self", "family", "intern"]
STEPS = {str(n): n for n in range(1, 6)}
OUT = ["98", "99"]
INSTRUMENTS = standard_instruments()


def sheets(code: str, n: int, seed: int, *, weighted: bool) -> pd.DataFrame:
    """Answers drawn without regard to routing: a third of every question missing, every option possible."""
    draw = np.random.default_rng(seed)
    document = INSTRUMENTS[code]
    columns: dict[str, list] = {"program": list(draw.choice([*PROGRAMS, ""], n, p=[0.5, 0.3, 0.12, 0.08]))}
    for variable in document.variables.values():
        if variable.storage == "choice":
            codes = [option.code for option in variable.options]
            columns[variable.code] = [
                codes[i] if keep else None for i, keep in zip(draw.integers(0, len(codes), n), draw.random(n) > 0.3, strict=True)
            ]
        elif variable.storage == "number":
            low, high = int(variable.low or 0), min(int(variable.high or 0), 60)
            columns[variable.code] = [
                str(i) if keep else None for i, keep in zip(draw.integers(low, high, n), draw.random(n) > 0.3, strict=True)
            ]
    frame = pd.DataFrame(columns, dtype=object)
    return frame.assign(weight=draw.choice([0.25, 0.5, 1.0, 2.5], n) if weighted else 1.0)


def bodies(code: str, frame: pd.DataFrame, *, weighted: bool, confidence: float = 0.95):
    rows = [
        {"program": row["program"], "weight": row["weight"] if weighted else None, "answers": row.drop(["program", "weight"]).to_dict()}
        for _, row in frame.iterrows()
    ]
    tabulation = tabulated(INSTRUMENTS[code], rows)
    found = indicator_columns(tabulation, confidence=confidence, weighted=weighted)
    places = {unit.code: place for place, unit in enumerate(tabulation.tree.units)}
    return {(column.key, unit): column.body(places[unit]) for column in found for unit in UNITS}


def worth(weights: pd.Series) -> float:
    return weights.sum() ** 2 / (weights**2).sum() if len(weights) else 0.0


def expected_rate(part: pd.DataFrame, base: pd.Series, hits: pd.Series, confidence=0.95) -> dict:
    weights = part.loc[base, "weight"]
    if not len(weights):
        return {"value": None, "se": None, "low": None, "high": None, "n": 0}
    p, n = part.loc[base & hits, "weight"].sum() / weights.sum(), worth(weights)
    low, high = proportion_confint(p * n, n, alpha=1 - confidence, method="wilson")
    return {"value": 100 * p, "se": 100 * (p * (1 - p) / n) ** 0.5, "low": 100 * low, "high": 100 * high, "n": len(weights)}


def expected_score(part: pd.DataFrame, item: str) -> dict:
    base = part[part[item].notna()]
    if base.empty:
        return {"value": None, "se": None, "low": None, "high": None, "n": 0}
    signs = pd.to_numeric(base[item]).map(lambda a: 100 if a >= 9 else (-100 if a <= 6 else 0))
    n, z = worth(base["weight"]), scipy_stats.norm.ppf(0.975)
    value = np.average(signs, weights=base["weight"])
    variance = np.average((signs - value) ** 2, weights=base["weight"])
    shares = {sign: base["weight"][signs == sign].sum() / base["weight"].sum() * n for sign in (100, 0, -100)}
    added = np.array([shares[100] + 0.75, shares[0] + 1.5, shares[-100] + 0.75]) / (n + 3)
    centre = 100 * (added[0] - added[2])
    half = z * 100 * ((added[0] + added[2] - (added[0] - added[2]) ** 2) / (n + 3)) ** 0.5
    ends = {"low": max(-100.0, centre - half), "high": min(100.0, centre + half)}
    return {"value": value, "se": (variance / n) ** 0.5, **ends, "n": len(base)}


def expected_gap(part: pd.DataFrame, first: str, second: str) -> dict:
    pair = part[[first, second]].map(STEPS.get).astype(float).dropna()
    difference, weights = pair[first] - pair[second], part.loc[pair.index, "weight"]
    if pair.empty:
        return {"value": None, "se": None, "low": None, "high": None, "n": 0, "sd": None}
    value, n = np.average(difference, weights=weights), len(pair)
    if n == 1:
        return {"value": value, "se": None, "low": None, "high": None, "n": 1, "sd": None}
    sd = (np.average((difference - value) ** 2, weights=weights) * n / (n - 1)) ** 0.5
    if sd == 0 or worth(weights) <= 1:
        return {"value": value, "se": None, "low": None, "high": None, "n": n, "sd": sd}
    se = sd / worth(weights) ** 0.5
    low, high = scipy_stats.t.interval(0.95, worth(weights) - 1, value, se)
    return {"value": value, "se": se, "low": low, "high": high, "n": n, "sd": sd}


def compare(body: dict, expected: dict) -> None:
    assert {name: body[name] for name in expected} == {
        name: figure if figure is None else pytest.approx(figure, **EXACT) for name, figure in expected.items()
    }


def of_unit(frame: pd.DataFrame, unit: str) -> pd.DataFrame:
    return frame[frame["program"].isin(UNITS[unit])]


SIZES = pytest.mark.parametrize(("n", "seed"), [(300, 1), (40, 2), (3, 3)])
WEIGHTED = pytest.mark.parametrize("weighted", [False, True])


@SIZES
@WEIGHTED
def test_gaps_are_those_of_scipy_over_respondents_with_both(n, seed, weighted):
    for code, first, second, key in (("MYM", "R", "A", "K01"), ("IMA", "I", "P", "K02")):
        frame = sheets(code, n, seed, weighted=weighted)
        found = bodies(code, frame, weighted=weighted)
        for unit in UNITS:
            for item in (f"C{number:02d}" for number in range(1, 17)):
                compare(found[f"{key}:{item}", unit], expected_gap(of_unit(frame, unit), f"{item}_{first}", f"{item}_{second}"))


def test_an_unweighted_gap_is_the_paired_t_test_of_scipy():
    frame = sheets("MYM", 300, 4, weighted=False)
    body = bodies("MYM", frame, weighted=False)["K01:C07", "D1"]
    pair = of_unit(frame, "D1")[["C07_R", "C07_A"]].map(STEPS.get).astype(float).dropna()
    interval = scipy_stats.ttest_rel(pair["C07_R"], pair["C07_A"]).confidence_interval(0.95)
    mean = DescrStatsW(pair["C07_R"] - pair["C07_A"])
    compare(body, {"value": mean.mean, "se": mean.std_mean, "low": interval.low, "high": interval.high, "n": len(pair)})


@SIZES
@WEIGHTED
def test_satisfaction_preparation_and_recommendation(n, seed, weighted):
    items = {
        "MYM": ([f"A{number:02d}" for number in range(6, 17)], ["A17"], "A20"),
        "IMA": (["I13"], ["I12"], "I15"),
    }
    for code, (satisfied, prepared, recommend) in items.items():
        frame = sheets(code, n, seed, weighted=weighted)
        found = bodies(code, frame, weighted=weighted)
        assert {key for key, _ in found if key.startswith(("K04", "K05", "K06"))} == {
            *(f"K04:{item}" for item in satisfied), *(f"K05:{item}" for item in prepared), f"K06:{recommend}",
        }  # fmt: skip
        for unit in UNITS:
            part = of_unit(frame, unit)
            for item in satisfied:
                compare(found[f"K04:{item}", unit], expected_rate(part, part[item].isin(list("12345")), part[item].isin(["4", "5"])))
            for item in prepared:
                compare(found[f"K05:{item}", unit], expected_rate(part, part[item].isin(list("1234")), part[item].isin(["3", "4"])))
            compare(found[f"K06:{recommend}", unit], expected_score(part, recommend))


@SIZES
@WEIGHTED
def test_rates_of_employment(n, seed, weighted):
    frame = sheets("MIA", n, seed, weighted=weighted)
    found = bodies("MIA", frame, weighted=weighted)
    for unit in UNITS:
        part = of_unit(frame, unit)
        working, known = part["E02"].isin(WORKING), part["E02"].notna()
        unemployed = known & ~working & (part["E03"] == "1") & (part["E04"] == "1")
        full_time = working & (pd.to_numeric(part["E05"]) >= 35)
        compare(found["K07", unit], expected_rate(part, known, working))
        compare(found["K08", unit], expected_rate(part, working | unemployed, unemployed))
        compare(found["K09", unit], expected_rate(part, full_time | unemployed, full_time))
        compare(found["K11", unit], expected_rate(part, part["E18"].notna(), part["E18"].isin(["lower", "none"])))
        compare(found["K12", unit], expected_rate(part, part["E19"].notna(), part["E19"].isin(["own", "related"])))


@SIZES
def test_time_to_the_first_job(n, seed):
    frame = sheets("MIA", n, seed, weighted=False)
    found = bodies("MIA", frame, weighted=False)
    for unit in UNITS:
        part = of_unit(frame, unit)
        base = part[part["E06"].notna()]
        months = pd.to_numeric(base["E07"]).where(base["E06"] != "before", 0).dropna()
        body = found["K10", unit]
        compare(body, {"n": len(base), "mean_n": len(months), "se": None, "low": None, "high": None})
        if len(months):
            compare(body, {"value": months.median(), "mean": months.mean()})
        compare(body, {"sd": months.std() if len(months) > 1 else None})
        for line in body["shares"]:
            hits = int((base["E06"] == line["code"]).sum())
            compare(line, {"n": hits, "percent": 100 * hits / len(base) if len(base) else None})
        assert [line["code"] for line in body["shares"]] == ["before", "m0_6", "m6_12", "m12p", "never"]


def test_weighted_time_to_the_first_job():
    frame = sheets("MIA", 300, 5, weighted=True)
    body = bodies("MIA", frame, weighted=True)["K10", "F1"]
    base = of_unit(frame, "F1").dropna(subset="E06")
    months = pd.to_numeric(base["E07"]).where(base["E06"] != "before", 0).dropna().sort_values(kind="stable")
    weights = base.loc[months.index, "weight"].cumsum()
    compare(body, {"value": months[weights[weights >= weights.iloc[-1] / 2].index[0]], "n": len(base), "mean_n": len(months)})
    shares = base.groupby("E06")["weight"].sum() / base["weight"].sum()
    assert {line["code"]: line["percent"] for line in body["shares"]} == {
        code: pytest.approx(100 * share, **EXACT) for code, share in shares.items()
    }


@SIZES
@WEIGHTED
def test_the_median_income_is_interpolated_within_its_band(n, seed, weighted):
    """Of a cumulated polygon, as numpy interpolates it: the x at which half of all are reached."""
    edges = {"b1": (0, 1), "b2": (1, 1.5), "b3": (1.5, 2), "b4": (2, 3), "b5": (3, 5), "b6": (5, None)}
    frame = sheets("MIA", n, seed, weighted=weighted)
    found = bodies("MIA", frame, weighted=weighted)
    for unit in UNITS:
        base = of_unit(frame, unit)
        base = base[base["E17"].isin(list(edges))]
        body = found["K13", unit]
        assert body["n"] == len(base)
        if base.empty:
            assert (body["value"], body["band"]) == (None, None)
            continue
        mass = base.groupby("E17")["weight"].sum().reindex(list(edges), fill_value=0.0)
        reached, half = mass.cumsum(), mass.sum() / 2
        band = reached[reached >= half * (1 - 1e-12)].index[0]
        assert body["band"] == band
        if band == "b6":
            assert (body["value"], body["reason"]) == (None, "open_band")
        elif abs(reached[band] - half) > 1e-9:
            low, high = edges[band]
            compare(body, {"value": np.interp(half, [reached[band] - mass[band], reached[band]], [low, high]), "reason": None})


@pytest.mark.parametrize("confidence", [0.9, 0.99])
def test_the_interval_is_that_of_the_confidence_asked_for(confidence):
    frame = sheets("MIA", 120, 6, weighted=False)
    body = bodies("MIA", frame, weighted=False, confidence=confidence)["K07", "KTU"]
    compare(body, expected_rate(frame, frame["E02"].notna(), frame["E02"].isin(WORKING), confidence))


def test_every_indicator_of_answers_is_among_those_the_instruments_list():
    keys = set()
    for code in INSTRUMENTS:
        keys |= {key.partition(":")[0] for key, _ in bodies(code, sheets(code, 5, 7, weighted=False), weighted=False)}
    assert keys == {d.code for d in definitions().indicators} - {"K03", "K14"}
