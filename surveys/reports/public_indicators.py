"""Published indicators of a unit, a line each: name, figure, how sure, the wider units beside it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from surveys.charts import Estimate
from surveys.charts.numbers import count, mean, percent, signed
from surveys.results.indicators import definitions
from surveys.results.indicators.definitions import Definition

from .periods import Period, ReleasedWave
from .public import DECIMALS, PublicReading


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """beside: a figure for each wider unit, in their order."""

    code: str
    name: str
    about: str
    figure: str
    interval: str
    n: str
    beside: tuple[str, ...]


def indicator_lines(reading: PublicReading, period: Period) -> tuple[IndicatorLine, ...]:
    """Those that are one figure of a wave; where one belongs to items it stands in the items' charts."""
    return tuple(line for released in period.waves for line in _of_wave(reading, released))


def _of_wave(reading: PublicReading, released: ReleasedWave) -> Iterator[IndicatorLine]:
    for listed in released.document.indicators:
        definition = definitions().of(listed.code)
        own = reading.indicator(released, listed.code)
        if definition is None or not own.shown:
            continue
        beside = tuple(reading.indicator(released, listed.code, wider.place) for wider in reading.wider)
        low, high = (written(definition, end, reading.language) for end in (own.low, own.high))
        yield IndicatorLine(
            code=listed.code,
            name=definition.name.in_language(reading.language),
            about=definition.sentence.in_language(reading.language),
            figure=_figure(definition, own, reading.language),
            interval="" if own.low is None or own.high is None else f"{low}\u00a0…\u00a0{high}",
            n=count(own.n, reading.language),
            beside=tuple(_figure(definition, other, reading.language) for other in beside),
        )


def _figure(definition: Definition, estimate: Estimate, language: str) -> str:
    return estimate.hidden or written(definition, estimate.value, language)


def written(definition: Definition, value: float | None, language: str) -> str:
    """A published value in the indicator's unit."""
    match definition.unit:
        case "percent":
            return percent(value, language)
        case "points":
            return signed(value, language)
        case "months":
            return "–" if value is None else _("%(n)s months") % {"n": mean(value, language, decimals=DECIMALS)}
        case "minimum_wages":
            return "–" if value is None else _("%(n)s minimum wages") % {"n": mean(value, language, decimals=DECIMALS)}
        case _:
            return signed(value, language, decimals=DECIMALS)
