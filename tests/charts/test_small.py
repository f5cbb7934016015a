import re

from surveys.charts import Estimate, TrendPoint
from surveys.charts.small import strip
from surveys.charts.sparkline import sparkline


def points(*joined):
    return [TrendPoint(str(2024 + n), Estimate(60 + n), joined=j) for n, j in enumerate(joined)]


def test_a_sparkline_joins_only_what_may_be_compared():
    lines = [sparkline(points(True, *rest)).count('stroke-width="2"') for rest in ((True, True), (True, False), (False, False))]
    assert lines == [2, 1, 0]


def test_a_break_is_drawn_between_the_waves():
    assert [sparkline(points(True, joined)).count("stroke-dasharray") for joined in (True, False)] == [0, 1]


def test_a_wave_without_a_figure_leaves_a_hole_and_not_a_zero():
    svg = sparkline([TrendPoint("2024", Estimate(60)), TrendPoint("2025", Estimate(hidden="gizlendi")), TrendPoint("2026", Estimate(70))])
    assert (svg.count("<circle"), svg.count('stroke-width="2"')) == (2, 0)


def test_a_strip_shows_interval_and_whole_and_nothing_of_a_hidden_figure():
    svg = strip(Estimate(50, 40, 60, 31), Estimate(66))
    assert (len(re.findall("<circle", svg)), len(re.findall("<path", svg)), svg.count("stroke-opacity")) == (1, 1, 1)
    assert strip(Estimate(hidden="gizlendi"), Estimate(66)) == ""
