"""Printed reports among the files people ask for. Importing it registers them.

`question` of each: {"units": [[level, code]], "period": key, "releases": numbers of the rows the figures come from}; for
accreditation also {"thresholds": {"mean": 3.0, "share": 70, "level": 4, "rule": "mean"}}. A program's report has
"texts": true where reviewed texts are to be in it.
"""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from departments.access import programs_represented_by
from departments.models import Faculty, Program
from home.models import Role
from home.rights import has_role
from surveys.models import Export, Release
from surveys.reports.outcomes import Thresholds
from surveys.reports.periods import Period, Periods, released_periods

from . import accreditation, accreditation_sheet, printing, report, report_page, rights
from .jobs import Progress, Refused, register

if TYPE_CHECKING:
    from home.models import User

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

PAGE, PROGRAM, FACULTY = "program_page", "program_report", "faculty_report"
ACCREDITATION, ACCREDITATION_XLSX = "accreditation", "accreditation_xlsx"


def question(
    *, level: str, code: str, periods: Periods, period: Period, thresholds: Mapping[str, Any] | None = None, texts: bool = False
) -> dict[str, Any]:
    """What to ask `jobs.ask` for. thresholds: fields of Thresholds; ValueError where one is out of range."""
    waves = {wave.pk for released in period.waves for wave in periods.history(released)}
    asked: dict[str, Any] = {"units": [[level, code]], "period": period.key, "releases": sorted(waves)}
    if thresholds is not None:
        Thresholds.from_question(thresholds)
        asked["thresholds"] = dict(thresholds)
    return {**asked, "texts": True} if texts else asked


def may_have(level: str) -> Callable[["User", Mapping[str, Any], date], bool]:
    """Who may read the unit, and as long as none of the releases was withdrawn: such a file is not handed out any more."""

    def allowed(owner: "User", asked: Mapping[str, Any], today: date) -> bool:
        wanted = set(asked.get("releases", ()))
        units = asked.get("units", ())
        if not wanted or [unit[0] for unit in units] != [level] or not rights.may_have_released(owner, asked, today):
            return False
        readable = Release.objects.filter(pk__in=wanted, profile=Release.Profile.INTERNAL, withdrawn_at=None, wave__pilot=False)
        return readable.count() == len(wanted)

    return allowed


def reads_texts(person: "User", code: str, *, today: date) -> bool:
    """Reviewed texts are for the coordinatorship and the department's own representative; others read figures."""
    if has_role(person, Role.COORDINATOR, Role.DEPUTY, today=today):
        return True
    return programs_represented_by(person, today=today).filter(code=code).exists()


def _may_have_program(owner: "User", asked: Mapping[str, Any], today: date) -> bool:
    if not may_have("program")(owner, asked, today):
        return False
    return not asked.get("texts") or reads_texts(owner, asked["units"][0][1], today=today)


def _page(export: Export, path: Path, progress: Progress) -> None:
    program, periods, period = _program(export)
    path.write_bytes(report_page.pdf(program=program, periods=periods, period=period, language=export.language))


def _program_report(export: Export, path: Path, progress: Progress) -> None:
    program, periods, period = _program(export)
    html = report.program_html(
        program=program,
        periods=periods,
        period=period,
        language=export.language,
        text_threshold=settings.SURVEYS_TEXT_THRESHOLD if export.question.get("texts") else None,
    )
    progress(20)
    path.write_bytes(printing.pdf(html))


def _faculty_report(export: Export, path: Path, progress: Progress) -> None:
    periods, period = _period(export)
    faculty = Faculty.objects.get(code=_code(export))
    html = report.faculty_html(faculty=faculty, periods=periods, period=period, language=export.language)
    progress(20)
    path.write_bytes(printing.pdf(html))


def _accreditation(export: Export, path: Path, progress: Progress) -> None:
    program, periods, period = _program(export)
    thresholds = Thresholds.from_question(export.question.get("thresholds", {}))
    path.write_bytes(accreditation.pdf(program=program, periods=periods, period=period, thresholds=thresholds, language=export.language))


def _accreditation_xlsx(export: Export, path: Path, progress: Progress) -> None:
    program, periods, period = _program(export)
    thresholds = Thresholds.from_question(export.question.get("thresholds", {}))
    accreditation_sheet.write(path, program=program, periods=periods, period=period, thresholds=thresholds, language=export.language)


def _program(export: Export) -> tuple[Program, Periods, Period]:
    return Program.objects.select_related("department__faculty").get(code=_code(export)), *_period(export)


def _period(export: Export) -> tuple[Periods, Period]:
    periods = released_periods()
    period = periods.find(export.question["period"])
    if period is None or period.lead is None:
        raise Refused(_("Nothing of this period is released any more."))
    return periods, period


def _code(export: Export) -> str:
    (_level, code), *_none = export.question["units"]
    return str(code)


register(PAGE, _page, "pdf", PDF, gettext_lazy("One page for the meeting"), allowed=may_have("program"))
register(PROGRAM, _program_report, "pdf", PDF, gettext_lazy("Program report"), allowed=_may_have_program)
register(FACULTY, _faculty_report, "pdf", PDF, gettext_lazy("Faculty report"), allowed=may_have("faculty"))
register(ACCREDITATION, _accreditation, "pdf", PDF, gettext_lazy("Evidence for accreditation, PDF"), allowed=may_have("program"))
register(
    ACCREDITATION_XLSX, _accreditation_xlsx, "xlsx", XLSX, gettext_lazy("Evidence for accreditation, Excel"), allowed=may_have("program")
)
