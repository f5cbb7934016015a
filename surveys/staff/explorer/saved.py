"""Saved views of the explorer: each opened, renamed and deleted by its owner alone."""

from typing import cast

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from home.models import User
from surveys.models import SavedView, Wave
from surveys.results.exploring import Question
from surveys.results.saved_views import NotSaved, delete_view, rename_view, save_view

from .access import for_analysts
from .asking import read, written


@require_POST
@for_analysts
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """The question in the field `question`, as the address has it, under a name."""
    wave = get_object_or_404(Wave, pk=pk)
    asked = read(QueryDict(request.POST.get("question", "")))
    try:
        view = save_view(
            owner=cast(User, request.user), wave=wave, name=request.POST.get("name", ""), question=asked.question, now=timezone.now()
        )
    except NotSaved as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Saved as “%(name)s”. The question is kept, not its figures.") % {"name": view.name})
    # Without the figures: coming back is no new question, and is not logged as one.
    return redirect(f"{reverse('staff_explorer:wave', args=[wave.pk])}?{written(asked.question, asked.shown)}&step=options")


@require_safe
@for_analysts
def open_view(request: HttpRequest, pk: int) -> HttpResponse:
    view = _own(request, pk)
    return redirect(f"{reverse('staff_explorer:wave', args=[view.wave_id])}?{written(Question.of(view.question))}")


@require_POST
@for_analysts
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        view = rename_view(view=_own(request, pk), name=request.POST.get("name", ""))
    except NotSaved as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The saved view is now called “%(name)s”.") % {"name": view.name})
    return redirect("staff_explorer:index")


@require_POST
@for_analysts
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    view = _own(request, pk)
    delete_view(view=view)
    messages.success(request, _("The saved view “%(name)s” is deleted.") % {"name": view.name})
    return redirect("staff_explorer:index")


def _own(request: HttpRequest, pk: int) -> SavedView:
    """Another analyst's view is as unknown as one that does not exist."""
    return get_object_or_404(SavedView, pk=pk, owner=request.user)
