"""Indicators as lines of the raw results document."""

from collections.abc import Sequence

from surveys.results.tables import IndicatorLine
from surveys.results.tabulate import Tabulation

from .evaluation import indicator_columns


def indicator_lines(tabulation: Tabulation, *, units: Sequence[int], weighted: bool, confidence: float) -> list[IndicatorLine]:
    """One line per indicator, item and unit; unit after unit within an item. K03 and K14 are of no single wave's answers."""
    lines: list[IndicatorLine] = []
    for column in indicator_columns(tabulation, confidence=confidence, weighted=weighted):
        for unit in units:
            body = column.body(unit)
            line: IndicatorLine = {
                "code": column.code, "unit": tabulation.tree.units[unit].reference, "variable": column.item,
                "value": body["value"], "se": body["se"], "low": body["low"], "high": body["high"], "n": body["n"],
            }  # fmt: skip
            if "shares" in body:
                line["shares"] = body["shares"]
            if "band" in body:
                line["band"] = body["band"]
            lines.append(line)
    return lines
