from datetime import timedelta

import pytest

from surveys.models import Concern, Delivery
from tests.factories.fielding import CLOSES, an_open_wave, invitation_with_token
from tests.factories.institution import a_graduation
from tests.factories.respond import every_kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def invited():
    return invitation_with_token(wave=an_open_wave(document=every_kind()), graduation=a_graduation(email="ayse@example.org"))


def test_a_code_from_paper_is_understood_however_it_is_typed(client, invited):
    typed = " ".join(invited[1][n : n + 5] for n in range(0, 26, 5)).upper()
    assert client.post("/a/", {"code": typed})["Location"] == f"/a/{invited[1]}/"


def test_a_link_pasted_whole_is_as_good_as_its_code(client, invited):
    for typed in (f"https://mezun.example.edu.tr/a/{invited[1]}/", f" mezun.example.edu.tr/a/{invited[1]}/2/?lang=en "):
        assert client.post("/a/", {"code": typed})["Location"] == f"/a/{invited[1]}/"


def test_a_code_that_is_none_is_shown_back_to_be_mended(client):
    response = client.post("/a/", {"code": 'yanlış "kod"'})
    assert response.status_code == 404
    assert 'value="yanlış &quot;kod&quot;"' in response.content.decode()


def test_asking_for_the_link_says_the_same_whoever_asks(client, invited):
    known = client.post("/a/link/", {"email": "AYSE@example.org"})
    unknown = client.post("/a/link/", {"email": "baska@example.org"})
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)
    assert list(Delivery.objects.values_list("invitation", "kind")) == [(invited[0].pk, "resend")]


def test_an_address_that_is_none_is_pointed_out(client):
    for typed in ("", "ayse", "ayse@", "a b@c.d", "@example.org"):
        assert client.post("/a/link/", {"email": typed}).status_code == 422


def test_this_is_not_me_lands_on_a_persons_list(client, invited):
    invitation, token = invited
    assert client.post(f"/a/{token}/concern/", {"note": "neden"}).status_code == 422
    assert client.post(f"/a/{token}/concern/", {"kind": "not_my_program", "note": "İnşaat okudum"}).status_code == 200
    assert list(Concern.objects.values_list("invitation", "kind", "note", "day", "settled")) == [
        (invitation.pk, "not_my_program", "İnşaat okudum", (CLOSES - timedelta(days=21)).date(), False)
    ]


def test_looking_at_the_concern_page_says_nothing_to_anybody(client, invited):
    assert client.get(f"/a/{invited[1]}/concern/").status_code == 200
    assert Concern.objects.count() == 0


def test_the_character_no_database_takes_is_dropped_everywhere(client, invited):
    _invitation, token = invited
    assert client.post("/a/link/", {"email": "a\0yse@example.org"}).status_code == 200
    assert client.post("/a/receipt/", {"receipt": "\0"}).status_code == 404
    client.post(f"/a/{token}/concern/", {"kind": "not_me", "note": "a\0b"})
    assert Concern.objects.get().note == "ab"
    client.post(f"/a/{token}/1/", {"K01": "yes", "K02": "other", "K02.other": "x\0y", "_go": "next"})
    assert 'value="xy"' in client.get(f"/a/{token}/1/").content.decode()


def test_more_than_the_server_reads_is_refused_with_a_page(client, invited, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    response = client.post(f"/a/{invited[1]}/1/", "K22=" + "x" * 2000, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 413
    assert "<h1>" in response.content.decode()
