"""Indicators as they leave: rounded for the internal profile, after HESA for the public one; K03 and K14 from released bodies."""

import pytest
import yaml
from pydantic import ValidationError
from scipy import stats as scipy_stats

from surveys.results.indicators import (
    definitions,
    indicator_columns,
    public_indicator,
    response_rate_indicator,
    rounded_indicator,
    unpaired_gap,
)
from surveys.results.indicators.definitions import read
from tests.factories.results import rate_body, scale_body
from tests.factories.sheets import standard_instruments, tabulated

INSTRUMENTS = standard_instruments()
HESA = {"percent_base": 23, "mean_base": 8}


def body(code, key, *answers):
    sheets = [{"program": "P1", "answers": given} for given in answers]
    (column,) = (c for c in indicator_columns(tabulated(INSTRUMENTS[code], sheets), confidence=0.95) if c.key == key)
    return column.body(0)


def satisfied(hits, base):
    return body("MYM", "K04:A16", *[{"A16": "5"}] * hits, *[{"A16": "2"}] * (base - hits))


def test_a_rate_is_rounded_as_the_table_of_its_item_is():
    """1 of 8 is 12.5 and goes up, in either place."""
    assert rounded_indicator(satisfied(1, 8)) == {
        "measure": "indicator", "kind": "rate", "version": 1,
        "value": 13, "se": 11.7, "low": 2, "high": 47, "n": 8, "flag": None,
    }  # fmt: skip


@pytest.mark.parametrize(("hits", "value", "flag"), [(0, 0, "zero"), (1, 0, None), (499, 100, None), (500, 100, "all")])
def test_exactly_nobody_and_everybody_are_told_from_nearly(hits, value, flag):
    shown = rounded_indicator(satisfied(hits, 500))
    assert (shown["value"], shown["flag"]) == (value, flag)


def test_a_gap_has_two_decimals_and_a_score_whole_points():
    gap = body("MYM", "K01:C03", {"C03_R": "5", "C03_A": "4"}, {"C03_R": "5", "C03_A": "5"}, {"C03_R": "4", "C03_A": "2"})
    assert rounded_indicator(gap) == {
        "measure": "indicator", "kind": "paired_gap", "version": 1, "value": 1.0, "se": 0.58, "low": -1.48, "high": 3.48, "n": 3, "sd": 1.0,
    }  # fmt: skip
    score = rounded_indicator(body("MYM", "K06:A20", {"A20": "10"}, {"A20": "9"}, {"A20": "3"}))
    assert {name: score[name] for name in ("value", "se", "low", "high", "n")} == {"value": 33, "se": 54.4, "low": -51, "high": 85, "n": 3}


def test_counts_of_bands_leave_no_release():
    shown = rounded_indicator(body("MIA", "K10", {"E06": "before"}, {"E06": "m0_6", "E07": "5"}, {"E06": "m0_6", "E07": "2"}))
    assert shown["shares"] == [
        {"code": "before", "percent": 33, "flag": None},
        {"code": "m0_6", "percent": 67, "flag": None},
        {"code": "m6_12", "percent": 0, "flag": "zero"},
        {"code": "m12p", "percent": 0, "flag": "zero"},
        {"code": "never", "percent": 0, "flag": "zero"},
    ]
    assert {name: shown[name] for name in ("value", "mean", "sd", "n", "mean_n")} == {
        "value": 2.0, "mean": 2.33, "sd": 2.52, "n": 3, "mean_n": 3,
    }  # fmt: skip


def test_public_rates_need_23_and_means_8_and_bases_are_fives():
    assert public_indicator(satisfied(20, 23), **HESA) == {
        "measure": "indicator", "kind": "rate", "version": 1,
        "value": 87, "se": None, "low": 68, "high": 95, "n": 25, "reason": None,
    }  # fmt: skip
    assert public_indicator(satisfied(20, 22), **HESA) == {
        "measure": "indicator", "kind": "rate", "version": 1,
        "value": None, "se": None, "low": None, "high": None, "n": 20, "reason": "small_base",
    }  # fmt: skip
    pairs = [{"C03_R": "5", "C03_A": "4"}] * 5 + [{"C03_R": "4", "C03_A": "1"}] * 3
    assert public_indicator(body("MYM", "K01:C03", *pairs), **HESA) == {
        "measure": "indicator", "kind": "paired_gap", "version": 1,
        "value": 1.8, "se": None, "low": 0.9, "high": 2.6, "n": 10, "reason": None,
    }  # fmt: skip
    assert public_indicator(body("MYM", "K01:C03", *pairs[1:]), **HESA)["reason"] == "small_base"


def test_public_time_to_first_job_hides_shares_and_median_each_by_its_own_base():
    had = [{"E06": "m0_6", "E07": "4"}] * 7
    shown = public_indicator(body("MIA", "K10", *had, *[{"E06": "never"}] * 16), **HESA)
    assert (shown["value"], shown["mean"], shown["reason"], shown["n"], shown["mean_n"]) == (None, None, "small_base", 25, 5)
    assert [line["percent"] for line in shown["shares"]] == [0, 30, 0, 0, 70]
    few = public_indicator(body("MIA", "K10", *had, {"E06": "before"}), **HESA)
    assert (few["value"], few["mean"], few["reason"]) == (4.0, 3.5, None)
    assert [line["percent"] for line in few["shares"]] == [None] * 5


