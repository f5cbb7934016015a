"""Names and numbers that SPSS takes."""

import pytest

from surveys.exports.microdata_fields import numbered, reserved
from surveys.exports.names import Names, shortened, valid
from surveys.questions import Option, Text


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("A16", "A16"),
        ("K06_çok iyi", "K06_cok_iyi"),
        ("İŞ", "IS"),
        ("1a", "V_1a"),
        ("_x", "V__x"),
        ("all", "V_all"),
        ("With", "V_With"),
        ("A.", "A_"),
        ("q€", "q_"),
        ("x" * 70, "x" * 64),
    ],
)
def test_a_name_is_made_valid(wanted, name):
    assert valid(wanted) == name


def test_no_two_names_are_alike_whatever_their_case_and_length():
    names = Names(["weight"])
    taken = [names.take(wanted) for wanted in ("K1_a", "k1_A", "K1_a", "WEIGHT", "y" * 64, "y" * 70)]
    assert taken == ["K1_a", "k1_A_2", "K1_a_3", "WEIGHT_2", "y" * 64, "y" * 62 + "_2"]


def test_a_label_is_cut_between_letters():
    assert [shortened("şş", bytes_=4), shortened("şşş", bytes_=5), shortened("ab" * 9, bytes_=10)] == ["şş", "ş…", "abababa…"]


def option(code, value=None, missing=None):
    return Option(code=code, label=Text(tr=code), value=value, missing=missing)


@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        ([option("1"), option("2"), option("99", missing="na")], {"1": 1, "2": 2, "99": 99}),
        ([option("low", 1), option("high", 5)], {"low": 1, "high": 5}),
        ([option("yes"), option("no"), option("98", missing="refused")], {"yes": 1, "no": 2, "98": 98}),
        ([option("yes"), option("no"), option("na", missing="na"), option("dk", missing="dk")], {"yes": 1, "no": 2, "na": 996, "dk": 995}),
        ([option("01"), option("1")], {"01": 1, "1": 2}),
        ([option(str(n)) for n in range(1, 101)] + [option("99x", missing="na")], {**{str(n): n for n in range(1, 101)}, "99x": 996}),
        ([option("1000"), option("2", missing="na")], {"1000": 1000, "2": 9996}),
    ],
)
def test_every_option_has_a_number_and_no_answers_lie_above(options, numbers):
    assert numbered(options) == numbers


def test_skipped_and_not_asked_lie_above_every_answer():
    assert [reserved(highest) for highest in (5, 969, 970, 81_000)] == [(997, 998), (997, 998), (9997, 9998), (99_997, 99_998)]
