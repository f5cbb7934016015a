"""Pages around the questionnaire: a code from paper, a link that got lost, a receipt, "this is not me"."""

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from departments.models import Program
from surveys.collection import concerns, submissions, tokens
from surveys.fielding import inviting
from surveys.mailing import resend
from surveys.models import Concern, Wave

from . import screen
from .programs import living_programs
from .visit import Refused, invited

_LINK = re.compile(r"\s*\S*/a/([^/?#]+)\S*\s*")


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """The code as printed on a letter, typed by hand; dashes, blanks, capitals, look-alikes and the whole link are understood."""
    if request.method != "POST":
        return screen.show(request, "enter", {})
    typed = request.POST.get("code", "")
    try:
        token = tokens.normalise(_LINK.sub(r"\1", typed))
    except tokens.UnknownToken:
        return screen.show(request, "enter", {"typed": typed[:200], "fault": "unknown"}, status=404)
    return redirect("respond:start", token)


@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest) -> HttpResponse:
    """'Send my link again': the same answer for every address, so that nobody learns who was invited."""
    email = request.POST.get("email", "").strip()[:254]
    if request.method != "POST":
        return screen.show(request, "link", {})
    if not _is_address(email):
        return screen.show(request, "link", {"typed": email, "fault": "email"}, status=422)
    resend.resend_links(email=email, now=timezone.now())
    return screen.show(request, "link", {"sent": True})


@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest) -> HttpResponse:
    """Delete answers with the code that was shown before sending, while the wave is open."""
    typed = request.POST.get("receipt", "").strip()[:200]
    if request.method != "POST":
        return screen.show(request, "receipt", {})
    if not submissions.delete_by_receipt(typed, key=settings.SURVEYS_TOKEN_KEY):
        return screen.show(request, "receipt", {"typed": typed, "fault": "unknown"}, status=404)
    return screen.show(request, "receipt", {"deleted": True})


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, token: str) -> HttpResponse:
    """With both link and receipt: delete the answers and answer again."""
    invitation = invited(token)
    screen.speak(screen.chosen_language(request) or invitation.language)
    typed = request.POST.get("receipt", "").strip()[:200]
    if request.method == "POST" and submissions.take_back(invitation=invitation, code=typed, key=settings.SURVEYS_TOKEN_KEY):
        return redirect("respond:start", token)
    fault = "unknown" if request.method == "POST" else ""
    context = {"token": token, "typed": typed, "fault": fault, "again": True, "wave": invitation.wave}
    return screen.show(request, "receipt", context, status=404 if fault else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def concern(request: HttpRequest, token: str) -> HttpResponse:
    """'This is not me', 'not my program', 'wrong person': onto a person's list."""
    invitation = invited(token)
    screen.speak(screen.chosen_language(request) or invitation.language)
    kinds = [
        (kind.value, kind.label) for kind in Concern.Kind if (kind is Concern.Kind.WRONG_PERSON) == (invitation.contact_id is not None)
    ]
    kind, note = request.POST.get("kind", ""), request.POST.get("note", "").strip()[:500]
    context = {
        "token": token,
        "wave": invitation.wave,
        "kinds": kinds,
        "kind": kind,
        "note": note,
        "employer": invitation.contact_id is not None,
    }
    if request.method != "POST":
        return screen.show(request, "concern", context)
    if kind not in Concern.Kind.values:
        return screen.show(request, "concern", {**context, "fault": "required"}, status=422)
    concerns.raise_concern(invitation=invitation, kind=kind, note=note, today=timezone.localdate())
    return screen.show(request, "concern", {**context, "raised": True})


@require_http_methods(["GET", "HEAD", "POST"])
def another(request: HttpRequest, token: str) -> HttpResponse:
    """An employer rates the graduates of one more program: a sitting of its own, under a link of its own."""
    invitation = invited(token)
    if invitation.contact_id is None:
        raise Refused("unknown", status=404)
    if invitation.wave.state != Wave.State.OPEN:
        raise Refused("closed", status=410, invitation=invitation)
    language = screen.chosen_language(request) or invitation.language
    screen.speak(language)
    chosen = Program.objects.filter(code=request.POST.get("program", ""), valid_until=None).first() if request.method == "POST" else None
    if chosen is None:
        groups = [
            (f.in_language(language), [(o.code, o.label.in_language(language)) for o in some])
            for f, some in living_programs(now=timezone.now()).groups
        ]
        context = {"token": token, "wave": invitation.wave, "groups": groups, "fault": request.method == "POST"}
        return screen.show(request, "another", context, status=422 if context["fault"] else 200)
    new = inviting.rate_another(invitation=invitation, program=chosen, now=timezone.now())
    return redirect("respond:start", tokens.token_for(new, key=settings.SURVEYS_TOKEN_KEY))


@require_http_methods(["GET", "HEAD"])
def later(request: HttpRequest, token: str) -> HttpResponse:
    """Saved; how to go on, on this device or another."""
    invitation = invited(token)
    screen.speak(screen.chosen_language(request) or invitation.language)
    return screen.show(request, "later", {"token": token, "wave": invitation.wave})


def _is_address(text: str) -> bool:
    local, _at, domain = text.rpartition("@")
    return bool(local) and "." in domain and not any(character.isspace() for character in text)
