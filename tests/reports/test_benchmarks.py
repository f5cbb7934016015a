import pytest

from surveys.models import Benchmark
from surveys.reports.benchmarks import all_benchmarks, benchmarks_for

pytestmark = pytest.mark.django_db


def a_benchmark(indicator, year, *, level=""):
    return Benchmark.objects.create(indicator=indicator, year=year, value=5, level=level, about_tr="a", about_en="b", source="YÖK")


def test_one_figure_finds_what_is_given_for_it_and_for_its_indicator_newest_first():
    a_benchmark("K04", 2022), a_benchmark("K04:I13", 2023), a_benchmark("K04:A16", 2024), a_benchmark("K07", 2024)
    assert [(b.indicator, b.year) for b in benchmarks_for("K04:I13")] == [("K04:I13", 2023), ("K04", 2022)]
    assert [(b.indicator, b.year) for b in benchmarks_for("K04")] == [("K04", 2022)]


def test_a_level_finds_its_own_figures_and_those_of_all_levels():
    a_benchmark("K10", 2023), a_benchmark("K10", 2025, level="lisans"), a_benchmark("K10", 2025, level="onlisans")
    found = {level: [(b.year, b.level) for b in benchmarks_for("K10", level)] for level in ("", "lisans", "doktora")}
    assert found == {"": [(2023, "")], "lisans": [(2025, "lisans"), (2023, "")], "doktora": [(2023, "")]}


@pytest.mark.parametrize("rows", [1, 3])
def test_a_screen_of_many_figures_asks_the_database_once(rows, django_assert_num_queries):
    for year in range(2020, 2020 + rows):
        a_benchmark("K07", year)
    with django_assert_num_queries(1):
        known = all_benchmarks()
        assert [len(known.of(code)) for code in ("K07", "K08", "K07")] == [rows, 0, rows]
