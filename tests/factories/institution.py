"""A small university: every builder fills in what a test does not care about."""

from datetime import date
from itertools import count

from django.db.models import Max

from departments.models import Department, Faculty, Graduate, Graduation, Level, Program, Representative
from home.models import Assignment, Role, UnitLevel, User
from home.models.assignment import LEVEL_OF_ROLE

_serial = count(1)


def a_faculty(*, code=None, name_tr=None, kind=Faculty.Kind.FACULTY, **facts) -> Faculty:
    serial = next(_serial)
    return Faculty.objects.create(code=code or f"F-{serial}", name_tr=name_tr or f"{serial}. Fakülte", kind=kind, **facts)


def a_department(*, code=None, name_tr=None, faculty=None, **facts) -> Department:
    serial = next(_serial)
    return Department.objects.create(
        code=code or f"D-{serial}", name_tr=name_tr or f"{serial}. Bölüm", faculty=faculty or a_faculty(), **facts
    )


def a_program(*, code=None, name_tr=None, department=None, level=Level.BACHELOR, number=None, **facts) -> Program:
    serial = next(_serial)
    return Program.objects.create(
        code=code or f"P-{serial}",
        name_tr=name_tr or f"{serial}. Program",
        department=department or a_department(),
        level=level,
        number=number or (Program.objects.aggregate(highest=Max("number"))["highest"] or 0) + 1,
        **facts,
    )


def a_graduation(*, program=None, year=2023, given_name="Ayşe", family_name="Yılmaz", email=None, **facts) -> Graduation:
    serial = next(_serial)
    graduate = Graduate.objects.create(given_name=given_name, family_name=family_name, email=email or f"mezun{serial}@example.org", **facts)
    return Graduation.objects.create(graduate=graduate, program=program or a_program(), year=year)


def a_user(*, role=None, unit=None, username=None, since=date(2024, 1, 1), until=None, **facts) -> User:
    """A member of staff; with `role`, in office since 2024 at `unit` (a Department or Faculty; none: the university)."""
    user = User.objects.create_user(username=username or f"kisi{next(_serial)}", password="demo", **facts)
    if role is not None:
        an_assignment(user=user, role=role, unit=unit, since=since, until=until)
    return user


def an_assignment(*, user, role, unit=None, since=date(2024, 1, 1), until=None) -> Assignment:
    level = LEVEL_OF_ROLE.get(Role(role), UnitLevel.UNIVERSITY)
    return Assignment.objects.create(user=user, role=role, unit_level=level, unit_code=unit.code if unit else "", since=since, until=until)


def a_representative(*, department=None, name="Elif Kaya", since=date(2024, 1, 1), until=None, **facts) -> Representative:
    return Representative.objects.create(department=department or a_department(), name=name, since=since, until=until, **facts)