def test_a_public_open_band_says_why_it_has_no_value():
    income = [{"E17": "b6"}] * 8
    shown = public_indicator(body("MIA", "K13", *income), **HESA)
    assert (shown["value"], shown["band"], shown["reason"]) == (None, "b6", "open_band")
    few = public_indicator(body("MIA", "K13", *income[1:]), **HESA)
    assert (few["value"], few["band"], few["reason"]) == (None, None, "small_base")


def table(mean, sd, n):
    return {**scale_body(0, 0, 0, 0, 0, base=n, mean=mean), "sd": sd, "mean_n": n}


def test_graduates_less_employers_is_welchs_difference():
    found = unpaired_gap(table(4.01, 0.82, 31), table(3.57, 1.1, 12), confidence=0.95)
    welch = scipy_stats.ttest_ind_from_stats(4.01, 0.82, 31, 3.57, 1.1, 12, equal_var=False)
    se = (4.01 - 3.57) / welch.statistic
    freedom = (0.82**2 / 31 + 1.1**2 / 12) ** 2 / ((0.82**2 / 31) ** 2 / 30 + (1.1**2 / 12) ** 2 / 11)
    low, high = scipy_stats.t.interval(0.95, freedom, 0.44, se)
    assert found == {
        "measure": "indicator", "kind": "unpaired_gap", "version": 1, "n": 31, "other_n": 12,
        "value": pytest.approx(0.44, rel=1e-9), "se": pytest.approx(se, rel=1e-9),
        "low": pytest.approx(low, rel=1e-9), "high": pytest.approx(high, rel=1e-9),
    }  # fmt: skip
    assert rounded_indicator(found)["other_n"] == 12


@pytest.mark.parametrize(
    ("own", "other", "value"),
    [
        (table(4.0, None, 1), table(3.0, 1.0, 9), 1.0),
        (table(4.0, 0.0, 5), table(3.0, 0.0, 9), 1.0),
        (table(None, None, 0), table(3.0, 1.0, 9), None),
        (table(3.0, 1.0, 9), {**table(None, None, 0), "mean_n": None}, None),
    ],
)
def test_a_side_without_spread_or_answers_leaves_no_interval(own, other, value):
    found = unpaired_gap(own, other, confidence=0.95)
    assert [found[name] for name in ("value", "se", "low", "high")] == [value, None, None, None]


def test_the_public_difference_looks_at_the_smaller_side():
    found = unpaired_gap(table(4.0, 0.8, 31), table(3.5, 0.8, 7), confidence=0.95)
    shown = public_indicator(found, **HESA)
    assert (shown["value"], shown["n"], shown["other_n"], shown["reason"]) == (None, 30, 5, "small_base")


def test_the_response_rate_leaves_out_who_could_not_answer():
    assert response_rate_indicator(rate_body(61, 180), undeliverable=20, not_eligible=5) == {
        "measure": "indicator", "kind": "response_rate", "version": 1,
        "value": pytest.approx(100 * 61 / 155), "se": None, "low": None, "high": None, "n": 155,
    }  # fmt: skip
    assert response_rate_indicator(rate_body(61, 180))["value"] == pytest.approx(100 * 61 / 180)
    assert response_rate_indicator({**rate_body(1, 1), "base": 0, "replied": 0})["value"] is None
    with pytest.raises(ValueError, match="not_reached"):
        response_rate_indicator(rate_body(61, 80), undeliverable=20)


def test_all_fourteen_are_defined_once_in_both_languages_with_a_source():
    assert [d.code for d in definitions().indicators] == [f"K{number:02d}" for number in range(1, 15)]
    assert definitions().of("K04:A16").name.en == "Satisfaction rate"
    assert definitions().of("K99") is None


@pytest.mark.parametrize(
    "change",
    [
        {"code": "X1"}, {"source": ""}, {"name": {"tr": "Ad"}}, {"kind": "guess"}, {"hits": "E02 in ["},
        {"unknown": 1}, {"items": {"scale": "S", "measure": "nps"}}, {"items": {"pair": ["A", "*_B"]}}, {"unit": "euro"},
    ],
)  # fmt: skip
def test_a_faulty_definition_is_refused(change):
    sound = {
        "code": "K01", "kind": "rate", "instruments": ["MIA"], "name": {"tr": "Ad", "en": "Name"}, "item": "E02", "unit": "percent",
        "better": "high", "sentence": {"tr": "Tümce", "en": "Sentence"}, "source": "S", "base": "answered(E02)", "hits": "E02 == a",
    }  # fmt: skip
    assert read(yaml.safe_dump({"version": 1, "indicators": [sound]})).version == 1
    with pytest.raises((ValidationError, ValueError)):
        read(yaml.safe_dump({"version": 1, "indicators": [{**sound, **change}]}))
    with pytest.raises(ValidationError, match="twice"):
        read(yaml.safe_dump({"version": 1, "indicators": [sound, sound]}))
