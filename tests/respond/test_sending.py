import re
from datetime import timedelta

import pytest

from surveys.definition.compiled import compile_version
from surveys.definition.programs import program_numbers
from surveys.fielding.inviting import invite_contacts
from surveys.fielding.waves import close_wave
from surveys.models import EmployerContact, FollowUp, Invitation, Organisation, Response, Sealed, Sitting, TextAnswer
from tests.factories.fielding import CLOSES, NOW, an_open_wave, invitation_with_token, token_of
from tests.factories.institution import a_program
from tests.factories.respond import employer_document, every_kind

pytestmark = pytest.mark.django_db

PAGES = (
    {"K01": "yes", "K02": ["a", "other"], "K02.other": "elle", "K03": "c7"},
    {"K10": "5", "R1": "3", "C1_A": "4", "C2_A": "99", "C1_R": "2", "K14": "10"},
    {"K20": "40", "K22": "Güzeldi", "K24": ["c1", "c2"]},
)
SETTLED = {
    "K01": "yes",
    "K02": ["a", "other"],
    "K03": "c7",
    "K10": "5",
    "R1": "3",
    "R2": None,
    "C1_A": "4",
    "C2_A": "99",
    "C1_R": "2",
    "C2_R": None,
    "K14": "10",
    "K20": "40",
    "K23": None,
    "K24": ["c1", "c2"],
}


@pytest.fixture
def wave():
    return an_open_wave(document=every_kind())


def fill_in(client, token, pages=PAGES):
    for number, posted in enumerate(pages, start=1):
        client.post(f"/a/{token}/{number}/", {**posted, "_go": "next"})
    return client.get(f"/a/{token}/review/").content.decode()


def receipt_on(page):
    return re.search(r"[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}", page)[0]


def said_in(wave):
    """Every response of the wave, once it is closed: (program, answers)."""
    close_wave(wave=wave, now=CLOSES + timedelta(days=2), by=None)
    codebook = compile_version(wave.version).codebook
    return [
        (r.program.code if r.program else None, codebook.unpack(bytes(r.record), programs=program_numbers()))
        for r in Response.objects.select_related("program")
    ]


def test_what_was_answered_is_what_is_counted(client, wave):
    invitation, token = invitation_with_token(wave=wave)
    fill_in(client, token)
    client.post(f"/a/{token}/review/")
    assert (Sitting.objects.count(), Invitation.objects.get(pk=invitation.pk).done) == (0, True)
    assert said_in(wave) == [(invitation.program.code, SETTLED)]
    assert sorted(TextAnswer.objects.values_list("variable", "text")) == [("K02.other", "elle"), ("K22", "Güzeldi")]


def test_before_sending_receipt_and_each_question_left_open_are_shown(client, wave):
    review = fill_in(client, invitation_with_token(wave=wave)[1])
    assert receipt_on(review)
    assert re.findall(r"<li><a href=\"[^\"]*/(\d)/\">([^<]+)</a>", review) == [
        ("2", "Tablo"),
        ("2", "Çift tablo"),
        ("3", "Unvan"),
        ("3", "Ülke"),
    ]


def test_of_a_table_left_open_the_rows_are_counted(client, wave):
    review = fill_in(client, invitation_with_token(wave=wave)[1], (PAGES[0], {**PAGES[1], "R1": ""}, PAGES[2]))
    assert re.findall(r">([^<]+)</a> \((\d) satır\)", review) == [("Tablo", "2")]


def test_the_receipt_is_the_one_shown_before_and_deletes_the_answers(client, wave):
    token = invitation_with_token(wave=wave)[1]
    before = receipt_on(fill_in(client, token))
    assert receipt_on(client.post(f"/a/{token}/review/").content.decode()) == before
    assert client.post("/a/receipt/", {"receipt": before.upper().replace("-", " ")}).status_code == 200
    assert Sealed.objects.count() == 0
    assert client.post("/a/receipt/", {"receipt": before}).status_code == 404


def test_sending_twice_gives_the_same_page_and_one_answer(client, wave):
    token = invitation_with_token(wave=wave)[1]
    receipt = receipt_on(fill_in(client, token))
    for _ in range(2):
        response = client.post(f"/a/{token}/review/", {"_receipt": receipt, "_language": "tr"})
        assert response.status_code == 200
        assert receipt_on(response.content.decode()) == receipt
    assert Sealed.objects.count() == 1


def test_a_receipt_that_was_never_ours_is_not_shown_back(client, wave):
    token = invitation_with_token(wave=wave)[1]
    fill_in(client, token)
    client.post(f"/a/{token}/review/")
    page = client.post(f"/a/{token}/review/", {"_receipt": "<script>alert(1)</script>"}).content.decode()
    assert "script>alert" not in page


