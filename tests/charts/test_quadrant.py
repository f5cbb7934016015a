import re
import xml.etree.ElementTree as ElementTree

import pytest

from surveys.charts import Estimate
from surveys.charts.quadrant import Quadrant, QuadrantPoint, _centre, _numbered, side

LINES = (3.5, 3.8)


def around(value, half):
    return Estimate(value, value - half, value + half, 31)


def quadrant(*points):
    columns = ("No", "Yeterlilik", "Kazanılan", "Aralık", "Gereken", "Aralık", "Yer")
    corners = ("öncelik", "koru", "fazla", "bekle")
    return Quadrant("Öncelikler", "Cümle.", points, LINES, ("kazanılan", "gereken"), corners, columns, ("…",) * len(points), "tr")


@pytest.mark.parametrize(
    ("estimate", "found"),
    [
        (Estimate(3.9, 3.6, 4.2, 31), "high"),
        (Estimate(3.0, 2.7, 3.3, 31), "low"),
        (Estimate(3.6, 3.3, 3.9, 31), "unsure"),
        (Estimate(3.8, 3.5, 4.1, 31), "unsure"),
        (Estimate(3.9), "unsure"),
        (Estimate(hidden="gizlendi"), "unsure"),
    ],
)
def test_a_point_lies_on_a_side_only_where_its_whole_interval_does(estimate, found):
    assert side(estimate, 3.5) == found


def test_a_point_whose_interval_crosses_a_line_is_hollow_and_grey():
    certain = QuadrantPoint(1, "a", around(3.0, 0.2), around(4.3, 0.2))
    unsure = QuadrantPoint(2, "b", around(3.4, 0.2), around(4.3, 0.2))
    drawn = [re.findall(r'<circle r="[\d.]+" stroke="([^"]+)"[^>]*fill="([^"]+)"', quadrant(point).svg()) for point in (certain, unsure)]
    assert drawn == [
        [("var(--chart-surface, Canvas)", "var(--chart-own, currentColor)")],
        [("var(--chart-muted, currentColor)", "var(--chart-surface, Canvas)")],
    ]


def test_every_number_stands_in_the_drawing_once_and_in_the_table():
    points = tuple(QuadrantPoint(n, f"madde {n}", around(3 + n / 20, 0.1), around(3.5 + n / 20, 0.1)) for n in range(1, 17))
    chart = quadrant(*points)
    root = ElementTree.fromstring(chart.svg())  # noqa: S314  (our own drawing)
    words = [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]
    bold = [text.text for text in root.iter("{http://www.w3.org/2000/svg}text") if text.get("font-weight")]
    assert (bold, [row[0] for row in chart.table().rows]) == ([str(n) for n in range(1, 17)],) * 2
    assert {"öncelik", "koru", "fazla", "bekle"} <= set(words)


@pytest.mark.parametrize("width", [300, 640])
def test_numbers_of_a_crowd_do_not_lie_on_each_other(width):
    spots = [(50 + (n % 4) * 4, 150 + (n // 4) * 16) for n in range(16)]
    centres = [_centre(x, y, (dx, dy), width) for (x, y), (dx, dy, _anchor) in zip(spots, _numbered(spots), strict=True)]
    overlaps = [
        (a, b) for a in range(16) for b in range(a) if abs(centres[a][0] - centres[b][0]) < 14 and abs(centres[a][1] - centres[b][1]) < 12
    ]
    assert overlaps == []


def test_a_withheld_point_is_in_the_table_alone():
    hidden = QuadrantPoint(1, "a", Estimate(hidden="gizlendi"), around(4, 0.1))
    chart = quadrant(hidden, QuadrantPoint(2, "b", around(3, 0.1), around(4, 0.1)))
    assert (chart.svg().count("<circle"), [row[2] for row in chart.table().rows]) == (1, ["gizlendi", "3,00"])
