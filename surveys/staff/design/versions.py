"""The versions of a questionnaire: what was asked when, who approved it, which waves asked it, and what changed from one to the next."""

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

NOTHING = (0, 0, 0)
WAVES_SEEN_BY = (*OFFICE, Role.EDITOR)  # the register of waves


@dataclass(frozen=True, slots=True)
class Line:
    """One version, and how far it has been compared with the one before: variables that want a look, proposals to be confirmed."""

    version: QuestionnaireVersion
    waves: tuple[Wave, ...]
    before: QuestionnaireVersion | None
    compared: int
    to_look_at: int
    to_confirm: int
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
        counted = counts.get((before.pk, version.pk), NOTHING) if before else NOTHING
        same = before is not None and before.structure_hash == version.structure_hash
        lines.append(Line(version, tuple(waves.get(version.pk, ())), before, *counted, same))
    return lines


def _counts(questionnaire: Questionnaire) -> dict[tuple[int, int], tuple[int, int, int]]:
    """(earlier, later) -> (variables compared, of those to be looked at one by one, of those to be confirmed)."""
    weighed = Q(proposed__in=(Comparison.Verdict.REWORDED, Comparison.Verdict.RESCALED))
    rows = (
        Comparison.objects.filter(later__questionnaire=questionnaire)
        .order_by()
        .values_list("earlier", "later")
        .annotate(Count("pk"), looked=Count("pk", filter=Q(decided="") & weighed), plain=Count("pk", filter=Q(decided="") & ~weighed))
    )
    return {(earlier, later): (compared, looked, plain) for earlier, later, compared, looked, plain in rows}


def urls() -> list[URLPattern]:
    return [
        path("surveys/questionnaires/<int:pk>/versions/", versions, name="surveys_versions"),
        path("surveys/questionnaires/<int:pk>/difference/", difference, name="surveys_difference"),
        path("surveys/questionnaires/<int:pk>/compare/", compare, name="surveys_compare"),
    ]
