"""The buttons of the release page. Each calls one verb; all of them are POST."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from surveys.fielding.releasing import INTERNAL, PUBLIC, release_wave
from surveys.fielding.reviewing import review_wave
from surveys.fielding.transitions import Refused
from surveys.fielding.withdrawing import reinstate_release, withdraw_release
from surveys.mailing.notices import retry
from surveys.models import Release, Wave
from surveys.results.release import latest
from surveys.staff.registers.base import staff

from .access import a_wave, for_office, heading
from .forms import ReasonForm, ReleaseForm, breakdowns
from .views import context_of


@require_POST
@for_office
def review(request: HttpRequest, pk: int) -> HttpResponse:
    wave, withhold = a_wave(pk), request.POST.get("withhold") == "1"

    def run() -> str:
        review_wave(wave=wave, by=staff(request), now=timezone.now(), withhold_undecided=withhold)
        return _("The wave is reviewed. Next: see what would be hidden, and release it.")

    return _decide(request, wave, run)


@require_POST
@for_office
def confirm(request: HttpRequest, pk: int, profile: str) -> HttpResponse:
    """Shows what follows from it; with `sure` it is done."""
    wave = a_wave(pk)
    if profile not in Release.Profile.values:
        raise Http404
    form = _release_form(request, wave, profile)
    if not form.is_valid() or request.POST.get("sure") != "1":
        return _ask(request, wave, profile, form)

    def run() -> str:
        if wave.state == Wave.State.CLOSED:  # the command line may, for what was reviewed elsewhere
            raise Refused(_("Mark the wave as reviewed first."))
        release_wave(wave=wave, by=staff(request), now=timezone.now(), profile=profile, **form.cleaned_data)
        if profile == PUBLIC:
            return _("The results are published.")
        return _("The results are released; the representatives are written to in the next minutes.")

    return _decide(request, wave, run)


@require_POST
@for_office
def withdraw(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    release = _release(pk, number)

    def run() -> str:
        gone = withdraw_release(release=release, reason=request.POST.get("reason", ""), by=staff(request), now=timezone.now())
        return ngettext("The release is withdrawn.", "Both releases are withdrawn.", len(gone))

    return _reasoned(request, release, run)


@require_POST
@for_office
def reinstate(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    release = _release(pk, number)

    def run() -> str:
        reinstate_release(release=release, reason=request.POST.get("reason", ""), by=staff(request), now=timezone.now())
        return _("The same tables are shown again.")

    return _reasoned(request, release, run)


@require_POST
@for_office
def mails(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Those that were refused or are in doubt are sent once more."""
    release = _release(pk, number)

    def run() -> str:
        count = retry(release=release, by=staff(request), now=timezone.now())
        return ngettext("%(count)d mail waits again.", "%(count)d mails wait again.", count) % {"count": count}

    return _decide(request, release.wave, run)


def _reasoned(request: HttpRequest, release: Release, run: Callable[[], str]) -> HttpResponse:
    form = ReasonForm(request.POST)
    if form.is_valid():
        return _decide(request, release.wave, run)
    messages.error(request, _("Write down the reason first; at most 1000 characters."))
    return _again(request, release.wave, 422)


def _decide(request: HttpRequest, wave: Wave, run: Callable[[], str]) -> HttpResponse:
    """The sentence of a decision above the page as it then stands; where it is refused, the reasons."""
    try:
        said = run()
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, reason)
        return _again(request, a_wave(wave.pk), 409)
    messages.success(request, said)
    return redirect("surveys_release_wave", wave.pk)


def _again(request: HttpRequest, wave: Wave, status: int) -> HttpResponse:
    return render(request, "surveys/release/wave.html", context_of(request, wave), status=status)


def _ask(request: HttpRequest, wave: Wave, profile: str, form: ReleaseForm) -> HttpResponse:
    choices = dict(form.fields["breakdown"].choices)  # type: ignore[attr-defined]  # a ChoiceField
    chosen = form["breakdown"].value() or ""
    context: dict[str, Any] = {
        "wave": wave,
        "profile": profile,
        "form": form,
        "breakdown": str(choices.get(chosen, "")) if chosen else "",
        "employers": wave.questionnaire.audience == "employers",
        **heading(wave, _("Release inside the university") if profile == INTERNAL else _("Publish for everybody")),
    }
    return render(request, "surveys/release/confirm.html", context, status=422 if form.errors else 200)


def _release_form(request: HttpRequest, wave: Wave, profile: str) -> ReleaseForm:
    internal = latest(wave)
    own = profile == PUBLIC and internal is not None and internal.released_by_id == staff(request).pk
    choices = breakdowns(wave) if profile == INTERNAL else [("", "")]
    return ReleaseForm(request.POST, choices=choices, needs_reason=own)


def _release(pk: int, number: int) -> Release:
    return get_object_or_404(Release.objects.select_related("wave__questionnaire", "wave__version"), wave=pk, number=number)
