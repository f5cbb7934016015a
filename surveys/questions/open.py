"""Numbers and text."""

import re
from decimal import Decimal
from typing import Literal

from pydantic import Field, field_validator, model_validator

from .base import OptionSets, Parsed, Problem, Question, Raw, Text, Variable, first, none_if_empty, written

_NUMBER = re.compile(r"[+-]?[0-9]{1,18}(?:[.,][0-9]{1,12})?")


class NumberQuestion(Question):
    kind: Literal["number"] = "number"
    unit: str = ""
    unit_label: Text | None = None
    minimum: Decimal
    maximum: Decimal
    decimals: int = Field(0, ge=0, le=6)  # declared: the record stores value x 10**decimals

    @field_validator("unit_label")
    @classmethod
    def _no_unit_label(cls, given: Text | None) -> Text | None:
        return none_if_empty(given)

    @model_validator(mode="after")
    def _range(self) -> "NumberQuestion":
        if self.minimum > self.maximum:
            raise ValueError("the minimum is above the maximum")
        return self

    def variables(self, sets: OptionSets) -> tuple[Variable, ...]:
        low, high = float(self.minimum), float(self.maximum)
        return (self._variable("number", "number", low=low, high=high, decimals=self.decimals, unit=self.unit),)

    def parse(self, raw: Raw, sets: OptionSets, *, asked: frozenset[str]) -> Parsed:
        """Turkish and English decimal marks are both understood: 3,5 and 3.5. Thousands are not marked."""
        given = first(raw, self.code)
        if not given:
            return Parsed({self.code: None}, (Problem(self.code, "required"),) if self.required else ())
        if not _NUMBER.fullmatch(given):
            return self._refused("not_a_number", given=given[:40])
        number = Decimal(given.replace(",", "."))
        if not self.minimum <= number <= self.maximum:
            return self._refused("out_of_range", minimum=str(self.minimum), maximum=str(self.maximum))
        if number != round(number, self.decimals):
            return self._refused("too_many_decimals", decimals=self.decimals)
        return Parsed({self.code: f"{number + 0:.{self.decimals}f}"})  # + 0: minus zero is zero

    def _refused(self, why: str, **params: object) -> Parsed:
        return Parsed({self.code: None}, (Problem(self.code, why, params),))


class TextQuestion(Question):
    kind: Literal["text"] = "text"
    max_length: int = Field(1000, ge=1, le=20_000)
    review: bool = True  # read by a person before anyone else sees it

    def variables(self, sets: OptionSets) -> tuple[Variable, ...]:
        return (self._variable("text", "text", max_length=self.max_length),)

    def parse(self, raw: Raw, sets: OptionSets, *, asked: frozenset[str]) -> Parsed:
        given = re.sub(r"\r\n?", "\n", written(raw, self.code))
        if not given:
            return Parsed({self.code: None}, (Problem(self.code, "required"),) if self.required else ())
        if len(given) > self.max_length:
            problem = Problem(self.code, "too_long", {"maximum": self.max_length, "length": len(given)})
            return Parsed({self.code: given[: self.max_length]}, (problem,))
        return Parsed({self.code: given})
