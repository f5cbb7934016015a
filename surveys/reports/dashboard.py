"""The screen of one program: everything a representative needs for the next meeting, from released tables only."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from departments.models import Program
from surveys.charts import CompetencyRow, Figure, Whose
from surveys.charts.key import BESIDE
from surveys.charts.numbers import percent
from surveys.questions import Variable
from surveys.results.tables import RESPONSE_RATE

from . import objectives, orders, plots
from .cells import UNIVERSITY, read_cells
from .changes import Verdict, against, change
from .periods import Period, Periods, ReleasedWave
from .reading import Reading, construct_name, items
from .statements import Statement, Tone, against_words, change_words, how_many_replied, tone_of, what_changed, what_to_look_at

HEADLINES = 3
FURTHER_HEADLINES = 6


@dataclass(frozen=True, slots=True)
class Beside:
    """Something the headline is compared with, and whether the difference is more than chance."""

    whose: Whose
    name: str
    figure: str
    verdict: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Headline:
    label: str
    figure: str
    hidden: str
    counts: str
    certainty: str
    beside: tuple[Beside, ...]
    chart: Figure
    trend: Figure | None


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    about: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Dashboard:
    period: Period
    statements: tuple[Statement, ...]
    headlines: tuple[Headline, ...]
    sections: tuple[Section, ...]
    threshold: int


def program_dashboard(*, program: Program, periods: Periods, period: Period, language: str) -> Dashboard | None:
    """The program's screen for that period; None where the period holds no graduate wave. One query, however long the history,
    and one more where a questionnaire asks for the program's own objectives.
    """
    lead = period.lead
    if lead is None:
        return None
    return dashboard_of(read_program(program=program, periods=periods, period=period, language=language), period, lead)


def dashboard_of(reading: Reading, period: Period, lead: ReleasedWave) -> Dashboard:
    """The screen of what has been read."""
    chosen = tuple(variable for variable in lead.headlines if variable.measure in {"ordinal", "nps"})[:HEADLINES]
    every = [variable for variables in items(lead).values() for variable in variables]
    rated = [variable for variable in every if variable.construct] or every
    rows = plots.competency_rows(reading, period)
    sections = [
        *_competencies(reading, period, rows),
        *_objectives(reading, lead),
        *_satisfaction(reading, lead),
        *_other_headlines(reading, lead),
        *(_further(reading, released) for released in (*period.others, *([period.employers] if period.employers else []))),
    ]
    return Dashboard(
        period=period,
        statements=(
            how_many_replied(reading, lead, chosen),
            what_changed(reading, lead, chosen),
            what_to_look_at(reading, lead, rated, rows),
        ),
        headlines=tuple(_headline(reading, lead, variable) for variable in chosen),
        sections=tuple(section for section in sections if section.figures or section.about),
        threshold=int(lead.release.method.get("threshold", 10)),
    )


def read_program(*, program: Program, periods: Periods, period: Period, language: str) -> Reading:
    """Whole waves of the period and the waves before them; of older ones the headlines only."""
    history = {released.code: periods.history(released) for released in period.waves}
    selections: list[tuple[ReleasedWave, Collection[str] | None]] = []
    for released in period.waves:
        *older, _current = history[released.code]
        codes = [variable.code for variable in released.headlines]
        selections += [(released, None), *((wave, None if wave is older[-1] else (*codes, RESPONSE_RATE)) for wave in older)]
    places = (("program", program.code), ("faculty", program.department.faculty.code), UNIVERSITY)
    asked = objectives.frozen(program, [wave for waves in history.values() for wave in waves])
    return Reading(program, read_cells(selections, places=places), history, language, asked)


def _headline(reading: Reading, released: ReleasedWave, variable: Variable) -> Headline:
    own = reading.cells.headline(released, reading.own, variable)
    names, estimates = reading.comparisons(released), reading.beside(released, variable)
    beside = []
    for number, (name, other) in enumerate(zip(names, estimates, strict=True)):
        earlier = number == 2
        difference = change(other, own) if earlier else None
        verdict: Verdict | None = (difference.verdict if difference else None) if earlier else against(own, other)
        words = "" if verdict is None else change_words(verdict) if earlier else against_words(verdict)
        figure = reading.figure(variable, other) if other is not None else _("asked differently")
        beside.append(Beside(BESIDE[number], name, figure, words, tone_of(verdict)))
    return Headline(
        label=reading.label(variable),
        figure="" if own.hidden else reading.figure(variable, own),
        hidden=own.hidden,
        counts=reading.best_answers(variable),
        certainty=reading.certainty(released, variable, own) if own.shown else "",
        beside=tuple(beside),
        chart=plots.headline(reading, released, variable),
        trend=plots.trend(reading, released, variable),
    )


def _competencies(reading: Reading, period: Period, rows: tuple[CompetencyRow, ...]) -> list[Section]:
    if not rows:
        return []
    title = _("Competencies")
    if not any(estimate is not None and estimate.shown for row in rows for estimate in (row.acquired, row.required, row.employers)):
        return [Section(title, _("Every figure of this section is withheld: %(why)s.") % {"why": rows[0].acquired.hidden}, ())]
    return [Section(title, _employers_about(period), (plots.competencies(reading, period, rows),))]


def _employers_about(period: Period) -> str:
    if period.employers is None:
        return _("No employer survey was released for this period.")
    return _("Employers: %(wave)s.") % {"wave": period.employers.wave}


def _objectives(reading: Reading, released: ReleasedWave) -> list[Section]:
    shown = objectives.objectives(reading, released)
    return [Section(_("Program objectives"), shown.about, shown.figures)] if shown else []


def _satisfaction(reading: Reading, released: ReleasedWave) -> list[Section]:
    sections = []
    for key, variables in items(released).items():
        name = construct_name(key, released.document.constructs, reading.language)
        figures = [plots.estimates(reading, released, variables, title=f"{name}: {_('compared')}")]
        if any(reading.cells.body(released, reading.own, variable.code) for variable in variables):
            figures.append(plots.distribution(reading, released, variables, title=f"{name}: {_('all answers')}"))
        sections.append(Section(name, reading.best_answers(variables[0]), tuple(figures)))
    return sections


def _other_headlines(reading: Reading, released: ReleasedWave) -> list[Section]:
    """Headline questions that have no single figure to head the screen with."""
    figures = tuple(_shares(reading, released, released.headlines))
    return [Section(_("Further headline questions"), "", figures)] if figures else []


def _shares(reading: Reading, released: ReleasedWave, variables: Sequence[Variable]) -> Iterator[Figure]:
    drawing = {"nominal": plots.shares, "multiple": plots.shares, "ranking": orders.ranking, "period": orders.years}
    return (drawing[variable.measure](reading, released, variable) for variable in variables if variable.measure in drawing)


def _further(reading: Reading, released: ReleasedWave) -> Section:
    """Another questionnaire of the period (employment, employers): its headline questions."""
    chosen, questionnaire = released.headlines[:FURTHER_HEADLINES], released.wave.questionnaire.title
    ordinal = [variable for variable in chosen if variable.measure == "ordinal"]
    scores = [variable for variable in chosen if variable.measure == "nps"]
    figures = [
        *([plots.estimates(reading, released, ordinal, title=f"{questionnaire}: {_('ratings')}")] if ordinal else []),
        *(plots.estimates(reading, released, [variable], title=reading.label(variable)) for variable in scores),
        *_shares(reading, released, chosen),
    ]
    rate = reading.cells.rate(released, reading.own)
    about = str(released.wave)
    if rate.shown:
        about = _("%(wave)s, response rate %(rate)s") % {"wave": released.wave, "rate": percent(rate.value, reading.language)}
    return Section(questionnaire, about, tuple(figures))
