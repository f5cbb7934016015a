"""Drawings for paper: nothing relative is left, the same marks stand at the same places."""

import re
from pathlib import Path

import pytest

from surveys.charts import CompetencyRow, Estimate, EstimateRow, Estimates, swatch
from surveys.charts.paper import LIGHT, on_paper
from surveys.charts.track import track

CHARTS = Path(__file__).parents[2] / "mik_site" / "static" / "css" / "charts.css"
ROW = EstimateRow("Genel memnuniyet", Estimate(50, 25, 75, 31), (Estimate(100, n=200),))


def estimates(*rows):
    columns = ("Soru", "İlk iki yanıt", "Aralık", "n")
    return Estimates("Memnuniyet", "Programınız: %50", rows, "Programınız", ("Fakülte",), columns, "tr", keyed=False).svg()


def test_every_colour_of_the_style_sheet_is_known_on_paper():
    named = set(re.findall(r"--chart-([a-z0-9-]+):", CHARTS.read_text(encoding="utf-8"))) | {"own"}
    assert named - LIGHT.keys() == set()


@pytest.mark.parametrize("svg", [estimates(ROW), estimates(EstimateRow("", Estimate(hidden="gizli"))), swatch("faculty")])
def test_nothing_relative_is_left(svg):
    printed = on_paper(svg, width=800, face="Noto Sans")
    inside = re.sub(r"<(title|text)\b[^>]*>[^<]*</\1>", "", printed)
    assert [part for part in ("%", "var(", "currentColor", "paint-order", "<svg ") if part in inside[5:]] == []


def test_marks_keep_their_places():
    """The plot takes 76 % of 1,000 pixels, with 4 % of it free at both ends: 50 % lies at 380, 100 % at 729.6."""
    printed = on_paper(estimates(ROW), width=1000, face="Noto Sans")
    assert re.findall(r'<g transform="translate\(([0-9.]+) [0-9.]+\)"><(circle|rect)', printed) == [("380", "circle"), ("729.6", "rect")]


def test_it_is_known_by_its_title_and_its_sentence():
    printed = on_paper(estimates(ROW), width=800, face="Noto Sans")
    assert re.findall(r"<(title|desc)>([^<]*)", printed) == [("title", "Memnuniyet. Programınız: %50.")]


def test_words_on_stripes_are_painted_twice_instead_of_with_a_halo():
    words = '<text x="50%" stroke="var(--chart-surface, Canvas)" stroke-width="6" paint-order="stroke">gizli</text>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" height="10">{words}</svg>'
    assert re.findall(r"<text [^>]*>", on_paper(svg, width=100, face="X")) == [
        '<text x="50" stroke="#ffffff" stroke-width="6" fill="#ffffff">',
        '<text x="50">',
    ]


def test_a_track_of_withheld_means_holds_stripes_and_no_mark():
    hidden = Estimate(4.5, n=3, hidden="gizli")
    drawn = track(CompetencyRow("Takım", hidden, hidden, hidden))
    assert ("chart__withheld" in drawn, [shape for shape in ("<circle", "<path", "<rect") if shape in drawn]) == (True, [])
