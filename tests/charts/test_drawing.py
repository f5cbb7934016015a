"""What every drawing owes its reader, seen or heard."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest

from surveys.charts import (
    Competencies,
    CompetencyRow,
    Distribution,
    DistributionRow,
    Estimate,
    EstimateRow,
    Estimates,
    Trend,
    TrendPoint,
)

SVG = "{http://www.w3.org/2000/svg}"
HIDDEN = Estimate(hidden="gizlendi (n < 10)")
LONG = "İşin toplum, çevre, güvenlik ve hukuk boyutlarını gözetme & <uyma>"


def competencies(*rows):
    rows = rows or (CompetencyRow(LONG, Estimate(3.61, n=31), Estimate(4.02, n=28), Estimate(3.4, n=12)),)
    return Competencies("Yeterlilikler", "Cümle.", rows, "Kazanılan", "Gereken", "İşverenler", ("Yeterlilik", "Açık", "n"), "tr")


def distribution(*rows):
    rows = rows or (DistributionRow(LONG, (6, 10, 16, 45, 23), 68, 3.71, 31),)
    answers = ("Çok kötü", "Kötü", "Orta", "İyi", "Çok iyi")
    return Distribution("Dağılım", "Cümle.", answers, rows, ("Soru", "En iyi iki", "Ortalama", "n"), "tr")


def estimates(*rows, language="tr"):
    rows = rows or (EstimateRow(LONG, Estimate(68, 50, 81, 31), (Estimate(61), Estimate(64), None)),)
    words = ("Soru", "Oran", "Aralık", "n")
    return Estimates("Memnuniyet", "Cümle.", rows, "Programınız", ("Fakülte", "Üniversite", "Önceki"), words, language)


def trend(*points):
    points = points or (TrendPoint("2025", Estimate(61, 40, 78, 22), Estimate(60)), TrendPoint("2026", Estimate(74, 56, 86, 31)))
    return Trend("Yıllar", "Cümle.", points, "Programınız", "Üniversite", ("Yıl", "Oran", "Aralık", "n"), "tr")


def texts(svg):
    return [text.text for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314  (our own drawing)


CHARTS = [competencies(), distribution(), estimates(), trend()]


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: type(chart).__name__)
def test_a_drawing_has_a_role_a_name_and_a_description(chart):
    root = ElementTree.fromstring(chart.svg())  # noqa: S314  (our own drawing)
    assert (root.get("role"), root[0].tag, root[0].text, root[1].tag, root[1].text) == (
        "img", f"{SVG}title", chart.title, f"{SVG}desc", "Cümle.",
    )  # fmt: skip


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: type(chart).__name__)
def test_a_drawing_reflows_and_sets_no_text_under_twelve_pixels(chart):
    svg = chart.svg()
    sizes = {float(size) for size in re.findall(r'font-size="([\d.]+)"', svg)}
    assert min(sizes) >= 12
    assert 'width="100%"' in svg
    assert "viewBox" not in svg


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: type(chart).__name__)
def test_a_drawing_holds_neither_script_nor_style_nor_a_fixed_colour(chart):
    svg = chart.svg()
    assert [word for word in ("<script", "<style", "style=", "href", "#0", "#f") if word in svg] == []


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: type(chart).__name__)
def test_every_row_of_the_twin_has_a_cell_for_every_column(chart):
    table = chart.table()
    assert {len(row) for row in table.rows} == {len(table.columns)}


def test_the_twin_of_estimates_says_what_is_drawn_with_the_numbers_of_its_language():
    assert estimates().table().rows == ((LONG, "%68", "%50\u00a0…\u00a0%81", "31", "%61", "%64", "–"),)
    assert estimates(language="en").table().rows == ((LONG, "68%", "50%\u00a0…\u00a081%", "31", "61%", "64%", "–"),)


def test_what_was_acquired_elsewhere_stands_beside_in_the_drawing_and_in_the_twin():
    row = CompetencyRow("Etik", Estimate(3.6, n=31), Estimate(4.0, n=28), beside=(Estimate(3.8), HIDDEN))
    alone, chart = competencies(CompetencyRow("Etik", row.acquired, row.required)), competencies(row)
    chart = replace(chart, comparisons=("Fakülte, kazanılan", "Üniversite, kazanılan"))
    assert chart.table().rows == (("Etik", "3,60", "31", "4,00", "28", "3,80", HIDDEN.hidden, "+0,40"),)
    assert [text for text in texts(chart.svg()) if text not in texts(alone.svg())] == ["Fakülte, kazanılan", "Üniversite, kazanılan"]


def test_competencies_are_sorted_by_the_widest_gap_and_those_kept_back_come_last():
    chart = competencies(
        CompetencyRow("dar", Estimate(4.0, n=30), Estimate(4.1, n=30)),
        CompetencyRow("gizli", HIDDEN, HIDDEN),
        CompetencyRow("fazla", Estimate(4.5, n=30), Estimate(4.0, n=30)),
        CompetencyRow("geniş", Estimate(2.61, n=30), Estimate(4.22, n=28)),
    )
    assert chart.table().rows == (
        ("geniş", "2,61", "30", "4,22", "28", "+1,61"),
        ("dar", "4,00", "30", "4,10", "30", "+0,10"),
        ("fazla", "4,50", "30", "4,00", "30", "−0,50"),
        ("gizli", HIDDEN.hidden, HIDDEN.hidden, HIDDEN.hidden, HIDDEN.hidden, "–"),
    )


@pytest.mark.parametrize(
    "chart",
    [
        competencies(CompetencyRow("a", HIDDEN, HIDDEN, HIDDEN)),
        distribution(DistributionRow("a", (), hidden=HIDDEN.hidden)),
        estimates(EstimateRow("a", Estimate(68, 50, 81, 7, hidden=HIDDEN.hidden), (None, None, None))),
        trend(TrendPoint("2026", Estimate(68, 50, 81, 7, hidden=HIDDEN.hidden))),
    ],
    ids=lambda chart: type(chart).__name__,
)
def test_a_withheld_figure_is_striped_and_gives_its_reason_and_no_number(chart):
    """Two of the rows hold the number they must not tell."""
    svg = chart.svg()
    reason = "gizlendi" if isinstance(chart, Trend) else HIDDEN.hidden  # between two waves there is room for the word alone
    assert (reason in texts(svg), HIDDEN.hidden in chart.table().rows[0]) == (True, True)
    assert 'class="chart__withheld"' in svg
    assert [cell for row in chart.table().rows for cell in row if cell in {"%68", "7", "%50\u00a0…\u00a0%81"}] == []
    assert "%68" not in texts(svg)


def test_withheld_waves_never_write_over_each_other():
    """Four waves each have room for a word, five have not; the table gives the reason."""
    few, many = ([TrendPoint(str(2020 + year), HIDDEN) for year in range(waves)] for waves in (4, 5))
    assert [texts(trend(*points).svg()).count(word) for points, word in ((few, "gizlendi"), (many, "gizlendi"), (many, "–"))] == [4, 0, 5]


def test_a_drawing_without_labels_leaves_the_reason_to_the_words_above_it():
    assert HIDDEN.hidden not in texts(estimates(EstimateRow("", HIDDEN, (None, None, None))).svg())


def test_a_stacked_bar_is_full_although_rounded_shares_add_up_to_ninety_nine():
    svg = distribution(DistributionRow("a", (33, 33, 33), 66, 2.0, 30)).svg()
    widths = [float(width) for width in re.findall(r'<rect x="[\d.]+%" y="[\d.]+" width="([\d.]+)%"', svg)]
    assert sum(widths) == pytest.approx(100, abs=0.02)


def test_a_trend_is_broken_where_the_question_was_asked_differently():
    points = [TrendPoint("2025", Estimate(61)), TrendPoint("2026", Estimate(74))]
    joined, broken = trend(*points).svg(), trend(points[0], TrendPoint("2026", Estimate(74), joined=False)).svg()
    thick, between = 'stroke-width="2"/>', 'stroke-dasharray="2 4"'
    assert [(svg.count(thick), svg.count(between)) for svg in (joined, broken)] == [(1, 0), (0, 1)]


def test_a_long_label_is_broken_into_lines_that_fit_a_phone():
    lines = [text for text in texts(estimates().svg()) if text and text in LONG and len(text) > 10]
    assert (" ".join(lines), max(map(len, lines)) <= 46) == (LONG, True)
