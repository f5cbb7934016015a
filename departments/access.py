"""Whose units a person may see: the one scope that results, registers, API and exports share."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from home.models import Assignment, Role
from home.rights import has_role, roles_of

from .models import Department, Graduate, Program

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from home.models import User

    Person = User | AnonymousUser

WHOLE_UNIVERSITY = frozenset({Role.COORDINATOR, Role.DEPUTY, Role.RECTORATE, Role.ANALYST})
READS_NAMES = (Role.COORDINATOR, Role.DEPUTY)


def departments_for(user: "Person", *, today: date) -> QuerySet[Department]:
    """Departments whose results the person may see on that day.

    Coordinator, deputy, rectorate and analyst: all. Dean: those of the faculty. Representative: their own.
    Editor, and everybody without a current assignment: none. A unit that was renamed, merged or moved is seen
    by whoever sees its successor: somebody stays responsible for its graduates.
    """
    return _within(roles_of(user, today=today))


def programs_for(user: "Person", *, today: date) -> QuerySet[Program]:
    """The programs of `departments_for`: what results are kept and shown by."""
    return Program.objects.filter(department__in=departments_for(user, today=today))


def programs_represented_by(user: "Person", *, today: date) -> QuerySet[Program]:
    """Programs whose alumni representative the person is: those of the own departments, whatever else the person may read."""
    held = (assignment for assignment in roles_of(user, today=today) if assignment.role == Role.REPRESENTATIVE)
    return Program.objects.filter(department__in=_within(held))


def graduates_for(user: "Person", *, today: date) -> QuerySet[Graduate]:
    """Graduates the person may list: all for the coordinatorship, their own departments' for a representative.

    Deans, rectorate and analysts read figures, not people.
    """
    held = roles_of(user, today=today)
    if any(assignment.role in {*READS_NAMES, Role.EDITOR} for assignment in held):
        return Graduate.objects.all()
    own = _within(assignment for assignment in held if assignment.role == Role.REPRESENTATIVE)
    return Graduate.objects.filter(pk__in=Graduate.objects.filter(graduations__program__department__in=own).values("pk"))


def reads_names(user: "Person", *, today: date) -> bool:
    """Whether names and e-mail addresses of graduates are shown in full; masked for everyone else."""
    return has_role(user, *READS_NAMES, today=today)


def _within(assignments: Iterable[Assignment]) -> QuerySet[Department]:
    held = list(assignments)
    if any(assignment.role in WHOLE_UNIVERSITY for assignment in held):
        return Department.objects.all()
    own = Q(pk__in=[])
    for assignment in held:
        if assignment.role == Role.REPRESENTATIVE:
            own |= Q(code=assignment.unit_code)
        elif assignment.role == Role.DEAN:
            own |= Q(faculty__code=assignment.unit_code)
    return Department.objects.filter(pk__in=_with_predecessors(own))


def _with_predecessors(own: Q) -> set[int]:
    found: set[int] = set()
    new = set(Department.objects.filter(own).values_list("pk", flat=True))
    while new:
        found |= new
        new = set(Department.objects.filter(successor__in=new).values_list("pk", flat=True)) - found
    return found
