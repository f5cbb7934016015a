from datetime import date

import pytest
from django.utils import translation

from home.appointments import AppointmentRefused, appoint, change_term, end_assignment
from home.models import Assignment, Role, UnitLevel
from tests.factories.institution import a_user, an_assignment

pytestmark = pytest.mark.django_db
JANUARY, MARCH, JUNE, DECEMBER = (date(2025, month, 1) for month in (1, 3, 6, 12))


def refusal(verb, **facts) -> str:
    with translation.override("en"), pytest.raises(AppointmentRefused) as refused:
        verb(**facts)
    return str(refused.value)


def test_a_role_is_given_at_the_level_its_kind_asks_for():
    user = a_user()
    made = [
        appoint(user=user, role=Role.DEAN, unit_code="F01", since=JANUARY, letter="2025/17"),
        appoint(user=user, role=Role.RECTORATE, since=JANUARY, until=JUNE),
    ]
    assert [(each.unit_level, each.unit_code, each.until, each.letter) for each in made] == [
        (UnitLevel.FACULTY, "F01", None, "2025/17"),
        (UnitLevel.UNIVERSITY, "", JUNE, ""),
    ]


def test_what_contradicts_itself_is_refused():
    user = a_user(username="elif")
    assert refusal(appoint, user=user, role=Role.EDITOR, since=JUNE, until=MARCH) == "The term ends before it begins."
    assert refusal(appoint, user=user, role=Role.DEAN, since=JUNE) == "This role needs a unit."
    assert (
        refusal(appoint, user=user, role=Role.EDITOR, since=JUNE, unit_code="D001") == "This role is held at the university, not at a unit."
    )
    assert not Assignment.objects.exists()


@pytest.mark.parametrize(("since", "until"), [(MARCH, None), (JANUARY, MARCH), (JUNE, DECEMBER)])
def test_nobody_holds_the_same_role_twice_on_one_day(since, until):
    user = a_user(username="elif", role=Role.EDITOR, since=MARCH, until=JUNE)
    assert refusal(appoint, user=user, role=Role.EDITOR, since=since, until=until) == "elif holds this role in those days already."


def test_a_second_term_after_the_first_is_given():
    user = a_user(role=Role.EDITOR, since=JANUARY, until=MARCH)
    appoint(user=user, role=Role.EDITOR, since=JUNE)
    assert Assignment.objects.of(user).count() == 2


def test_a_term_is_ended_and_shortened_but_never_lengthened():
    term = an_assignment(user=a_user(), role=Role.EDITOR, since=MARCH)

    assert refusal(end_assignment, assignment=term, until=JANUARY) == "The term ends before it begins."
    assert end_assignment(assignment=term, until=DECEMBER).until == DECEMBER
    assert end_assignment(assignment=term, until=JUNE).until == JUNE
    assert refusal(end_assignment, assignment=term, until=DECEMBER) == "This term ended on June 1, 2025; appoint anew to lengthen it."
    assert refusal(change_term, assignment=term, until=None, letter="") == "This term ended on June 1, 2025; appoint anew to lengthen it."
    assert change_term(assignment=term, until=JUNE, letter="2025/40").letter == "2025/40"
