from datetime import timedelta

import pytest

from surveys.collection import sittings
from surveys.collection.errors import AlreadyAnswered, WaveNotOpen, Withdrawn
from surveys.collection.invitations import withdraw
from surveys.definition.compiled import compile_version
from surveys.fielding.waves import close_wave
from surveys.models import Response, Sealed, Sitting, TextAnswer, Wave
from tests.factories.fielding import CLOSES, NOW, a_draft, an_open_wave, answer, invitation_with_token, sitting_key
from tests.factories.institution import a_graduation

pytestmark = pytest.mark.django_db

ANSWERS = {
    "W1": "yes",
    "W2": ["ad", "other"],
    "W2.other": "yengem söyledi",
    "W3": "40",
    "W4": "5",
    "W5": "3",
    "W6": "Dersler eskiydi",
    "W7": None,
}


def test_an_answer_goes_in_sealed_and_comes_out_when_the_wave_closes():
    invitation, token = invitation_with_token(year=2021)
    wave = invitation.wave
    draft = a_draft(wave.version)
    sittings.save(token, draft, wave=wave, key=sitting_key(wave))
    assert answer(invitation, ANSWERS, draft=draft) == draft.receipt
    assert (Sealed.objects.count(), Sitting.objects.count(), Response.objects.count()) == (1, 0, 0)

    wave = close_wave(wave=wave, now=CLOSES + timedelta(days=2), by=None)
    assert wave.state == Wave.State.CLOSED
    (response,) = Response.objects.all()
    codebook = compile_version(wave.version).codebook
    assert codebook.unpack(bytes(response.record)) == {k: v for k, v in ANSWERS.items() if k not in {"W2.other", "W6"}}
    assert response.program_id == invitation.program_id
    assert response.cohort is None  # one replier alone would be known by the year
    assert set(TextAnswer.objects.values_list("variable", "text")) == {("W2.other", "yengem söyledi"), ("W6", "Dersler eskiydi")}
    assert Sealed.objects.count() == 0


def test_a_second_submission_is_refused_and_the_first_stands():
    invitation, _token = invitation_with_token()
    answer(invitation, ANSWERS)
    with pytest.raises(AlreadyAnswered):
        answer(invitation, {**ANSWERS, "W3": "1"})
    assert Sealed.objects.count() == 1


def test_a_withdrawn_invitation_stores_nothing():
    invitation, _token = invitation_with_token()
    withdraw(invitation=invitation)
    with pytest.raises(Withdrawn):
        answer(invitation, ANSWERS)
    assert Sealed.objects.count() == 0


def test_after_closing_time_only_those_who_had_begun_may_finish_and_only_within_the_grace():
    wave = an_open_wave()
    begun, token = invitation_with_token(wave=wave, graduation=a_graduation())
    late, _ = invitation_with_token(wave=wave, graduation=a_graduation())
    draft = a_draft(wave.version)
    sittings.save(token, draft, wave=wave, key=sitting_key(wave))
    with pytest.raises(WaveNotOpen):
        answer(late, ANSWERS, now=CLOSES)
    with pytest.raises(WaveNotOpen):
        answer(begun, ANSWERS, draft=draft, now=CLOSES + timedelta(hours=24))
    assert sittings.load(token, wave=wave, key=sitting_key(wave)) == draft
    answer(begun, ANSWERS, draft=draft, now=CLOSES + timedelta(hours=23))
    assert Sealed.objects.count() == 1


def test_a_closed_wave_takes_neither_answers_nor_drafts():
    invitation, token = invitation_with_token()
    wave, key = invitation.wave, sitting_key(invitation.wave)
    close_wave(wave=wave, now=NOW, by=None)
    with pytest.raises(WaveNotOpen):
        sittings.save(token, a_draft(wave.version), wave=wave, key=key)
    assert Sitting.objects.count() == 0
