"""Results in the Wagtail admin: every view names the reader's programs first, and finds nothing outside them."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from departments.models import Program
from home.models import User
from surveys.reports.dashboard import program_dashboard
from surveys.reports.fieldwork import Fieldwork, open_fieldwork
from surveys.reports.overview import SORTS, overview, sort_lines
from surveys.reports.periods import released_periods
from surveys.reports.reading import reading_language

from .access import readable_programs, reads_results

P = ParamSpec("P")


def for_readers(view: Callable[Concatenate[HttpRequest, P], HttpResponse]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """403 for whoever holds no role that reads results; a plain one, because Wagtail would turn PermissionDenied into a redirect."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not reads_results(request.user, today=timezone.localdate()):
            return render(request, "surveys/staff/results/forbidden.html", {"header_title": _("Results")}, status=403)
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@for_readers
def index(request: HttpRequest) -> HttpResponse:
    """Every program the reader may see, a line each."""
    periods = released_periods()
    period = periods.find(request.GET.get("wave", ""))
    sort, descending = _sort(request.GET.get("sort", "name"))
    if sort is None or (period is None and request.GET.get("wave")):
        raise Http404
    readable = readable_programs(cast(User, request.user), today=timezone.localdate())
    shown = overview(programs=list(readable), period=period, language=reading_language())
    context = {
        "header_title": _("Results"),
        "breadcrumbs_items": [{"url": "", "label": _("Results")}],
        "periods": periods.all,
        "period": period,
        "overview": shown,
        "fieldwork": _fieldwork(readable),
        "lines": sort_lines(shown.lines, by=sort, descending=descending),
        "sort": sort,
        "descending": descending,
    }
    return render(request, "surveys/staff/results/index.html", context)


@require_safe
@for_readers
def program(request: HttpRequest, code: str) -> HttpResponse:
    """One program. Another department's program is as unknown here as one that does not exist."""
    readable = readable_programs(cast(User, request.user), today=timezone.localdate())
    chosen = get_object_or_404(readable, code=code)
    periods = released_periods()
    period = periods.find(request.GET.get("wave", ""))
    if period is None and request.GET.get("wave"):
        raise Http404
    dashboard = None if period is None else program_dashboard(program=chosen, periods=periods, period=period, language=reading_language())
    context = {
        "header_title": chosen.name,
        "breadcrumbs_items": [{"url": reverse("staff_results:index"), "label": _("Results")}, {"url": "", "label": chosen.name}],
        "program": chosen,
        "periods": periods.all,
        "period": period,
        "fieldwork": _fieldwork(readable.filter(pk=chosen.pk)),
        "dashboard": dashboard,
    }
    return render(request, "surveys/staff/results/program.html", context)


def _fieldwork(programs: QuerySet[Program]) -> list[Fieldwork]:
    return open_fieldwork(programs=programs, minimum=settings.SURVEYS_INTERNAL_THRESHOLD, language=reading_language())


def _sort(asked: str) -> tuple[str | None, bool]:
    """`satisfaction` sorts upwards, `-satisfaction` downwards; None where there is no such column."""
    name = asked.removeprefix("-")
    return (name if name in SORTS else None), asked.startswith("-")
