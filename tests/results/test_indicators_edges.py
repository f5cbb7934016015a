"""Sheets that leave an indicator without an answer: nulls, never an exception and never a nan."""

import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.definition.document import Document, Indicator, Section
from surveys.questions import DualMatrixQuestion, LikertQuestion, NumberQuestion, Option, SingleQuestion
from surveys.questions.scaled import Column, Row
from surveys.results.indicators import definitions, indicator_columns, public_indicator, rounded_indicator
from tests.factories.documents import options, scale, text
from tests.factories.sheets import UNITS, standard_instruments, tabulated

INSTRUMENTS = standard_instruments()
NOTHING = {"value": None, "se": None, "low": None, "high": None, "n": 0}


def bodies(document, sheets, *, unit=0, weighted=False, populations=None):
    found = indicator_columns(tabulated(document, sheets), confidence=0.95, weighted=weighted, populations=populations)
    return {column.key: column.body(unit) for column in found}


def sheet(answers, program="P1", weight=None):
    return {"program": program, "answers": answers, "weight": weight}


def figures(body):
    return {name: body[name] for name in NOTHING}


@pytest.mark.parametrize("code", ["MYM", "MIA", "IMA"])
@pytest.mark.parametrize("weighted", [False, True])
def test_nobody_and_nobody_who_answered_give_nulls(code, weighted):
    document = INSTRUMENTS[code]
    skipped = [sheet(dict.fromkeys((v.code for v in document.variables.values()), None), weight=1.0)] * 3
    for sheets in ([], skipped, [sheet({}, weight=2.0)]):
        found = bodies(document, sheets, weighted=weighted)
        assert {key: figures(body) for key, body in found.items()} == dict.fromkeys(found, NOTHING)
        assert len(found) >= 7


def test_no_answers_leave_the_base():
    """Not applicable of a scale, prefer not to say of an income: these people are in no base."""
    found = bodies(
        INSTRUMENTS["MYM"], [sheet({"A16": "99", "C01_A": "99", "C01_R": "5"}), sheet({"A16": "5", "C01_A": "1", "C01_R": "99"})]
    )
    assert figures(found["K01:C01"]) == NOTHING
    assert (found["K04:A16"]["value"], found["K04:A16"]["n"]) == (100.0, 1)
    income = bodies(INSTRUMENTS["MIA"], [sheet({"E17": "98"})])["K13"]
    assert (figures(income), income["band"]) == (NOTHING, None)


def test_one_respondent_has_a_value_and_no_spread():
    found = bodies(INSTRUMENTS["MYM"], [sheet({"A16": "5", "C01_R": "5", "C01_A": "3", "A20": "10"})])
    assert figures(found["K01:C01"]) == {"value": 2.0, "se": None, "low": None, "high": None, "n": 1}
    assert found["K01:C01"]["sd"] is None
    assert (found["K04:A16"]["value"], found["K04:A16"]["se"], found["K04:A16"]["high"]) == (100.0, 0.0, 100.0)
    assert (found["K06:A20"]["value"], found["K06:A20"]["se"], found["K06:A20"]["n"]) == (100.0, 0.0, 1)
    job = bodies(INSTRUMENTS["MIA"], [sheet({"E06": "before"})])["K10"]
    assert (job["value"], job["mean"], job["sd"], job["mean_n"], job["n"]) == (0.0, 0.0, None, 1, 1)


def test_all_the_same_answer_has_no_interval_of_a_mean():
    gap = bodies(INSTRUMENTS["IMA"], [sheet({"C02_I": "4", "C02_P": "3"})] * 9)["K02:C02"]
    assert (gap["value"], gap["se"], gap["low"], gap["sd"], gap["n"]) == (1.0, None, None, 0.0, 9)


