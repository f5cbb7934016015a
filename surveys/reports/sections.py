"""What a unit's screen shows beneath its headline answers, part by part."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from surveys.charts import CompetencyRow, Figure
from surveys.charts.numbers import percent
from surveys.questions import Variable

from . import breakdowns, gaps, indicators, objectives, orders, plots, quadrants, trends
from .indicators import Indicator
from .periods import Period, ReleasedWave
from .reading import Reading, construct_name, items
from .texts import Texts
from .trends import TrendTable

FURTHER_HEADLINES = 6


@dataclass(frozen=True, slots=True)
class Section:
    """key: of the address within the page."""

    title: str
    about: str
    figures: tuple[Figure, ...] = ()
    key: str = ""
    trends: tuple[TrendTable, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    texts: Texts | None = None

    @property
    def empty(self) -> bool:
        return not (self.about or self.figures or self.trends or self.indicators or self.texts)


def all_of(reading: Reading, period: Period, lead: ReleasedWave, rows: tuple[CompetencyRow, ...], texts: Texts | None) -> Iterator[Section]:
    found = (
        *_competencies(reading, period, rows),
        _gaps(reading, period),
        *_objectives(reading, lead),
        *_satisfaction(reading, lead),
        _over_the_years(reading, lead),
        *_other_headlines(reading, lead),
        *(_further(reading, released) for released in period.others),
        *([_further(reading.pooled, period.employers)] if period.employers else []),
        _indicators(reading, period),
        *_divided(reading, period),
        Section(_("In their own words"), "", key="texts", texts=texts),
    )
    return (section for section in found if not section.empty)


def _competencies(reading: Reading, period: Period, rows: tuple[CompetencyRow, ...]) -> list[Section]:
    if not rows:
        return []
    title = _("Competencies")
    if not any(estimate is not None and estimate.shown for row in rows for estimate in (row.acquired, row.required, row.employers)):
        hidden = rows[0].acquired.hidden  # empty where nobody replied, so that nothing was tabulated
        why = _("Every figure of this section is withheld: %(why)s.") % {"why": hidden} if hidden else _("There are no figures here.")
        return [Section(title, why, key="competencies")]
    return [Section(title, _employers_about(period), (plots.competencies(reading, period, rows),), key="competencies")]


def _employers_about(period: Period) -> str:
    if period.employers is None:
        return _("No employer survey was released for this period.")
    return _("Employers: %(wave)s.") % {"wave": period.employers.wave}


def _gaps(reading: Reading, period: Period) -> Section:
    figures = (*gaps.figures(reading, period), *quadrants.figures(reading, period))
    return Section(_("Gaps and priorities"), "", figures, key="gaps")


def _objectives(reading: Reading, released: ReleasedWave) -> list[Section]:
    shown = objectives.objectives(reading, released)
    return [Section(_("Program objectives"), shown.about, shown.figures, key="objectives")] if shown else []


def _satisfaction(reading: Reading, released: ReleasedWave) -> Iterator[Section]:
    for number, (key, variables) in enumerate(items(released).items()):
        name = construct_name(key, released.document.constructs, reading.language)
        figures = [plots.estimates(reading, released, variables, title=f"{name}: {_('compared')}")]
        if any(reading.cells.body(released, reading.own, variable.code) for variable in variables):
            figures.append(plots.distribution(reading, released, variables, title=f"{name}: {_('all answers')}"))
        yield Section(name, reading.best_answers(variables[0]), tuple(figures), key=f"items-{number}")


def _over_the_years(reading: Reading, released: ReleasedWave) -> Section:
    tables = trends.trend_tables(reading, released)
    about = _("Each question over the waves; the last column says whether the newest differs from the one before it.") if tables else ""
    return Section(_("Over the years"), about, key="years", trends=tables)


def _other_headlines(reading: Reading, released: ReleasedWave) -> list[Section]:
    """Headline questions that have no single figure to head the screen with."""
    figures = tuple(_shares(reading, released, released.headlines))
    return [Section(_("Further headline questions"), "", figures, key="headlines")] if figures else []


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
    rate = reading.cells.single.rate(released, reading.own)
    about = str(released.wave)
    if rate.shown:
        about = _("%(wave)s, response rate %(rate)s") % {"wave": released.wave, "rate": percent(rate.value, reading.language)}
    return Section(questionnaire, about, tuple(figures), key=f"questionnaire-{released.pk}")


def _indicators(reading: Reading, period: Period) -> Section:
    found = tuple(indicators.indicators(reading, period))
    return Section(_("Indicators"), "", key="indicators", indicators=found)


def _divided(reading: Reading, period: Period) -> Iterator[Section]:
    for number, (title, about, figures) in enumerate(breakdowns.divided(reading, period)):
        yield Section(title, about, figures, key=f"by-{number}")
