"""Review, release, publication, withdrawal: who may, in which order, and what the log keeps."""

from datetime import UTC, datetime

import pytest
from django.utils import translation

from home.models import Role
from surveys.fielding.releasing import release_wave
from surveys.fielding.reviewing import Pending, pending, review_wave
from surveys.fielding.transitions import Refused
from surveys.fielding.withdrawing import reinstate_release, withdraw_release
from surveys.models import AuditEntry, Concern, Invitation, PublishedGroup, Release, ReleasedTable, TextAnswer, Wave
from surveys.results.release import latest
from tests.factories.answered import a_closed_wave
from tests.factories.documents import likert_document
from tests.factories.institution import a_program, a_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 2, 9, tzinfo=UTC)


@pytest.fixture
def program():
    return a_program(code="P1")


@pytest.fixture
def closed(program):
    sheets = [{"program": program, "cohort": 2023 + n % 2, "answers": {"Q1": str(n % 5 + 1), "Q2": None}} for n in range(40)]
    return a_closed_wave(likert_document(2), sheets)


@pytest.fixture
def coordinator():
    return a_user(role=Role.COORDINATOR, first_name="Elif", last_name="Kaya")


@pytest.fixture
def deputy():
    return a_user(role=Role.DEPUTY, first_name="Can", last_name="Er")


def a_text(wave, decision="pending"):
    return TextAnswer.objects.create(wave=wave, variable="T1", text="x", decision=decision)


def log(*fields):
    return list(AuditEntry.objects.filter(action__in=ACTIONS).order_by("pk").values_list(*fields))


ACTIONS = ["wave.reviewed", "wave.released", "results.published", "results.withdrawn", "results.reinstated"]


def reasons(call) -> tuple[str, ...]:
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.reasons


def test_a_wave_is_reviewed_once_every_text_is_decided_and_every_concern_settled(closed, program, coordinator):
    text = a_text(closed)
    invitation = Invitation.objects.create(wave=closed, public_id="x", program=program)
    concern = Concern.objects.create(invitation=invitation, kind="not_me", day=NOW.date())
    assert pending(closed) == Pending(texts=1, concerns=1)
    with translation.override("en"):
        said = reasons(lambda: review_wave(wave=closed, by=coordinator, now=NOW))
    assert said == ("1 free text waits for a decision.", "1 concern is not settled.")
    TextAnswer.objects.filter(pk=text.pk).update(decision="published")
    Concern.objects.filter(pk=concern.pk).update(settled=True)
    assert (pending(closed), review_wave(wave=closed, by=coordinator, now=NOW).state) == (Pending(0, 0), "reviewed")


def test_undecided_texts_are_withheld_only_when_that_is_asked_for_and_counted_in_the_log(closed, coordinator):
    a_text(closed), a_text(closed, "published")
    review_wave(wave=closed, by=coordinator, now=NOW, withhold_undecided=True)
    assert sorted(TextAnswer.objects.values_list("decision", "decided_by")) == [("published", None), ("withheld", coordinator.pk)]
    assert log("action", "detail__texts_withheld") == [("wave.reviewed", 1)]


def test_withholding_texts_settles_no_concern(closed, program, coordinator):
    Concern.objects.create(invitation=Invitation.objects.create(wave=closed, public_id="x", program=program), kind="not_me", day=NOW.date())
    a_text(closed)
    assert len(reasons(lambda: review_wave(wave=closed, by=coordinator, now=NOW, withhold_undecided=True))) == 1
    assert (Wave.objects.get().state, TextAnswer.objects.get().decision) == ("closed", "pending")


def test_from_review_to_publication_every_step_has_its_person_in_the_log(closed, coordinator, deputy):
    review_wave(wave=closed, by=deputy, now=NOW)
    inside = release_wave(wave=closed, by=coordinator, now=NOW, note=" Az yanıt. ", note_en="Few answers.")
    outside = release_wave(wave=closed, by=deputy, now=NOW, profile="public")
    assert [(r.profile, r.number, r.note, r.note_en, r.released_by) for r in (inside, outside)] == [
        ("internal", 1, "Az yanıt.", "Few answers.", coordinator),
        ("public", 2, "", "", deputy),
    ]
    assert log("action", "actor_name") == [
        ("wave.reviewed", "Can Er"),
        ("wave.released", "Elif Kaya"),
        ("results.published", "Can Er"),
    ]
    assert Wave.objects.get().state == "released"


def test_nothing_is_published_before_an_internal_release_stands(closed, coordinator, deputy):
    assert reasons(lambda: release_wave(wave=closed, by=deputy, now=NOW, profile="public"))
    inside = release_wave(wave=closed, by=coordinator, now=NOW)
    withdraw_release(release=inside, reason="Yanlış dosya", by=coordinator, now=NOW)
    assert reasons(lambda: release_wave(wave=closed, by=deputy, now=NOW, profile="public"))
    assert [r.profile for r in Release.objects.all()] == ["internal"]


