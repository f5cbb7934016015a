"""The versions of a questionnaire: what was asked when, who approved it, which waves asked it, and what changed from one to the next."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from home.models import Role
from surveys.models import Comparison, Questionnaire, QuestionnaireVersion, Wave
from surveys.staff.registers.base import OFFICE, in_office

from .compare import compare
from .simulation_subject import READERS as SIMULATORS
from .versions_difference import difference
from .versions_pair import WRITERS, address, readable_questionnaire

WAVES_SEEN_BY = (*OFFICE, Role.EDITOR)  # the register of waves


@dataclass(frozen=True, slots=True)
class Line:
    """One version. `before` is the one it followed; `open` counts its variables that still want a person's look."""

    version: QuestionnaireVersion
    waves: tuple[Wave, ...]
    before: QuestionnaireVersion | None
    compared: int
    open: int
    same_structure: bool  # as the version before


@require_safe
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    questionnaire = readable_questionnaire(request, pk)
    lines = _lines(questionnaire)
    context = {
        "questionnaire": questionnaire,
        "lines": lines,
        "may_edit": request.user.has_perm("surveys.change_questionnaire"),
        "may_see_draft": bool(lines) and in_office(request.user, *WRITERS) and questionnaire.has_unpublished_changes,
        "may_simulate": in_office(request.user, *SIMULATORS),
        "may_see_waves": in_office(request.user, *WAVES_SEEN_BY),
        "page_title": questionnaire.title,
        "page_subtitle": _("Versions"),
        "header_icon": "history",
        "difference_url": address("surveys_difference", questionnaire),
        "compare_url": address("surveys_compare", questionnaire),
        "edit_url": reverse("surveys_questionnaires:edit", args=[questionnaire.pk]),
    }
    return render(request, "surveys/design/versions.html", context)


def _lines(questionnaire: Questionnaire) -> list[Line]:
    """Newest first, with three queries however many there are."""
    found = list(questionnaire.versions.defer("document").order_by("-number"))
    waves: dict[int, list[Wave]] = {}
    for wave in questionnaire.waves.order_by("-opened_at", "-name"):
        waves.setdefault(wave.version_id, []).append(wave)
    counts = _counts(questionnaire)
    lines = []
    for place, version in enumerate(found):
        before = found[place + 1] if place + 1 < len(found) else None
        compared, still_open = counts.get((before.pk, version.pk), (0, 0)) if before else (0, 0)
        same = before is not None and before.structure_hash == version.structure_hash
        lines.append(Line(version, tuple(waves.get(version.pk, ())), before, compared, still_open, same))
    return lines


def _counts(questionnaire: Questionnaire) -> dict[tuple[int, int], tuple[int, int]]:
    """(earlier, later) -> (variables compared, of those still to be decided)."""
    rows: Iterable[tuple[int, int, int, int]] = (
        Comparison.objects.filter(later__questionnaire=questionnaire)
        .order_by()
        .values_list("earlier", "later")
        .annotate(compared=Count("pk"), still_open=Count("pk", filter=Q(decided="")))
    )
    return {(earlier, later): (compared, still_open) for earlier, later, compared, still_open in rows}


def urls() -> list[URLPattern]:
    return [
        path("surveys/questionnaires/<int:pk>/versions/", versions, name="surveys_versions"),
        path("surveys/questionnaires/<int:pk>/difference/", difference, name="surveys_difference"),
        path("surveys/questionnaires/<int:pk>/compare/", compare, name="surveys_compare"),
    ]
