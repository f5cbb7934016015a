"""A line breaks where the wording, the scale, the people or the way of asking changed, and says which."""

import pytest

from surveys.models import FrameStratum, Wave
from surveys.reports.periods import released_periods
from surveys.reports.populations import Population, population_changed
from tests.factories.institution import a_program
from tests.factories.released import release_year
from tests.factories.screens import screen, section


def judgement(code="A16"):
    newest, before = (period.lead for period in released_periods().all[:2])
    return newest.against(before, code)


def a_frame(release, *cohorts):
    for cohort in cohorts:
        FrameStratum.objects.create(wave=release.wave, program=a_program(), cohort=cohort, population=40, invited=40, replied=20)


def test_two_waves_alike_are_joined(civil, version):
    for year in (2025, 2026):
        a_frame(release_year(version, year=year, programs=[civil]), year - 1, year - 3)
    assert judgement().joined


def test_another_way_of_asking_breaks_the_line_and_is_named(civil, version):
    release_year(version, year=2025, programs=[civil], mode=Wave.Mode.OPEN_LINK)
    release_year(version, year=2026, programs=[civil])
    found = judgement()
    assert (found.joined, found.why) == (False, _("reached %(after)s, before %(before)s") % {
        "after": str(Wave.Mode.INVITED.label).lower(), "before": str(Wave.Mode.OPEN_LINK.label).lower(),
    })  # fmt: skip


def test_other_cohorts_break_the_line_and_are_named(civil, version):
    a_frame(release_year(version, year=2025, programs=[civil]), 2024, 2022)
    a_frame(release_year(version, year=2026, programs=[civil]), 2025, 2021)
    found = judgement()
    assert (found.joined, "1–5" in found.why, "1–3" in found.why) == (False, True, True)


@pytest.mark.parametrize(("before", "after"), [(None, Population(1, 3)), (Population(1, 3), None), (Population(1, 3), Population(1, 3))])
def test_nothing_is_said_where_nothing_changed_or_is_known(before, after):
    assert population_changed(before, after) == ""


def test_a_headline_is_not_compared_across_a_break(civil, version):
    release_year(version, year=2025, programs=[civil], mode=Wave.Mode.OPEN_LINK)
    release_year(version, year=2026, programs=[civil])
    satisfaction = screen(civil).headlines[0]
    assert [(other.figure, other.verdict) for other in satisfaction.beside if other.whose == "earlier"] == [(_("not comparable"), "")]
    assert _("reached %(after)s, before %(before)s").split(" ")[0] in satisfaction.trend.sentence


def test_every_rated_item_is_followed_over_all_waves_by_construct(civil, version):
    for year in (2024, 2025, 2026):
        release_year(version, year=year, programs=[civil])
    tables = section(screen(civil), "years").trends
    assert [(table.waves, [(row.label, [cell.figure for cell in row.cells], row.verdict) for row in table.rows]) for table in tables] == [
        (("2024", "2025", "2026"), [("Madde A06", ["%81"] * 3, _("no clear change")), ("Madde A07", ["%72"] * 3, _("no clear change"))]),
        (("2024", "2025", "2026"), [("Madde A10", ["%55"] * 3, _("no clear change")), ("Madde A11", ["%28"] * 3, _("no clear change"))]),
    ]


def test_a_first_wave_has_no_such_table(civil, version):
    release_year(version, programs=[civil])
    assert section(screen(civil), "years") is None


def test_a_break_stands_in_the_table_with_its_reason(civil, version):
    release_year(version, year=2025, programs=[civil], mode=Wave.Mode.OPEN_LINK)
    release_year(version, year=2026, programs=[civil])
    table = section(screen(civil), "years").trends[0]
    assert [bool(cell.why) for cell in table.rows[0].cells] == [False, True]
    assert (table.rows[0].verdict, len(table.breaks), table.breaks[0].startswith("2026: ")) == (_("not comparable"), 1, True)


def _(text):
    from django.utils.translation import gettext

    return gettext(text)
