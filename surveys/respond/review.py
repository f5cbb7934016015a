"""Before sending, sending, and after it: what was answered, the receipt, and the part that is kept apart."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from surveys.definition.compiled import Page

from . import after, screen
from .visit import Refused, Visit, compiled_version

_RECEIPT = re.compile(r"[0-9a-z]{4}(-[0-9a-z]{4}){2}")


@dataclass(frozen=True, slots=True)
class Skipped:
    """A question left open, wholly or in some of its rows; `page` is where it stands."""

    page: Page
    label: str
    count: int


def show_review(request: HttpRequest, visit: Visit) -> HttpResponse:
    settled = visit.compiled.settle(visit.draft.answers, slots=visit.slots)
    counted = {code: value for code, value in settled.items() if not code.endswith(".other")}
    skipped = [found for page in visit.open_pages for found in _skipped(visit, page, counted)]
    context = {
        "visit": visit,
        "wave": visit.wave,
        "answered": sum(value is not None for value in counted.values()),
        "asked": len(counted),
        "skipped": skipped,
        "receipt": visit.draft.receipt,
        "ask": " ".join(question.code for question in visit.compiled.after(visit.draft.answers, slots=visit.slots)),
        "last_page": visit.open_pages[-1].number,
        "employer": visit.compiled.document.audience == "employers",
    }
    return screen.show(request, "review", context)


def _skipped(visit: Visit, page: Page, settled: Mapping[str, object]) -> Iterator[Skipped]:
    sets = visit.compiled.document.option_sets
    for question in page.questions:
        missing = [variable for variable in question.variables(sets) if settled.get(variable.code, "") is None]
        if missing:
            yield Skipped(page, question.label.in_language(visit.draft.language), len(missing))


def thanks(request: HttpRequest, visit: Visit, *, receipt: str) -> HttpResponse:
    """Shown in answer to the POST itself: no address could bring it back, since nothing links a person to a receipt."""
    questions = visit.compiled.after(visit.draft.answers, slots=visit.slots)
    context = {
        "wave": visit.wave,
        "token": visit.token,
        "receipt": receipt,
        "employer": visit.compiled.document.audience == "employers",
        **after.form_context(visit.compiled, questions, language=visit.draft.language),
    }
    return screen.show(request, "thanks", context)


def thanks_again(request: HttpRequest, refused: Refused, *, token: str) -> HttpResponse:
    """The button was pressed twice, or the reply was lost: what was stored the first time stands.

    Which questions of the part apart fit, only the form still knows: the answers cannot be read any more.
    """
    invitation = refused.invitation
    if invitation is None:
        raise refused
    if not screen.chosen_language(request):
        screen.speak(invitation.language)
    posted = request.POST.get("_receipt", "")
    compiled = compiled_version(invitation.wave.version_id)
    questions = after.asked(compiled, request.POST.get("_ask"))
    context = {
        "wave": invitation.wave,
        "token": token,
        "receipt": posted if _RECEIPT.fullmatch(posted) else "",
        "again": True,
        "employer": invitation.contact_id is not None,
        **after.form_context(compiled, questions, language=str(get_language())),
    }
    return screen.show(request, "thanks", context)
