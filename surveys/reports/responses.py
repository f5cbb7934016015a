"""How many replied, wave by wave: the unit beside those it belongs to."""

from dataclasses import dataclass

from surveys.charts.numbers import NOTHING, count, percent
from surveys.results.tables import RESPONSE_RATE

from .cells import Place
from .periods import Period, ReleasedWave
from .reading import Reading


@dataclass(frozen=True, slots=True)
class ResponseLine:
    """rates: of the unit, then of the wider ones in the order of Reading.names; words where a rate is withheld or unknown."""

    wave: str
    invited: str
    replied: str
    rates: tuple[str, ...]


def response_lines(reading: Reading, period: Period) -> list[ResponseLine]:
    """Every wave of the period and those before it, questionnaire by questionnaire, newest first."""
    waves = [wave for released in period.waves for wave in reversed(reading.history.get(released.code, (released,)))]
    return [_line(reading, wave) for wave in waves]


def _line(reading: Reading, released: ReleasedWave) -> ResponseLine:
    body, language = reading.cells.single.body(released, reading.own, RESPONSE_RATE), reading.language
    counts = (count(body["base"], language), count(body["replied"], language)) if body else (NOTHING, NOTHING)
    return ResponseLine(str(released.wave), *counts, tuple(_rate(reading, released, place) for place in reading.places))


def _rate(reading: Reading, released: ReleasedWave, place: Place) -> str:
    rate = reading.cells.single.rate(released, place)
    return rate.hidden or percent(rate.value, reading.language)
