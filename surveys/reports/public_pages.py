"""What the public pages show of a period: its waves, a unit with its charts, all departments in a list, what was withheld."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.utils.translation import gettext as _

from departments.models import Department, Faculty
from home.collation import sort_key
from surveys.charts import Figure
from surveys.charts.numbers import count, percent
from surveys.disclosure.rounding import nearest_five
from surveys.models import ReleasedTable
from surveys.questions import Variable
from surveys.results.tables import RESPONSE_RATE

from . import public_figures as figures
from .cells import Cells, Place, read_cells, why_withheld
from .periods import ACQUIRED, PERFORMED, REQUIRED, Period, Periods, ReleasedWave
from .public import PublicReading, whole_university
from .public_indicators import IndicatorLine, indicator_lines
from .units import Wider

HEADLINES = 3


@dataclass(frozen=True, slots=True)
class PublishedWave:
    """replied is empty where nobody was invited by name."""

    code: str
    title: str
    wave: str
    replied: str
    number: int
    released_at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class Headline:
    label: str
    figure: str
    hidden: str
    counts: str
    certainty: str
    trend: Figure | None


@dataclass(frozen=True, slots=True)
class UnitResults:
    """empty: why there is no figure at all, in words. unseen: why there is no headline, where there are other figures."""

    code: str
    name: str
    about: str
    replied: str
    headlines: tuple[Headline, ...]
    figures: tuple[Figure, ...]
    indicators: tuple[IndicatorLine, ...]
    empty: str
    unseen: str


@dataclass(frozen=True, slots=True)
class DepartmentLine:
    code: str
    name: str
    figure: str


@dataclass(frozen=True, slots=True)
class FacultyLines:
    name: str
    departments: tuple[DepartmentLine, ...]


@dataclass(frozen=True, slots=True)
class Withheld:
    why: str
    tables: str
    share: str


def published_waves(period: Period, *, language: str, cells: Cells) -> tuple[PublishedWave, ...]:
    place = whole_university().place
    return tuple(
        PublishedWave(
            released.code,
            released.wave.questionnaire.title,
            released.wave.name,
            replied_words(cells, released, place, language),
            released.release.number,
            released.release.released_at,
            (released.release.note_en if language == "en" else "") or released.release.note,
        )
        for released in period.waves
    )


def read_period(periods: Periods, period: Period, *, places: Iterable[Place], items: bool = False) -> Cells:
    """The public figures of these places, in one query: waves of the period, and the headlines of those before them.

    items   with every rated item, not headlines, competencies and indicators alone
    """
    selections = []
    for released in period.waves:
        *older, _current = periods.history(released)
        selections.append((released, None if items else _codes(released)))
        selections += [(wave, [variable.code for variable in released.headlines]) for wave in older]
    return read_cells(selections, places=list(places))


def read_headlines(period: Period, *, places: Iterable[Place]) -> Cells:
    """The first headline of the leading wave at many places, in one query."""
    lead = period.lead
    return read_cells([(lead, [variable.code for variable in _headlines(lead)[:1]])] if lead else [], places=list(places))


def listed_headline(released: ReleasedWave, language: str) -> str:
    """What the figure beside each department is, in words."""
    return next((variable.label.in_language(language) for variable in _headlines(released)), "")


def reading_of(
    cells: Cells, periods: Periods, period: Period, *, place: Place, name: str, wider: Sequence[Wider], language: str, percent_base: int
) -> PublicReading:
    history = {released.code: periods.history(released) for released in period.waves}
    return PublicReading(place, name, tuple(wider), cells, history, language, percent_base)


def unit_results(reading: PublicReading, period: Period, *, about: str = "", charts: Sequence[Figure] = ()) -> UnitResults:
    """The unit's figures; `charts` come after those every unit has."""
    lead = period.lead
    chosen = _headlines(lead) if lead else ()
    drawn: list[Figure] = []
    if lead is not None:
        if reading.wider and reading.has_figures(lead):
            drawn += _beside_others(reading, lead, chosen)
        if chart := figures.competencies(reading, period):
            drawn.append(chart)
    drawn += [chart for released in period.waves if released is not lead for chart in _of_other(reading, released)]
    lines = indicator_lines(reading, period)
    everything = (*drawn, *charts)
    seen = lead is not None and reading.has_figures(lead)
    why = "" if seen or lead is None else _why_unseen(reading, lead)
    nothing = not (seen or everything or lines)
    return UnitResults(
        code=reading.place[1],
        name=reading.name,
        about=about,
        replied=replied_words(reading.cells, lead, reading.place, reading.language) if lead else "",
        headlines=tuple(_headline(reading, lead, variable) for variable in chosen) if lead is not None and seen else (),
        figures=everything,
        indicators=lines,
        empty=why if nothing else "",
        unseen="" if nothing else why,
    )


