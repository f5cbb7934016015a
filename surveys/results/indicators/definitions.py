"""The indicators as data (definitions.yaml), checked when they are read."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import Field, TypeAdapter, field_validator, model_validator

from surveys.definition.routing import parse
from surveys.questions import Text
from surveys.questions.base import Frozen

PLACE = "*"  # stands for the item in a pair of codes


class Items(Frozen):
    """How the items of an indicator with several are found. Exactly one of the three is given.

    scale     every ordinal item with this option list
    measure   every item of this measure
    pair      two codes; every item for which both variables exist
    """

    scale: str | None = None
    measure: Literal["nps"] | None = None
    pair: tuple[str, str] | None = None

    @model_validator(mode="after")
    def _one(self) -> "Items":
        if sum(way is not None for way in (self.scale, self.measure, self.pair)) != 1:
            raise ValueError("items are found by scale, by measure or by pair")
        if self.pair and not all(code.count(PLACE) == 1 for code in self.pair):
            raise ValueError(f"both codes of a pair hold one {PLACE}")
        return self


class _Definition(Frozen):
    code: str = Field(pattern=r"^K\d\d$")
    instruments: tuple[str, ...]
    name: Text
    unit: Literal["percent", "points", "steps", "months", "minimum_wages"]
    better: Literal["high", "low", "neither"]
    sentence: Text
    source: str = Field(min_length=1)
    item: str | None = None
    items: Items | None = None

    @field_validator("name", "sentence")
    @classmethod
    def _both_languages(cls, given: Text) -> Text:
        if not (given.tr and given.en):
            raise ValueError("Turkish and English are both needed")
        return given

    @model_validator(mode="after")
    def _expressions_parse(self) -> "_Definition":
        for name in ("base", "hits", "promoters", "detractors", "at_once"):
            if expression := getattr(self, name, None):
                parse(about(expression, "X"))
        return self


class RateDefinition(_Definition):
    """100 * hits / base; hits outside the base do not count."""

    kind: Literal["rate"]
    base: str
    hits: str


class PairedGapDefinition(_Definition):
    """Mean of first minus second over those with both."""

    kind: Literal["paired_gap"]
    items: Items


class NetPromoterDefinition(_Definition):
    kind: Literal["net_promoter"]
    items: Items
    promoters: str
    detractors: str


class TimeBandsDefinition(_Definition):
    """Shares of the options of `item`; median of `months`, who are `at_once` counted as 0."""

    kind: Literal["time_bands"]
    item: str
    months: str
    at_once: str


class GroupedMedianDefinition(_Definition):
    """Of the options of `item` that have bounds."""

    kind: Literal["grouped_median"]
    item: str


class Side(Frozen):
    instrument: str
    variable: str  # with * in place of the item


class UnpairedGapDefinition(_Definition):
    """Mean of first minus mean of second: two waves, so no figure of one wave's columns (indicators.unpaired)."""

    kind: Literal["unpaired_gap"]
    first: Side
    second: Side


class ResponseRateDefinition(_Definition):
    """Of the frame, not of answers (indicators.response)."""

    kind: Literal["response_rate"]


Definition = (
    RateDefinition
    | PairedGapDefinition
    | NetPromoterDefinition
    | TimeBandsDefinition
    | GroupedMedianDefinition
    | UnpairedGapDefinition
    | ResponseRateDefinition
)


class Definitions(Frozen):
    version: int = Field(ge=1)
    indicators: tuple[Annotated[Definition, Field(discriminator="kind")], ...]

    @model_validator(mode="after")
    def _codes_once(self) -> "Definitions":
        codes = [definition.code for definition in self.indicators]
        if len(set(codes)) < len(codes):
            raise ValueError("an indicator is defined twice")
        return self

    def of(self, code: str) -> Definition | None:
        """By code, "K04", or by the key of one of its figures, "K04:A16"."""
        return next((definition for definition in self.indicators if definition.code == code.partition(":")[0]), None)


def about(expression: str, item: str) -> str:
    """The expression, about this item."""
    return expression.replace("{item}", item)


def read(text: str) -> Definitions:
    """pydantic.ValidationError names what is wrong."""
    return TypeAdapter(Definitions).validate_python(yaml.safe_load(text))


@cache
def definitions() -> Definitions:
    return read(Path(__file__).with_name("definitions.yaml").read_text(encoding="utf-8"))
