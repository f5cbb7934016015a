"""Rankings and periods in tables: by hand on a few sheets, against pandas on many, and as a release shows them."""

import csv
import io
from datetime import UTC, datetime

import numpy as np
import pandas as pd
import pytest
from pydantic import TypeAdapter

from surveys.definition.document import Document, Section
from surveys.exports.delimited import write_results
from surveys.questions import PeriodQuestion, RankingQuestion
from surveys.results import release
from surveys.results.selection import Selection
from surveys.results.tables import ResultsDocument
from tests.factories.answered import a_closed_wave, four_programs
from tests.factories.documents import options, text

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 2, 9, tzinfo=UTC)
OPTIONS = ["pay", "safe", "near", "free"]


def document() -> Document:
    """RANK asks for three of four options, YEAR for a year, MONTH for a month."""
    questions = (
        RankingQuestion(code="RANK", label=text("Sıralama"), options="RANK", maximum=3),
        PeriodQuestion(code="YEAR", label=text("Yıl"), earliest="2018", latest="2022"),
        PeriodQuestion(code="MONTH", label=text("Ay"), precision="month", earliest="2020-06", latest="2022-03"),
    )
    sections = (Section(code="S1", questions=questions),)
    return Document(code="RP", title=text("Sıra ve zaman"), option_sets={"RANK": options(*OPTIONS)}, sections=sections)


def raw_tables(wave, terms, **selection):
    shown = release.raw(wave=wave, selection=Selection(**selection), terms=terms, operator="test", now=NOW)
    TypeAdapter(ResultsDocument).validate_python(shown)
    return shown, {(t["unit"]["code"], t["variable"]): t for t in shown["tables"]}


@pytest.fixture
def few(terms):
    """Five sheets of P1, one of nobody's program."""
    p1, *_ = four_programs()
    answers = [
        {"RANK": ["pay", "safe", "near"], "YEAR": "2018", "MONTH": "2020-12"},
        {"RANK": ["pay", "near"], "YEAR": "2020", "MONTH": "2021-01"},
        {"RANK": ["safe", "pay"], "YEAR": "2020", "MONTH": "2021-06"},
        {"RANK": ["near"], "YEAR": "2022", "MONTH": "2022-03"},
        {"RANK": None, "YEAR": None},
    ]
    sheets = [{"program": p1, "answers": given, "weight": weight} for given, weight in zip(answers, (1, 1, 2, 4, 8), strict=True)]
    return a_closed_wave(document(), [*sheets, {"answers": {"YEAR": "2019"}}], weighted=True)


def test_a_ranking_shows_who_ranked_an_option_first_who_ranked_it_and_its_mean_place(few, terms):
    table = raw_tables(few, terms, unit="P1")[1]["P1", "RANK"]
    assert table == {
        "unit": table["unit"], "by": None, "variable": "RANK", "measure": "ranking", "status": "released", "reason": None,
        "base": 4, "missing": 1, "excluded": {"na": 0, "refused": 0, "dk": 0, "not_asked": 0},
        "options": [
            {"code": "pay", "n": 3, "percent": 75.0, "first": {"n": 2, "percent": 50.0}, "mean_place": pytest.approx(4 / 3)},
            {"code": "safe", "n": 2, "percent": 50.0, "first": {"n": 1, "percent": 25.0}, "mean_place": 1.5},
            {"code": "near", "n": 3, "percent": 75.0, "first": {"n": 1, "percent": 25.0}, "mean_place": 2.0},
            {"code": "free", "n": 0, "percent": 0.0, "first": {"n": 0, "percent": 0.0}, "mean_place": None},
        ],
        "mean_n": None, "mean": None, "sd": None, "median": None, "top2": None, "nps": None,
    }  # fmt: skip


def test_weights_go_into_shares_and_mean_places(few, terms):
    lines = raw_tables(few, terms, unit="P1", weighted=True)[1]["P1", "RANK"]["options"]
    assert [(line["code"], line["percent"], line["first"]["percent"], line["mean_place"]) for line in lines] == [
        ("pay", 50.0, 25.0, 1.5), ("safe", 37.5, 25.0, pytest.approx(4 / 3)), ("near", 75.0, 50.0, 1.5), ("free", 0.0, 0.0, None),
    ]  # fmt: skip


def test_a_period_shows_every_year_and_the_median_but_no_mean(few, terms):
    tables = raw_tables(few, terms, unit="P1")[1]
    year, month = tables["P1", "YEAR"], tables["P1", "MONTH"]
    assert [(line["code"], line["n"], line["percent"]) for line in year["options"]] == [
        ("2018", 1, 25.0), ("2019", 0, 0.0), ("2020", 2, 50.0), ("2021", 0, 0.0), ("2022", 1, 25.0),
    ]  # fmt: skip
    assert [(line["code"], line["n"]) for line in month["options"]] == [("2020", 1), ("2021", 2), ("2022", 1)]
    facts = ("measure", "base", "missing", "median", "mean", "mean_n", "sd")
    assert [year[name] for name in facts] == ["period", 4, 1, "2020", None, None, None]
    assert [month[name] for name in facts] == ["period", 4, 0, "2021-01", None, None, None]
    assert month["excluded"]["not_asked"] == 1


