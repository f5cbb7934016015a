"""The way out that every mail names: one click by the mail program itself (RFC 8058), or a page with one button."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from surveys.mailing import queue

from . import screen
from .visit import invited


@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """A GET changes nothing: mail scanners follow links. The POST needs no cookie and no second step."""
    invitation = invited(token)
    screen.speak(screen.chosen_language(request) or invitation.language)
    if request.method == "POST":
        invitation = queue.unsubscribe(invitation=invitation)
    context = {"token": token, "wave": invitation.wave, "opted_out": invitation.opted_out}
    return screen.show(request, "unsubscribe", context)
