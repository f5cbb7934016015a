"""Results as text with separators, for programs: UTF-8 with byte order mark, one figure a line (docs/methods/csv.md).

level, unit, unit_name   whose
by, value                breakdown, empty where there is none
variable                 code
statistic                objective | option | first | mean_place | base | missing | na | refused | dk | not_asked | mean | sd | median |
                         effective_n | p10 | p25 | p75 | p90 | top2 | nps | alpha | indicator | response_rate | withheld
code                     of the option, scale or indicator; of objective the hash of the program's set; the reason where a table is withheld
figure                   the number; of option, first (who ranked it first) and top2 the percentage; the median of a period as text; of
                         objective what was asked, word for word
n                        respondents behind it, raw profile only; of alpha, indicator and response_rate their base
low, high                interval
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TextIO

from surveys.models import ReleasedTable

from .released import Extract
from .released import Line as Released

BYTE_ORDER_MARK = "\ufeff"
HEADER = ("level", "unit", "unit_name", "by", "value", "variable", "statistic", "code", "figure", "n", "low", "high")
_FORMULA = frozenset("=+-@\t\r")  # what a spreadsheet may take for the beginning of a formula
_TO_BE_QUOTED = (",", '"', "\n", "\r")
_PLAIN = ("base", "missing", "mean", "sd", "median", "effective_n")

Line = tuple[Any, ...]
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")


def harmless(text: str) -> str:
    """A text no spreadsheet takes for a formula: with an apostrophe in front where it begins as one. Numbers stay as they are."""
    return f"'{text}" if text[:1] in _FORMULA and not _NUMBER.fullmatch(text) else text


def quoted(text: str) -> str:
    """A harmless text as a cell, for whoever joins cells without a writer."""
    safe = harmless(text)
    if not any(mark in safe for mark in _TO_BE_QUOTED):
        return safe
    doubled = safe.replace('"', '""')
    return f'"{doubled}"'


class _Harmless:
    """csv.writer whose texts are harmless."""

    def __init__(self, target: TextIO) -> None:
        self._writer = csv.writer(target)

    def writerow(self, line: Iterable[Any]) -> None:
        self._writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in line])

    def writerows(self, lines: Iterable[Iterable[Any]]) -> None:
        for line in lines:
            self.writerow(line)


def write_results(document: Mapping[str, Any], target: TextIO, *, language: str) -> None:
    """`document`: a results document. Numbers are written with a point and unrounded, in either language."""
    target.write(BYTE_ORDER_MARK)
    writer = _Harmless(target)
    writer.writerow(HEADER)
    for table in document["tables"]:
        by = table["by"] or {}
        place = (*_unit(table["unit"], language), by.get("variable", ""), by.get("value", ""), table["variable"])
        writer.writerows((*place, *line) for line in _of_table(table, language))
    for scale in document["scales"]:
        writer.writerow(
            (*_unit(scale["unit"], language), "", "", " ".join(scale["items"]), *_line("alpha", scale["code"], scale["alpha"], scale["n"]))
        )
    for line in document["indicators"]:
        figure = _line("indicator", line["code"], line["value"], line["n"], low=line["low"], high=line["high"])
        writer.writerow((*_unit(line["unit"], language), "", "", line["variable"], *figure))
    for rate in document["rates"]:
        figure = _line("response_rate", rate["reason"] or "", rate["percent"], rate["base"])
        writer.writerow((*_unit(rate["unit"], language), "", "", "response_rate", *figure))


RELEASED_HEADER = (
    *("level", "unit", "unit_name", "years", "by", "by_text", "value", "value_text", "variable", "text", "statistic", "option"),
    *("option_text", "percent", "low", "high", "mean", "sd", "median", "score", "base", "missing", "note", "status", "reason"),
)


def write_released(extract: Extract, target: TextIO) -> None:
    """Stored tables of some units, a line of the workbook's sheet each; then rates, indicators and scales under their own names."""
    target.write(BYTE_ORDER_MARK)
    writer = _Harmless(target)
    writer.writerow(RELEASED_HEADER)
    writer.writerows((*line.unit, *line[1:]) for line in extract.lines())
    for measure in ("rate", "indicator", "scale"):
        for row in extract.apart(measure):
            writer.writerow(_apart(extract, row, measure))


def _apart(extract: Extract, row: ReleasedTable, measure: str) -> Line:
    body = row.body
    figures = {"low": body.get("low"), "high": body.get("high"), "base": body.get("n")}
    match measure:
        case "rate":
            text, figures = "", {"percent": body.get("percent"), "base": body.get("base"), "note": body.get("flag") or ""}
        case "indicator":
            text, figures["score"] = extract.indicator_name(row.variable), body.get("value")
        case _:
            text, figures["score"] = extract.scale_name(row.variable), body.get("alpha")
    place = (row.years, *extract.breakdown(row), row.variable, text)
    line = Released(extract.unit(row), *place, measure, status=row.status, reason=extract.why(row), **figures)
    return (*line.unit, *line[1:])


def _of_table(table: Mapping[str, Any], language: str) -> Iterator[Line]:
    if objective := table.get("objective"):
        yield _line("objective", objective["sha256"], objective["wording"][language])
    if table["status"] == "withheld":
        yield _line("withheld", table["reason"])
        return
    for option in table["options"]:
        yield _line("option", option["code"], option["percent"], option.get("n"))
        if first := option.get("first"):
            yield _line("first", option["code"], first["percent"], first.get("n"))
            yield _line("mean_place", option["code"], option["mean_place"], option.get("n"))
    for name in _PLAIN:
        if table.get(name) is not None:
            yield _line(name, figure=table[name])
    for name, figure in {**table.get("excluded", {}), **(table.get("quantiles") or {})}.items():
        yield _line(name, figure=figure)
    if share := table["top2"]:
        yield _line("top2", figure=share["percent"], n=share.get("n"), low=share["low"], high=share["high"])
    if score := table["nps"]:
        yield _line("nps", figure=score["value"], low=score["low"], high=score["high"])


def _line(
    statistic: str, code: str = "", figure: float | str | None = None, n: int | None = None, *, low: Any = None, high: Any = None
) -> Line:
    return (statistic, code, figure, n, low, high)


def _unit(unit: Mapping[str, Any], language: str) -> Line:
    return (unit["level"], unit["code"], unit["name"][language])
