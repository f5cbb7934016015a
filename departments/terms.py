"""Terms of alumni representatives (directive, article 11): the public fact and the right are written together."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from home.appointments import AppointmentRefused, appoint, end_assignment
from home.models import Assignment, Role, User

from .models import Department, Representative


@transaction.atomic
def appoint_representative(
    *,
    department: Department,
    user: User | None,
    name: str,
    since: date,
    until: date | None = None,
    title: str = "",
    email: str = "",
    letter: str = "",
) -> Representative:
    """A department's representative from `since` on; the term before ends on the day before.

    Without a user the office is public but gives no right. AppointmentRefused where a term of the department
    begins on that day or later, or the dates contradict each other.
    """
    department = Department.objects.select_for_update().get(pk=department.pk)  # two appointments at once would both end the former
    overlapping = department.representatives.filter(Q(until=None) | Q(until__gte=since))
    if until is not None:
        overlapping = overlapping.filter(since__lte=until)
    for former in overlapping:
        if former.since >= since:
            raise AppointmentRefused(
                _("The term of %(name)s begins on %(date)s, not before this one.")
                % {"name": former.name, "date": date_format(former.since)}
            )
        end_term(representative=former, until=since - timedelta(days=1))
    if user is not None:
        appoint(user=user, role=Role.REPRESENTATIVE, unit_code=department.code, since=since, until=until, letter=letter)
    elif until is not None and until < since:
        raise AppointmentRefused(_("The term ends before it begins."))
    return Representative.objects.create(department=department, user=user, name=name, title=title, email=email, since=since, until=until)


@transaction.atomic
def end_term(*, representative: Representative, until: date) -> Representative:
    """Set the last day of a term, and of the right that came with it."""
    if until < representative.since:
        raise AppointmentRefused(_("The term ends before it begins."))
    if representative.until is not None and until > representative.until:
        raise AppointmentRefused(
            _("This term ended on %(date)s; appoint anew to lengthen it.") % {"date": date_format(representative.until)}
        )
    if representative.user is not None:
        rights = Assignment.objects.of(representative.user).holding(Role.REPRESENTATIVE)
        for right in rights.filter(Q(until=None) | Q(until__gt=until), unit_code=representative.department.code, since__lte=until):
            end_assignment(assignment=right, until=until)
    representative.until = until
    representative.save(update_fields=["until"])
    return representative


@transaction.atomic
def mend_representative(*, representative: Representative, name: str, title: str, email: str, until: date | None) -> Representative:
    """Correct how a representative is shown, and end the term where a last day is given."""
    if until is not None and until != representative.until:
        end_term(representative=representative, until=until)
    elif until is None and representative.until is not None:
        raise AppointmentRefused(
            _("This term ended on %(date)s; appoint anew to lengthen it.") % {"date": date_format(representative.until)}
        )
    representative.name, representative.title, representative.email = name, title, email
    representative.save(update_fields=["name", "title", "email"])
    return representative