def test_a_first_job_nobody_has_had_has_shares_and_no_median():
    body = bodies(INSTRUMENTS["MIA"], [sheet({"E06": "never"})] * 2)["K10"]
    assert (body["value"], body["mean"], body["mean_n"], body["n"]) == (None, None, 0, 2)
    assert [line["percent"] for line in body["shares"]] == [0.0, 0.0, 0.0, 0.0, 100.0]


def test_a_median_in_the_open_band_is_named_and_not_made_up():
    sheets = [sheet({"E17": band}) for band in ("b6", "b6", "b1")]
    body = bodies(INSTRUMENTS["MIA"], sheets)["K13"]
    assert (body["value"], body["band"], body["reason"], body["n"]) == (None, "b6", "open_band", 3)


def test_unemployment_of_a_wave_where_nobody_works_or_looks_has_an_empty_base():
    found = bodies(INSTRUMENTS["MIA"], [sheet({"E02": "military"}), sheet({"E02": "study", "E03": "1", "E04": "0"})])
    assert (figures(found["K08"]), figures(found["K09"])) == (NOTHING, NOTHING)
    assert (found["K07"]["value"], found["K07"]["n"]) == (0.0, 2)


def test_who_works_is_not_unemployed_though_they_look_for_work():
    works = {"E02": "emp_pt", "E03": "1", "E04": "1", "E05": "20"}
    found = bodies(INSTRUMENTS["MIA"], [sheet(works), sheet({"E02": "unemp", "E03": "1", "E04": "1"}), sheet({"E03": "1", "E04": "1"})])
    assert [(found[key]["value"], found[key]["n"]) for key in ("K07", "K08", "K09")] == [(50.0, 2), (50.0, 2), (0.0, 1)]


@pytest.mark.parametrize(("hours", "figures"), [("35", (100.0, 1)), ("34", (None, 0))])
def test_thirty_five_hours_are_full_time(hours, figures):
    body = bodies(INSTRUMENTS["MIA"], [sheet({"E02": "self", "E05": hours})])["K09"]
    assert (body["value"], body["n"]) == figures


def test_who_would_rather_not_say_is_in_no_rate():
    level = SingleQuestion(code="E18", label=text("Düzey"), options="E18")
    document = listing(level, sets={"E18": options("lower", "none", "same", "98", **{"98": {"missing": "refused"}})}, listed=["K11"])
    body = bodies(document, [sheet({"E18": answer}) for answer in ("lower", "same", "98", "98")])["K11"]
    assert (body["value"], body["n"]) == (50.0, 2)


def test_a_frame_everybody_of_which_answered_leaves_no_interval_and_a_smaller_one_says_nothing():
    sheets = [sheet({"A16": answer}) for answer in ("5", "4", "1", "2")]
    everybody = bodies(INSTRUMENTS["MYM"], sheets, populations={0: 4})["K04:A16"]
    outgrown = bodies(INSTRUMENTS["MYM"], sheets, populations={0: 3})["K04:A16"]
    assert [everybody[name] for name in ("value", "se", "low", "high")] == [50.0, 0.0, 50.0, 50.0]
    assert outgrown == bodies(INSTRUMENTS["MYM"], sheets)["K04:A16"]


def listing(*questions, sets, listed):
    return Document(
        code="X", title=text("X"), option_sets=sets, sections=(Section(code="S1", questions=questions),),
        indicators=tuple(Indicator(code=code, label=text(code), formula="") for code in listed),
    )  # fmt: skip


def test_an_indicator_whose_codes_or_options_a_document_lacks_does_not_apply():
    partial = SingleQuestion(code="E02", label=text("Durum"), options="E02")
    satisfied = LikertQuestion(code="Q1", label=text("Memnuniyet"), options="SAT5")
    listed = [definition.code for definition in definitions().indicators]
    assert (
        bodies(listing(partial, satisfied, sets={"E02": options("emp_ft", "unemp"), "SAT5": scale(4)}, listed=[*listed, "K99"]), []) == {}
    )


