from datetime import timedelta

import pytest
from django.conf import settings

from surveys.collection import sittings
from surveys.fielding.inviting import invite_contacts, organisation_number
from surveys.fielding.waves import Refused, close_due, close_wave
from surveys.models import (
    AuditEntry,
    Delivery,
    EmployerContact,
    FrameStratum,
    Invitation,
    Organisation,
    OrganisationNumber,
    Response,
    Sealed,
    Wave,
)
from tests.factories.fielding import (
    CLOSES,
    NOW,
    a_draft,
    an_approved_wave,
    an_open_wave,
    answer,
    invite,
    invite_many,
    sitting_key,
    token_of,
)
from tests.factories.institution import a_graduation, a_program

ANSWERS = {"W1": "no", "W5": "9", "W7": "TR"}
AFTER = CLOSES + timedelta(days=2)


def key_file(wave):
    return settings.PRIVATE_DIR / "wave-keys" / f"{wave.pk}.key"


@pytest.mark.django_db
def test_small_cohorts_are_merged_in_the_answers_and_in_the_frame_alike():
    wave, program = an_open_wave(), a_program()
    for year, asked, replied in ((2019, 9, 6), (2020, 7, 2), (2021, 8, 0), (2023, 6, 5)):
        for invitation in invite_many(wave, asked, program=program, year=year)[:replied]:
            answer(invitation, ANSWERS)
    close_wave(wave=wave, now=AFTER, by=None)
    strata = FrameStratum.objects.order_by("cohort").values_list("cohort", "cohort_last", "population", "invited", "replied")
    assert list(strata) == [(2019, 2021, 24, 24, 8), (2023, 2023, 6, 6, 5)]
    assert sorted(Response.objects.values_list("cohort", flat=True)) == [2019] * 8 + [2023] * 5


@pytest.mark.django_db
def test_a_pilot_is_checked_and_counted_and_leaves_no_answer_behind():
    wave = an_open_wave(pilot=True)
    for invitation in invite_many(wave, 3):
        answer(invitation, ANSWERS)
    wave = close_wave(wave=wave, now=AFTER, by=None)
    entry = AuditEntry.objects.get(action="wave.closed")
    assert (Sealed.objects.count(), Response.objects.count(), entry.detail["test_answers"], wave.state) == (0, 0, 3, "closed")


@pytest.mark.django_db
def test_what_could_lead_back_to_a_person_is_gone_and_the_rest_of_an_invitation_is_kept():
    wave, contact = an_open_wave(), EmployerContact.objects.create(organisation=Organisation.objects.create(name="Kuzey"))
    graduate, begun = invite(wave, a_graduation(), a_graduation())
    (employer,) = invite_contacts(wave=wave, contacts=[(contact, a_program())], now=NOW)
    number = organisation_number(invitation=employer)
    for invitation, of in ((graduate, None), (employer, number)):
        answer(invitation, ANSWERS, organisation_number=of)
    sittings.save(token_of(begun), a_draft(wave.version), wave=wave, key=sitting_key(wave))
    for mail, kind, state in (
        (begun, "invitation", "sent"),
        (begun, "reminder", "failed"),
        (begun, "resend", "sent"),
        (graduate, "invitation", "failed"),
        (employer, "invitation", "waiting"),
    ):
        Delivery.objects.create(invitation=mail, kind=kind, state=state, message_id=f"{mail.pk}-{kind}", queued_at=NOW)
    before = list(
        Invitation.objects.order_by("pk").values("pk", "public_id", "generation", "name", "email", "graduation", "contact", "program")
    )

    wave = close_wave(wave=wave, now=AFTER, by=None)
    assert list(Invitation.objects.order_by("pk").values(*before[0])) == before
    assert Invitation.objects.filter(done=True).count() == 0
    assert (wave.unfinished, OrganisationNumber.objects.count()) == (1, 0)
    assert sorted(Response.objects.values_list("organisation_number", flat=True), key=str) == sorted([None, number], key=str)
    assert list(Delivery.objects.values_list("invitation", "kind", "state")) == [(graduate.pk, "invitation", "failed")]
    detail = AuditEntry.objects.get(action="wave.closed").detail
    assert {k: detail[k] for k in ("responses", "unfinished", "mailed", "reminders", "early")} == {
        "responses": 2,
        "unfinished": 1,
        "mailed": 1,
        "reminders": 1,
        "early": False,
    }