def test_whoever_released_internally_does_not_publish_unless_in_an_emergency_with_a_logged_reason(closed, coordinator):
    release_wave(wave=closed, by=coordinator, now=NOW)
    for override in ("", "  "):
        assert reasons(lambda override=override: release_wave(wave=closed, by=coordinator, now=NOW, profile="public", override=override))
    release_wave(wave=closed, by=coordinator, now=NOW, profile="public", override="Yardımcı izinli, senato yarın")
    assert log("action", "detail__override")[-1] == ("results.published", "Yardımcı izinli, senato yarın")


@pytest.mark.parametrize("role", [None, Role.EDITOR, Role.REPRESENTATIVE, Role.DEAN, Role.RECTORATE, Role.ANALYST])
def test_only_coordinator_and_deputy_publish_and_a_reason_opens_no_door_to_others(closed, coordinator, role, program):
    release_wave(wave=closed, by=coordinator, now=NOW)
    unit = {Role.REPRESENTATIVE: program.department, Role.DEAN: program.department.faculty}.get(role)
    somebody = a_user(role=role, unit=unit)
    assert reasons(lambda: release_wave(wave=closed, by=somebody, now=NOW, profile="public", override="Acil"))
    assert reasons(lambda: release_wave(wave=closed, by=None, now=NOW, profile="public", override="Acil"))


def test_a_profile_is_released_once_and_never_another_set_withdrawn_or_not(closed, coordinator):
    inside = release_wave(wave=closed, by=coordinator, now=NOW)
    assert reasons(lambda: release_wave(wave=closed, by=coordinator, now=NOW))
    withdraw_release(release=inside, reason="Yanlış", by=coordinator, now=NOW)
    assert reasons(lambda: release_wave(wave=closed, by=coordinator, now=NOW, breakdown="cohort"))


def test_what_cannot_divide_the_respondents_is_refused_and_leaves_nothing(closed, coordinator):
    assert reasons(lambda: release_wave(wave=closed, by=coordinator, now=NOW, breakdown="NOPE"))
    assert (Release.objects.count(), Wave.objects.get().state) == (0, "closed")


def test_withdrawing_demands_a_reason_takes_the_public_release_along_and_deletes_no_row(closed, coordinator, deputy):
    inside = release_wave(wave=closed, by=coordinator, now=NOW)
    release_wave(wave=closed, by=deputy, now=NOW, profile="public")
    rows = (ReleasedTable.objects.count(), PublishedGroup.objects.count())
    assert reasons(lambda: withdraw_release(release=inside, reason="  ", by=coordinator, now=NOW))
    withdraw_release(release=inside, reason="Hatalı çerçeve", by=deputy, now=NOW)
    assert [(r.profile, r.withdrawn_why, r.withdrawn_by, r.withdrawn_at) for r in Release.objects.order_by("number")] == [
        ("internal", "Hatalı çerçeve", deputy, NOW),
        ("public", "Hatalı çerçeve", deputy, NOW),
    ]
    assert (latest(closed), latest(closed, profile="public")) == (None, None)
    assert (ReleasedTable.objects.count(), PublishedGroup.objects.count()) == rows
    assert log("action", "detail__profile", "detail__reason")[-2:] == [
        ("results.withdrawn", "internal", "Hatalı çerçeve"),
        ("results.withdrawn", "public", "Hatalı çerçeve"),
    ]
    assert reasons(lambda: withdraw_release(release=inside, reason="Yine", by=coordinator, now=NOW))


def test_withdrawing_the_public_release_leaves_the_internal_one(closed, coordinator, deputy):
    inside = release_wave(wave=closed, by=coordinator, now=NOW)
    outside = release_wave(wave=closed, by=deputy, now=NOW, profile="public")
    withdraw_release(release=outside, reason="Basında yanlış anlaşıldı", by=coordinator, now=NOW)
    assert (latest(closed), latest(closed, profile="public")) == (inside, None)


def test_the_same_tables_are_put_up_again_the_public_ones_only_above_internal_ones(closed, coordinator, deputy):
    inside = release_wave(wave=closed, by=coordinator, now=NOW)
    outside = release_wave(wave=closed, by=deputy, now=NOW, profile="public")
    tables = list(ReleasedTable.objects.order_by("pk").values())
    withdraw_release(release=inside, reason="Kontrol", by=coordinator, now=NOW)
    assert reasons(lambda: reinstate_release(release=inside, reason="", by=coordinator, now=NOW))
    assert reasons(lambda: reinstate_release(release=outside, reason="Tamam", by=coordinator, now=NOW))
    reinstate_release(release=inside, reason="Doğru çıktı", by=coordinator, now=NOW)
    assert (latest(closed), latest(closed, profile="public")) == (inside, None)
    reinstate_release(release=outside, reason="Doğru çıktı", by=deputy, now=NOW)
    assert latest(closed, profile="public") == outside
    assert reasons(lambda: reinstate_release(release=outside, reason="Yine", by=deputy, now=NOW))
    assert list(ReleasedTable.objects.order_by("pk").values()) == tables
    assert log("action", "detail__reason")[-2:] == [("results.reinstated", "Doğru çıktı")] * 2
