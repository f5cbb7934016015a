"""Whose screen it is: a program, a department, a faculty or the university, and what stands beside it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from departments.models import Department, Faculty, Program
from surveys.charts import Estimate, Whose

from .cells import UNIVERSITY, Place


@dataclass(frozen=True, slots=True)
class Wider:
    """A unit the one on the screen belongs to, and the mark it bears in every chart."""

    whose: Whose
    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class Subject:
    """The unit on the screen.

    whom      how its own figures are called beside those of others
    wider     from near to far: faculty, university; nothing for the university itself
    program   where the unit is one; None otherwise
    """

    place: Place
    name: str
    whom: str
    wider: tuple[Wider, ...] = ()
    program: Program | None = None


def of_program(program: Program) -> Subject:
    faculty = program.department.faculty
    wider = (Wider("faculty", faculty.name, ("faculty", faculty.code)), _whole())
    return Subject(("program", program.code), program.name, _("This program"), wider, program)


def of_department(department: Department) -> Subject:
    faculty = department.faculty
    wider = (Wider("faculty", faculty.name, ("faculty", faculty.code)), _whole())
    return Subject(("department", department.code), department.name, _("This department"), wider)


def of_faculty(faculty: Faculty) -> Subject:
    return Subject(("faculty", faculty.code), faculty.name, _("This faculty"), (_whole(),))


def of_university() -> Subject:
    name = _("University as a whole")
    return Subject(UNIVERSITY, name, name)


def _whole() -> Wider:
    return Wider("university", _("University as a whole"), UNIVERSITY)


def years_together(last: int, estimate: Estimate) -> str:
    """ "2024–2026 together"; empty for a year of its own. last: year of the newest wave counted."""
    if estimate.years < 2:
        return ""
    return _("%(years)s together") % {"years": f"{last - estimate.years + 1}–{last}"}