def test_with_link_and_receipt_one_may_answer_anew(client, wave):
    token = invitation_with_token(wave=wave)[1]
    receipt = receipt_on(fill_in(client, token))
    client.post(f"/a/{token}/review/")
    assert client.post(f"/a/{token}/again/", {"receipt": "0000-0000-0000"}).status_code == 404
    assert client.post(f"/a/{token}/again/", {"receipt": receipt}).status_code == 302
    assert Sealed.objects.count() == 0
    fill_in(client, token, ({**PAGES[0], "K01": "no"}, *PAGES[1:]))
    client.post(f"/a/{token}/review/")
    ((_program, answers),) = said_in(wave)
    assert (answers["K01"], "C1_R" in answers) == ("no", False)


def test_the_part_after_comes_in_a_request_of_its_own_and_is_kept_apart(client, wave):
    invitation, token = invitation_with_token(wave=wave)
    fill_in(client, token)
    thanks = client.post(f"/a/{token}/review/").content.decode()
    assert 'name="_ask" value="K30 K31 K32"' in thanks  # K32 is for those who work
    response = client.post(f"/a/{token}/after/", {"_ask": "K30 K31 K32", "K30": ["talk"], "K31": "1", "K32": "sef@firma.example"})
    assert response.status_code == 302
    assert client.get(response["Location"]).status_code == 200
    kept = FollowUp.objects.order_by("code").values_list("graduation", "code", "value", "wording", "day")
    day = NOW.date()
    assert list(kept) == [
        (invitation.graduation_id, "K30", ["talk"], "Katkı", day),
        (invitation.graduation_id, "K31", "1", "Onay veriyorum", day),
        (invitation.graduation_id, "K32", "sef@firma.example", "Yöneticiniz", day),
    ]
    assert said_in(wave) == [(invitation.program.code, SETTLED)]


def test_an_address_that_is_none_is_pointed_out_and_nothing_is_lost(client, wave):
    token = invitation_with_token(wave=wave)[1]
    fill_in(client, token)
    client.post(f"/a/{token}/review/")
    response = client.post(f"/a/{token}/after/", {"_ask": "K30 K31 K32", "K31": "1", "K32": "sef at firma"})
    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="sef at firma"' in page
    assert 'name="K31" value="1" checked' in page
    assert FollowUp.objects.count() == 0


def test_without_the_answers_only_what_fits_everyone_is_asked_after(client, wave):
    token = invitation_with_token(wave=wave)[1]
    assert client.get(f"/a/{token}/after/").status_code == 409
    fill_in(client, token)
    client.post(f"/a/{token}/review/")
    assert 'name="_ask" value="K30 K31"' in client.get(f"/a/{token}/after/").content.decode()


def employer(wave, *, program):
    organisation = Organisation.objects.create(name="Yapı A.Ş.")
    contact = EmployerContact.objects.create(organisation=organisation, name="Can", email="can@yapi.example")
    (invitation,) = invite_contacts(wave=wave, contacts=[(contact, program)], now=NOW)
    return invitation, token_of(invitation)


def test_an_employers_own_choice_of_program_decides_the_unit(client):
    wave = an_open_wave(document=employer_document())
    offered, rated = a_program(), a_program()
    _invitation, token = employer(wave, program=offered)
    client.post(f"/a/{token}/1/", {"E1": "n1", "_go": "next"})
    shown = client.get(f"/a/{token}/2/").content.decode()
    assert f'value="{offered.code}" selected' in shown
    client.post(f"/a/{token}/2/", {"E2": rated.code, "E3": "4", "_go": "next"})
    client.post(f"/a/{token}/3/", {"_go": "next"})
    client.post(f"/a/{token}/review/")
    assert said_in(wave) == [(rated.code, {"E1": "n1", "E2": rated.code, "E3": "4"})]


def test_an_employer_without_graduates_belongs_to_no_program(client):
    wave = an_open_wave(document=employer_document())
    _invitation, token = employer(wave, program=a_program())
    client.post(f"/a/{token}/1/", {"E1": "n0", "_go": "next"})
    client.post(f"/a/{token}/3/", {"E4": "yok", "_go": "next"})
    assert client.post(f"/a/{token}/review/").status_code == 200
    assert said_in(wave) == [(None, {"E1": "n0"})]


def test_an_employer_may_rate_another_program_in_a_sitting_of_its_own(client):
    wave = an_open_wave(document=employer_document())
    invitation, token = employer(wave, program=a_program())
    other = a_program()
    assert other.code in client.get(f"/a/{token}/another/").content.decode()
    assert client.post(f"/a/{token}/another/", {"program": "nonsense"}).status_code == 422
    response = client.post(f"/a/{token}/another/", {"program": other.code})
    new = Invitation.objects.exclude(pk=invitation.pk).get()
    assert (new.program, new.contact, response["Location"]) == (other, invitation.contact, f"/a/{token_of(new)}/")


def test_an_employer_who_has_answered_still_finds_the_way_to_another_program(client):
    wave = an_open_wave(document=employer_document())
    invitation, token = employer(wave, program=a_program())
    Invitation.objects.filter(pk=invitation.pk).update(done=True)
    assert f'href="/a/{token}/another/' in client.get(f"/a/{token}/").content.decode()


def test_nobody_but_an_employer_has_another_program_to_rate(client, wave):
    assert client.get(f"/a/{invitation_with_token(wave=wave)[1]}/another/").status_code == 404
