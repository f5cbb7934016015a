from datetime import timedelta

import pytest
from django.conf import settings

from surveys.collection import keys
from surveys.fielding.waves import (
    Refused,
    approve_wave,
    archive_wave,
    close_wave,
    create_wave,
    extend_wave,
    move_to_version,
    open_wave,
    review_wave,
)
from surveys.models import AuditEntry, Questionnaire, QuestionnaireVersion, Response, Wave
from tests.factories.documents import likert_document, published, work_document
from tests.factories.fielding import CLOSES, NOW, an_approved_wave, an_open_wave, answer, invite_many
from tests.factories.institution import a_user

pytestmark = pytest.mark.django_db


def test_a_wave_goes_from_draft_to_archive_and_every_step_is_written_down():
    version, by = published(work_document()), a_user(first_name="Elif", last_name="Kaya")
    wave = create_wave(questionnaire=version.questionnaire, name="2026", by=by, now=NOW)
    approve_wave(wave=wave, by=by, now=NOW)
    open_wave(wave=wave, closes_at=CLOSES, now=NOW, by=by)
    close_wave(wave=wave, now=CLOSES, by=by)
    review_wave(wave=wave, by=by, now=CLOSES)
    assert archive_wave(wave=wave, by=by, now=CLOSES).state == "archived"
    log = AuditEntry.objects.order_by("pk").values_list("action", "actor_name")
    assert list(log) == [(f"wave.{step}", "Elif Kaya") for step in ("draft", "approved", "open", "closed", "reviewed", "archived")]


def test_opening_puts_the_keys_on_disk_and_only_the_public_one_into_the_database():
    wave = an_open_wave()
    private = keys.private_key(wave_id=wave.pk, public_key=bytes(wave.public_key), folder=settings.PRIVATE_DIR)
    assert bytes(private.public_key) == bytes(Wave.objects.get().public_key)
    assert (wave.opened_at, wave.closes_at, wave.grace_until) == (NOW, CLOSES, CLOSES + settings.SURVEYS_GRACE)


def test_what_may_not_happen_is_refused_with_a_reason_and_changes_nothing():
    draft = create_wave(questionnaire=published(work_document()).questionnaire, name="2026", now=NOW)
    opened = an_open_wave()
    refusals = [
        lambda: open_wave(wave=draft, closes_at=NOW, now=NOW, by=None),
        lambda: close_wave(wave=draft, now=NOW, by=None),
        lambda: review_wave(wave=opened, by=None, now=NOW),
        lambda: approve_wave(wave=opened, by=None, now=NOW),
        lambda: open_wave(wave=opened, closes_at=CLOSES, now=NOW, by=None),
        lambda: extend_wave(wave=opened, closes_at=CLOSES, now=NOW, by=None),
        lambda: extend_wave(wave=draft, closes_at=CLOSES, now=NOW, by=None),
        lambda: create_wave(questionnaire=draft.questionnaire, name="2026", now=NOW),
        lambda: create_wave(questionnaire=Questionnaire.objects.create(code="NEW"), name="2026", now=NOW),
    ]
    before = list(Wave.objects.order_by("pk").values())
    for refused in refusals:
        with pytest.raises(Refused) as why:
            refused()
        assert all(why.value.reasons)
    assert list(Wave.objects.order_by("pk").values()) == before


def test_opening_twice_keeps_the_first_key():
    wave = an_open_wave()
    path = settings.PRIVATE_DIR / "wave-keys" / f"{wave.pk}.key"
    first = path.read_bytes()
    with pytest.raises(Refused):
        open_wave(wave=wave, closes_at=CLOSES, now=NOW, by=None)
    assert path.read_bytes() == first


def test_extending_keeps_the_length_of_the_grace():
    wave = extend_wave(wave=an_open_wave(), closes_at=CLOSES + timedelta(days=7), now=NOW, by=None)
    assert wave.grace_until - wave.closes_at == settings.SURVEYS_GRACE


def test_a_pilot_is_never_reviewed():
    wave = an_open_wave(pilot=True)
    close_wave(wave=wave, now=NOW, by=None)
    with pytest.raises(Refused):
        review_wave(wave=wave, by=None, now=NOW)


def test_an_approved_wave_has_no_key_yet():
    wave = an_approved_wave()
    assert (wave.public_key, keys.exists(wave_id=wave.pk, folder=settings.PRIVATE_DIR)) == (None, False)


def test_a_typing_error_is_mended_amid_the_wave_and_answers_to_both_versions_come_out():
    wave = an_open_wave(document=work_document(code="TYPO"))
    (first,), (second,) = invite_many(wave, 1), invite_many(wave, 1)
    answer(first, {"W1": "no", "W5": "9", "W7": None})
    before = wave.version
    document = work_document(code="TYPO").model_dump(mode="json")
    document["title"]["tr"] = "Düzeltilmiş"
    facts = {"document": document, "structure_hash": before.structure_hash, "text_hash": "2", "published_at": NOW, "approved_as": "test"}
    mended = QuestionnaireVersion.objects.create(questionnaire=before.questionnaire, number=2, **facts)
    with pytest.raises(Refused):
        move_to_version(wave=wave, version=published(likert_document()), by=None, now=NOW)
    wave = move_to_version(wave=wave, version=mended, by=None, now=NOW)
    second.wave = wave
    answer(second, {"W1": "yes", "W5": "9", "W7": None})
    close_wave(wave=wave, now=CLOSES, by=None)
    assert sorted(Response.objects.values_list("version__number", flat=True)) == [1, 2]
