import xml.etree.ElementTree as ElementTree

import pytest

from surveys.charts import Estimate
from surveys.charts.gaps import GapRow, Gaps

COLUMNS = ("Yeterlilik", "Açık", "Aralık", "Gereken", "n", "Kazanılan", "n", "Kesinlik")
LEGEND = ("belirgin", "belirti", "ayırt edilemez", "aralık yok")


def row(label, value, low, high, certainty, said="…"):
    return GapRow(label, Estimate(value, low, high, 31), Estimate(4.0, n=31), Estimate(3.0, n=30), certainty, said)


def gaps(*rows):
    return Gaps("Açıklar", "Cümle.", rows, COLUMNS, LEGEND, "tr")


def texts(svg):
    return [text.text for text in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314  (our own drawing)


def test_the_widest_gap_comes_first_and_a_withheld_one_last():
    hidden = GapRow("gizli", Estimate(hidden="gizlendi"), Estimate(hidden="gizlendi"), Estimate(hidden="gizlendi"), "unknown", "–")
    chart = gaps(hidden, row("dar", 0.1, -0.2, 0.4, "same", "ayırt edilemez"), row("geniş", 1.2, 0.8, 1.6, "clear", "belirgin"))
    assert chart.table().rows == (
        ("geniş", "+1,20", "+0,80\u00a0…\u00a0+1,60", "4,00", "31", "3,00", "30", "belirgin"),
        ("dar", "+0,10", "−0,20\u00a0…\u00a0+0,40", "4,00", "31", "3,00", "30", "ayırt edilemez"),
        ("gizli", "gizlendi", "–", "gizlendi", "–", "gizlendi", "–", "–"),
    )


@pytest.mark.parametrize(("certainty", "weight"), [("clear", 1), ("same", 0), ("sign", 0)])
def test_only_a_clear_gap_is_printed_bold(certainty, weight):
    assert gaps(row("a", 0.6, 0.1, 1.1, certainty)).svg().count('font-weight="600"') == weight


def test_the_legend_names_only_what_is_drawn():
    assert [text for text in texts(gaps(row("a", 0.1, -0.3, 0.5, "same")).svg()) if text in LEGEND] == ["ayırt edilemez"]


def test_an_interval_beyond_two_steps_widens_the_axis():
    near, far = gaps(row("a", 1.0, 0.5, 1.5, "clear")), gaps(row("a", 2.4, 1.5, 3.3, "clear"))
    assert [chart.scale.high for chart in (near, far)] == [2, 4]
