from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from home.models import Role
from home.rights import has_role, roles_of
from tests.factories.institution import a_department, a_user, an_assignment

pytestmark = pytest.mark.django_db
START, END = date(2024, 2, 1), date(2027, 1, 31)


@pytest.mark.parametrize(
    ("today", "holds"),
    [(date(2024, 1, 31), False), (START, True), (date(2025, 6, 1), True), (END, True), (date(2027, 2, 1), False)],
)
def test_a_right_begins_and_ends_with_its_term(today, holds):
    user = a_user(role=Role.EDITOR, since=START, until=END)

    assert [assignment.role for assignment in roles_of(user, today=today)] == ([Role.EDITOR] if holds else [])
    assert has_role(user, Role.EDITOR, today=today) is holds


def test_an_open_term_has_no_last_day():
    assert has_role(a_user(role=Role.DEPUTY, since=START), Role.DEPUTY, today=date(2060, 1, 1))


def test_any_of_several_roles_is_enough_and_another_role_is_not():
    user = a_user(role=Role.REPRESENTATIVE, unit=a_department())

    assert has_role(user, Role.COORDINATOR, Role.REPRESENTATIVE, today=START)
    assert not has_role(user, Role.COORDINATOR, Role.DEAN, today=START)


def test_a_person_may_hold_several_roles():
    user = a_user(role=Role.EDITOR)
    an_assignment(user=user, role=Role.REPRESENTATIVE, unit=a_department(code="D007"))

    assert [(held.role, held.unit_code) for held in roles_of(user, today=START)] == [(Role.EDITOR, ""), (Role.REPRESENTATIVE, "D007")]


def test_a_visitor_a_disabled_account_and_a_superuser_hold_no_role_by_themselves():
    disabled = a_user(role=Role.COORDINATOR, is_active=False)

    assert [roles_of(user, today=START) for user in (AnonymousUser(), disabled, a_user(is_superuser=True))] == [[], [], []]
