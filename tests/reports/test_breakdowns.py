"""Where a release was divided by a question, its headlines stand by the answers, at the nearest unit with a figure."""

from surveys.models import Release
from tests.factories import results
from tests.factories.released import release_year
from tests.factories.screens import screen, section


def divided(release, place, **values):
    level, unit = place
    for value, top in values.items():
        body = top if isinstance(top, str) else results.scale_body(4, 7, 15, 43, 31, base=40, mean=3.9, top2=(top, top - 10, top + 10))
        results.release_tables(release, level=level, unit=unit, by=("A17", value), A16=body)


def test_the_unit_s_own_figures_stand_in_the_order_of_the_list(civil, version):
    release = release_year(version, programs=[civil])
    Release.objects.filter(pk=release.pk).update(breakdown="A17")
    divided(release, ("program", civil.code), **{"4": 81, "2": 40, "3": "small_base"})
    found = section(screen(civil), "by-0")
    assert found.title.count("İşe hazırlama") == 1
    (figure,) = found.figures
    assert [row[1] for row in figure.table.rows][::2] == ["%40", "%81"]
    assert "10" in figure.table.rows[1][1]


def test_where_all_of_it_is_withheld_the_faculty_stands_in_its_place_by_name(civil, version):
    release = release_year(version, programs=[civil])
    Release.objects.filter(pk=release.pk).update(breakdown="A17")
    divided(release, ("program", civil.code), **{"2": "small_base"})
    divided(release, ("faculty", "F1"), **{"2": 52})
    found = section(screen(civil), "by-0")
    assert ("Mühendislik Fakültesi" in found.about, found.figures[0].table.rows[0][1]) == (True, "%52")


def test_an_undivided_release_has_no_such_section(civil, version):
    release_year(version, programs=[civil])
    assert section(screen(civil), "by-0") is None
