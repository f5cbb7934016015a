import pytest

from surveys.collection import sittings
from surveys.collection.errors import WaveNotOpen
from surveys.models import Sitting
from tests.factories.fielding import a_draft, an_approved_wave, invitation_with_token, sitting_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat():
    invitation, token = invitation_with_token()
    return token, invitation.wave, sitting_key(invitation.wave)


def test_a_draft_comes_back_as_it_was_saved(seat):
    token, wave, key = seat
    draft = a_draft(
        wave.version, answers={"W1": "yes", "W2": ["ad"], "W6": "şöyle 😀", "W7": None}, entered={2: {"W3": ["on iki"]}}, page=2
    )
    sittings.save(token, draft, wave=wave, key=key)
    assert sittings.load(token, wave=wave, key=key) == draft


def test_saving_again_continues_the_same_sitting_in_one_statement(seat, django_assert_num_queries):
    token, wave, key = seat
    for page in (1, 2):
        with django_assert_num_queries(1):
            sittings.save(token, a_draft(wave.version, page=page), wave=wave, key=key)
    assert (Sitting.objects.count(), sittings.load(token, wave=wave, key=key).page) == (1, 2)


def test_nothing_begun_is_no_draft_and_discarding_says_whether_there_was_one(seat):
    token, wave, key = seat
    assert sittings.load(token, wave=wave, key=key) is None
    sittings.save(token, a_draft(wave.version), wave=wave, key=key)
    assert [sittings.discard(token, key), sittings.discard(token, key)] == [True, False]


def test_a_damaged_draft_is_begun_anew_instead_of_failing(seat):
    token, wave, key = seat
    sittings.save(token, a_draft(wave.version), wave=wave, key=key)
    Sitting.objects.update(box=b"\0" * 200)
    assert sittings.load(token, wave=wave, key=key) is None
    sittings.save(token, a_draft(wave.version, page=3), wave=wave, key=key)
    assert sittings.load(token, wave=wave, key=key).page == 3


def test_a_wave_that_is_not_open_takes_no_draft(seat):
    token, _wave, key = seat
    wave = an_approved_wave()
    with pytest.raises(WaveNotOpen):
        sittings.save(token, a_draft(wave.version), wave=wave, key=key)