def test_facets_on_scales_of_two_lengths_have_no_gap():
    columns = (Column(facet="R", label=text("R"), options="S5"), Column(facet="A", label=text("A"), options="S4"))
    matrix = DualMatrixQuestion(code="M", label=text("M"), rows=(Row(code="C01", label=text("C01")),), columns=columns)
    assert bodies(listing(matrix, sets={"S5": scale(5), "S4": scale(4)}, listed=["K01"]), []) == {}


@pytest.mark.parametrize("bounds", [((0, 2), (1, 3)), ((2, 1),), ((0, None), (1, None)), ()])
def test_bands_that_are_none_have_no_median(bounds):
    bands = tuple(Option(code=f"b{n}", label=text("b"), low=low, high=high) for n, (low, high) in enumerate(bounds))
    income = SingleQuestion(code="E17", label=text("Gelir"), options="E17")
    assert (
        bodies(listing(income, sets={"E17": bands or options("x")}, listed=["K13"]), [sheet({"E17": (bands or options("x"))[0].code})])
        == {}
    )


def test_months_that_are_no_number_have_no_time_to_the_first_job():
    first = SingleQuestion(code="E06", label=text("İlk iş"), options="E06")
    months = SingleQuestion(code="E07", label=text("Ay"), options="E06")
    whole = listing(first, months, sets={"E06": options("before", "later")}, listed=["K10"])
    numbered = listing(first, NumberQuestion(code="E07", label=text("Ay"), minimum=0, maximum=9), sets=whole.option_sets, listed=["K10"])
    assert (list(bodies(whole, [])), list(bodies(numbered, []))) == ([], ["K10"])


def random_sheets(document, n, draw):
    """Every question unasked, skipped, or with any of its options or numbers."""
    sheets = []
    for _ in range(n):
        answers = {}
        for variable in document.variables.values():
            possible = [option.code for option in variable.options]
            if variable.storage == "number":
                possible = [str(draw.randint(int(variable.low or 0), int(variable.high or 0)))]
            if variable.storage in {"choice", "number"} and draw.random() < 0.9:
                answers[variable.code] = draw.choice([None, *possible])
        sheets.append(sheet(answers, draw.choice(["P1", "P2", "P3", ""]), draw.choice([None, 0.1, 1.0, 7.5])))
    return sheets


@pytest.mark.parametrize("code", ["MYM", "MIA", "IMA"])
@pytest.mark.parametrize("weighted", [False, True])
@settings(max_examples=12, deadline=None)
@given(n=st.integers(0, 12), seed=st.integers(0, 2**32))
def test_any_sheets_at_all_give_figures_within_their_bounds(code, weighted, n, seed):
    sheets = random_sheets(INSTRUMENTS[code], n, random.Random(seed))
    found = indicator_columns(tabulated(INSTRUMENTS[code], sheets), confidence=0.95, weighted=weighted)
    bounds = {"rate": (0, 100), "net_promoter": (-100, 100), "paired_gap": (-4, 4), "time_bands": (0, 120), "grouped_median": (0, 5)}
    for column in found:
        assert not (column.valued & ~column.base).any()
        assert column.body(0)["n"] == int(column.base.sum())
        for unit in range(len(UNITS)):
            body = column.body(unit)
            low, high = bounds[body["kind"]]
            assert [name for name, figure in body.items() if isinstance(figure, float) and not math.isfinite(figure)] == []
            assert body["value"] is None or low <= body["value"] <= high
            if body["low"] is not None and body["kind"] != "net_promoter":  # of one or two answers its interval is drawn to the middle
                assert body["low"] - 1e-9 <= body["value"] <= body["high"] + 1e-9
            if "shares" in body and body["n"]:
                assert math.isclose(sum(line["percent"] for line in body["shares"]), 100)
            for shown in () if weighted else (rounded_indicator(body), public_indicator(body, percent_base=23, mean_base=8)):
                assert (shown["measure"], shown["kind"], shown["version"]) == ("indicator", body["kind"], 1)
