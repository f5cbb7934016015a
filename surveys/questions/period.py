"""A year, or a year and a month."""

import re
from typing import Annotated, Literal

from pydantic import StringConstraints, model_validator

from .base import OptionSets, Parsed, Problem, Question, Raw, Variable, first

Period = Annotated[str, StringConstraints(pattern=r"^(1[89]|20|21)\d\d(-(0[1-9]|1[0-2]))?$")]
_PERIOD = re.compile(r"(?:1[89]|20|21)\d\d(?:-(?:0[1-9]|1[0-2]))?")


class PeriodQuestion(Question):
    """Answered as "2024" or "2024-05". Posted in one field, or a month's year and month in `<code>.year` and `<code>.month`.

    earliest, latest   inclusive, in the question's own precision
    """

    kind: Literal["period"] = "period"
    precision: Literal["year", "month"] = "year"
    earliest: Period
    latest: Period

    @model_validator(mode="after")
    def _range(self) -> "PeriodQuestion":
        length = 7 if self.precision == "month" else 4
        if {len(self.earliest), len(self.latest)} != {length}:
            raise ValueError("earliest and latest are written in the precision of the question")
        if self.earliest > self.latest:
            raise ValueError("the earliest is later than the latest")
        return self

    def variables(self, sets: OptionSets) -> tuple[Variable, ...]:
        low, high = float(ordinal(self.earliest)), float(ordinal(self.latest))
        return (self._variable("period", "period", low=low, high=high, unit=self.precision),)

    def parse(self, raw: Raw, sets: OptionSets, *, asked: frozenset[str]) -> Parsed:
        given = first(raw, self.code)
        if not given and self.precision == "month":
            year, month = first(raw, f"{self.code}.year"), first(raw, f"{self.code}.month")
            given = f"{year}-{month:0>2}" if year or month else ""
        if not given:
            return Parsed({self.code: None}, (Problem(self.code, "required"),) if self.required else ())
        if not _PERIOD.fullmatch(given) or len(given) != len(self.earliest):
            return Parsed({self.code: None}, (Problem(self.code, f"not_a_{self.precision}", {"given": given[:40]}),))
        if not self.earliest <= given <= self.latest:
            problem = Problem(self.code, "out_of_range", {"minimum": self.earliest, "maximum": self.latest})
            return Parsed({self.code: None}, (problem,))
        return Parsed({self.code: given})


def ordinal(period: str) -> int:
    """A year as it is; a month as months since year 0, so that periods of one precision can be subtracted."""
    year, _, month = period.partition("-")
    return int(year) * 12 + int(month) - 1 if month else int(year)


def written_period(number: int, precision: str) -> str:
    """The inverse of `ordinal`."""
    return f"{number // 12}-{number % 12 + 1:02d}" if precision == "month" else str(number)
