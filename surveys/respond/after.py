"""The part after the questionnaire: consents, contacts and offers, in a request of its own and kept apart from the answers."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from surveys.collection import followups
from surveys.definition.compiled import Compiled
from surveys.questions import AnyQuestion, Parsed

from . import screen
from .messages import explain
from .pages import after_markup
from .visit import Refused, compiled_version, invited


def form_context(
    compiled: Compiled,
    questions: Sequence[AnyQuestion],
    *,
    language: str,
    given: Mapping[str, Sequence[str]] | None = None,
    faults: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """For templates/surveys/respond/after_form.html. Which questions fit was decided by answers that can no longer be read."""
    markup = after_markup(compiled, tuple(questions), language)
    return {
        "after": markup.fill(given or {}, faults=faults or {}) if questions else "",
        "after_codes": " ".join(question.code for question in questions),
        "after_faults": [(code, message) for code, message in (faults or {}).items()],
    }


def after(request: HttpRequest, token: str) -> HttpResponse:
    """The same questions on a page of their own: for someone who comes back, or wrote an address that is none."""
    invitation = invited(token)
    if not invitation.done:
        raise (
            Refused("closed", status=410, invitation=invitation)
            if invitation.wave.is_closed
            else Refused("not_answered", status=409, invitation=invitation)
        )
    language = screen.chosen_language(request) or invitation.language
    screen.speak(language)
    compiled = compiled_version(invitation.wave.version_id)
    questions = asked(compiled, request.POST.get("_ask"))
    context: dict[str, Any] = {"token": token, "wave": invitation.wave}
    if request.method != "POST":
        return screen.show(request, "after", {**context, **form_context(compiled, questions, language=language)})
    raw = dict(request.POST.lists())
    parsed = _parse(compiled, questions, raw)
    if parsed.problems:
        faults = {problem.variable: explain(problem) for problem in parsed.problems}
        return screen.show(
            request, "after", {**context, **form_context(compiled, questions, language=language, given=raw, faults=faults)}, status=422
        )
    given = {question.code: parsed.answers.get(question.code) for question in questions}
    wordings = {question.code: question.label.in_language(language) for question in questions}
    followups.record(invitation=invitation, given=given, wordings=wordings, today=timezone.localdate())
    return redirect(reverse("respond:after_thanks", args=[token]) + f"?lang={language}")


def after_thanks(request: HttpRequest, token: str) -> HttpResponse:
    invitation = invited(token)
    screen.speak(screen.chosen_language(request) or invitation.language)
    return screen.show(request, "after_thanks", {"wave": invitation.wave})


def asked(compiled: Compiled, codes: str | None) -> tuple[AnyQuestion, ...]:
    """Those named by the form of the thanks page; without it, those that depend on no answer."""
    if codes is None:
        return compiled.after({})
    return tuple(question for question in compiled.document.after if question.code in codes.split())


def _parse(compiled: Compiled, questions: Sequence[AnyQuestion], raw: Mapping[str, Sequence[str]]) -> Parsed:
    parsed = [question.parse(raw, compiled.document.option_sets, asked=frozenset()) for question in questions]
    return Parsed({k: v for p in parsed for k, v in p.answers.items()}, tuple(problem for p in parsed for problem in p.problems))
