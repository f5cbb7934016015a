"""Rows of the question about objectives are those the graduate's own program has."""

import html
import re

import pytest

from surveys.fielding.inviting import invite_contacts
from surveys.models import EmployerContact, Organisation, WaveObjectives
from tests.factories.fielding import an_open_wave, invitation_with_token, token_of
from tests.factories.institution import a_program
from tests.factories.objectives import objectives_of
from tests.factories.respond import every_kind

pytestmark = pytest.mark.django_db


def asked_of(client, token, language="tr"):
    """Objectives on the second page, slot -> wording, and the fields to answer them in."""
    client.post(f"/a/{token}/1/", {"K01": "yes", "K02": ["a"], "_go": "next"})
    page = client.get(f"/a/{token}/2/?lang={language}").content.decode()
    rows = re.findall(r'<legend id="r-(P\d\d)">(.*?)</legend>', page)
    fields = sorted(set(re.findall(r'name="(P\d\d)"', page)))
    return {slot: html.unescape(re.sub("<[^>]+>", "", words)).strip() for slot, words in rows}, fields, 'id="q-K13"' in page


@pytest.mark.parametrize(
    ("language", "words"), [("tr", ["Güvenli yapılar tasarlar.", "Ekip yönetir."]), ("en", ["Designs safe structures.", "Leads teams."])]
)
def test_a_graduate_is_asked_the_objectives_of_the_own_program_and_no_others(client, language, words):
    program = a_program()
    objectives_of(program, ("Güvenli yapılar tasarlar.", "Designs safe structures."), ("Ekip yönetir.", "Leads teams."))
    objectives_of(a_program(), "Başka", "Programın", "Amacı")
    _, token = invitation_with_token(wave=an_open_wave(document=every_kind()), program=program)
    assert asked_of(client, token, language) == (dict(zip(["P01", "P02"], words, strict=True)), ["P01", "P02"], True)


def test_a_graduate_of_a_program_without_objectives_is_not_asked_the_question(client):
    objectives_of(a_program(), "Başka")
    _, token = invitation_with_token(wave=an_open_wave(document=every_kind()), program=a_program())
    assert asked_of(client, token) == ({}, [], False)


def test_a_later_set_is_not_asked_in_a_wave_that_is_open(client):
    program = a_program()
    objectives_of(program, "Önceki")
    wave = an_open_wave(document=every_kind())
    objectives_of(program, "Sonraki", on=wave.opened_at.date())
    _, token = invitation_with_token(wave=wave, program=program)
    assert asked_of(client, token)[0] == {"P01": "Önceki"}


def test_an_employer_is_asked_about_no_objectives(client):
    program = a_program()
    objectives_of(program, "Tasarlar")
    wave = an_open_wave(document=every_kind())
    contact = EmployerContact.objects.create(organisation=Organisation.objects.create(name="Yapı"), name="Can", email="can@yapi.example")
    (invitation,) = invite_contacts(wave=wave, contacts=[(contact, program)], now=wave.opened_at)
    assert WaveObjectives.objects.filter(wave=wave, program=program).count() == 1
    assert asked_of(client, token_of(invitation)) == ({}, [], False)
