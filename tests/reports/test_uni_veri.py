"""Which answers are which band of ÜNİ-VERİ."""

import pytest
from pydantic import ValidationError

from surveys.reports.uni_veri import BandShare, BandTable, band_of, in_bands, uni_veri
from tests.factories.results import shares_body
from tests.factories.sheets import standard_instruments

VARIABLES = standard_instruments()["MIA"].variables
OUTSIDE = {"E06": {"never"}, "E13": {"98"}}  # answers ÜNİ-VERİ has no band for


@pytest.mark.parametrize("table", uni_veri().tables, ids=lambda table: table.variable)
def test_every_option_of_the_questionnaire_has_a_band_or_is_known_to_have_none(table):
    given = {option.code for option in VARIABLES[table.variable].options}
    mapped = {code for code in given if band_of(table.variable, code) is not None}
    assert given - mapped == OUTSIDE.get(table.variable, set())
    assert {option for band in table.bands for option in band.options} <= given
    said = [table.name] if table.match == "exact" else [table.name, table.note]
    assert [text for text in said if not (text.tr and text.en)] == []


def test_shares_of_options_are_added_up_within_their_band():
    body = shares_body({"higher": 10, "same": 55, "lower": 25, "none": 10}, base=40)
    table = uni_veri().of("E18")
    assert in_bands("E18", body) == [
        BandShare("none", table.bands[0].name, 65),
        BandShare("low_medium", table.bands[1].name, 25),
        BandShare("high", table.bands[2].name, 10),
    ]


def test_a_hidden_share_hides_its_band_and_bands_without_an_option_are_left_out():
    shares = in_bands("E18", shares_body({"higher": None, "same": 55, "none": 10}, base=40))
    assert [(share.code, share.percent) for share in shares] == [("none", None), ("high", 10)]


def test_rounded_shares_never_add_up_to_more_than_everybody():
    body = shares_body({"higher": 51, "same": 50}, base=200)
    assert [share.percent for share in in_bands("E18", body)] == [100]


def test_a_classification_keeps_its_codes_and_a_question_without_bands_has_none():
    assert in_bands("E10", shares_body({"C": 60, "F": 40}, base=40)) == [BandShare("C", None, 60), BandShare("F", None, 40)]
    assert (in_bands("E02", shares_body({"emp_ft": 100}, base=40)), band_of("E02", "emp_ft")) == (None, None)


def test_an_option_in_two_bands_is_refused():
    twice = [{"code": code, "name": {"tr": "a", "en": "b"}, "options": ["x"]} for code in ("one", "two")]
    with pytest.raises(ValidationError, match="each option is in one band"):
        BandTable(variable="E06", match="exact", name={"tr": "a", "en": "b"}, bands=twice)
