"""The institution: faculties, their departments and programs, with the codes every other answer uses."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from ninja import Query, Router

from departments.models import Department, Faculty, Program

from .answers import whole
from .parameters import UnitParameters

router = Router(tags=["units"])
_LANGUAGES = {"Türkçe": "tr", "İngilizce": "en", "Rusça": "ru", "Almanca": "de", "Fransızca": "fr"}


@router.get("/", operation_id="list_units", summary="Faculties, departments and programs")
def units(request: HttpRequest, asked: Query[UnitParameters]) -> HttpResponseBase:
    """The tree results are rolled up along. A code is permanent and never used again; names are in Turkish and English.

    `language` is the language of teaching (ISO 639-1 where there is a code); `awarding_unit` the institute that awards a
    postgraduate degree.
    """
    return whole(request, _tree(today=None if asked.closed else timezone.localdate()))


def _tree(*, today: date | None) -> dict[str, Any]:
    """Units living on that day; every unit there ever was without one. Three queries."""
    faculties, departments, programs = Faculty.objects.all(), Department.objects.all(), Program.objects.all()
    if today is not None:
        faculties, departments = faculties.living(today=today), departments.living(today=today)
        programs = programs.living(today=today)
    offered: dict[int, list[dict[str, Any]]] = {}
    for program in programs.select_related("awarding_unit", "successor").order_by("code"):
        offered.setdefault(program.department_id, []).append(
            {
                **_unit(program),
                "level": program.level,
                "language": _LANGUAGES.get(program.language, program.language),
                "awarding_unit": program.awarding_unit.code if program.awarding_unit else None,
            }
        )
    below: dict[int, list[dict[str, Any]]] = {}
    for department in departments.select_related("successor").order_by("code"):
        below.setdefault(department.faculty_id, []).append({**_unit(department), "programs": offered.get(department.pk, [])})
    found = [
        {**_unit(each), "kind": each.kind, "departments": below.get(each.pk, [])}
        for each in faculties.select_related("successor").order_by("code")
    ]
    return {"university": settings.SURVEYS_UNIVERSITY, "faculties": found}


def _unit(unit: Faculty | Department | Program) -> dict[str, Any]:
    return {
        "code": unit.code,
        "name": unit.names,
        "valid_from": unit.valid_from.isoformat() if unit.valid_from else None,
        "valid_until": unit.valid_until.isoformat() if unit.valid_until else None,
        "successor": unit.successor.code if unit.successor else None,
    }
