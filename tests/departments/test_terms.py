from datetime import date

import pytest
from django.utils import translation

from departments.access import departments_for
from departments.models import Representative
from departments.terms import appoint_representative, end_term, mend_representative
from home.appointments import AppointmentRefused
from home.models import Assignment, Role, UnitLevel
from tests.factories.institution import a_department, a_representative, a_user

pytestmark = pytest.mark.django_db
START, LATER = date(2024, 2, 1), date(2026, 3, 1)


@pytest.fixture
def department():
    return a_department(code="D012")


def refusal(verb, **facts) -> str:
    with translation.override("en"), pytest.raises(AppointmentRefused) as refused:
        verb(**facts)
    return str(refused.value)


def test_appointing_writes_the_office_and_the_right_together(department):
    user = a_user()
    made = appoint_representative(department=department, user=user, name="Elif Kaya", title="Prof. Dr.", since=START, letter="E.123")

    assert Representative.objects.get() == made
    assert Assignment.objects.values_list("user", "role", "unit_level", "unit_code", "since", "until", "letter").get() == (
        user.pk, Role.REPRESENTATIVE, UnitLevel.DEPARTMENT, "D012", START, None, "E.123",
    )  # fmt: skip
    assert list(departments_for(user, today=START)) == [department]


def test_a_successor_ends_the_former_term_on_the_day_before(department):
    former, successor = a_user(), a_user()
    appoint_representative(department=department, user=former, name="Eski", since=START)
    appoint_representative(department=department, user=successor, name="Yeni", since=LATER)

    assert list(Representative.objects.order_by("since").values_list("name", "until")) == [("Eski", date(2026, 2, 28)), ("Yeni", None)]
    assert [list(departments_for(former, today=day)) for day in (date(2026, 2, 28), LATER)] == [[department], []]
    assert list(departments_for(successor, today=LATER)) == [department]


def test_the_same_person_may_be_appointed_again(department):
    user = a_user()
    appoint_representative(department=department, user=user, name="Elif", since=START)
    appoint_representative(department=department, user=user, name="Elif", since=LATER)

    assert list(Assignment.objects.order_by("since").values_list("since", "until")) == [(START, date(2026, 2, 28)), (LATER, None)]


def test_an_office_without_an_account_gives_no_right(department):
    appoint_representative(department=department, user=None, name="Elif", since=START)
    assert not Assignment.objects.exists()


def test_a_term_that_would_begin_before_another_is_refused_and_nothing_is_written(department):
    a_representative(department=department, name="Yeni", since=LATER)

    assert refusal(appoint_representative, department=department, user=a_user(), name="Eski", since=START) == (
        "The term of Yeni begins on March 1, 2026, not before this one."
    )
    assert refusal(appoint_representative, department=department, user=a_user(), name="Aynı", since=LATER) == (
        "The term of Yeni begins on March 1, 2026, not before this one."
    )
    assert (Representative.objects.count(), Assignment.objects.count()) == (1, 0)


def test_a_closed_term_before_another_is_accepted(department):
    a_representative(department=department, name="Yeni", since=LATER)
    appoint_representative(department=department, user=None, name="Eski", since=START, until=date(2026, 2, 1))
    assert list(Representative.objects.order_by("since").values_list("name", flat=True)) == ["Eski", "Yeni"]


def test_ending_a_term_ends_the_right_with_it(department):
    user = a_user()
    made = appoint_representative(department=department, user=user, name="Elif", since=START)
    end_term(representative=made, until=LATER)

    assert (Representative.objects.get().until, Assignment.objects.get().until) == (LATER, LATER)
    assert refusal(end_term, representative=made, until=date(2027, 1, 1)) == (
        "This term ended on March 1, 2026; appoint anew to lengthen it."
    )
    assert refusal(end_term, representative=made, until=date(2020, 1, 1)) == "The term ends before it begins."


def test_mending_changes_how_a_representative_is_shown_and_may_end_the_term(department):
    made = appoint_representative(department=department, user=a_user(), name="Elf", since=START)
    mend_representative(representative=made, name="Elif", title="Doç. Dr.", email="elif@example.org", until=LATER)

    kept = Representative.objects.get()
    assert (str(kept), kept.email, kept.until, Assignment.objects.get().until) == ("Doç. Dr. Elif", "elif@example.org", LATER, LATER)
