"""Stored indicators of the period beside faculty, university, the wave before and the country."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from surveys.charts import Estimate, Whose
from surveys.charts.figure import FIVE, PERCENT, SCORE, Scale
from surveys.charts.numbers import count
from surveys.results.indicators.definitions import Definition, definitions

from .benchmarks import Benchmarks, all_benchmarks
from .changes import Verdict, against, change
from .periods import Period, ReleasedWave
from .reading import Reading
from .statements import Tone, against_words, change_words

OF_ITEMS = ("K01", "K02", "K03", "K04", "K05", "K06", "K14")  # shown where their items are: gaps, headlines, response


@dataclass(frozen=True, slots=True)
class Compared:
    """whose: the mark it bears; empty for a national figure."""

    whose: Whose | None
    name: str
    figure: str
    verdict: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Indicator:
    code: str
    name: str
    sentence: str  # how it is reckoned
    figure: str
    hidden: str
    certainty: str
    beside: tuple[Compared, ...]


def indicators(reading: Reading, period: Period) -> Iterator[Indicator]:
    """With one query for the national figures, none where no indicator is stored."""
    national: Benchmarks | None = None
    for released in period.waves:
        read = reading.pooled if released.of_employers else reading
        for listed in released.document.indicators:
            definition = definitions().of(listed.code)
            if definition is None or listed.code in OF_ITEMS or read.cells.find(released, read.own, listed.code) is None:
                continue
            national = national or all_benchmarks()
            yield _indicator(read, released, definition, national)


def _indicator(reading: Reading, released: ReleasedWave, definition: Definition, national: Benchmarks) -> Indicator:
    language, code = reading.language, definition.code
    own = reading.cells.indicator(released, reading.own, code)
    cells = reading.cells.beside(own)
    beside = [
        _compared(definition, wider.whose, wider.name, other, against(own, other), language)
        for wider in reading.subject.wider
        for other in [cells.indicator(released, wider.place, code)]
    ]
    if (earlier := _before(reading, released, code, own)) is not None:
        previous, before = earlier
        difference = change(before, own)
        verdict = difference.verdict if difference else None
        beside.append(_compared(definition, "earlier", reading.earlier(previous), before, verdict, language))
    beside += _national(definition, national, reading)
    return Indicator(
        code=code,
        name=definition.name.in_language(language),
        sentence=definition.sentence.in_language(language),
        figure="" if own.hidden else written(definition, own, language),
        hidden=own.hidden,
        certainty=_certainty(reading, released, definition, own) if own.shown else "",
        beside=tuple(beside),
    )


def _national(definition: Definition, national: Benchmarks, reading: Reading) -> list[Compared]:
    """The newest figure of each source, with its year; nothing is tested against it, as its own uncertainty is not known."""
    level = reading.subject.program.level if reading.subject.program else ""
    newest = {row.source: row for row in reversed(national.of(definition.code, level))}
    found = []
    for row in newest.values():
        about = row.about_en if reading.language == "en" else row.about_tr
        figure = written(definition, Estimate(float(row.value)), reading.language)
        found.append(Compared(None, f"{about} ({row.year}, {row.source})", figure, "", "plain"))
    return found


def _before(reading: Reading, released: ReleasedWave, code: str, own: Estimate) -> tuple[ReleasedWave, Estimate] | None:
    """The wave before, where the same people were asked in the same way and its figure is not counted in already."""
    previous = reading.previous(released)
    if previous is None or own.years > 1 or released.fielded_otherwise(previous):
        return None
    return previous, reading.cells.single.indicator(previous, reading.own, code)


def _compared(definition: Definition, whose: Whose, name: str, other: Estimate, verdict: Verdict | None, language: str) -> Compared:
    words = "" if verdict is None else change_words(verdict) if whose == "earlier" else against_words(verdict)
    return Compared(whose, name, other.hidden or written(definition, other, language), words, _tone(definition, verdict))


def _tone(definition: Definition, verdict: Verdict | None) -> Tone:
    """Good news where the indicator says which way is good."""
    if verdict not in {"up", "down"} or definition.better == "neither":
        return "plain"
    return "good" if (verdict == "up") == (definition.better == "high") else "bad"


def _scale(definition: Definition) -> Scale:
    return {"percent": PERCENT, "points": SCORE}.get(definition.unit, FIVE)


def written(definition: Definition, estimate: Estimate, language: str) -> str:
    """With its unit where that is not a percentage or a score."""
    figure = _scale(definition).written(estimate.value, language)
    if estimate.value is None:
        return figure
    match definition.unit:
        case "months":
            return _("%(figure)s months") % {"figure": figure}
        case "minimum_wages":
            return _("%(figure)s net minimum wages") % {"figure": figure}
        case _:
            return figure


def _certainty(reading: Reading, released: ReleasedWave, definition: Definition, own: Estimate) -> str:
    parts = [_("%(n)s replies") % {"n": count(own.n, reading.language)}, reading.together(released, own)]
    if own.low is not None and own.high is not None:
        facts = {"confidence": reading.confidence(released), "interval": _scale(definition).interval(own, reading.language)}
        parts.append(_("%(confidence)s confidence interval %(interval)s") % facts)
    return ", ".join(part for part in parts if part)
