"""Own files only: another person's is as unknown here as one that does not exist."""

from typing import cast

from django.conf import settings
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from home.models import User
from surveys.exports import jobs, rights
from surveys.exports import microdata as single_answers
from surveys.models import Export, Wave
from surveys.reports.reading import reading_language

from .forms import MicrodataForm, ResultsForm
from .listing import lines_of

REFRESH = 4  # seconds until the list looks again, while something is still being made
MOST_WAITING = 10  # files of one person on the list at a time


def _own(request: HttpRequest) -> QuerySet[Export]:
    return Export.objects.filter(owner=cast(User, request.user))


@require_safe
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    if not (rights.reads_results(request.user, today=timezone.localdate()) or _own(request).exists()):
        return _forbidden(request)
    lines = lines_of(_own(request), now=timezone.now())
    context = {
        "header_title": _("My files"),
        "breadcrumbs_items": [{"url": "", "label": _("My files")}],
        "lines": lines,
        "refresh": REFRESH if any(line.under_way for line in lines) else None,
        "days": jobs.KEPT.days,
    }
    return render(request, "surveys/staff/exports/index.html", context)


@require_POST
def ask_results(request: HttpRequest) -> HttpResponse:
    """Released tables of the units named, as a file. Units the reader may not see are as unknown as units that do not exist."""
    form = ResultsForm(request.POST)
    if not form.is_valid():
        raise Http404
    if (refused := _too_many(request)) is not None:
        return refused
    question = {"release": form.cleaned_data["release"], "units": form.units}
    try:
        jobs.ask(
            owner=cast(User, request.user),
            kind=form.cleaned_data["kind"],
            question=question,
            language=reading_language(),
            name=request.POST.get("name", "")[:120],
            now=timezone.now(),
        )
    except jobs.NotAllowed:
        raise Http404 from None
    messages.success(request, _("Your file is being made."))
    return redirect("staff_exports:index")


@require_http_methods(["GET", "POST"])
@never_cache
def microdata(request: HttpRequest, wave: int) -> HttpResponse:
    """The form in which a named analyst says what single answers are needed for."""
    if not rights.may_have_single_answers(request.user, {}, timezone.localdate()):
        return _forbidden(request)
    asked = get_object_or_404(Wave.objects.select_related("questionnaire").filter(pilot=False), pk=wave)
    if not asked.is_closed:
        raise Http404
    form = MicrodataForm(request.POST if request.method == "POST" else None, initial={"language": reading_language()})
    if form.is_valid() and (refused := _too_many(request)) is not None:
        return refused
    if form.is_valid():
        single_answers.ask(owner=cast(User, request.user), wave=asked, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Your file is being made."))
        return redirect("staff_exports:index")
    context = {
        "header_title": _("Single answers: %(wave)s") % {"wave": asked},
        "breadcrumbs_items": [
            {"url": reverse("staff_exports:index"), "label": _("My files")},
            {"url": "", "label": _("Single answers: %(wave)s") % {"wave": asked}},
        ],
        "wave": asked,
        "form": form,
        "fewest": single_answers.FEWEST,
    }
    return render(request, "surveys/staff/exports/microdata.html", context, status=422 if form.errors else 200)


@require_safe
@never_cache
def download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Rights are asked again: what a person might read when asking may be over when the file is fetched."""
    export = get_object_or_404(_own(request), pk=pk)
    try:
        path = jobs.file_of(export=export, reader=cast(User, request.user), folder=settings.PRIVATE_DIR, now=timezone.now())
    except (jobs.NotAllowed, KeyError):
        return _forbidden(request)
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(path.open("rb"), as_attachment=True, filename=export.name, content_type=jobs.KINDS[export.kind].content_type)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    jobs.drop(export=get_object_or_404(_own(request), pk=pk), folder=settings.PRIVATE_DIR)
    messages.success(request, _("The file was deleted."))
    return redirect("staff_exports:index")


def _too_many(request: HttpRequest) -> HttpResponse | None:
    if _own(request).filter(state__in=[Export.State.WAITING, Export.State.RUNNING]).count() < MOST_WAITING:
        return None
    messages.error(request, _("Wait until one of your files is ready: too many are being made."))
    return redirect("staff_exports:index")


def _forbidden(request: HttpRequest) -> HttpResponse:
    """A plain page, because Wagtail would turn PermissionDenied into a redirect."""
    return render(request, "surveys/staff/exports/forbidden.html", {"header_title": _("My files")}, status=403)
