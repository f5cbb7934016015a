"""Who releases results: the coordinator and the deputy, while they are in office."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from surveys.models import Wave
from surveys.staff.registers.base import OFFICE, in_office

P = ParamSpec("P")


def for_office(view: Callable[Concatenate[HttpRequest, P], HttpResponse]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A plain 403 for everybody else: Wagtail would turn PermissionDenied into a redirect."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not in_office(request.user, *OFFICE):
            return render(request, "surveys/release/forbidden.html", {"page_title": _("Release of results")}, status=403)
        return view(request, *args, **kwargs)

    return guarded


def a_wave(pk: int) -> Wave:
    return get_object_or_404(Wave.objects.select_related("questionnaire", "version", "cycle"), pk=pk)


def heading(wave: Wave | None = None, title: str = "") -> dict[str, Any]:
    """Title and way back, for the frame of Wagtail."""
    trail = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("surveys_release") if wave else "", "label": _("Release of results")},
    ]
    if wave:
        trail.append({"url": reverse("surveys_release_wave", args=[wave.pk]) if title else "", "label": str(wave)})
    if title:
        trail.append({"url": "", "label": title})
    return {
        "page_title": title or (str(wave) if wave else _("Release of results")),
        "page_subtitle": str(wave) if title else (_("Release of results") if wave else ""),
        "header_icon": "success",
        "breadcrumbs_items": trail,
    }
