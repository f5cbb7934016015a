"""What every answering page has in common: its language, its headers, the page that says why a link leads nowhere.

None of these views asks for a CSRF token, and none sets a cookie. The link itself is the authority and no browser sends
it by itself, so nobody who does not hold it can post to it; and with Referrer-Policy no-referrer, which keeps the link
from other sites, browsers send `Origin: null`, which Django's check refuses. A phone's mail app without cookies can answer.
"""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.loader import get_template
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from .visit import LANGUAGES, Refused

log = logging.getLogger("mik.respond")

_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
}
_PRIVACY = {"tr": "/tr/gizlilik/", "en": "/en/privacy/"}

View = Callable[..., HttpResponse]


def answering(view: View) -> View:
    """A page under /a/: refusals become pages, the language is the respondent's and ends with the request."""

    @csrf_exempt
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with translation.override(_preferred(request)):
            try:
                _readable(request)
                speak(chosen_language(request) or _preferred(request))
                response = view(request, *args, **kwargs)
            except Refused as refused:
                response = refusal(request, refused, token=kwargs.get("token", ""))
        for name, value in _HEADERS.items():
            response[name] = value
        patch_vary_headers(response, ["Accept-Language"])
        return response

    return wrapped


def _readable(request: HttpRequest) -> None:
    """No database takes the character NUL, and no person types it: dropped. Refused: more than the server reads."""
    try:
        holds_nul = b"%00" in request.body or b"\0" in request.body
        posted = request.POST
    except (RequestDataTooBig, TooManyFieldsSent):
        raise Refused("too_large", status=413) from None
    if holds_nul:
        clean = QueryDict(mutable=True)
        for name, values in posted.lists():
            clean.setlist(name.replace("\0", ""), [value.replace("\0", "") for value in values])
        request.POST = clean  # type: ignore[assignment]  # a QueryDict all the same; only this request sees it


def chosen_language(request: HttpRequest) -> str | None:
    """Of this very request: the button of the page, the page it was posted from, or ?lang= of a link."""
    asked = request.POST.get("_switch") or request.POST.get("_language") or request.GET.get("lang")
    return asked if asked in LANGUAGES else None


def _preferred(request: HttpRequest) -> str:
    """Before anyone is known: what the browser asks for, Turkish first."""
    accepted = request.headers.get("Accept-Language", "")[:2].lower()
    return "en" if accepted == "en" else "tr"


def speak(language: str) -> None:
    """For the rest of this request; `answering` restores what was spoken before."""
    translation.activate(language)


def show(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """templates/surveys/respond/<template>.html, without context processors: no session and no user is looked at."""
    page = get_template(f"surveys/respond/{template}.html").render({**shell(str(translation.get_language())), **context})
    return HttpResponse(page, status=status)


def shell(language: str) -> dict[str, str]:
    """What templates/surveys/respond/base.html needs."""
    other = "en" if language == "tr" else "tr"
    return {"language": language, "other_language": other, "privacy_url": _PRIVACY[language], "home": f"/{language}/"}


def refusal(request: HttpRequest, refused: Refused, *, token: str = "") -> HttpResponse:
    if refused.invitation and not chosen_language(request):
        speak(refused.invitation.language)
    if refused.reason == "unavailable":
        log.error("Keys of a wave that is open are missing from %s.", settings.PRIVATE_DIR)
    wave = refused.invitation.wave if refused.invitation else None
    until = min((moment for moment in (wave.closes_at, wave.closed_at) if moment), default=None) if wave else None
    employer = refused.invitation is not None and refused.invitation.contact_id is not None
    context = {"reason": refused.reason, "wave": wave, "token": token, "until": until, "employer": employer}
    return show(request, "refused", context, status=refused.status)
