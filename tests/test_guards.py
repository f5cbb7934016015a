"""Every guard, tried with the statement it must refuse."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from surveys import guards
from surveys.collection.responses import ResponseRow, insert
from surveys.definition.document import Document
from surveys.fielding.waves import close_wave
from surveys.models import QuestionnaireVersion, Release, ReleasedTable, Response, Wave
from tests.factories.documents import likert_document, published, work_document
from tests.factories.fielding import NOW, an_approved_wave, an_open_wave
from tests.factories.institution import a_program

pytestmark = pytest.mark.django_db


def refuses(queryset, **values) -> bool:
    try:
        with transaction.atomic():
            queryset.update(**values)
    except (DatabaseError, IntegrityError):
        return True
    return False


def test_what_was_asked_said_and_released_cannot_be_rewritten():
    wave = an_approved_wave()
    insert(wave=wave, version=wave.version, rows=[ResponseRow(program_id=a_program().pk, record=b"abc")])
    release = Release.objects.create(wave=wave, profile="internal", number=1, method={}, released_at=NOW)
    ReleasedTable.objects.create(release=release, level="program", unit_code="P", variable="Q1", status="released", body={})
    attempts = [
        (QuestionnaireVersion.objects.all(), {"text_hash": "x"}),
        (Response.objects.all(), {"record": b"xyz"}),
        (ReleasedTable.objects.all(), {"body": {"n": 1}}),
    ]
    assert [refuses(rows, **values) for rows, values in attempts] == [True, True, True]


def test_an_opened_wave_keeps_its_key_mode_pilot_structure_and_direction():
    wave = an_open_wave(document=work_document())
    other = published(likert_document())
    rows = Wave.objects.filter(pk=wave.pk)
    attempts = [
        {"public_key": b"1" * 32},
        {"mode": "open_link"},
        {"pilot": True},
        {"version": other},
        {"questionnaire": other.questionnaire},
        {"state": "draft"},
    ]
    assert [refuses(rows, **values) for values in attempts] == [True] * 6
    close_wave(wave=wave, now=NOW, by=None)
    assert (refuses(rows, state="open"), refuses(rows, state="reviewed")) == (True, False)


def test_an_opened_wave_may_move_to_a_version_with_a_typing_error_mended():
    wave = an_open_wave(document=work_document(code="TYPO"))
    mended = work_document(code="TYPO").model_dump(mode="json")
    mended["title"]["tr"] = "İş anketi (düzeltilmiş)"
    version = wave.version
    second = QuestionnaireVersion.objects.create(
        questionnaire=version.questionnaire,
        number=2,
        document=mended,
        structure_hash=version.structure_hash,
        text_hash=Document.model_validate(mended).text_hash,
        published_at=NOW,
        approved_as="test",
    )
    assert not refuses(Wave.objects.filter(pk=wave.pk), version=second)


def test_a_wave_that_is_not_open_yet_may_still_change():
    wave = an_approved_wave(document=work_document())
    assert not refuses(Wave.objects.filter(pk=wave.pk), pilot=True, version=published(likert_document()))


def test_a_missing_guard_is_named_by_the_check_and_made_again():
    guard = guards.GUARDS[0]
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {guard.name}" + (f" ON {guard.table}" if connection.vendor == "postgresql" else ""))
    assert [message.msg for message in guards.check_guards(None, databases=["default"])] == [
        "The database guard surveys_questionnaireversion_never_changes is missing from default."
    ]
    guards.install(using="default")
    assert guards.check_guards(None, databases=["default"]) == []


@pytest.mark.django_db(transaction=True)
def test_guards_survive_migrate_and_flush():
    call_command("migrate", "surveys", verbosity=0)
    call_command("flush", verbosity=0, interactive=False)
    assert guards.missing(connection) == []
