"""Concerns, follow-ups and what else happens to an invitation."""

from datetime import date

import pytest

from surveys.collection import followups
from surveys.collection.concerns import raise_concern
from surveys.collection.invitations import decline_all, opt_out, withdraw
from surveys.fielding.inviting import invite_contacts
from surveys.fielding.reviewing import settle_concern
from surveys.models import Concern, EmployerContact, FollowUp, Invitation, Organisation
from tests.factories.fielding import NOW, an_open_wave, answer, invitation_with_token
from tests.factories.institution import a_program, a_user

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 4)


def test_a_concern_is_put_on_the_list_once_until_someone_has_settled_it():
    invitation, _token = invitation_with_token()
    first = raise_concern(invitation=invitation, kind="not_me", note=" ", today=TODAY)
    again = raise_concern(invitation=invitation, kind="not_me", note="Soyadım farklı", today=TODAY)
    assert (first.pk, again.note) == (again.pk, "Soyadım farklı")
    settle_concern(concern=again, by=a_user(), now=NOW)
    raise_concern(invitation=invitation, kind="not_me", today=TODAY)
    assert list(Concern.objects.values_list("settled", flat=True)) == [False, True]


def test_an_unknown_kind_of_concern_is_refused():
    invitation, _token = invitation_with_token()
    with pytest.raises(ValueError):
        raise_concern(invitation=invitation, kind="bored", today=TODAY)


def test_what_was_told_last_replaces_what_was_told_before_and_blanks_are_not_kept():
    invitation, _token = invitation_with_token()
    wordings = {"E1": "Bana yazabilirsiniz.", "E2": "Adresim", "E3": "?"}
    followups.record(invitation=invitation, given={"E1": "yes", "E2": "a@example.org", "E3": ""}, wordings=wordings, today=TODAY)
    followups.record(invitation=invitation, given={"E2": "b@example.org"}, wordings=wordings, today=TODAY)
    rows = FollowUp.objects.order_by("code").values_list("code", "value", "wording", "graduation", "day")
    assert list(rows) == [
        ("E1", "yes", "Bana yazabilirsiniz.", invitation.graduation_id, TODAY),
        ("E2", "b@example.org", "Adresim", invitation.graduation_id, TODAY),
    ]


def test_a_consent_no_longer_ticked_is_withdrawn():
    invitation, _token = invitation_with_token()
    followups.record(invitation=invitation, given={"E1": "1", "E2": "a@example.org"}, wordings={"E1": "Rıza", "E2": "Adres"}, today=TODAY)
    followups.record(invitation=invitation, given={"E1": None, "E2": "a@example.org"}, wordings={"E1": "Rıza", "E2": "Adres"}, today=TODAY)
    assert list(FollowUp.objects.values_list("code", flat=True)) == ["E2"]


def test_opting_out_of_mail_leaves_the_link_alive():
    invitation, _token = invitation_with_token()
    opted = opt_out(invitation=invitation)
    assert (opted.opted_out, opted.withdrawn, opted.generation) == (True, False, 0)
    assert list(Invitation.objects.reachable()) == []


def test_withdrawing_raises_the_generation():
    invitation, _token = invitation_with_token()
    gone = withdraw(invitation=invitation)
    assert (gone.withdrawn, gone.generation) == (True, 1)


def test_an_employer_declines_once_for_all_programs_and_keeps_what_was_answered():
    wave = an_open_wave()
    contact, other = (EmployerContact.objects.create(organisation=Organisation.objects.create(name=name)) for name in ("A", "B"))
    answered, asked, _more, _others = invite_contacts(
        wave=wave, contacts=[(contact, a_program()), (contact, a_program()), (contact, None), (other, None)], now=NOW
    )
    answer(answered, {"W1": "no", "W5": None, "W7": None})
    assert decline_all(invitation=asked) == 2
    assert [(i.contact, i.done) for i in Invitation.objects.filter(withdrawn=False).order_by("pk")] == [(contact, True), (other, False)]
