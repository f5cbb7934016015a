"""Giving a role and ending it. Terms are ended, never deleted: who held an office on a day stays answerable."""

from datetime import date

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .models import Assignment, Role, UnitLevel, User
from .models.assignment import LEVEL_OF_ROLE


class AppointmentRefused(Exception):
    """The appointment would contradict another one; the message says how."""


@transaction.atomic
def appoint(*, user: User, role: Role, since: date, until: date | None = None, unit_code: str = "", letter: str = "") -> Assignment:
    """Give a role, at the unit its kind asks for (a representative's department, a dean's faculty, else the university).

    AppointmentRefused where the term ends before it begins, the unit is missing or superfluous, or the person
    holds the same role at the same unit in those days already.
    """
    level = LEVEL_OF_ROLE.get(Role(role), UnitLevel.UNIVERSITY)
    if until is not None and until < since:
        raise AppointmentRefused(_("The term ends before it begins."))
    if (level != UnitLevel.UNIVERSITY) != bool(unit_code):
        raise AppointmentRefused(
            _("This role needs a unit.") if not unit_code else _("This role is held at the university, not at a unit.")
        )
    for held in Assignment.objects.of(user).holding(role).filter(unit_code=unit_code):
        if (held.until is None or held.until >= since) and (until is None or held.since <= until):
            raise AppointmentRefused(_("%(user)s holds this role in those days already.") % {"user": user})
    return Assignment.objects.create(user=user, role=role, unit_level=level, unit_code=unit_code, since=since, until=until, letter=letter)


@transaction.atomic
def end_assignment(*, assignment: Assignment, until: date) -> Assignment:
    """Set the last day of the term; a term that has been ended may be shortened, not lengthened."""
    if until < assignment.since:
        raise AppointmentRefused(_("The term ends before it begins."))
    if assignment.until is not None and until > assignment.until:
        raise already_ended(assignment.until)
    assignment.until = until
    assignment.save(update_fields=["until"])
    return assignment


@transaction.atomic
def change_term(*, assignment: Assignment, until: date | None, letter: str) -> Assignment:
    """Correct the letter, and end the term where a last day is given."""
    if until is not None and until != assignment.until:
        end_assignment(assignment=assignment, until=until)
    elif until is None and assignment.until is not None:
        raise already_ended(assignment.until)
    assignment.letter = letter
    assignment.save(update_fields=["letter"])
    return assignment


def already_ended(day: date) -> AppointmentRefused:
    """A term that has ended is shortened at most."""
    return AppointmentRefused(_("This term ended on %(date)s; appoint anew to lengthen it.") % {"date": date_format(day)})
