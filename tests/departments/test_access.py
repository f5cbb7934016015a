"""Who sees which programs: every role against a university of three departments in two faculties."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from departments.access import departments_for, graduates_for, programs_for, reads_names
from home.models import Role
from tests.factories.institution import a_department, a_faculty, a_graduation, a_program, a_user, an_assignment

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 4)
ALL = ["civil", "civil-msc", "physics", "chemistry"]


@pytest.fixture
def university():
    engineering, science = a_faculty(code="ENG"), a_faculty(code="SCI")
    civil, physics, chemistry = a_department(code="CIV", faculty=engineering), a_department(faculty=science), a_department(faculty=science)
    for code, department in (("civil", civil), ("civil-msc", civil), ("physics", physics), ("chemistry", chemistry)):
        a_graduation(program=a_program(code=code, department=department), given_name=code)
    return {"civil": civil, "engineering": engineering, "science": science}


def seen_by(user, *, today=TODAY):
    return [program.code for program in programs_for(user, today=today)]


@pytest.mark.parametrize(
    ("role", "unit", "programs", "graduates", "names"),
    [
        (Role.COORDINATOR, None, ALL, ALL, True),
        (Role.DEPUTY, None, ALL, ALL, True),
        (Role.RECTORATE, None, ALL, [], False),
        (Role.ANALYST, None, ALL, [], False),
        (Role.EDITOR, None, [], ALL, False),
        (Role.DEAN, "science", ["physics", "chemistry"], [], False),
        (Role.DEAN, "engineering", ["civil", "civil-msc"], [], False),
        (Role.REPRESENTATIVE, "civil", ["civil", "civil-msc"], ["civil", "civil-msc"], False),
        (None, None, [], [], False),
    ],
)
def test_each_role_sees_its_own_part(university, role, unit, programs, graduates, names):
    user = a_user(role=role, unit=university.get(unit))

    assert seen_by(user) == programs
    assert [graduate.given_name for graduate in graduates_for(user, today=TODAY).order_by("pk")] == graduates
    assert reads_names(user, today=TODAY) is names


def test_a_visitor_and_a_superuser_without_an_assignment_see_nothing(university):
    assert [seen_by(user) for user in (AnonymousUser(), a_user(is_superuser=True))] == [[], []]


def test_sight_ends_with_the_term(university):
    user = a_user(role=Role.REPRESENTATIVE, unit=university["civil"], until=date(2026, 5, 3))

    assert seen_by(user, today=date(2026, 5, 3)) == ["civil", "civil-msc"]
    assert seen_by(user, today=TODAY) == []


def test_several_assignments_add_up(university):
    user = a_user(role=Role.REPRESENTATIVE, unit=university["civil"])
    an_assignment(user=user, role=Role.DEAN, unit=university["science"])

    assert seen_by(user) == ALL


def test_whoever_sees_a_department_sees_those_it_succeeded(university):
    older = a_department(code="OLD", successor=university["civil"], valid_until=date(2010, 1, 1))
    oldest = a_department(code="OLDEST", successor=older, valid_until=date(1990, 1, 1))
    a_program(code="old-civil", department=older)
    user = a_user(role=Role.REPRESENTATIVE, unit=university["civil"])

    assert set(departments_for(user, today=TODAY)) == {university["civil"], older, oldest}
    assert seen_by(user) == ["civil", "civil-msc", "old-civil"]
    assert seen_by(a_user(role=Role.REPRESENTATIVE, unit=older)) == ["old-civil"]


def test_a_graduate_of_two_programs_is_listed_once(university):
    double = a_graduation(program=a_program(department=university["civil"]), given_name="double")
    double.graduate.graduations.create(program=a_program(department=university["civil"]), year=2025)
    user = a_user(role=Role.REPRESENTATIVE, unit=university["civil"])

    assert [graduate.given_name for graduate in graduates_for(user, today=TODAY).order_by("pk")] == ["civil", "civil-msc", "double"]
