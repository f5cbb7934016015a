"""Results in the Wagtail admin: the screen of one program, department, faculty, and of the university."""

from functools import partial
from typing import Any, cast
from urllib.parse import quote, urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from departments.models import Program
from home.models import Role, User
from home.rights import has_role
from surveys.exports.report_jobs import reads_texts
from surveys.reports.dashboard import unit_dashboard
from surveys.reports.periods import Period, Periods
from surveys.reports.reading import reading_language
from surveys.reports.texts import Texts, reviewed_texts
from surveys.reports.units import Subject, of_department, of_faculty, of_program, of_university

from .access import readable_departments, readable_faculties, readable_programs, reads_university
from .guard import asked_period, for_readers
from .kept import Parts, parts_of
from .views import fieldwork_of


@require_safe
@for_readers
def program(request: HttpRequest, code: str) -> HttpResponse:
    """One program. Another department's program is as unknown here as one that does not exist."""
    readable = readable_programs(cast(User, request.user), today=timezone.localdate())
    chosen = get_object_or_404(readable, code=code)
    periods, period = asked_period(request.GET.get("wave", ""))
    texts = _texts(request, chosen, period) if period else None
    faculty = chosen.department.faculty
    context = {
        "where": [chosen.get_level_display(), chosen.department.name, faculty.name],
        "fieldwork": fieldwork_of(readable.filter(pk=chosen.pk)),
        "printed": _address("staff_results:page", chosen.code, period=period),
        "files_link": _address("staff_results:program_files", chosen.code, period=period),
    }
    return _screen(request, of_program(chosen), periods, period, context, texts=texts)


@require_safe
@for_readers
def department(request: HttpRequest, code: str) -> HttpResponse:
    chosen = get_object_or_404(readable_departments(cast(User, request.user), today=timezone.localdate()), code=code)
    periods, period = asked_period(request.GET.get("wave", ""))
    return _screen(request, of_department(chosen), periods, period, {"where": [_("Department"), chosen.faculty.name]})


@require_safe
@for_readers
def faculty(request: HttpRequest, code: str) -> HttpResponse:
    chosen = get_object_or_404(readable_faculties(cast(User, request.user), today=timezone.localdate()), code=code)
    periods, period = asked_period(request.GET.get("wave", ""))
    context = {
        "where": [chosen.get_kind_display()],
        "list_link": f"{reverse('staff_results:index')}?{urlencode({'faculty': chosen.code})}",
        "files_link": _address("staff_results:faculty_files", chosen.code, period=period),
    }
    return _screen(request, of_faculty(chosen), periods, period, context)


@require_safe
@for_readers
def university(request: HttpRequest) -> HttpResponse:
    if not reads_university(cast(User, request.user), today=timezone.localdate()):
        raise Http404
    periods, period = asked_period(request.GET.get("wave", ""))
    return _screen(request, of_university(), periods, period, {"where": [], "list_link": reverse("staff_results:index")})


def _screen(
    request: HttpRequest,
    subject: Subject,
    periods: Periods,
    period: Period | None,
    context: dict[str, Any],
    *,
    texts: Texts | None = None,
) -> HttpResponse:
    parts: Parts | None = None
    if period is not None:
        language = reading_language()
        build = partial(unit_dashboard, subject=subject, periods=periods, period=period, language=language, texts=texts)
        parts = parts_of(subject=subject, periods=periods, period=period, language=language, texts=texts, build=build)
    level, unit = subject.place
    shown = {
        "header_title": subject.name,
        "breadcrumbs_items": [{"url": reverse("staff_results:index"), "label": _("Results")}, {"url": "", "label": subject.name}],
        "subject": subject,
        "periods": periods.all,
        "period": period,
        "parts": parts,
        "exported": [f"{level}:{unit or settings.SURVEYS_UNIVERSITY['code']}"] if _address("staff_exports:ask") else [],
        "file_name": "-".join(part for part in (level, unit, period.key if period else "") if part),
        "analyst": has_role(cast(User, request.user), Role.ANALYST, today=timezone.localdate()),
        **context,
    }
    return render(request, "surveys/staff/results/unit.html", shown)


def _texts(request: HttpRequest, chosen: Program, period: Period) -> Texts | None:
    if not reads_texts(cast(User, request.user), chosen.code, today=timezone.localdate()):
        return None
    threshold = settings.SURVEYS_TEXT_THRESHOLD
    return reviewed_texts(program=chosen, waves=period.waves, threshold=threshold, language=reading_language())


def _address(name: str, *args: str, period: Period | None = None) -> str:
    """Empty where this installation has no such page, or where there is no period to show on it."""
    try:
        return reverse(name, args=args) + (f"?wave={quote(period.key)}" if period else "")
    except NoReverseMatch:
        return ""
