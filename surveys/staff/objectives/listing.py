"""Every program the reader may see, with the objectives in force or the note that there are none."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from departments.models import Program
from home.collation import fold, sort_key
from surveys.fielding.objectives import sets_on
from surveys.models import ObjectiveSet

from .access import readable_programs


@dataclass(frozen=True, slots=True)
class Line:
    """in_force: None where the program has no set whose day has come."""

    program: Program
    in_force: ObjectiveSet | None
    count: int


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    wanted, only_missing = request.GET.get("q", "").strip(), request.GET.get("missing") == "1"
    every = _lines(list(readable_programs(request)))
    shown = [line for line in every if fold(wanted) in _searched(line.program)]
    context = {
        "lines": [line for line in shown if not (only_missing and line.count)],
        "wanted": wanted,
        "only_missing": only_missing,
        "all": len(every),
        "without": sum(not line.count for line in every),
        "page_title": _("Program objectives"),
        "header_icon": "list-ol",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": _("Program objectives")},
        ],
    }
    return render(request, "surveys/objectives/list.html", context)


def _lines(programs: list[Program]) -> list[Line]:
    """In Turkish order of their names, with two queries however many there are."""
    in_force = sets_on(timezone.localdate())
    lines = []
    for program in sorted(programs, key=lambda program: (sort_key(program.name), program.number)):
        found = in_force.get(program.pk)
        lines.append(Line(program, found, len(found.objectives.all()) if found else 0))
    return lines


def _searched(program: Program) -> str:
    department = program.department
    return fold(" ".join((program.code, program.name_tr, program.name_en, department.name_tr, department.faculty.name_tr)))
