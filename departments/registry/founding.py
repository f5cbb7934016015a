"""Founding units and mending them by hand. Codes and numbers are issued here, once, for good."""

from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from ..models import Department, Faculty, Program
from . import codes

U = TypeVar("U", Faculty, Department, Program)


class UnitRefused(Exception):
    """The unit cannot be as asked; the message says why."""


@transaction.atomic
def found_faculty(**facts: Any) -> Faculty:
    """A faculty, school or institute of the given names and kind."""
    codes.one_issuer_at_a_time()
    return _checked(Faculty(code=codes.next_faculty_code(), **facts))


@transaction.atomic
def found_department(**facts: Any) -> Department:
    codes.one_issuer_at_a_time()
    return _checked(Department(code=codes.next_department_code(), **facts))


@transaction.atomic
def found_program(**facts: Any) -> Program:
    """A program under its YÖK code where it has one that is free, else under a code of ours."""
    codes.one_issuer_at_a_time()
    code = str(facts.get("yok_code") or "")
    if not code or Program.objects.filter(code=code).exists():
        code = codes.next_program_code()
    return _checked(Program(code=code, number=codes.next_program_number(), **facts))


@transaction.atomic
def mend_unit(*, unit: U, **facts: Any) -> U:
    """Change names, life span, place or successor. Code, number and a program's level are no facts to be mended."""
    if not {"code", "number", "level"}.isdisjoint(facts):
        raise TypeError("code, number and level of a unit are permanent")
    for name, value in facts.items():
        setattr(unit, name, value)
    return _checked(unit)


def _checked(unit: U) -> U:
    if unit.valid_from and unit.valid_until and unit.valid_until < unit.valid_from:
        raise UnitRefused(_("The unit would end before it begins."))
    later = unit.successor
    while later is not None:
        if later.pk == unit.pk:
            raise UnitRefused(_("A unit cannot succeed itself."))
        later = later.successor
    if isinstance(unit, Department) and unit.faculty.kind == Faculty.Kind.INSTITUTE:
        raise UnitRefused(_("An institute has no departments: it awards degrees of programs whose home is a faculty."))
    unit.full_clean()
    unit.save()
    return unit
