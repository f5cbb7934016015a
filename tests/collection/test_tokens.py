from contextlib import suppress

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from surveys.collection import tokens
from surveys.collection.invitations import reissue, withdraw
from surveys.collection.spelling import ALPHABET
from tests.factories.fielding import invitation_with_token, token_of

KEY = settings.SURVEYS_TOKEN_KEY


@pytest.mark.django_db
def test_a_link_is_derived_so_a_reminder_carries_the_same_one():
    invitation, token = invitation_with_token()
    assert (len(token), token_of(invitation), tokens.find_invitation(token, key=KEY)) == (26, token, invitation)


@pytest.mark.django_db
def test_a_token_typed_from_paper_is_understood():
    invitation, token = invitation_with_token()
    for typed in (tokens.for_paper(token).upper(), f" {token} ", token.replace("0", "O").replace("1", "l"), token.replace("1", "I")):
        assert tokens.find_invitation(typed, key=KEY) == invitation


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["", "kısa", "0" * 26, "u" * 26, "x" * 2000, "\x00" * 26])
def test_what_was_never_issued_is_unknown(typed):
    with pytest.raises(tokens.UnknownToken):
        tokens.find_invitation(typed, key=KEY)


@pytest.mark.django_db
def test_a_mistyped_token_is_unknown_and_an_earlier_one_withdrawn():
    invitation, token = invitation_with_token()
    mistyped = token[:-1] + ("a" if token[-1] != "a" else "b")
    renewed = reissue(invitation=invitation)
    with pytest.raises(tokens.UnknownToken):
        tokens.find_invitation(mistyped, key=KEY)
    with pytest.raises(tokens.WithdrawnToken):
        tokens.find_invitation(token, key=KEY)
    assert tokens.find_invitation(token_of(renewed), key=KEY) == renewed


@pytest.mark.django_db
def test_a_withdrawn_invitation_has_no_link_that_works():
    invitation, token = invitation_with_token()
    gone = withdraw(invitation=invitation)
    for dead in (token, token_of(gone)):
        with pytest.raises(tokens.WithdrawnToken):
            tokens.find_invitation(dead, key=KEY)


@pytest.mark.django_db
def test_a_link_made_with_another_key_is_unknown():
    invitation, _token = invitation_with_token()
    with pytest.raises(tokens.UnknownToken):
        tokens.find_invitation(tokens.token_for(invitation, key="another"), key=KEY)


@pytest.mark.django_db
def test_finding_an_invitation_and_its_wave_is_one_query(django_assert_num_queries):
    _invitation, token = invitation_with_token()
    with django_assert_num_queries(1):
        assert tokens.find_invitation(token, key=KEY).wave.state == "open"


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(typed):
    with suppress(tokens.UnknownToken):
        assert set(tokens.normalise(typed)) <= set(ALPHABET)
