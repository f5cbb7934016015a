from datetime import timedelta

import pytest
import time_machine
from django.utils.formats import date_format
from django.utils.timezone import localdate

from surveys.collection import invitations, keys
from surveys.fielding.waves import close_wave
from surveys.models import Sealed, Sitting, Wave
from tests.factories.fielding import CLOSES, NOW, an_approved_wave, an_open_wave, answer, invitation_with_token
from tests.factories.respond import every_kind

pytestmark = pytest.mark.django_db

FIRST = {"K01": "yes", "_go": "next"}


@pytest.fixture
def wave():
    return an_open_wave(document=every_kind())


@pytest.fixture
def invited(wave):
    return invitation_with_token(wave=wave)


def refused(client, token, *, status, in_turkish, in_english):
    """The page says it in both languages, to someone who looks and to someone who sends."""
    for response in (
        client.get(f"/a/{token}/?lang=tr"),
        client.get(f"/a/{token}/2/?lang=tr"),
        client.post(f"/a/{token}/1/?lang=tr", FIRST),
    ):
        assert (response.status_code, in_turkish in response.content.decode()) == (status, True)
        assert '<html lang="tr">' in response.content.decode()
    response = client.get(f"/a/{token}/?lang=en")
    assert (response.status_code, in_english in response.content.decode()) == (status, True)
    assert '<html lang="en">' in response.content.decode()


@pytest.fixture
def turkish():
    """Turkish of a sentence, whatever the catalogues are compiled to."""
    from django.utils import translation

    def of(sentence):
        with translation.override("tr"):
            return translation.gettext(sentence)

    return of


@pytest.mark.parametrize("token", ["nonsense", "0" * 26, "ığüşöç", "%00", "' or 1=1--"])
def test_a_mistyped_link_is_404(client, token, turkish, db):
    said = "This link is not one of ours"
    refused(client, token, status=404, in_turkish=turkish(said), in_english=said)


def test_one_wrong_letter_is_404(client, invited, turkish):
    token = invited[1]
    said = "This link is not one of ours"
    refused(client, token[:-1] + ("0" if token[-1] != "0" else "1"), status=404, in_turkish=turkish(said), in_english=said)


def test_a_withdrawn_link_is_410(client, invited, turkish):
    invitation, token = invited
    invitations.withdraw(invitation=invitation)
    said = "This link is no longer valid"
    refused(client, token, status=410, in_turkish=turkish(said), in_english=said)


def test_a_used_link_is_410_and_leads_to_the_receipt(client, invited, turkish):
    invitation, token = invited
    answer(invitation, {"K01": "no"})
    said = "You have answered this survey"
    refused(client, token, status=410, in_turkish=turkish(said), in_english=said)
    assert "/a/receipt/" in client.get(f"/a/{token}/").content.decode()
    assert Sealed.objects.count() == 1


def test_a_wave_that_has_not_opened_is_403(client, turkish):
    wave = an_approved_wave(document=every_kind())
    token = invitation_with_token(wave=wave)[1]
    said = "This survey has not opened yet"
    refused(client, token, status=403, in_turkish=turkish(said), in_english=said)


def test_a_closed_wave_is_410_and_leads_to_the_results(client, invited, wave, turkish):
    _invitation, token = invited
    close_wave(wave=wave, now=CLOSES + timedelta(days=2), by=None)
    said = "This survey has closed"
    refused(client, token, status=410, in_turkish=turkish(said), in_english=said)
    assert 'href="/tr/"' in client.get(f"/a/{token}/").content.decode()


def test_a_wave_closed_early_was_open_until_that_day(client, invited, wave):
    close_wave(wave=wave, now=NOW + timedelta(days=1), by=None)
    day = date_format(localdate(NOW + timedelta(days=1)), "j F Y")
    assert f"{day} gününe kadar açıktı" in client.get(f"/a/{invited[1]}/?lang=tr").content.decode()


def test_after_the_closing_time_only_those_who_had_begun_may_finish(client, invited, wave):
    begun, newcomer = invited[1], invitation_with_token(wave=wave)[1]
    client.post(f"/a/{begun}/1/", FIRST)
    with time_machine.travel(CLOSES + timedelta(hours=1), tick=False):
        assert client.get(f"/a/{newcomer}/1/").status_code == 410
        assert client.post(f"/a/{newcomer}/1/", FIRST).status_code == 410
        assert client.get(f"/a/{begun}/2/").status_code == 200


def test_after_the_grace_nobody_may(client, invited, wave):
    _invitation, token = invited
    client.post(f"/a/{token}/1/", FIRST)
    with time_machine.travel(Wave.objects.get(pk=wave.pk).grace_until, tick=False):
        assert client.get(f"/a/{token}/2/").status_code == 410
        assert client.post(f"/a/{token}/2/", {"C1_A": "1"}).status_code == 410


def test_missing_keys_of_an_open_wave_are_our_fault_and_say_so(client, invited, wave, settings, caplog):
    keys.destroy(wave_id=wave.pk, folder=settings.PRIVATE_DIR)
    assert client.get(f"/a/{invited[1]}/1/").status_code == 503
    assert Sitting.objects.count() == 0


@pytest.mark.parametrize(("facts", "marked"), [({"pilot": True}, 1), ({"synthetic": True}, 1), ({}, 0)])
def test_trial_and_made_up_waves_are_marked_on_every_screen(client, facts, marked):
    wave = an_open_wave(document=every_kind(), **facts)
    token = invitation_with_token(wave=wave)[1]
    client.post(f"/a/{token}/1/", FIRST)
    for address in ("1/", "2/", "concern/", "later/"):
        assert client.get(f"/a/{token}/{address}").content.decode().count('class="banner"') == marked


def test_the_language_of_one_respondent_does_not_stay_for_the_next(client, invited):
    client.get(f"/a/{invited[1]}/1/?lang=en")
    assert '<html lang="tr">' in client.get("/a/").content.decode()
    assert '<html lang="en">' in client.get("/a/", headers={"Accept-Language": "en-GB"}).content.decode()


def test_wrong_methods_are_refused_without_a_traceback(client, invited):
    for method in (client.put, client.delete, client.patch):
        assert method(f"/a/{invited[1]}/1/").status_code == 405
        assert method("/a/").status_code == 405
    assert NOW < CLOSES
