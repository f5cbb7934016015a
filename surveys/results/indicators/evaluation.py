"""Every indicator a document lists, of every item it applies to, for all units at once."""

from collections.abc import Iterator, Mapping

from surveys.definition.document import Document
from surveys.questions import DynamicMatrixQuestion, Variable
from surveys.results.tabulate import Tabulation

from .columns import IndicatorColumn, Setting
from .definitions import (
    PLACE,
    Definition,
    GroupedMedianDefinition,
    Items,
    NetPromoterDefinition,
    PairedGapDefinition,
    RateDefinition,
    TimeBandsDefinition,
    definitions,
)
from .means import median_band, paired_gap, time_bands
from .shares import net_promoter, rate


def indicator_columns(
    tabulation: Tabulation, *, confidence: float, weighted: bool = False, populations: Mapping[int, int] | None = None
) -> tuple[IndicatorColumn, ...]:
    """In the order of definitions.yaml, items in the order of the record. What needs codes the document lacks is left out.

    weighted      as of figures.body: figures use the weights, intervals the effective n; n stays a count
    populations   how many could have answered, by unit, where the frame is known: intervals are narrower by it

    K03 needs two waves (unpaired) and K14 the frame (response): neither is among them.
    """
    setting = Setting(tabulation, confidence, weighted, populations or {})
    listed = {indicator.code for indicator in tabulation.document.indicators}
    chosen = [definition for definition in definitions().indicators if definition.code in listed]
    return tuple(column for definition in chosen for column in _columns(definition, setting))


def _columns(definition: Definition, setting: Setting) -> Iterator[IndicatorColumn]:
    for item in items_of(definition, setting.tabulation.document):
        key = definition.code if definition.items is None else f"{definition.code}:{item}"
        if len(key) <= 64 and (column := _column(definition, item, key, setting)):
            yield column


def _column(definition: Definition, item: str, key: str, setting: Setting) -> IndicatorColumn | None:
    match definition:
        case RateDefinition():
            return rate(definition, item, key, setting)
        case PairedGapDefinition():
            return paired_gap(definition, item, key, setting)
        case NetPromoterDefinition():
            return net_promoter(definition, item, key, setting)
        case TimeBandsDefinition():
            return time_bands(definition, key, setting)
        case GroupedMedianDefinition():
            return median_band(definition, key, setting)
    return None


def items_of(definition: Definition, document: Document) -> list[str]:
    """What the indicator is about in this document. Items that differ by program (their own objectives) have none."""
    questions = {question.code: question for question in document.questions}
    scaled = {
        code: variable
        for code, variable in document.variables.items()
        if variable.storage == "choice" and not isinstance(questions[variable.question], DynamicMatrixQuestion)
    }
    if definition.items is not None:
        return list(_found(definition.items, scaled, document))
    return [definition.item] if definition.item in scaled else []


def _found(items: Items, scaled: Mapping[str, Variable], document: Document) -> Iterator[str]:
    if items.pair:
        first, second = items.pair
        before, after = first.split(PLACE)
        for code, variable in scaled.items():
            item = code[len(before) : len(code) - len(after)]
            other = scaled.get(second.replace(PLACE, item))
            if item and code == first.replace(PLACE, item) and other and variable.measure == other.measure == "ordinal":
                yield item
        return
    scales = {question.code: getattr(question, "options", None) for question in document.questions}
    for code, variable in scaled.items():
        if (variable.measure == "ordinal" and items.scale and scales[variable.question] == items.scale) or (
            items.measure and variable.measure == items.measure
        ):
            yield code