def test_without_answers_there_is_no_median(few, terms):
    tables = raw_tables(few, terms, unit="P2")[1]
    assert [(t["base"], t["median"], t["options"][0]["percent"]) for t in tables.values()] == [(0, None, None)] * 3


FILTERS = {"first(RANK) == pay": 2, "RANK has near": 3, "YEAR >= 2020": 3, "MONTH < 2021": 1, "MONTH == 2021-06": 1, "YEAR != 2020": 4}


@pytest.mark.parametrize(("where", "base"), FILTERS.items())
def test_rankings_and_periods_filter(few, terms, where, base):
    tables = raw_tables(few, terms, unit="KTU", where=where)[1]
    assert tables["KTU", "YEAR"]["base"] + tables["KTU", "YEAR"]["missing"] == base


def test_every_figure_has_its_line_in_the_spreadsheet(few, terms):
    target = io.StringIO()
    write_results(raw_tables(few, terms, unit="P1")[0], target, language="tr")
    lines = list(csv.DictReader(io.StringIO(target.getvalue().removeprefix("\ufeff"))))
    ranking = [(line["statistic"], line["code"], line["figure"], line["n"]) for line in lines if line["variable"] == "RANK"]
    assert ranking[:3] == [("option", "pay", "75.0", "3"), ("first", "pay", "50.0", "2"), ("mean_place", "pay", str(4 / 3), "3")]
    month = [(line["statistic"], line["figure"]) for line in lines if line["variable"] == "MONTH"]
    assert month[-5:-4] == [("median", "2021-01")]


@pytest.fixture
def frame():
    """2,000 sheets, uneven over programs, with gaps and weights."""
    chance = np.random.default_rng(3)
    n = 2_000

    def ranked():
        draw = chance.random()
        if draw < 0.1:
            return None if draw < 0.06 else "absent"
        return [OPTIONS[i] for i in chance.choice(4, chance.integers(1, 4), replace=False, p=[0.5, 0.3, 0.15, 0.05])]

    month = pd.period_range("2020-06", "2022-03", freq="M").strftime("%Y-%m")
    return pd.DataFrame(
        {
            "unit": chance.choice(["P1", "P2", "P3", "none"], n, p=[0.6, 0.25, 0.1, 0.05]),
            "RANK": [ranked() for _ in range(n)],
            "YEAR": chance.choice(["2018", "2019", "2020", "2021", "2022", "absent"], n),
            "MONTH": chance.choice(month, n),
            "weight": chance.choice([0.25, 0.5, 1.0, 2.5], n),
        }
    )


def stored(frame, **facts):
    programs = {program.code: program for program in four_programs()}
    questions = ("RANK", "YEAR", "MONTH")
    rows = [
        {
            "program": programs.get(row["unit"]),
            "weight": row["weight"],
            "answers": {q: row[q] for q in questions if not (isinstance(row[q], str) and row[q] == "absent")},
        }
        for _, row in frame.iterrows()
    ]
    return a_closed_wave(document(), rows, weighted=True, **facts)


@pytest.mark.parametrize("weighted", [False, True])
def test_many_sheets_agree_with_pandas(frame, terms, weighted):
    tables = raw_tables(stored(frame), terms, weighted=weighted)[1]
    for unit, programs in {"P1": ["P1"], "D1": ["P1", "P2"], "F1": ["P1", "P2", "P3"], "KTU": ["P1", "P2", "P3", "none"]}.items():
        part = frame[frame["unit"].isin(programs)]
        answered = part[part["RANK"].map(lambda a: isinstance(a, list))]
        mass = answered["weight"] if weighted else pd.Series(1.0, answered.index)
        table = tables[unit, "RANK"]
        assert (table["base"], table["missing"]) == (len(answered), int(part["RANK"].isna().sum()))
        for line in table["options"]:
            place = answered["RANK"].map(lambda a, code=line["code"]: a.index(code) + 1 if code in a else np.nan)
            ranked = place.notna()
            assert (line["n"], line["first"]["n"]) == (ranked.sum(), (place == 1).sum())
            assert line["percent"] == pytest.approx(100 * mass[ranked].sum() / mass.sum())
            assert line["first"]["percent"] == pytest.approx(100 * mass[place == 1].sum() / mass.sum())
            assert line["mean_place"] == pytest.approx((place * mass)[ranked].sum() / mass[ranked].sum())
        for question in ("YEAR", "MONTH"):
            given = part[part[question] != "absent"].sort_values(question)
            mass = given["weight"] if weighted else pd.Series(1.0, given.index)
            table = tables[unit, question]
            assert table["median"] == given[question][mass.cumsum() >= mass.sum() / 2].iloc[0]
            shares = mass.groupby(given[question].str[:4]).sum() / mass.sum() * 100
            assert {line["code"]: line["percent"] for line in table["options"]} == pytest.approx(shares.to_dict())


