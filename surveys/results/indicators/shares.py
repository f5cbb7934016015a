"""Rates and net promoter scores: shares of a base that routing expressions describe."""

from math import sqrt

import numpy as np

from surveys.definition.routing import RoutingError, read
from surveys.results.derived import IndicatorBody
from surveys.stats.nps import net_promoter_score
from surveys.stats.top import top_share

from .columns import Cell, IndicatorColumn, Setting, gave_no_answer
from .definitions import NetPromoterDefinition, RateDefinition, about


def rate(definition: RateDefinition, item: str, key: str, setting: Setting) -> IndicatorColumn | None:
    """None where the document lacks a variable or an option it names."""
    columns = setting.columns
    try:
        base, hits = (read(about(expression, item), columns.variables) for expression in (definition.base, definition.hits))
    except RoutingError:
        return None
    among = base.mask(columns) & ~gave_no_answer(columns, item)
    cell_of = setting.count(np.select([among & hits.mask(columns), among], [0, 1], 2), 2)
    return IndicatorColumn(key, definition.code, item, among, among, lambda unit: _rate(setting, cell_of(unit)))


def _rate(setting: Setting, cell: Cell) -> IndicatorBody:
    body = setting.blank("rate", cell)
    hits, mass = float(cell.mass[0]), float(cell.mass.sum())
    found = top_share(hits, mass, effective=cell.worth, confidence=setting.confidence, factor=cell.factor)
    if found is not None:
        p = found.share
        body["value"] = min(100.0, 100 * hits / mass)  # in this order, so that a half is exactly one and is rounded as in tables
        body["se"] = 100 * sqrt(cell.factor * p * (1 - p) / cell.worth)
        body["low"], body["high"] = (100 * end for end in found.interval)
    return body


def net_promoter(definition: NetPromoterDefinition, item: str, key: str, setting: Setting) -> IndicatorColumn | None:
    columns = setting.columns
    try:
        promoters, detractors = (
            read(about(expression, item), columns.variables) for expression in (definition.promoters, definition.detractors)
        )
    except RoutingError:
        return None
    base = columns.answered(item) & ~gave_no_answer(columns, item)
    kinds = [base & promoters.mask(columns), base & detractors.mask(columns), base]
    cell_of = setting.count(np.select(kinds, [0, 1, 2], 3), 3)
    return IndicatorColumn(key, definition.code, item, base, base, lambda unit: _score(setting, cell_of(unit)))


def _score(setting: Setting, cell: Cell) -> IndicatorBody:
    body = setting.blank("net_promoter", cell)
    if cell.base:
        promoters, detractors, passives = cell.mass.tolist()
        score = net_promoter_score(
            promoters, detractors, promoters + detractors + passives,
            effective=cell.worth, confidence=setting.confidence, factor=cell.factor,
        )  # fmt: skip
        if score is not None:
            body["value"], body["se"], body["low"], body["high"] = score.value, score.se, score.low, score.high
    return body
