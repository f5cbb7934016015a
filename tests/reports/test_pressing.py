"""Of many programs only those are pointed at that are clearly below, hardly answered or mostly withheld."""

import pytest

from surveys.charts import Estimate
from surveys.reports.overview import overview
from surveys.reports.periods import released_periods
from surveys.reports.pressing import reasons, verdicts
from tests.factories import results
from tests.factories.institution import a_program
from tests.factories.released import graduate_bodies, release_year

UNKNOWN = Estimate(hidden="?")


def test_one_of_many_is_not_clearly_below_by_chance():
    """40 % of 31 against 60 %: z = -2.27, p = 0.023, which alone is clear and among twenty is not."""
    low, others = Estimate(40, 25, 57, 31), [Estimate(60, 43, 75, 31)] * 19
    whole = Estimate(60, 58, 62, 2400)
    assert verdicts([low], whole) == ["down"]
    assert verdicts([low, *others], whole) == ["same"] * 20


def test_what_is_far_below_stays_clear_among_many():
    assert verdicts([Estimate(20, 9, 37, 31), *[Estimate(60, 43, 75, 31)] * 19], Estimate(60))[0] == "down"


def test_a_hidden_share_is_judged_by_nobody():
    assert verdicts([UNKNOWN, Estimate(60, 43, 75, 31)], Estimate(60)) == [None, "same"]
    assert verdicts([Estimate(60, 43, 75, 31)], UNKNOWN) == [None]


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({}, ()),
        ({"verdict": "down"}, ("below",)),
        ({"verdict": "up"}, ()),
        ({"rate": Estimate(14, n=100)}, ("few_replies",)),
        ({"rate": Estimate(22, n=100), "whole_rate": Estimate(50)}, ("few_replies",)),
        ({"rate": Estimate(22, n=100), "whole_rate": Estimate(40)}, ()),
        ({"withheld": 0.5}, ("withheld",)),
        ({"withheld": 0.49}, ()),
    ],
)
def test_reasons_to_act(facts, found):
    usual = {"verdict": "same", "rate": Estimate(40, n=100), "whole_rate": Estimate(40), "withheld": 0.0}
    assert reasons(**{**usual, **facts}) == found


def test_a_program_most_of_whose_tables_are_withheld_is_named_so(civil, version):
    release = release_year(version, programs=[civil])
    small = a_program(department=civil.department)
    results.release_tables(release, unit=small.code, **dict.fromkeys(graduate_bodies(1, 1), "small_base"))
    periods = released_periods()
    shown = overview(programs=[civil, small], period=periods.find(""), language="tr", periods=periods)
    assert [line.reasons for line in shown.lines] == [(), ("withheld",)]


def test_the_widest_gap_of_a_line_is_the_stored_one(civil, version):
    release = release_year(version, programs=[civil])
    for level, unit in (("program", civil.code), ("university", "KTU")):
        gaps = {"K01:C01": results.indicator_body(0.2, 0.1, 0.3, n=31), "K01:C03": results.indicator_body(1.4, 1.0, 1.8, n=31)}
        results.release_tables(release, level=level, unit=unit, **gaps)
    (line,) = overview(programs=[civil], period=released_periods().find(""), language="tr").lines
    assert (line.gap.label, line.gap_figure, line.gap.certain) == ("Yabancı dil kullanma", "+1,40", True)
