"""What stands before every results screen."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from home.rights import keep_roles
from surveys.reports.periods import Period, Periods, released_periods

from .access import reads_results

P = ParamSpec("P")


def for_readers(view: Callable[Concatenate[HttpRequest, P], HttpResponse]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """403 for whoever holds no role that reads results; a plain one, because Wagtail would turn PermissionDenied into a redirect."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        keep_roles(request.user)
        if not reads_results(request.user, today=timezone.localdate()):
            return render(request, "surveys/staff/results/forbidden.html", {"header_title": _("Results")}, status=403)
        return view(request, *args, **kwargs)

    return guarded


def asked_period(asked: str) -> tuple[Periods, Period | None]:
    """All periods and the one asked for; 404 for one that does not exist, None where nothing was released yet."""
    periods = released_periods()
    period = periods.find(asked)
    if period is None and asked:
        raise Http404
    return periods, period
