"""The public results: one page of the university, one of each department. Nothing is asked of a script or of another host."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from departments.models import Department, Program
from surveys.models import Release, ResultsPage
from surveys.reports import public_pages
from surveys.reports.cells import UNIVERSITY, Place
from surveys.reports.periods import Period, Periods, released_periods
from surveys.reports.public_pages import read_period, reading_of, unit_results
from surveys.reports.reading import reading_language

from .departments import department_results, in_order
from .items import satisfaction


def university(page: ResultsPage, request: HttpRequest) -> HttpResponse:
    periods, period = _asked(request)
    context = page.get_context(request, periods=periods.all, period=period)
    if period is not None:
        context |= _of_university(periods, period)
    return TemplateResponse(request, "surveys/results/university.html", context)


def department(page: ResultsPage, request: HttpRequest, code: str) -> HttpResponse:
    """404 for a department nobody knows; one without published figures says so."""
    shown = get_object_or_404(Department.objects.select_related("faculty"), code=code)
    programs = in_order(Program.objects.living(today=timezone.localdate()).filter(department=shown))
    periods, period = _asked(request)
    results = department_results(shown, programs, periods=periods, period=period)
    return TemplateResponse(
        request,
        "surveys/results/department.html",
        page.get_context(
            request,
            periods=periods.all,
            period=period,
            department=shown,
            results=results,
            percent_base=settings.SURVEYS_PUBLIC_PERCENT_BASE,
            canonical=f"{page.get_full_url(request)}{page.below(code)[page.locale.language_code]}",
            below=page.below(code),
        ),
    )


def _asked(request: HttpRequest) -> tuple[Periods, Period | None]:
    """The period of ?wave=, the newest where none is named; 404 for one nothing is published of."""
    periods = released_periods(profile=Release.Profile.PUBLIC)
    wanted = request.GET.get("wave", "")[:80]
    period = periods.find(wanted)
    if period is None and wanted:
        raise Http404
    return periods, period


def _of_university(periods: Periods, period: Period) -> dict[str, Any]:
    language, fewest = reading_language(), settings.SURVEYS_PUBLIC_PERCENT_BASE
    departments = list(Department.objects.living(today=timezone.localdate()).select_related("faculty"))
    places: list[Place] = [("department", each.code) for each in departments]
    cells = read_period(periods, period, places=[UNIVERSITY], items=True)
    below = public_pages.read_headlines(period, places=places)
    reading = reading_of(
        cells, periods, period, place=UNIVERSITY, name=_("University as a whole"), wider=(), language=language, percent_base=fewest
    )
    lead = period.lead
    charts = satisfaction(reading, lead) if lead else ()
    return {
        "waves": public_pages.published_waves(period, language=language, cells=cells),
        "results": unit_results(reading, period, charts=charts),
        "faculties": public_pages.department_lines(departments, below, lead, language=language, percent_base=fewest) if lead else (),
        "listed": public_pages.listed_headline(lead, language) if lead else "",
        "withheld": public_pages.withheld(period, language=language),
        "percent_base": fewest,
    }
