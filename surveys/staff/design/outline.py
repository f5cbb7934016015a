"""What the editor's script asks while somebody writes: what stands in the draft now, and what still keeps it from being published."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from surveys.definition import bank, drafts
from surveys.definition.check import DefinitionProblem, problems
from surveys.definition.formats.registers import REGISTERS
from surveys.definition.publishing import refusals
from surveys.models import Questionnaire
from surveys.questions import Variable

from .places import in_words

MOST_OPTIONS = 60  # of one question in the condition builder; a longer list is typed


@require_POST
def outline(request: HttpRequest, pk: int | None = None) -> JsonResponse:
    """The posted form, unsaved, as questions (for conditions), lists (for choices) and problems (for the author)."""
    if not request.user.has_perms(["surveys.change_questionnaire"]):
        raise PermissionDenied
    draft = get_object_or_404(Questionnaire, pk=pk) if pk else Questionnaire()
    try:
        _fill(draft, request)
    except (KeyError, ValueError):  # counts and orders of blocks that do not fit together: no editor of ours posts that
        return JsonResponse({}, status=400)
    taken = bank.load(audience=draft.audience)
    document, unfinished = drafts.freeze_what_there_is(drafts.fields_of(draft), taken)
    language = get_language() or "tr"
    return JsonResponse(
        {
            "questions": [_variable(variable, language) for variable in document.variables.values()],
            "lists": sorted({*document.option_sets, *taken.lists, *REGISTERS}),
            "problems": [_problem(problem) for problem in (unfinished and [*unfinished, *problems(document)]) or refusals(draft)],
        }
    )


def _fill(draft: Questionnaire, request: HttpRequest) -> None:
    for name in drafts.STREAMS:
        block = getattr(Questionnaire, name).field.stream_block
        if f"{name}-count" in request.POST:
            setattr(draft, name, block.value_from_datadict(request.POST, request.FILES, name))
    for name in ("code", "title_tr", "title_en", "audience", "legal_basis", "privacy_tr", "privacy_en"):
        if name in request.POST:
            setattr(draft, name, request.POST[name].strip())
    if "minutes" in request.POST:
        minutes = request.POST["minutes"].strip()
        draft.minutes = int(minutes) if minutes.isdecimal() and len(minutes) < 4 else None
        draft.names_from_bank = "names_from_bank" in request.POST


def _variable(variable: Variable, language: str) -> dict[str, Any]:
    return {
        "code": variable.code,
        "label": variable.label.in_language(language),
        "storage": variable.storage,
        "ordered": variable.storage == "choice" and any(o.value is not None for o in variable.options),
        "options": [{"code": o.code, "label": o.label.in_language(language)} for o in variable.options[:MOST_OPTIONS]],
        "question": variable.question,
    }


def _problem(problem: DefinitionProblem) -> dict[str, str]:
    return {"path": problem.path, "place": in_words(problem.path), "kind": problem.code, "message": problem.message}
