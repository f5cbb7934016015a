"""The published results on a department's microsite: the headlines of its programs, and the way to everything else."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from departments.models import Department, DepartmentPage, Program
from surveys.models import Release, ResultsPage
from surveys.reports.periods import released_periods

from .departments import department_results, in_order


def results_of_department(*, department: Department, page: DepartmentPage | None, request: HttpRequest | None) -> str:
    """Markup that begins with its own <h2>; empty where nothing is published of this department's programs."""
    periods = released_periods(profile=Release.Profile.PUBLIC)
    period = periods.find("")
    if period is None or period.lead is None:
        return ""
    programs = in_order(Program.objects.living(today=timezone.localdate()).filter(department=department))
    results = department_results(department, programs, periods=periods, period=period)
    if results is None or not any(unit.headlines for unit in results.programs):
        return ""
    whole = ResultsPage.objects.live().public().select_related("locale")
    shown_on = (whole.filter(locale_id=page.locale_id) if page is not None else whole).first()
    address = shown_on.department_url(department.code, request) if shown_on is not None else ""
    context = {"department": department, "results": results, "period": period, "address": address}
    return render_to_string("surveys/results/panel.html", context, request=request)
