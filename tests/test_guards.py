"""Every guard, tried with the statement it must refuse; and that they outlive migrations, flush, backup and restore."""

from collections.abc import Callable
from datetime import date

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.db.migrations import Migration
from django.db.models import ProtectedError

from departments.models import Program
from home.models import Role
from surveys import guards
from surveys.collection.responses import ResponseRow, insert
from surveys.definition.document import Document
from surveys.definition.publishing import import_draft, publish
from surveys.fielding.comparing import confirm
from surveys.fielding.waves import close_wave
from surveys.models import (
    CodeEntry,
    Comparison,
    PublishedGroup,
    Questionnaire,
    QuestionnaireVersion,
    Release,
    ReleasedTable,
    Response,
    TextAnswer,
    Wave,
    WaveObjectives,
)
from tests.factories.documents import likert_document, published, work_document
from tests.factories.fielding import CLOSES, NOW, an_approved_wave, an_open_wave
from tests.factories.institution import a_program, a_user
from tests.factories.restored import restored

pytestmark = pytest.mark.django_db

# By name of the guard: what somebody with the database open might try.
ATTEMPTS = {
    "surveys_questionnaireversion_never_changes": "UPDATE surveys_questionnaireversion SET text_hash = 'x'",
    "surveys_codeentry_never_changes": "UPDATE surveys_codeentry SET label_tr = 'x'",
    "surveys_waveobjectives_never_changes": "UPDATE surveys_waveobjectives SET sha256 = 'x'",
    "surveys_response_never_changes": "UPDATE surveys_response SET cohort = 1999",
    "surveys_textanswer_keeps_what_was_said": "UPDATE surveys_textanswer SET text = 'x'",
    "departments_program_keeps_its_number": "UPDATE departments_program SET number = number + 1000",
    "surveys_questionnaire_keeps_its_code": "UPDATE surveys_questionnaire SET code = 'X'",
    "surveys_comparison_keeps_its_variable": "UPDATE surveys_comparison SET code = 'X'",
    "surveys_comparison_keeps_its_decision": "UPDATE surveys_comparison SET decided = '', decided_at = NULL",
    "surveys_releasedtable_never_changes": "UPDATE surveys_releasedtable SET reason = 'x'",
    "surveys_publishedgroup_never_changes": "UPDATE surveys_publishedgroup SET unit_code = 'x'",
    "surveys_wave_keeps_its_key": "UPDATE surveys_wave SET public_key = NULL",
    "surveys_wave_keeps_its_promises": "UPDATE surveys_wave SET pilot = NOT pilot",
    "surveys_wave_keeps_its_structure": "UPDATE surveys_wave SET version_id = (SELECT later_id FROM surveys_comparison LIMIT 1)",
    "surveys_wave_never_reopens": "UPDATE surveys_wave SET state = 'draft'",
}
GUARDED = (
    QuestionnaireVersion, CodeEntry, WaveObjectives, Response, TextAnswer, Program, Questionnaire, Comparison, ReleasedTable,
    PublishedGroup, Wave,
)  # fmt: skip


def fielded() -> Wave:
    """A closed wave of the first of two versions, and a row in every guarded table."""
    first, second = (publish_document(likert_document(items)) for items in (2, 3))
    wave = an_open_wave(version=first)
    program = a_program()
    WaveObjectives.objects.create(wave=wave, program=program, document={"P01": {"tr": "Bir", "en": "One"}}, sha256="0" * 64)
    close_wave(wave=wave, now=CLOSES, by=None)
    insert(wave=wave, version=first, rows=[ResponseRow(program_id=program.pk, record=b"ab")])
    TextAnswer.objects.create(wave=wave, program=program, variable="Q1", text="olduğu gibi")
    release = Release.objects.create(wave=wave, profile="internal", number=1, method={}, released_at=NOW)
    ReleasedTable.objects.create(release=release, level="program", unit_code="P", variable="Q1", status="released", body={})
    group = {"level": "program", "unit_code": "P", "programs": ["P"], "waves": [wave.pk], "variables": ["Q1"]}
    PublishedGroup.objects.create(release=release, **group)
    confirm(earlier=first, later=second, by=a_user(role=Role.COORDINATOR), now=NOW)
    return Wave.objects.get()


