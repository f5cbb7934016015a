"""Whose objectives a person reads, and whose they write. Read live: a right ends with its term."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone

from departments.access import programs_for, programs_represented_by
from departments.models import Program
from home.models import Role
from surveys.staff.registers.base import OFFICE, in_office, staff


def reads_objectives(user: Any) -> bool:
    """Everybody in office."""
    return in_office(user, *Role)


def readable_programs(request: HttpRequest) -> QuerySet[Program]:
    """With department and faculty; living ones, and those that ever had objectives.

    An editor reads all, everybody else those whose results they read.
    """
    user, today = staff(request), timezone.localdate()
    if not reads_objectives(user):
        raise PermissionDenied
    whole = in_office(user, Role.EDITOR)
    programs = Program.objects.all() if whole else programs_for(user, today=today)
    shown = Q(valid_until=None) | Q(valid_until__gte=today) | Q(pk__in=Program.objects.filter(objective_sets__isnull=False).values("pk"))
    return programs.filter(shown).select_related("department__faculty").order_by("number")


def readable_program(request: HttpRequest, code: str) -> Program:
    program = readable_programs(request).filter(code=code).first()
    if program is None:
        raise Http404
    return program


def writes(request: HttpRequest, program: Program) -> bool:
    """The office writes all, a representative those of the own department."""
    user = staff(request)
    if in_office(user, *OFFICE):
        return True
    return programs_represented_by(user, today=timezone.localdate()).filter(pk=program.pk).exists()


def writable_program(request: HttpRequest, code: str) -> Program:
    program = readable_program(request, code)
    if not writes(request, program):
        raise PermissionDenied
    return program
