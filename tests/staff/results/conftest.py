from datetime import date

import pytest
from wagtail.users.models import UserProfile

from departments.groups import derive_groups
from tests.factories.institution import a_department, a_faculty, a_program, a_user

IN_OFFICE = date(2026, 6, 15)


@pytest.fixture
def civil(db):
    """A program of the first of two departments of a faculty."""
    faculty = a_faculty(code="F1", name_tr="Mühendislik Fakültesi")
    return a_program(code="10210", name_tr="İnşaat Mühendisliği", department=a_department(code="D1", faculty=faculty))


@pytest.fixture
def mechanical(civil):
    """A program of the other department."""
    department = a_department(code="D2", faculty=civil.department.faculty)
    return a_program(code="10220", name_tr="Makine Mühendisliği", department=department)


@pytest.fixture
def sign_in(client):
    """Signs in as a new member of staff of that role; `unit` is a department or a faculty."""

    def sign_in(role=None, unit=None, *, language="en", **facts):
        user = a_user(role=role, unit=unit, **facts)
        derive_groups(user=user, today=IN_OFFICE)
        profile = UserProfile.get_for_user(user)
        profile.preferred_language = language
        profile.save()
        client.force_login(user)
        return client

    return sign_in
