"""Several years together stand in for a year that is withheld, with their years, and are compared with nothing they hold."""

import pytest

from surveys.reports.trends import points_of
from tests.factories import results
from tests.factories.released import graduate_bodies, release_year
from tests.factories.screens import reading, screen

POOLED = results.scale_body(4, 7, 15, 43, 31, base=27, mean=3.9, top2=(70, 51, 84))


@pytest.fixture
def small(civil, version):
    """2025 and 2026, in both of which the program's own year is withheld; of 2026 three years together were released."""
    for year in (2025, 2026):
        release = release_year(version, year=year)
        results.release_tables(release, unit=civil.code, **dict.fromkeys(graduate_bodies(1, 1), "small_base"))
    results.release_tables(release, unit=civil.code, years=3, A16=POOLED)
    results.release_tables(release, level="university", unit="KTU", years=3, A16={**POOLED, "top2": {"percent": 60, "low": 59, "high": 61}})
    return civil


def test_the_years_together_stand_in_the_place_of_the_withheld_year(small):
    satisfaction, preparation = screen(small).headlines[:2]
    assert (satisfaction.figure, satisfaction.hidden, satisfaction.together) == ("%70", "", _("2024–2026"))
    assert ("27" in satisfaction.certainty, "2024–2026" in satisfaction.certainty) == (True, True)
    assert (preparation.figure, preparation.together) == ("", "")


def test_they_stand_beside_the_university_over_the_same_years_and_not_beside_a_year_they_hold(small):
    beside = {other.whose: (other.figure, other.verdict) for other in screen(small).headlines[0].beside}
    assert beside["university"][0] == "%60"
    assert beside["earlier"][1] == ""


def test_a_trend_is_of_single_years(small):
    shown = reading(small)
    lead = shown.history[next(iter(shown.history))][-1]
    points = points_of(shown, lead, lead.document.variables["A16"])
    assert [point.own.shown for point, _why in points] == [False, False]


def test_a_year_that_is_released_needs_no_others(civil, version):
    release = release_year(version, programs=[civil])
    results.release_tables(release, unit=civil.code, years=3, A16=POOLED)
    assert [(h.figure, h.together) for h in screen(civil).headlines[:1]] == [("%74", "")]


def test_tables_by_the_answer_to_another_question_are_nobodys_headline(civil, version):
    release = release_year(version, programs=[civil])
    divided = results.scale_body(4, 7, 15, 43, 31, base=12, mean=3.9, top2=(11, 5, 40))
    results.release_tables(release, unit=civil.code, by=("A03", "now"), A16=divided)
    assert screen(civil).headlines[0].figure == "%74"


def _(years):
    from django.utils.translation import gettext

    return gettext("%(years)s together") % {"years": years}
