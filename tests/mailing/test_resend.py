from datetime import timedelta

import pytest

from surveys.mailing.resend import resend_links
from surveys.models import Delivery, Wave
from tests.factories.mailing import NOW, delivery, invitation, wave

pytestmark = pytest.mark.django_db


def asked() -> list[tuple]:
    return list(Delivery.objects.order_by("pk").values_list("invitation__wave__name", "kind", "number"))


def test_links_of_every_open_wave_go_to_the_address_whatever_its_case():
    person = {"email": "Ayse.Yilmaz@example.org"}
    invitation(wave(name="2026"), **person)
    invitation(wave(name="2026 deneme", pilot=True), **person)
    invitation(wave(name="2025", state=Wave.State.CLOSED), **person)
    invitation(wave(name="başkası"), 2)

    assert resend_links(email=" ayse.yilmaz@EXAMPLE.org ", now=NOW) == 2
    assert asked() == [("2026", "resend", 1), ("2026 deneme", "resend", 1)]


def test_an_unknown_withdrawn_or_finished_address_gets_nothing():
    open_wave = wave()
    invitation(open_wave, 1, withdrawn=True)
    invitation(open_wave, 2, done=True)
    invitation(open_wave, 3, email="")
    assert [resend_links(email=e, now=NOW) for e in ("mezun1@example.org", "mezun2@example.org", "", "kimse@example.org")] == [0, 0, 0, 0]


def test_who_opted_out_may_still_ask_for_the_link():
    invitation(wave(), opted_out=True)
    assert resend_links(email="mezun1@example.org", now=NOW) == 1


def test_three_times_an_hour_and_again_an_hour_later():
    person = invitation(wave())
    delivery(person)
    minutes = (0, 1, 2, 3, 59, 61)
    assert [resend_links(email=person.email, now=NOW + timedelta(minutes=m)) for m in minutes] == [1, 1, 1, 0, 0, 1]


def test_sending_at_once_waits_for_the_commit(django_capture_on_commit_callbacks):
    person, called = invitation(wave()), []
    with django_capture_on_commit_callbacks(execute=True):
        resend_links(email=person.email, now=NOW, send=lambda: called.append("sent"))
        assert called == []
    assert called == ["sent"]
