"""The explorer in the Wagtail admin: the list of waves, the reason, and one wave's question with its answer.

The form is a GET form: an address is a question. Whatever shows figures is written to the audit log first (results.exploring).
"""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from home.models import User
from surveys.definition.compiled import compile_version
from surveys.fielding.releasing import terms
from surveys.models import SavedView, Wave
from surveys.reports.reading import reading_language
from surveys.results.exploring import explore, give_reason
from surveys.results.selection import WrongUse
from surveys.results.snapshot import MixedStructures
from surveys.results.units import load

from .access import for_analysts, keep_reason, reason_of
from .answer import Answer, answer_of
from .asking import Asked, read, written
from .choices import Words
from .page import form_context, last_questions, unit_note

SHORTEST_REASON, LONGEST_REASON = 10, 300


@require_safe
@for_analysts
def index(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    waves = Wave.objects.counted().filter(state__in=_closed()).select_related("questionnaire", "cycle").order_by("-closed_at", "-pk")
    context = {
        "waves": waves,
        "saved": SavedView.objects.filter(owner=user).select_related("wave__questionnaire"),
        "questions": last_questions(user),
        **_heading(_("Explorer")),
    }
    return render(request, "surveys/staff/explorer/index.html", context)


@require_safe
@for_analysts
def wave(request: HttpRequest, pk: int) -> HttpResponse:
    chosen = _wave(pk)
    if statement := _closed_to_everybody(chosen):
        return render(request, "surveys/staff/explorer/statement.html", {"statement": statement, **_heading(str(chosen))})
    if not (why := reason_of(request, chosen)):
        context = {"wave": chosen, "question": request.GET.urlencode(), "least": SHORTEST_REASON, "most": LONGEST_REASON}
        return render(request, "surveys/staff/explorer/reason.html", {**context, **_heading(str(chosen))})
    asked = read(request.GET)
    words = Words(compile_version(chosen.version).document, load(university=terms().university), reading_language())
    answer, problem = _answered(request, chosen, asked, words, why) if asked.submitted else (None, "")
    context = {
        "wave": chosen,
        "reason": why,
        "asked": asked,
        "answer": answer,
        "problem": problem,
        "note": unit_note(asked.question.unit),
        "address": written(asked.question, asked.shown),
        "saved": SavedView.objects.filter(owner=cast(User, request.user), wave=chosen),
        **form_context(asked, words),
        **_heading(str(chosen)),
    }
    return render(request, "surveys/staff/explorer/wave.html", context)


@require_POST
@for_analysts
def reason(request: HttpRequest, pk: int) -> HttpResponse:
    chosen = _wave(pk)
    address, question = reverse("staff_explorer:wave", args=[chosen.pk]), request.POST.get("question", "")
    given = " ".join(request.POST.get("reason", "").split())
    if not SHORTEST_REASON <= len(given) <= LONGEST_REASON:
        messages.error(
            request,
            _("Say in %(least)d to %(most)d characters what the figures are needed for.")
            % {"least": SHORTEST_REASON, "most": LONGEST_REASON},
        )
    elif not _closed_to_everybody(chosen):
        give_reason(wave=chosen, reason=given, by=cast(User, request.user), now=timezone.now())
        keep_reason(request, chosen, given)
    return redirect(f"{address}?{question}" if question else address)


def _answered(request: HttpRequest, chosen: Wave, asked: Asked, words: Words, why: str) -> tuple[Answer | None, str]:
    """The answer, or a sentence in its place."""
    if asked.unfinished:
        return None, _("A condition has no answer yet: choose one, or empty the condition.")
    try:
        found = explore(wave=chosen, question=asked.question, terms=terms(), reason=why, by=cast(User, request.user), now=timezone.now())
    except WrongUse as wrong:
        return None, str(wrong.__cause__ or wrong)  # of a filter what is wrong with it, without the name of a command's option
    except MixedStructures:
        return None, _("This wave holds answers to questionnaires of different structure; it cannot be explored as one.")
    return answer_of(found, asked, words), ""


def _wave(pk: int) -> Wave:
    return get_object_or_404(Wave.objects.select_related("questionnaire", "version"), pk=pk)


def _closed() -> list[str]:
    return [Wave.State.CLOSED, Wave.State.REVIEWED, Wave.State.RELEASED, Wave.State.ARCHIVED]


def _closed_to_everybody(chosen: Wave) -> str:
    """Why a wave has nothing to explore; empty where it has."""
    if chosen.pilot:
        return _("This is a pilot: its test answers are not counted and are not kept.")
    if not chosen.is_closed:
        return _("This wave is not closed. While it is open nobody can read what was answered, you included.")
    return ""


def _heading(title: str) -> dict[str, Any]:
    trail = [{"url": reverse("staff_explorer:index"), "label": _("Explorer")}]
    return {"header_title": title, "breadcrumbs_items": trail if title == _("Explorer") else [*trail, {"url": "", "label": title}]}
