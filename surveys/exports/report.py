"""The whole report of a program or a faculty for one period, to be printed and kept: everything its screen shows, and the figures
of every chart beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from departments.models import Faculty, Program
from home.collation import sort_key
from surveys.reports.attention import where_to_act
from surveys.reports.dashboard import Dashboard, Headline, Section, dashboard_of, read_unit
from surveys.reports.overview import overview
from surveys.reports.periods import Period, Periods
from surveys.reports.plots import competency_rows
from surveys.reports.reading import Reading
from surveys.reports.responses import response_lines
from surveys.reports.texts import reviewed_texts
from surveys.reports.units import Subject, of_faculty, of_program

from . import printing
from .competency_table import CompetencyTable, competency_table
from .printing import Printed, printed
from .report_page import NothingReleased, method_note, notes

TEMPLATE = "surveys/exports/report.html"


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the screen, made ready for paper. competencies: in the place of their chart, with its figures in it."""

    id: str
    section: Section
    figures: tuple[Printed, ...]
    competencies: CompetencyTable | None = None


@dataclass(frozen=True, slots=True)
class PrintedHeadline:
    headline: Headline
    chart: Printed


def program_html(*, program: Program, periods: Periods, period: Period, language: str, text_threshold: int | None = None) -> str:
    """text_threshold: how many must have written for reviewed texts to be printed; None leaves texts out. NothingReleased."""
    with override(language):
        reading, dashboard = _read(of_program(program), periods, period, language)
        if text_threshold is not None:
            texts = reviewed_texts(program=program, waves=period.waves, threshold=text_threshold, language=language)
            dashboard = dashboard_of(reading, period, _lead(period), texts=texts)
        faculty = program.department.faculty
        where = (program.get_level_display(), program.department.name, faculty.name)
        context = {**_context(reading, dashboard), "kind": _("Program report"), "where": where}
        return printing.page(TEMPLATE, context=context, language=language)


def faculty_html(*, faculty: Faculty, periods: Periods, period: Period, language: str) -> str:
    """Its figures, its programs side by side, and where to act. NothingReleased."""
    with override(language):
        reading, dashboard = _read(of_faculty(faculty), periods, period, language)
        context = {
            **_context(reading, dashboard),
            "kind": _("Faculty report"),
            "where": (faculty.get_kind_display(),),
            "programs": _programs(faculty, period, language),
        }
        return printing.page(TEMPLATE, context=context, language=language)


def _lead(period: Period) -> Any:
    if period.lead is None:
        raise NothingReleased
    return period.lead


def _read(subject: Subject, periods: Periods, period: Period, language: str) -> tuple[Reading, Dashboard]:
    lead = _lead(period)
    reading = read_unit(subject=subject, periods=periods, period=period, language=language)
    return reading, dashboard_of(reading, period, lead)


def _context(reading: Reading, dashboard: Dashboard) -> dict[str, Any]:
    period, lead = dashboard.period, _lead(dashboard.period)
    earlier = [wave for found in reading.history.values() for wave in found if wave not in period.waves]
    return {
        "reading": reading,
        "period": period,
        "lead": lead,
        "dashboard": dashboard,
        "headlines": [PrintedHeadline(headline, printed(headline.chart)) for headline in dashboard.headlines],
        "trends": [printed(headline.trend) for headline in dashboard.headlines if headline.trend],
        "responses": response_lines(reading, period),
        "parts": _parts(reading, dashboard),
        "method": (*method_note(period, reading.confidence(lead), dashboard.threshold), *_further_method()),
        "releases": printing.releases([*period.waves, *earlier]),
        "notes": notes(period, reading.language),
    }


def _parts(reading: Reading, dashboard: Dashboard) -> list[Part]:
    return [_part(f"part-{number}", reading, dashboard.period, section) for number, section in enumerate(dashboard.sections, start=1)]


def _part(id: str, reading: Reading, period: Period, section: Section) -> Part:  # noqa: A002  (of the printed page)
    if section.key == "competencies" and section.figures:
        rows = competency_rows(reading, period)
        return Part(id, section, (printed(section.figures[0]),), competency_table(rows, language=reading.language))
    return Part(id, section, tuple(printed(figure) for figure in section.figures))


def _programs(faculty: Faculty, period: Period, language: str) -> dict[str, Any]:
    """Those with anything to show or to withhold, side by side, and what their lines ask for."""
    programs = Program.objects.filter(department__faculty=faculty).select_related("department__faculty")
    shown = overview(programs=sorted(programs, key=lambda program: sort_key(program.name)), period=period, language=language)
    lines = [line for line in shown.lines if line.rate.shown or line.satisfaction.shown or line.satisfaction.hidden]
    return {"lines": lines, "university": shown.university, "satisfaction": shown.satisfaction, "attention": where_to_act(lines)}


def _further_method() -> Sequence[str]:
    return (
        _(
            "Two waves, or a unit and the whole it belongs to, are compared by their intervals (Newcombe 1998, Zou and Donner 2008); "
            "waves are independent, as nobody's answers are linked."
        ),
        _(
            "Where a year's figure is withheld, the fixed window of several years stands in its place and says so; "
            "windows are never part of a trend."
        ),
        _("Percentages may add up to 99 or 101, because each is rounded by itself."),
    )
