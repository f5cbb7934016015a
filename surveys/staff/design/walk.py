"""A walk through the pages as respondents see them, on a phone or a wide screen. Nothing of it is stored."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from surveys.reports.reading import reading_language

from .simulation_subject import Of, head, subject

LANGUAGES = ("tr", "en")


@require_safe
def walk(request: HttpRequest, of: Of, pk: int) -> HttpResponse:
    found = subject(request, of, pk)
    context = {**head(found, request), "pages_address": f"{found.address('_pages')}?lang={_language(request)}"}
    return render(request, "surveys/design/walk.html", context)


@require_safe
def pages(request: HttpRequest, of: Of, pk: int, preview: Callable[..., HttpResponse]) -> HttpResponse:
    """What stands in the frame of `walk`."""
    return preview(subject(request, of, pk).written, language=_language(request), request=request)


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("lang", "")
    return asked if asked in LANGUAGES else reading_language()
