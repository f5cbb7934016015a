from datetime import timedelta

import pytest
from django.core import mail

from surveys.mailing.compose import Letterhead
from surveys.mailing.queue import queue
from surveys.mailing.sending import Sent, claim, mark_abandoned, send_waiting
from surveys.models import Delivery, Invitation, Wave
from tests.factories.mailing import NOW, delivery, invitation, wave
from tests.mailing.backends import Refusing, Unreachable, Vanishing

pytestmark = pytest.mark.django_db

LETTERHEAD = Letterhead(key="key", base_url="https://mezun.example.org", sender="mezun@example.org")


def send(**more) -> Sent:
    return send_waiting(clock=lambda: NOW, limit=more.pop("limit", 100), letterhead=LETTERHEAD, **more)


def three_waiting() -> Wave:
    open_wave = wave()
    for number in (1, 2, 3):
        invitation(open_wave, number)
    queue(invitations=Invitation.objects.all(), kind="invitation", now=NOW)
    return open_wave


def states() -> list[tuple]:
    return list(Delivery.objects.order_by("invitation__name").values_list("invitation__name", "state", "error"))


def test_everything_that_waits_is_sent_once():
    three_waiting()
    assert [send(), send()] == [Sent(sent=3), Sent()]
    assert [message.to for message in mail.outbox] == [[f"mezun{n}@example.org"] for n in (1, 2, 3)]
    assert list(Delivery.objects.values_list("state", "claimed_at", "settled_at")) == [("sent", NOW, NOW)] * 3


def test_no_more_than_the_limit():
    three_waiting()
    assert [send(limit=2), send(limit=2)] == [Sent(sent=2), Sent(sent=1)]


@pytest.mark.parametrize("change", [{"done": True}, {"withdrawn": True}, {"opted_out": True}])
def test_who_no_longer_wants_it_gets_none_and_leaves_no_trace(change):
    three_waiting()
    Invitation.objects.filter(name="Mezun 2").update(**change)
    assert send() == Sent(sent=2, dropped=1)
    assert states() == [("Mezun 1", "sent", ""), ("Mezun 3", "sent", "")]


def test_nothing_leaves_once_the_wave_is_closed():
    Wave.objects.filter(pk=three_waiting().pk).update(state=Wave.State.CLOSED)
    assert send() == Sent(dropped=3)
    assert mail.outbox == []


def test_a_link_that_was_asked_for_is_sent_to_who_opted_out():
    delivery(invitation(wave(), opted_out=True), "resend")
    assert send() == Sent(sent=1)


def test_a_refusal_is_kept_with_its_reason_and_without_the_address():
    three_waiting()
    assert send(connection=Refusing()) == Sent(sent=2, failed=1)
    assert states() == [
        ("Mezun 1", "sent", ""),
        ("Mezun 2", "failed", "SMTPRecipientsRefused: {'***': (550, b'User unknown: ***')}"),
        ("Mezun 3", "sent", ""),
    ]


def test_a_lost_connection_leaves_one_in_doubt_and_stops():
    three_waiting()
    assert send(connection=Vanishing()) == Sent(sent=1, in_doubt=1)
    assert states() == [
        ("Mezun 1", "sent", ""),
        ("Mezun 2", "in_doubt", "SMTPServerDisconnected: Connection unexpectedly closed"),
        ("Mezun 3", "waiting", ""),
    ]
    assert send() == Sent(sent=1)  # and never the doubtful one by itself
    assert [message.to for message in mail.outbox] == [["mezun1@example.org"], ["mezun3@example.org"]]


def test_nothing_is_claimed_while_the_server_is_down():
    three_waiting()
    with pytest.raises(ConnectionRefusedError):
        send(connection=Unreachable())
    assert {state for _, state, _ in states()} == {"waiting"}


def test_an_abandoned_claim_is_in_doubt_after_a_while_and_not_before():
    three_waiting()
    claimed = claim(now=NOW)
    assert mark_abandoned(now=NOW + timedelta(minutes=14), older_than=timedelta(minutes=15)) == 0
    assert mark_abandoned(now=NOW + timedelta(minutes=16), older_than=timedelta(minutes=15)) == 1
    assert [d.pk for d in Delivery.objects.for_a_person()] == [claimed.pk]


def test_a_claim_is_taken_only_once():
    three_waiting()
    taken = [claim(now=NOW) for _ in range(4)]
    assert [d and d.invitation.name for d in taken] == ["Mezun 1", "Mezun 2", "Mezun 3", None]


def test_messages_of_one_wave_share_nothing_but_words():
    three_waiting()
    send()
    ids = [message.extra_headers["Message-ID"] for message in mail.outbox]
    assert len(set(ids)) == 3


def test_a_run_of_three_costs_the_same_per_message_as_a_run_of_one(django_assert_num_queries):
    open_wave = wave()
    invitation(open_wave, 1)
    queue(invitations=Invitation.objects.all(), kind="invitation", now=NOW)
    per_message, around = 7, 5  # claim: savepoint, select, update, release, load; minutes; settle. Around: two checks, last claim
    with django_assert_num_queries(per_message + around):
        send()
    invitation(open_wave, 2), invitation(open_wave, 3), invitation(open_wave, 4)
    queue(invitations=Invitation.objects.all(), kind="invitation", now=NOW)
    with django_assert_num_queries(3 * per_message + around):
        send()