@pytest.mark.django_db
def test_closing_early_is_possible_and_written_down():
    wave = an_open_wave()
    close_wave(wave=wave, now=NOW, by=None)
    assert AuditEntry.objects.get(action="wave.closed").detail["early"] is True


@pytest.mark.django_db(transaction=True)
def test_without_its_key_a_wave_stays_open_and_loses_nothing():
    wave = an_open_wave()
    (invitation,) = invite_many(wave, 1)
    answer(invitation, ANSWERS)
    path, other = key_file(wave), key_file(an_open_wave())
    secret = path.read_bytes()
    for spoil in (path.unlink, lambda: path.write_bytes(other.read_bytes())):
        spoil()
        with pytest.raises(Refused):
            close_wave(wave=wave, now=AFTER, by=None)
        wave.refresh_from_db()
        assert (wave.state, Sealed.objects.count(), Invitation.objects.filter(done=True).count()) == ("open", 1, 1)
    path.write_bytes(secret)
    close_wave(wave=wave, now=AFTER, by=None)
    assert (Response.objects.count(), path.exists()) == (1, False)


@pytest.mark.django_db
def test_an_unreadable_answer_stops_the_closing_until_a_person_accepts_its_loss():
    wave = an_open_wave()
    for invitation in invite_many(wave, 2):
        answer(invitation, ANSWERS)
    Sealed.objects.filter(pk=Sealed.objects.first().pk).update(box=b"\0" * 1072)
    with pytest.raises(Refused):
        close_wave(wave=wave, now=AFTER, by=None)
    assert Sealed.objects.count() == 2
    close_wave(wave=wave, now=AFTER, by=None, accept_unreadable=True)
    assert (Response.objects.count(), AuditEntry.objects.get(action="wave.closed").detail["unreadable"]) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_the_periodic_closing_takes_what_is_due_finishes_what_was_interrupted_and_passes_over_what_refuses(caplog):
    due, keyless, later, closed = an_open_wave(), an_open_wave(), an_open_wave(closes_at=AFTER), an_open_wave()
    (invitation,) = invite_many(keyless, 1)
    answer(invitation, ANSWERS)
    key_file(keyless).unlink()
    secret = key_file(closed).read_bytes()
    close_wave(wave=closed, now=NOW, by=None)
    key_file(closed).write_bytes(secret)  # as if killed between the commit and the end of the key
    assert {w.pk for w in close_due(now=AFTER)} == {due.pk, closed.pk}
    states = dict(Wave.objects.values_list("pk", "state"))
    assert states == {due.pk: "closed", keyless.pk: "open", later.pk: "open", closed.pk: "closed"}
    assert not key_file(closed).exists()
    assert "could not be closed" in caplog.text
    assert close_due(now=AFTER) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("since", ["reviewed", "released", "archived"])
def test_the_key_an_interruption_left_is_destroyed_whatever_became_of_the_wave_since(since):
    wave = an_open_wave()
    secret = key_file(wave).read_bytes()
    close_wave(wave=wave, now=NOW, by=None)
    key_file(wave).write_bytes(secret)
    Wave.objects.update(state=since)
    assert [w.pk for w in close_due(now=AFTER)] == [wave.pk]
    assert (key_file(wave).exists(), Wave.objects.get().state) == (False, since)


@pytest.mark.django_db(transaction=True)
def test_a_snapshot_that_cannot_be_written_keeps_no_other_wave_open(settings, tmp_path, caplog):
    settings.PRIVATE_DIR = tmp_path
    (tmp_path / "snapshots").write_text("a file where the folder should be")
    one, other = an_open_wave(), an_open_wave()
    assert close_due(now=AFTER) == []
    assert set(Wave.objects.values_list("pk", "state")) == {(one.pk, "closed"), (other.pk, "closed")}
    assert caplog.text.count("could not be closed") == 2
    (tmp_path / "snapshots").unlink()
    assert {w.pk for w in close_due(now=AFTER)} == {one.pk, other.pk}


@pytest.mark.django_db
def test_an_imported_wave_is_closed_without_a_key_and_keeps_its_frame():
    wave = an_approved_wave(mode="imported")
    FrameStratum.objects.create(wave=wave, program=a_program(), cohort=2020, population=9, invited=9, replied=3)
    assert close_wave(wave=wave, now=NOW, by=None).state == "closed"
    assert list(FrameStratum.objects.values_list("cohort", "replied")) == [(2020, 3)]
