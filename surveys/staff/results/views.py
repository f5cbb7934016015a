"""Results in the Wagtail admin: the list of every program the reader may see."""

from typing import cast

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from departments.models import Level, Program
from home.models import User
from surveys.reports.fieldwork import Fieldwork, open_fieldwork
from surveys.reports.overview import overview
from surveys.reports.reading import reading_language

from .access import readable_faculties, readable_programs, reads_university
from .guard import asked_period, for_readers
from .listing import Listing, faculties_of, page_of, pressing, read_listing


@require_safe
@for_readers
def index(request: HttpRequest) -> HttpResponse:
    """Every program the reader may see, a line each; sorted, narrowed and divided into pages by the address alone."""
    listing = read_listing(request.GET.dict())
    if listing is None:
        raise Http404
    periods, period = asked_period(listing.wave)
    user, today = cast(User, request.user), timezone.localdate()
    readable = readable_programs(user, today=today)
    shown = overview(programs=list(readable), period=period, language=reading_language(), periods=periods)
    page = page_of(shown.lines, listing)
    if page is None:
        raise Http404
    faculties = faculties_of(shown.lines)
    context = {
        "header_title": _("Results"),
        "breadcrumbs_items": [{"url": "", "label": _("Results")}],
        "periods": periods.all,
        "period": period,
        "overview": shown,
        "fieldwork": fieldwork_of(readable),
        "listing": listing,
        "headings": _headings(listing, employment=shown.employment),
        "page": page,
        "pressing": pressing(shown.lines) if len(shown.lines) > 1 else [],
        "faculties": faculties if len(faculties) > 1 else [],
        "levels": [(value, label) for value, label in Level.choices if any(line.program.level == value for line in shown.lines)],
        "own_faculties": list(readable_faculties(user, today=today).filter(code__in=[faculty.code for faculty in faculties])),
        "whole": reads_university(user, today=today),
    }
    return render(request, "surveys/staff/results/index.html", context)


def fieldwork_of(programs: QuerySet[Program]) -> list[Fieldwork]:
    return open_fieldwork(programs=programs, minimum=settings.SURVEYS_INTERNAL_THRESHOLD, language=reading_language())


def _headings(listing: Listing, *, employment: bool) -> list[dict[str, str]]:
    """Columns with the link that sorts by each: upwards first, downwards at the second click."""
    columns = {
        "name": _("Program"),
        "rate": _("Response rate"),
        "satisfaction": _("Satisfaction"),
        "score": _("Recommendation score"),
        "gap": _("Widest gap"),
        **({"employment": _("Employment")} if employment else {}),
    }
    found = []
    for name, label in columns.items():
        sorted_now = listing.by == name
        link = listing.link(sort=f"-{name}" if sorted_now and not listing.descending else name)
        order = ("descending" if listing.descending else "ascending") if sorted_now else ""
        found.append({"name": name, "label": label, "link": link, "order": order})
    return found
