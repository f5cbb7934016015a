"""Numbers and text."""

import re
from decimal import Decimal, InvalidOperation
from typing import Literal

from .base import OptionSets, Parsed, Problem, Question, Raw, Text, Variable, first


class NumberQuestion(Question):
    kind: Literal["number"] = "number"
    unit: str = ""
    unit_label: Text | None = None
    minimum: Decimal
    maximum: Decimal
    decimals: int = 0  # declared: the record stores value x 10**decimals

    def variables(self, sets: OptionSets) -> tuple[Variable, ...]:
        return (
            Variable(
                self.code,
                self.code,
                self.label,
                "number",
                "number",
                low=float(self.minimum),
                high=float(self.maximum),
                decimals=self.decimals,
                unit=self.unit,
                construct=self.construct,
                headline=self.headline,
                show_if=self._conditions(),
            ),
        )

    def parse(self, raw: Raw, sets: OptionSets, *, asked: frozenset[str]) -> Parsed:
        """Turkish and English decimal marks are both understood: 3,5 and 3.5."""
        given = first(raw, self.code)
        if not given:
            return Parsed({self.code: None}, (Problem(self.code, "required"),) if self.required else ())
        try:
            number = Decimal(given.replace(",", ".").replace(" ", ""))
        except InvalidOperation:
            return Parsed({self.code: None}, (Problem(self.code, "not_a_number", {"given": given[:40]}),))
        if not number.is_finite():
            return Parsed({self.code: None}, (Problem(self.code, "not_a_number", {"given": given[:40]}),))
        if not self.minimum <= number <= self.maximum:
            limits = {"minimum": str(self.minimum), "maximum": str(self.maximum)}
            return Parsed({self.code: None}, (Problem(self.code, "out_of_range", limits),))
        if number != round(number, self.decimals):
            return Parsed({self.code: None}, (Problem(self.code, "too_many_decimals", {"decimals": self.decimals}),))
        return Parsed({self.code: f"{number:.{self.decimals}f}"})


class TextQuestion(Question):
    kind: Literal["text"] = "text"
    max_length: int = 1000
    review: bool = True  # read by a person before anyone else sees it

    def variables(self, sets: OptionSets) -> tuple[Variable, ...]:
        return (
            Variable(
                self.code,
                self.code,
                self.label,
                "text",
                "text",
                max_length=self.max_length,
                headline=self.headline,
                show_if=self._conditions(),
            ),
        )

    def parse(self, raw: Raw, sets: OptionSets, *, asked: frozenset[str]) -> Parsed:
        given = re.sub(r"\r\n?", "\n", first(raw, self.code))
        if not given:
            return Parsed({self.code: None}, (Problem(self.code, "required"),) if self.required else ())
        if len(given) > self.max_length:
            return Parsed(
                {self.code: given[: self.max_length]}, (Problem(self.code, "too_long", {"maximum": self.max_length, "length": len(given)}),)
            )
        return Parsed({self.code: given})
