import pytest
from wagtail.users.models import UserProfile

from departments.groups import derive_groups
from home.models import Role
from tests.factories.answered import a_closed_wave
from tests.factories.documents import likert_document
from tests.factories.institution import a_department, a_program, a_user
from tests.factories.mailing import NOW


@pytest.fixture
def sign_in(client):
    """Signs in as a new member of staff of that role, reading English."""

    def sign_in(role=None, unit=None, **facts):
        user = a_user(role=role, unit=unit, **facts)
        derive_groups(user=user, today=NOW.date())
        UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "en"})
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def coordinator(sign_in, db):
    return sign_in(Role.COORDINATOR, first_name="Elif", last_name="Kaya")


@pytest.fixture
def civil(db):
    return a_program(code="P1", name_tr="İnşaat Mühendisliği", name_en="Civil Engineering", department=a_department(code="D1"))


def sheets(program, n, **facts):
    return [{"program": program, "answers": {"Q1": str(i % 5 + 1), "Q2": None}, **facts} for i in range(n)]


@pytest.fixture
def closed(civil):
    return a_closed_wave(likert_document(2), [*sheets(civil, 20, cohort=2023), *sheets(civil, 20, cohort=2024)])
