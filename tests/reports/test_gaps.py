"""A gap is called clear only where it is, among all that are looked at."""

import pytest

from surveys.charts import Estimate
from surveys.questions import Text, Variable
from surveys.reports.gaps import Difference, certainties, p_of
from surveys.stats.welch import Sample, difference_of_means
from tests.factories import results
from tests.factories.documents import published
from tests.factories.released import release_employers, release_year
from tests.factories.screens import screen, section


def difference(value, low, high, p):
    plain = Estimate(3.0, n=31)
    return Difference(Variable("C01_A", "A04", Text(tr="a"), "category", "ordinal"), Estimate(value, low, high, 31), plain, plain, p)


def test_an_interval_that_holds_zero_is_not_distinguishable_and_one_of_many_is_a_sign_only():
    found = [difference(1.2, 0.8, 1.6, 0.0001), difference(0.4, 0.02, 0.78, 0.04), difference(0.1, -0.3, 0.5, 0.6)]
    assert certainties(found) == ["clear", "sign", "same"]
    assert certainties(found[1:2]) == ["clear"]


def test_without_an_interval_nothing_is_said_of_how_sure_a_gap_is():
    assert certainties([difference(1.2, None, None, None)]) == ["unknown"]


def test_p_of_a_released_interval_is_that_of_the_test_it_came_from():
    """t-interval of 31 pairs, mean 0.5 and sd 1.0: half = 2.0423 * 1 / sqrt(31); t = 2.784, p = 0.0092."""
    assert p_of(Estimate(0.5, 0.1332, 0.8668, 31), confidence=0.95) == pytest.approx(0.0092, abs=0.0002)
    assert p_of(Estimate(0.5), confidence=0.95) is None


def gap_figures(civil):
    return [figure for figure in section(screen(civil), "gaps").figures if figure.table.columns[1] == _("Gap")]


def test_stored_gaps_come_with_their_intervals_widest_first(civil, version):
    release = release_year(version, programs=[civil])
    stored = {"K01:C01": (0.1, -0.25, 0.45), "K01:C02": (-0.3, -0.62, 0.02), "K01:C03": (1.62, 1.2, 2.04)}
    results.release_tables(release, unit=civil.code, **{code: results.indicator_body(*ends, n=29) for code, ends in stored.items()})
    (required,) = gap_figures(civil)
    assert [row[:4] + row[-1:] for row in required.table.rows] == [
        ("Yabancı dil kullanma", "+1,62", "+1,20\u00a0…\u00a0+2,04", "4,22", _("clear")),
        ("Alanın kuramsal bilgisi", "+0,10", "−0,25\u00a0…\u00a0+0,45", "4,11", _("not distinguishable")),
        ("Takım içinde çalışma", "−0,30", "−0,62\u00a0…\u00a0+0,02", "3,52", _("not distinguishable")),
    ]
    assert "Yabancı dil kullanma" in required.sentence
    assert "Takım" not in required.sentence


def test_until_a_release_stores_them_the_means_alone_are_shown_without_a_claim(civil, version):
    release_year(version, programs=[civil])
    (required,) = gap_figures(civil)
    assert [(row[1], row[2], row[-1]) for row in required.table.rows] == [
        (gap, "–", _("no interval released")) for gap in ("+1,61", "+0,10", "−0,30")
    ]


def test_graduates_and_employers_are_compared_by_welch_with_both_bases(civil, version):
    release_year(version, programs=[civil])
    release_employers(published(results.employers_document()), programs=[civil])
    seen = gap_figures(civil)[-1]
    by_hand = difference_of_means(Sample(2.61, 0.9, 31), Sample(3.17, 0.9, 12))
    row = next(row for row in seen.table.rows if row[0] == "Yabancı dil kullanma")
    assert row[3:7] == ("2,61", "31", "3,17", "12")
    assert row[1:3] == ("−0,56", f"{by_hand.low:+.2f}\u00a0…\u00a0{by_hand.high:+.2f}".replace("-", "−").replace(".", ","))
    assert by_hand.low <= 0 <= by_hand.high
    assert row[-1] == _("not distinguishable")


def test_employers_over_several_years_stand_beside_graduates_with_their_years(civil, version):
    release_year(version, programs=[civil])
    release = release_employers(published(results.employers_document()), programs=[civil])
    body = results.scale_body(0, 8, 15, 40, 37, base=41, mean=4.3)
    results.release_tables(release, unit=civil.code, years=5, C01_P=body, C02_P=body, C03_P=body)
    competencies = section(screen(civil), "competencies").figures[0]
    assert {row[5:7] for row in competencies.table.rows} == {("4,30", "41")}
    assert "2022–2026" in competencies.svg
    assert "2022–2026" in gap_figures(civil)[-1].note


def _(text):
    from django.utils.translation import gettext

    return gettext(text)
