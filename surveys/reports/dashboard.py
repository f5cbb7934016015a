"""The screen of a program, a department, a faculty or the university: what the next meeting needs, from released tables only."""

from collections.abc import Collection
from dataclasses import dataclass

from departments.models import Program
from surveys.results.tables import RESPONSE_RATE

from . import objectives, sections
from .breakdowns import read_breakdowns
from .cells import UNIVERSITY, Place, Selection, read_cells
from .gaps import PAIRED
from .glance import Glance, glance
from .headlines import Beside, Headline, headline
from .periods import Period, Periods, ReleasedWave
from .plots import competency_rows
from .reading import Reading, items
from .sections import Section
from .statements import Statement, how_many_replied, what_changed, what_to_look_at
from .texts import Texts
from .units import Subject, of_program

__all__ = ["Beside", "Dashboard", "Headline", "Section", "dashboard_of", "program_dashboard", "read_program", "unit_dashboard"]

HEADLINES = 3


@dataclass(frozen=True, slots=True)
class Dashboard:
    """`glance` answers in five lines what the rest shows; None where there is nothing to answer it with."""

    period: Period
    statements: tuple[Statement, ...]
    headlines: tuple[Headline, ...]
    sections: tuple[Section, ...]
    threshold: int
    glance: Glance | None = None


def program_dashboard(*, program: Program, periods: Periods, period: Period, language: str, texts: Texts | None = None) -> Dashboard | None:
    """The program's screen for that period; None where the period holds no graduate wave.

    Two queries, however long the history, and one more where a questionnaire asks for the program's own objectives.
    """
    return unit_dashboard(subject=of_program(program), periods=periods, period=period, language=language, texts=texts)


def unit_dashboard(*, subject: Subject, periods: Periods, period: Period, language: str, texts: Texts | None = None) -> Dashboard | None:
    """The same for any unit."""
    if period.lead is None:
        return None
    reading = read_unit(subject=subject, periods=periods, period=period, language=language)
    return dashboard_of(reading, period, period.lead, texts=texts)


def dashboard_of(reading: Reading, period: Period, lead: ReleasedWave, *, texts: Texts | None = None) -> Dashboard:
    """The screen of what has been read."""
    chosen = tuple(variable for variable in lead.headlines if variable.measure in {"ordinal", "nps"})[:HEADLINES]
    every = [variable for variables in items(lead).values() for variable in variables]
    rated = [variable for variable in every if variable.construct] or every
    rows = competency_rows(reading, period)
    return Dashboard(
        period=period,
        statements=(
            how_many_replied(reading, lead, chosen),
            what_changed(reading, lead, chosen, rated),
            what_to_look_at(reading, lead, rated, rows),
        ),
        headlines=tuple(headline(reading, lead, variable) for variable in chosen),
        sections=tuple(sections.all_of(reading, period, lead, rows, texts)),
        threshold=int(lead.release.method.get("threshold", 10)),
        glance=glance(reading, lead, chosen, rated),
    )


def read_program(*, program: Program, periods: Periods, period: Period, language: str) -> Reading:
    return read_unit(subject=of_program(program), periods=periods, period=period, language=language)


def read_unit(*, subject: Subject, periods: Periods, period: Period, language: str) -> Reading:
    """Of the period's waves what a screen shows; of the waves before them what has one figure a question, at the unit itself."""
    history = {released.code: periods.history(released) for released in period.waves}
    places = tuple(dict.fromkeys((subject.place, *(wider.place for wider in subject.wider), UNIVERSITY)))
    selections: list[Selection] = [(released, _shown(released)) for released in period.waves]
    further: list[tuple[Selection, Collection[Place]]] = []
    for released in period.waves:
        *older, _current = history[released.code]
        codes, headlines = _in_one_figure(released), [variable.code for variable in released.headlines]
        further += [((wave, codes), [subject.place]) for wave in older]
        further += [((wave, headlines), [UNIVERSITY]) for wave in older if subject.place != UNIVERSITY]
    waves = [wave for found in history.values() for wave in found]
    asked = objectives.frozen(subject.program, waves) if subject.program else {}
    divided = read_breakdowns(period.waves, places=places)
    return Reading(subject, read_cells(selections, places=places, further=further), history, language, asked, divided)


def _shown(released: ReleasedWave) -> list[str]:
    """Every rating and every headline, response rate, indicators and gaps. Not the indicators that repeat a rating item by item."""
    variables = released.document.variables.values()
    rated = [variable.code for variable in variables if variable.headline or variable.measure in {"ordinal", "nps"}]
    competencies = dict.fromkeys(variable.row for variable in variables if variable.facet and variable.row)
    gaps = [f"{code}:{competency}" for code in PAIRED.values() for competency in competencies]
    return [*rated, RESPONSE_RATE, *_indicators(released), *gaps]


def _in_one_figure(released: ReleasedWave) -> list[str]:
    """Headlines, rated items and indicators: what can be followed over the waves. Neither competencies nor shares."""
    variables = released.document.variables.values()
    rated = [v.code for v in variables if v.measure in {"ordinal", "nps"} and not v.facet]
    return [*rated, RESPONSE_RATE, *_indicators(released)]


def _indicators(released: ReleasedWave) -> list[str]:
    return [indicator.code for indicator in released.document.indicators]
