import pytest
from django.conf import settings

from surveys.collection import receipts
from surveys.fielding.waves import close_wave
from surveys.models import Invitation, Response, Sealed
from tests.factories.fielding import NOW, an_open_wave, answer, invite_many

pytestmark = pytest.mark.django_db
KEY = settings.SURVEYS_TOKEN_KEY
ANSWERS = {"W1": "no", "W5": "9", "W7": None}


def test_the_holder_of_the_receipt_deletes_the_answers_and_nothing_tells_whose_they_were():
    invitation, other = invite_many(an_open_wave(), 2)
    code = answer(invitation, ANSWERS)
    answer(other, ANSWERS)
    assert receipts.delete_by_receipt(code.upper().replace("-", " "), key=KEY)
    assert (Sealed.objects.count(), Invitation.objects.filter(done=True).count()) == (1, 2)


@pytest.mark.parametrize("code", ["", "abcd-efgh-jkmn", "?" * 300])
def test_a_code_that_fits_nothing_deletes_nothing(code):
    (invitation,) = invite_many(an_open_wave(), 1)
    answer(invitation, ANSWERS)
    assert not receipts.delete_by_receipt(code, key=KEY)
    assert Sealed.objects.count() == 1


def test_once_the_wave_is_closed_a_receipt_opens_nothing():
    (invitation,) = invite_many(an_open_wave(), 1)
    code = answer(invitation, ANSWERS)
    close_wave(wave=invitation.wave, now=NOW, by=None)
    assert not receipts.delete_by_receipt(code, key=KEY)
    assert Response.objects.count() == 1


def test_link_and_receipt_together_let_a_person_answer_again():
    (invitation,) = invite_many(an_open_wave(), 1)
    code = answer(invitation, ANSWERS)
    assert not receipts.take_back(invitation=invitation, code="abcd-efgh-jkmn", key=KEY)
    assert receipts.take_back(invitation=invitation, code=code, key=KEY)
    assert answer(invitation, ANSWERS) != code
    assert Sealed.objects.count() == 1