def publish_document(document) -> QuestionnaireVersion:
    return publish(questionnaire=import_draft(document=document), approved_by=None, approved_as="test", now=NOW)


def on_this_database(statement: str, *, check_keys: bool = False) -> None:
    """check_keys: now, and not at the end of a transaction that a test never reaches."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        if check_keys:
            connection.check_constraints()


def not_refused(execute: Callable[[str], None]) -> list[str]:
    """Names of the guards that let their attempt pass, or refused it in other words than their own."""
    passed = []
    for guard in guards.GUARDS:
        try:
            execute(ATTEMPTS[guard.name])
        except Exception as error:  # noqa: BLE001  (of sqlite3, psycopg or Django, as the copy is reached)
            if guard.message not in str(error):
                passed.append(f"{guard.name}: {error}")
        else:
            passed.append(guard.name)
    return passed


def test_every_guard_refuses_what_it_is_there_for_and_says_why():
    fielded()
    assert set(ATTEMPTS) == {guard.name for guard in guards.GUARDS}
    assert {guard.table for guard in guards.GUARDS} == {model._meta.db_table for model in GUARDED}
    assert not_refused(on_this_database) == []


def test_what_stored_answers_mean_is_deleted_by_nobody():
    wave = fielded()
    kept = [wave.version, wave.questionnaire, wave, wave.objectives.get(), Program.objects.get(), *CodeEntry.objects.all()]
    kept += [*Comparison.objects.all(), *PublishedGroup.objects.all()]
    deletable = []
    for row in kept:
        for attempt in (row.delete, type(row).objects.filter(pk=row.pk).delete):
            try:
                with transaction.atomic():
                    attempt()
            except ProtectedError:
                continue
            deletable.append(row)
    assert deletable == []


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM surveys_questionnaireversion",
        "DELETE FROM surveys_questionnaire",
        "DELETE FROM surveys_wave",
        "DELETE FROM departments_program",
    ],
)
def test_the_database_itself_keeps_what_answers_refer_to(statement):
    fielded()
    with pytest.raises(IntegrityError):
        on_this_database(statement, check_keys=True)


def test_a_text_may_be_decided_upon_and_a_program_renamed():
    fielded()
    TextAnswer.objects.update(decision="redacted", shown_text="…")
    Program.objects.update(name_tr="Yeni ad", valid_until=date(2026, 9, 1))
    Questionnaire.objects.update(title_tr="Yeni ad")
    Comparison.objects.filter(code="Q1").update(decided="rescaled", reason="Başka okunuyor.")
    assert Questionnaire.objects.create(code="NEW").code == "NEW"
    assert Questionnaire.objects.filter(code="NEW").update(code="NEWER") == 1  # nothing of it is published yet


def refuses(queryset, **values) -> bool:
    try:
        with transaction.atomic():
            queryset.update(**values)
    except (DatabaseError, IntegrityError):
        return True
    return False


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


@pytest.mark.django_db(transaction=True)
def test_guards_survive_a_migration_that_rebuilds_their_tables():
    """As a later release would: a column comes and goes in every guarded table, with rows in it. SQLite copies each table twice."""
    fielded()
    emit_pre_migrate_signal(verbosity=0, interactive=False, db="default", plan=[(Migration("later", "surveys"), False)])
    for model in GUARDED:
        column = models.IntegerField(default=1)
        column.set_attributes_from_name("of_later")
        column.model = model
        with connection.schema_editor() as editor:
            editor.add_field(model, column)
        with connection.schema_editor() as editor:
            editor.remove_field(model, column)
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    assert guards.check_guards(None, databases=["default"]) == []
    assert not_refused(on_this_database) == []


@pytest.mark.django_db(transaction=True)
def test_guards_survive_backup_and_restore(tmp_path):
    fielded()
    with restored(tmp_path) as execute:
        assert not_refused(execute) == []


@pytest.mark.django_db(transaction=True)
def test_looking_for_something_to_migrate_takes_no_guard_down():
    emit_pre_migrate_signal(verbosity=0, interactive=False, db="default", plan=[])
    assert guards.missing(connection) == []


def test_every_guarded_table_has_a_model():
    tables = {model._meta.db_table for model in apps.get_models()}
    assert {guard.table for guard in guards.GUARDS} - tables == set()
