"""Who may open the results screens, and whose results they find there. Read live: a right ends with its term."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from departments.access import WHOLE_UNIVERSITY, departments_for, programs_for
from departments.models import Department, Faculty, Program
from home.models import Role, User
from home.rights import has_role, roles_of
from surveys.exports.rights import reads_results

__all__ = ["readable_departments", "readable_faculties", "readable_programs", "reads_results", "reads_university"]


def readable_programs(user: User | AnonymousUser, *, today: date) -> QuerySet[Program]:
    """With department and faculty."""
    return programs_for(user, today=today).select_related("department__faculty").order_by("number")


def readable_departments(user: User | AnonymousUser, *, today: date) -> QuerySet[Department]:
    return departments_for(user, today=today).select_related("faculty")


def readable_faculties(user: User | AnonymousUser, *, today: date) -> QuerySet[Faculty]:
    """Faculties whose own screen the person may open: all, or a dean's own. A representative sees it as a line beside the program."""
    held = roles_of(user, today=today)
    if any(assignment.role in WHOLE_UNIVERSITY for assignment in held):
        return Faculty.objects.all()
    return Faculty.objects.filter(code__in=[assignment.unit_code for assignment in held if assignment.role == Role.DEAN])


def reads_university(user: User | AnonymousUser, *, today: date) -> bool:
    return has_role(user, *WHOLE_UNIVERSITY, today=today)