def released(wave, terms):
    made = release.make(wave=wave, terms=terms, by=None, now=NOW)
    return {(row.unit_code, row.variable): row for row in release.tables_for(made)}


def test_a_release_rounds_and_counts_nobody(frame, terms):
    row = released(stored(frame), terms)["KTU", "RANK"]
    answered = frame["RANK"][frame["RANK"].map(lambda a: isinstance(a, list))]
    place = answered.map(lambda a: a.index("pay") + 1 if "pay" in a else np.nan)
    assert row.body["options"][0] == {
        "code": "pay",
        "percent": round(100 * place.notna().mean()),
        "flag": None,
        "first": {"percent": round(100 * (place == 1).mean()), "flag": None},
        "mean_place": round(place.mean(), 2),
    }


def ranked_sheets(program, counts):
    """Sheets that rank only this one option: {"pay": 12, ...}."""
    answers = [{"RANK": [code], "YEAR": "2020", "MONTH": "2021-05"} for code, n in counts.items() for _ in range(n)]
    return [{"program": program, "answers": given} for given in answers]


def mean_places(row):
    return [line["mean_place"] for line in row.body["options"]]


def test_a_mean_place_of_a_few_people_is_kept_back_with_all_others_of_its_table(terms):
    p1, p2, *_ = four_programs()
    small = ranked_sheets(p1, {"pay": 20, "safe": 3})
    large = ranked_sheets(p2, {"pay": 20, "safe": 20})
    rows = released(a_closed_wave(document(), [*small, *large]), terms)
    assert rows["P1", "RANK"].status == "released"
    assert mean_places(rows["P1", "RANK"]) == [None] * 4
    assert [line["percent"] for line in rows["P1", "RANK"].body["options"]] == [87, 13, 0, 0]


def test_a_mean_place_cannot_be_had_by_subtraction(terms):
    """P1 has three people who ranked "safe". Department less P2, or university less all others, would be their mean place."""
    p1, p2, p3, p4 = four_programs()
    sheets = [*ranked_sheets(p1, {"pay": 20, "safe": 3}), *ranked_sheets(p2, {"pay": 20, "safe": 20})]
    sheets += [*ranked_sheets(p3, {"pay": 20, "safe": 20}), *ranked_sheets(p4, {"pay": 20, "safe": 20})]
    rows = {unit: row for (unit, variable), row in released(a_closed_wave(document(), sheets), terms).items() if variable == "RANK"}
    assert {row.status for row in rows.values()} == {"released"}
    assert sorted(unit for unit, row in rows.items() if any(mean_places(row))) == ["D2", "D3", "F2", "KTU", "P3", "P4"]


def test_a_period_is_released_with_whole_percentages_and_its_median(terms):
    p1, *_ = four_programs()
    years = ["2018"] * 3 + ["2020"] * 8 + ["2021"]
    sheets = [{"program": p1, "answers": {"YEAR": year, "MONTH": "2021-05", "RANK": None}} for year in years]
    rows = released(a_closed_wave(document(), sheets), terms)
    assert rows["P1", "YEAR"].body == {
        "measure": "period", "base": 12, "missing": 0, "mean_n": None, "mean": None, "sd": None, "median": "2020",
        "top2": None, "nps": None,
        "options": [
            {"code": "2018", "percent": 25, "flag": None}, {"code": "2019", "percent": 0, "flag": "zero"},
            {"code": "2020", "percent": 67, "flag": None}, {"code": "2021", "percent": 8, "flag": None},
            {"code": "2022", "percent": 0, "flag": "zero"},
        ],
    }  # fmt: skip
    assert (rows["P1", "RANK"].status, rows["P1", "RANK"].reason) == ("withheld", "small_base")
    assert rows["P1", "MONTH"].body["median"] == "2021-05"


def test_the_document_of_a_release_keeps_to_the_schema(frame, terms):
    wave = stored(frame)
    release.make(wave=wave, terms=terms, by=None, now=NOW)
    shown = release.internal(wave=wave, selection=Selection(), terms=terms)
    TypeAdapter(ResultsDocument).validate_python(shown)
    assert {t["measure"] for t in shown["tables"]} == {"ranking", "period"}
