"""Who may open the results screens, and whose results they find there. Read live: a right ends with its term."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from departments.access import programs_for
from departments.models import Program
from home.models import Role, User
from home.rights import has_role

READERS = (Role.COORDINATOR, Role.DEPUTY, Role.RECTORATE, Role.ANALYST, Role.DEAN, Role.REPRESENTATIVE)


def reads_results(user: User | AnonymousUser, *, today: date) -> bool:
    return has_role(user, *READERS, today=today)


def readable_programs(user: User | AnonymousUser, *, today: date) -> QuerySet[Program]:
    """With department and faculty."""
    return programs_for(user, today=today).select_related("department__faculty").order_by("number")
