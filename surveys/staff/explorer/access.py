"""Who may open the explorer: whoever is appointed analyst today, and nobody by any other office. Read live."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from home.models import Role, User
from home.rights import has_role
from surveys.models import Wave

P = ParamSpec("P")
_REASONS = "explorer_reasons"  # in the session, by wave: gone when the analyst signs out


def explores(user: User | AnonymousUser, *, today: date) -> bool:
    return has_role(user, Role.ANALYST, today=today)


def for_analysts(view: Callable[Concatenate[HttpRequest, P], HttpResponse]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """403 for everybody else, the office included; raw figures are kept in no cache."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not explores(request.user, today=timezone.localdate()):
            return render(request, "surveys/staff/explorer/forbidden.html", {"header_title": _("Explorer")}, status=403)
        return view(request, *args, **kwargs)

    return guarded


def reason_of(request: HttpRequest, wave: Wave) -> str:
    """Why the analyst needs this wave, as said in this session; empty where they have not been asked yet."""
    return str(request.session.get(_REASONS, {}).get(str(wave.pk), ""))


def keep_reason(request: HttpRequest, wave: Wave, reason: str) -> None:
    request.session[_REASONS] = {**request.session.get(_REASONS, {}), str(wave.pk): reason}
