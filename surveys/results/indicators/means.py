"""Gaps of pairs, medians of months and of bands."""

import numpy as np

from surveys.definition.routing import RoutingError, read
from surveys.questions import Option, Variable
from surveys.results.columns import Columns
from surveys.results.counting import Floats
from surveys.results.derived import IndicatorBody, IndicatorShare
from surveys.stats.frequencies import Frequencies
from surveys.stats.grouped_median import Band, grouped_median
from surveys.stats.mean import mean
from surveys.stats.median import median, weighted_median
from surveys.stats.spread import standard_deviation
from surveys.stats.t_interval import mean_interval

from .columns import Cell, IndicatorColumn, Setting, gave_no_answer
from .definitions import PLACE, GroupedMedianDefinition, PairedGapDefinition, TimeBandsDefinition


def paired_gap(definition: PairedGapDefinition, item: str, key: str, setting: Setting) -> IndicatorColumn | None:
    """None where the two are not on one scale: then their difference means nothing."""
    first, second = (code.replace(PLACE, item) for code in definition.items.pair or ())
    columns = setting.columns
    minuend, subtrahend = (_scores(columns.variables[code]) for code in (first, second))
    if set(minuend[~np.isnan(minuend)]) != set(subtrahend[~np.isnan(subtrahend)]):
        return None
    difference = minuend[columns[first]] - subtrahend[columns[second]]
    both = ~np.isnan(difference)
    values, category = _categories(difference, both)
    cell_of = setting.count(category, len(values))
    return IndicatorColumn(key, definition.code, item, both, both, lambda unit: _gap(setting, cell_of(unit), values))


def _gap(setting: Setting, cell: Cell, values: Floats) -> IndicatorBody:
    body = setting.blank("paired_gap", cell)
    answers = cell.frequencies(values)
    worth = cell.worth if setting.weighted else None
    found = mean_interval(answers, confidence=setting.confidence, effective=worth, population=cell.population) if answers.n else None
    if found is not None:
        body["value"], body["se"], body["low"], body["high"] = found.value, found.se, found.low, found.high
    body["sd"] = standard_deviation(answers)
    return body


def time_bands(definition: TimeBandsDefinition, key: str, setting: Setting) -> IndicatorColumn | None:
    columns, item, months = setting.columns, definition.item, definition.months
    try:
        at_once = read(definition.at_once, columns.variables).mask(columns)
    except RoutingError:
        return None
    if months not in columns.variables or columns.variables[months].storage != "number":
        return None
    options = [option for option in columns.variables[item].options if not option.missing]
    base = columns.answered(item) & ~gave_no_answer(columns, item)
    bands = setting.count(_options(columns, item, options), len(options))
    took = np.where(at_once, 0.0, columns[months] / 10.0 ** columns.variables[months].decimals)
    valued = base & (at_once | columns.answered(months))
    values, category = _categories(took, valued)
    taken = setting.count(category, len(values))

    def body(unit: int) -> IndicatorBody:
        return _time(setting, bands(unit), options, taken(unit).frequencies(values))

    return IndicatorColumn(key, definition.code, item, base, valued, body)


def _time(setting: Setting, cell: Cell, options: list[Option], months: Frequencies) -> IndicatorBody:
    body = setting.blank("time_bands", cell)
    mass = float(cell.mass.sum())
    body["value"] = weighted_median(months) if setting.weighted else median(months)
    body["mean"], body["sd"], body["mean_n"] = mean(months), standard_deviation(months), months.n
    shares: list[IndicatorShare] = [
        {"code": option.code, "percent": 100 * weight / mass if mass > 0 else None, "n": n}
        for option, n, weight in zip(options, cell.n.tolist(), cell.mass.tolist(), strict=True)
    ]
    body["shares"] = shares
    return body


def median_band(definition: GroupedMedianDefinition, key: str, setting: Setting) -> IndicatorColumn | None:
    """None where the options of the item are no bands one above the other."""
    columns, item = setting.columns, definition.item
    options = [o for o in columns.variables[item].options if not o.missing and (o.low is not None or o.high is not None)]
    options.sort(key=lambda option: float("-inf") if option.low is None else option.low)
    bands = [Band(option.low, option.high) for option in options]
    try:
        grouped_median(bands, [0] * len(bands))
    except ValueError:
        return None
    category = _options(columns, item, options)
    base = category < len(options)
    cell_of = setting.count(category, len(options))

    def body(unit: int) -> IndicatorBody:
        cell = cell_of(unit)
        body = setting.blank("grouped_median", cell)
        found = grouped_median(bands, cell.mass.tolist())
        body["band"] = None if found is None else options[found.band].code
        if found is not None:
            body["value"] = found.value
            body["reason"] = "open_band" if found.value is None else None
        return body

    return IndicatorColumn(key, definition.code, item, base, base, body) if options else None


def _scores(variable: Variable) -> Floats:
    """Value by stored index, nan where there is none."""
    scores = np.full(256, np.nan)
    for index, option in enumerate(variable.options):
        if option.value is not None and not option.missing:
            scores[index] = option.value
    return scores


def _categories(values: Floats, kept: np.ndarray) -> tuple[Floats, np.ndarray]:
    """Distinct values of those kept, and the place of each response's among them; one more for the others."""
    distinct, place = np.unique(values[kept], return_inverse=True)
    category = np.full(len(values), len(distinct), np.intp)
    category[kept] = place
    return distinct, category


def _options(columns: Columns, code: str, options: list[Option]) -> np.ndarray:
    """Place of the chosen option among these, or their number."""
    category = np.full(columns.n, len(options), np.intp)
    for place, option in enumerate(options):
        category[columns.is_option(code, option.code)] = place
    return category
