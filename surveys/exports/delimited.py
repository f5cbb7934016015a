"""Results as text with separators, for a spreadsheet: UTF-8 with byte order mark, one figure a line.

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
from collections.abc import Iterator, Mapping
from typing import Any, TextIO

BYTE_ORDER_MARK = "\ufeff"
HEADER = ("level", "unit", "unit_name", "by", "value", "variable", "statistic", "code", "figure", "n", "low", "high")
_PLAIN = ("base", "missing", "mean", "sd", "median", "effective_n")

Line = tuple[Any, ...]


def write_results(document: Mapping[str, Any], target: TextIO, *, language: str) -> None:
    """`document`: a results document. Numbers are written with a point and unrounded, in either language."""
    target.write(BYTE_ORDER_MARK)
    writer = csv.writer(target)
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
        figure = _line("indicator", line["code"], line["value"], line["n"])
        writer.writerow((*_unit(line["unit"], language), "", "", line["variable"], *figure))
    for rate in document["rates"]:
        figure = _line("response_rate", rate["reason"] or "", rate["percent"], rate["base"])
        writer.writerow((*_unit(rate["unit"], language), "", "", "response_rate", *figure))


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
