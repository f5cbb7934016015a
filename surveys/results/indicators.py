"""Indicators that are one figure of one item: K04, K05 and K06 of the standard instruments, where the document lists them.

    K04  100 * n(4,5) / n(1..5)   items on the satisfaction scale SAT5
    K05  100 * n(3,4) / n(1..4)   items on the preparedness scale PREP4
    K06  net promoter score       0-10 recommendation items

One line per item, which `variable` names. The standard error of a rate is 100 * sqrt(p(1 - p) / n).
"""

from collections.abc import Iterator, Mapping, Sequence
from math import sqrt

from surveys.definition.document import Document
from surveys.questions import Question

from .tables import Body, IndicatorLine
from .units import UnitTree

_ON_SCALE = {"K04": "SAT5", "K05": "PREP4"}
_NPS = "K06"


def indicator_lines(
    bodies: Mapping[tuple[int, str], Body], *, document: Document, tree: UnitTree, units: Sequence[int]
) -> list[IndicatorLine]:
    """`bodies` by unit and variable, as results.figures gives them."""
    listed = {indicator.code for indicator in document.indicators}
    lines: list[IndicatorLine] = []
    for indicator, variable in _items(document):
        for unit in units:
            body = bodies.get((unit, variable))
            if indicator in listed and body is not None:
                value, se = _figure(body)
                reference = tree.units[unit].reference
                lines.append({"code": indicator, "unit": reference, "variable": variable, "value": value, "se": se, "n": body["base"]})
    return lines


def _items(document: Document) -> Iterator[tuple[str, str]]:
    scale_of: Mapping[str, Question] = {question.code: question for question in document.questions}
    for variable in document.variables.values():
        if variable.measure == "nps":
            yield _NPS, variable.code
        for indicator, scale in _ON_SCALE.items():
            if variable.measure == "ordinal" and getattr(scale_of[variable.question], "options", None) == scale:
                yield indicator, variable.code


def _figure(body: Body) -> tuple[float | None, float | None]:
    if body["nps"] is not None:
        return body["nps"]["value"], body["nps"]["se"]
    if body["top2"] is None:
        return None, None
    share, worth = body["top2"]["percent"] / 100, body.get("effective_n") or body["base"]
    return 100 * share, 100 * sqrt(share * (1 - share) / worth)
