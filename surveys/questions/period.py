"""A year, or a year and a month."""

import re
from typing import Annotated, Literal

from babel.dates import get_month_names
from pydantic import StringConstraints, model_validator

from .base import Answers, OptionSets, Parsed, Problem, Question, Raw, Variable, first

Precision = Literal["year", "month"]
Period = Annotated[str, StringConstraints(pattern=r"^(1[89]|20|21)[0-9][0-9](-(0[1-9]|1[0-2]))?$")]
_PERIOD = re.compile(r"(?:1[89]|20|21)[0-9][0-9](?:-(?:0[1-9]|1[0-2]))?")


class PeriodQuestion(Question):
    """Answered as "2024" or "2024-05". Posted in one field, or a month's year and month in `<code>.year` and `<code>.month`.

    earliest, latest   inclusive, in the question's own precision
    """

    kind: Literal["period"] = "period"
    precision: Precision = "year"
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
            year, month = (first(raw, name) for name in self.fields(sets))
            given = f"{year}-{month:0>2}" if year or month else ""
        if not given:
            return Parsed({self.code: None}, (Problem(self.code, "required"),) if self.required else ())
        if not _PERIOD.fullmatch(given) or len(given) != len(self.earliest):
            return Parsed({self.code: None}, (Problem(self.code, f"not_a_{self.precision}", {"given": given[:40]}),))
        if not self.earliest <= given <= self.latest:
            problem = Problem(self.code, f"{self.precision}_out_of_range", {"earliest": self.earliest, "latest": self.latest})
            return Parsed({self.code: None}, (problem,))
        return Parsed({self.code: given})

    def fields(self, sets: OptionSets) -> tuple[str, ...]:
        return (self.code,) if self.precision == "year" else (f"{self.code}.year", f"{self.code}.month")

    def typed(self, answers: Answers, sets: OptionSets) -> dict[str, list[str]]:
        value = answers.get(self.code)
        parts = value.split("-") if isinstance(value, str) else []
        return {name: parts[place : place + 1] for place, name in enumerate(self.fields(sets))}


def is_period(text: str) -> bool:
    """A year or a year and month that a period question could be answered with."""
    return _PERIOD.fullmatch(text) is not None


def ordinal(period: str) -> int:
    """A year as it is; a month as months since year 0, so that periods of one precision can be subtracted."""
    year, _, month = period.partition("-")
    return int(year) * 12 + int(month) - 1 if month else int(year)


def written_period(number: int, precision: str) -> str:
    """The inverse of `ordinal`."""
    return f"{number // 12}-{number % 12 + 1:02d}" if precision == "month" else str(number)


def month_names(language: str) -> dict[int, str]:
    """January to December, 1 to 12."""
    return dict(get_month_names("wide", context="stand-alone", locale=language))


def in_words(period: str, language: str) -> str:
    """Of "2024-05" what a reader would say: Mayıs 2024, May 2024. A year as it is."""
    year, _, month = period.partition("-")
    return f"{month_names(language)[int(month)]} {year}" if month else year
