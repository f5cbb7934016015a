"""The objectives one wave asked, program by program: what an accreditation officer must be able to prove."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from departments.models import Program
from home.collation import sort_key
from surveys.models import Wave

from .access import readable_programs


@dataclass(frozen=True, slots=True)
class Asked:
    """wordings: (place, in both languages) in the order of asking."""

    program: Program
    wordings: list[tuple[str, dict[str, str]]]
    sha256: str


@require_safe
def asked(request: HttpRequest, pk: int) -> HttpResponse:
    """Of the programs whose objectives the reader may see."""
    readable = {program.pk: program for program in readable_programs(request)}
    wave = get_object_or_404(Wave.objects.select_related("questionnaire"), pk=pk)
    rows = wave.objectives.filter(program__in=readable)
    found = [Asked(readable[row.program_id], sorted(row.document.items()), row.sha256) for row in rows]
    context = {
        "wave": wave,
        "asked": sorted(found, key=lambda one: (sort_key(one.program.name), one.program.number)),
        "page_title": str(wave),
        "page_subtitle": _("Program objectives"),
        "header_icon": "list-ol",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("surveys_objectives"), "label": _("Program objectives")},
            {"url": "", "label": str(wave)},
        ],
    }
    return render(request, "surveys/objectives/wave.html", context)