def department_lines(
    departments: Sequence[Department], cells: Cells, released: ReleasedWave, *, language: str, percent_base: int
) -> tuple[FacultyLines, ...]:
    """Departments with a published table of this wave, by faculty, in Turkish order; the first headline of each."""
    chosen = _headlines(released)
    by_faculty: dict[Faculty, list[DepartmentLine]] = {}
    for department in sorted(departments, key=lambda each: sort_key(each.name)):
        place = ("department", department.code)
        if not chosen or cells.find(released, place, chosen[0].code) is None:
            continue
        reading = PublicReading(place, department.name, (), cells, {}, language, percent_base)
        own = reading.headline(released, chosen[0])
        figure = _("withheld") if own.hidden else reading.figure(chosen[0], own)
        line = DepartmentLine(department.code, department.name, figure)
        by_faculty.setdefault(department.faculty, []).append(line)
    return tuple(FacultyLines(faculty.name, tuple(by_faculty[faculty])) for faculty in sorted(by_faculty, key=lambda f: sort_key(f.name)))


def withheld(period: Period, *, language: str) -> tuple[Withheld, ...]:
    """How many of the period's tables were kept back, by reason; one query."""
    rows = ReleasedTable.objects.filter(release__in=[released.pk for released in period.waves]).values("reason").annotate(n=Count("pk"))
    found = {row["reason"]: row["n"] for row in rows.order_by("reason")}
    whole = sum(found.values())
    method: Mapping = period.waves[0].release.method if period.waves else {}
    return tuple(
        Withheld(why_withheld(reason, method), count(number, language), _share(100 * number / whole, language))
        for reason, number in sorted(found.items(), key=lambda entry: -entry[1])
        if reason
    )


def replied_words(cells: Cells, released: ReleasedWave, place: Place, language: str) -> str:
    body = cells.body(released, place, RESPONSE_RATE)
    if not body:
        return ""
    facts = {name: count(nearest_five(body[key]), language) for name, key in (("replied", "replied"), ("invited", "base"))}
    words = _("about %(replied)s of %(invited)s invited replied") % facts
    return words if body["percent"] is None else f"{words} ({percent(body['percent'], language)})"


def _headlines(released: ReleasedWave) -> tuple[Variable, ...]:
    return tuple(variable for variable in released.headlines if variable.measure in {"ordinal", "nps"})[:HEADLINES]


def _headline(reading: PublicReading, released: ReleasedWave, variable: Variable) -> Headline:
    own = reading.headline(released, variable)
    return Headline(
        label=reading.label(variable),
        figure=reading.figure(variable, own) if own.shown else "",
        hidden=own.hidden,
        counts=reading.best_answers(variable),
        certainty=reading.certainty(released, variable, own) if own.shown else "",
        trend=figures.trend(reading, released, variable),
    )


def _beside_others(reading: PublicReading, released: ReleasedWave, variables: Sequence[Variable]) -> list[Figure]:
    """Percentages in one chart, scores in another."""
    shared = [variable for variable in variables if variable.measure == "ordinal"]
    scores = [variable for variable in variables if variable.measure == "nps"]
    drawn = [figures.compared(reading, released, shared, title=_("Satisfaction beside faculty and university"))] if shared else []
    return drawn + [figures.compared(reading, released, [variable], title=reading.label(variable)) for variable in scores]


def _of_other(reading: PublicReading, released: ReleasedWave) -> list[Figure]:
    """Headline answers of the other questionnaires, those that may be shown."""
    nominal = [variable for variable in released.headlines if variable.measure in {"nominal", "multiple"}]
    ordinal = [v for v in released.headlines if v.measure == "ordinal" and reading.headline(released, v).shown]
    title = released.wave.questionnaire.title
    drawn = [figures.compared(reading, released, ordinal, title=title)] if ordinal else []
    shown = [v for v in nominal if any(reading.share(released, v.code, option.code).shown for option in v.options)]
    return drawn + [figures.shares(reading, released, variable) for variable in shown]


def _why_unseen(reading: PublicReading, released: ReleasedWave) -> str:
    reasons = [reading.headline(released, variable).hidden for variable in _headlines(released)]
    return next((reason for reason in reasons if reason), _("no figures in this period"))


def _codes(released: ReleasedWave) -> list[str]:
    facets = [variable.code for facet in (ACQUIRED, REQUIRED, PERFORMED) for variable in released.by_facet(facet).values()]
    indicators = [indicator.code for indicator in released.document.indicators]
    return [RESPONSE_RATE, *(variable.code for variable in released.headlines), *facets, *indicators]


def _share(per_cent: float, language: str) -> str:
    """A few of many are not none."""
    return percent(per_cent, language) if per_cent >= 0.5 else f"<{percent(1, language)}"
