"""The list of waves by what is still to be done, and the page that walks through one release."""

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from surveys.fielding.releasing import INTERNAL, PUBLIC, reasons_against_release, terms
from surveys.fielding.reviewing import pending, reasons_against_review
from surveys.models import Release, Wave
from surveys.results import release as results
from surveys.results.quality import quality
from surveys.results.snapshot import MixedStructures
from surveys.staff.registers.base import staff
from surveys.staff.registers.waves import badges

from .access import a_wave, for_office, heading
from .facts import facts, headline_lines
from .forms import BreakdownForm, ReleaseForm, breakdowns
from .preview import Summary, difference, summarise
from .standing import Standing, standing_of

State = Wave.State
_KEPT_FOR = 600  # seconds


@dataclass(frozen=True, slots=True)
class Group:
    """Waves of the list that stand alike; `waves` with their releases read."""

    title: str
    hint: str
    waves: tuple[Wave, ...]


@require_safe
@for_office
def listing(request: HttpRequest) -> HttpResponse:
    waves = Wave.objects.counted().exclude(state__in=[State.OPEN, State.ARCHIVED]).select_related("questionnaire", "cycle")
    ordered = list(waves.prefetch_related("releases").order_by("-cycle__year", "-closed_at", "-pk"))
    context = {"groups": [group for group in _groups(ordered) if group.waves], **heading()}
    return render(request, "surveys/release/list.html", context)


def _groups(waves: list[Wave]) -> list[Group]:
    def those(*states: str, standing: set[str] | None = None) -> tuple[Wave, ...]:
        found = (wave for wave in waves if wave.state in states)
        return tuple(w for w in found if standing is None or {r.profile for r in w.releases.all() if not r.withdrawn_at} == standing)

    inside, everywhere = those(State.RELEASED, standing={INTERNAL}), those(State.RELEASED, standing={INTERNAL, PUBLIC})
    return [
        Group(_("To be reviewed"), _("Closed: free texts and figures wait for a look."), those(State.CLOSED)),
        Group(_("To be released"), _("Reviewed: nobody but the office sees anything yet."), those(State.REVIEWED)),
        Group(_("To be published"), _("Released inside the university; a second person publishes."), inside),
        Group(_("Published"), _("Everybody reads the public tables."), everywhere),
        Group(_("Withdrawn"), _("Released once and taken back."), those(State.RELEASED, standing=set())),
        Group(_("Not yet opened"), _("What would be hidden can be estimated before anybody is asked."), those(State.DRAFT, State.APPROVED)),
    ]


@require_safe
@for_office
def wave_page(request: HttpRequest, pk: int) -> HttpResponse:
    wave = a_wave(pk)
    return render(request, "surveys/release/wave.html", context_of(request, wave))


def context_of(request: HttpRequest, wave: Wave) -> dict[str, Any]:
    """Everything the page needs; what is not yet due is left out."""
    context: dict[str, Any] = {"wave": wave, "badges": badges(wave), **heading(wave)}
    if not wave.is_closed or wave.pilot:
        return context
    under = terms()
    try:
        found = quality(wave=wave, terms=under, now=timezone.now())
    except MixedStructures:
        return {**context, "mixed": True}
    standing = standing_of(wave)
    return context | {
        "quality": found,
        "facts": facts(wave, found),
        "headlines": headline_lines(found),
        "threshold": under.threshold,
        "standing": standing,
        "pending": pending(wave),
        **_review(wave),
        **_internal(request, wave),
        **_public(request, wave, standing),
    }


def _review(wave: Wave) -> dict[str, Any]:
    if wave.state != State.CLOSED:
        return {}
    withholding = reasons_against_review(wave, withhold_undecided=True)
    return {"review": {"reasons": reasons_against_review(wave), "reasons_withholding": withholding}}


def _internal(request: HttpRequest, wave: Wave) -> dict[str, Any]:
    """The preview is computed once it is asked for: it takes as long as the release itself."""
    if wave.state != State.REVIEWED:
        return {}
    choices = breakdowns(wave)
    form = BreakdownForm(request.GET if "breakdown" in request.GET else None, choices=choices)
    context: dict[str, Any] = {"internal": {"reasons": reasons_against_release(wave), "breakdown": form}}
    if form.is_bound and form.is_valid():
        chosen = form.cleaned_data["breakdown"]
        plain = _summary(wave, "")
        divided = _summary(wave, chosen) if chosen else plain
        context["internal"] |= {
            "chosen": str(dict(choices)[chosen]) if chosen else "",
            "summary": divided,
            "difference": difference(plain, divided) if chosen else None,
            "form": ReleaseForm(choices=choices, initial={"breakdown": chosen}),
        }
    return context


def _summary(wave: Wave, breakdown: str) -> Summary:
    """Kept for some minutes: a closed wave and what was published before it seldom change while somebody weighs breakdowns."""
    under, published = terms(), Release.objects.aggregate(last=Max("pk"), withdrawn=Count("withdrawn_at"))
    facts = (wave.pk, breakdown, wave.version_id, under.threshold, *published.values(), get_language())
    key = "release-preview:" + ":".join(map(str, facts))
    kept: Summary | None = cache.get(key)
    if kept is None:
        kept = summarise(results.preview(wave=wave, terms=under, breakdown=breakdown, now=timezone.now()))
        cache.set(key, kept, _KEPT_FOR)
    return kept


def _public(request: HttpRequest, wave: Wave, standing: list[Standing]) -> dict[str, Any]:
    """Where an internal release stands and nothing was ever published."""
    internal = next((one.release for one in standing if one.release.profile == INTERNAL and not one.release.withdrawn_at), None)
    if internal is None or any(one.release.profile == PUBLIC for one in standing):
        return {}
    own = internal.released_by_id == staff(request).pk
    notes = {"note": internal.note, "note_en": internal.note_en}
    form = ReleaseForm(choices=[("", "")], needs_reason=own, initial=notes)
    return {"public": {"own": own, "form": form}}
