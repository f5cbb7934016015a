from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from surveys.mailing.queue import queue, settle_as_sent, try_again, unsubscribe
from surveys.models import Delivery, Invitation, Wave
from tests.factories.mailing import NOW, delivery, invitation, wave

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=7)


def rows() -> list[tuple]:
    return list(Delivery.objects.order_by("invitation_id", "kind", "number").values_list("invitation__name", "kind", "number", "state"))


def test_one_mail_for_everybody_who_may_get_one():
    open_wave = wave()
    for number in (1, 2, 3):
        invitation(open_wave, number)
    invitation(open_wave, 4, done=True)
    invitation(open_wave, 5, withdrawn=True)
    invitation(open_wave, 6, opted_out=True)
    invitation(open_wave, 7, email="")

    assert queue(invitations=Invitation.objects.all(), kind="invitation", now=NOW) == 3
    assert rows() == [(f"Mezun {n}", "invitation", 1, "waiting") for n in (1, 2, 3)]


def test_queueing_twice_queues_nothing_twice():
    invitation(wave())
    assert [queue(invitations=Invitation.objects.all(), kind="invitation", now=NOW) for _ in range(2)] == [1, 0]


@pytest.mark.parametrize("state", [Wave.State.DRAFT, Wave.State.APPROVED, Wave.State.CLOSED])
def test_nobody_is_written_to_unless_the_wave_is_open(state):
    invitation(wave(state=state))
    assert queue(invitations=Invitation.objects.all(), kind="invitation", now=NOW) == 0


def test_two_reminders_and_never_a_third():
    person = invitation(wave())
    for expected in (1, 1, 0):
        assert queue(invitations=[person], kind="reminder", now=LATER) == expected
        Delivery.objects.update(state=Delivery.State.SENT)
    assert rows() == [("Mezun 1", "reminder", 1, "sent"), ("Mezun 1", "reminder", 2, "sent")]


def test_no_reminder_while_an_earlier_mail_has_not_left():
    person = invitation(wave())
    queue(invitations=[person], kind="invitation", now=NOW)
    assert queue(invitations=[person], kind="reminder", now=LATER) == 0


def test_the_database_refuses_a_third_reminder_and_a_second_invitation():
    person = invitation(wave())
    with pytest.raises(IntegrityError), transaction.atomic():
        delivery(person, "reminder", number=3)
    delivery(person)
    with pytest.raises(IntegrityError), transaction.atomic():
        delivery(person, message_id="another")


def test_unsubscribing_takes_back_what_has_not_left():
    person = invitation(wave())
    delivery(person, state=Delivery.State.SENT)
    delivery(person, "reminder")
    assert unsubscribe(invitation=person).opted_out
    assert rows() == [("Mezun 1", "invitation", 1, "sent")]


def test_a_person_settles_what_is_in_doubt():
    person = invitation(wave())
    doubtful = delivery(person, state=Delivery.State.IN_DOUBT, claimed_at=NOW, error="?")
    assert settle_as_sent(delivery=doubtful, now=LATER).state == "sent"
    refused = delivery(person, "reminder", state=Delivery.State.FAILED, claimed_at=NOW, settled_at=NOW, error="550")
    again = try_again(delivery=refused, now=LATER)
    assert (again.state, again.queued_at, again.claimed_at, again.settled_at, again.error) == ("waiting", LATER, None, None, "")


def test_what_was_sent_is_not_sent_again_by_a_person_either():
    assert try_again(delivery=delivery(invitation(wave()), state=Delivery.State.SENT), now=LATER).state == "sent"
