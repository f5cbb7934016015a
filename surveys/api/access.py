"""Whose figures a reader of the API finds. Public tables are for everybody; internal ones are read live from the assignments."""

from datetime import date
from http import HTTPStatus

from django.http import HttpRequest
from django.utils.translation import gettext as _

from departments.access import WHOLE_UNIVERSITY, departments_for, programs_for
from home.rights import has_role
from surveys.exports.rights import reads_results
from surveys.reports.cells import Place

from .problems import Problem

Places = frozenset[Place] | None


def readable(request: HttpRequest, profile: str, *, today: date) -> Places:
    """Levels and codes the reader may see in this profile; None where that is all of them. Problem 403 for who may see nothing.

    A representative: programs and departments of the own scope, the faculties above them and the university, as on the dashboard.
    """
    if profile == "public":
        return None
    if not request.user.is_authenticated:
        raise Problem(HTTPStatus.FORBIDDEN, _("Internal tables are for signed-in readers of results."))
    if not reads_results(request.user, today=today):
        raise Problem(HTTPStatus.FORBIDDEN, _("None of your present roles reads internal results."))
    if has_role(request.user, *WHOLE_UNIVERSITY, today=today):
        return None
    departments = departments_for(request.user, today=today).values_list("code", "faculty__code")
    places: set[Place] = {("university", "")}
    for department, faculty in departments:
        places |= {("department", department), ("faculty", faculty)}
    places |= {("program", code) for code in programs_for(request.user, today=today).values_list("code", flat=True)}
    return frozenset(places)
