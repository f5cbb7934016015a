"""An open wave is edited by nobody, except to a version of the same structure; answers to both come out as one table."""

import json
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.utils import translation

from surveys.collection import sittings
from surveys.definition.publishing import import_draft, publish
from surveys.fielding.waves import Refused, approve_wave, close_wave, create_wave, mendable_versions, move_to_version
from surveys.models import AuditEntry, Response, Wave
from tests.factories.documents import likert_document, published, text, work_document
from tests.factories.fielding import CLOSES, NOW, an_open_wave, answer, invite_many, sitting_key, token_of
from tests.factories.institution import a_program, a_user

pytestmark = pytest.mark.django_db


def put_out(document):
    return publish(questionnaire=import_draft(document=document), approved_by=None, approved_as="Elif Kaya", now=NOW)


def mended(document, wording="Çalışıyor musunuz ?"):
    """The document with another wording of its first question, and the same structure."""
    first, *others = document.sections
    question = first.questions[0].model_copy(update={"label": text(wording)})
    return document.model_copy(update={"sections": (first.model_copy(update={"questions": (question, *first.questions[1:])}), *others)})


def narrowed(document):
    """Another structure: the first question need not be answered any more."""
    first, *others = document.sections
    question = first.questions[0].model_copy(update={"required": False})
    return document.model_copy(update={"sections": (first.model_copy(update={"questions": (question, *first.questions[1:])}), *others)})


@pytest.fixture
def versions():
    """v1, v2 with a typing error mended, v3 of another structure."""
    document = work_document(code="MEND")
    return [put_out(d) for d in (document, mended(document), narrowed(document))]


def reasons(wave, version) -> list[str]:
    before = Wave.objects.get(pk=wave.pk).version_id
    with translation.override("en"), pytest.raises(Refused) as refused:
        move_to_version(wave=wave, version=version, by=None, now=NOW)
    assert Wave.objects.get(pk=wave.pk).version_id == before
    return list(refused.value.reasons)


def test_only_a_version_of_the_same_structure_is_taken_and_it_is_written_down(versions):
    first, second, third = versions
    wave, by = an_open_wave(version=first), a_user(first_name="Elif", last_name="Kaya")
    assert list(mendable_versions(wave)) == [second]
    assert move_to_version(wave=wave, version=second, by=by, now=NOW).version == second
    entry = AuditEntry.objects.get(action="wave.version")
    assert (entry.subject, entry.actor, entry.detail) == ("MEND 2026", by, {"wave": wave.pk, "from": 1, "to": 2})
    assert reasons(wave, third) == ["Version 3 asks something else than version 2; open a new wave for it."]
    assert reasons(wave, second) == ["The wave asks version 2 already."]
    assert reasons(wave, published(likert_document())) == ["LIK v1 is a version of another questionnaire."]
    close_wave(wave=wave, now=CLOSES, by=None)
    assert (reasons(wave, first), list(mendable_versions(Wave.objects.get()))) == (["The wave is closed."], [])


def test_a_draft_takes_any_version_and_an_approved_wave_only_what_was_approved(versions):
    first, second, third = versions
    wave = create_wave(questionnaire=first.questionnaire, version=first, name="2026", now=NOW)
    assert list(mendable_versions(wave)) == [third, second]
    wave = approve_wave(wave=move_to_version(wave=wave, version=third, by=None, now=NOW), by=None, now=NOW)
    assert reasons(wave, first) == ["Version 1 asks something else than version 3; open a new wave for it."]


def results(wave) -> tuple[int, int, dict[str, int]]:
    """(base, missing, count of each option) of W1 at university level, as printed for an administrator."""
    printed = StringIO()
    call_command("results", wave.questionnaire.code, "--wave", wave.name, "--profile", "raw", "--level", "university", stdout=printed)
    (table,) = [table for table in json.loads(printed.getvalue())["tables"] if table["variable"] == "W1"]
    return table["base"], table["missing"], {option["code"]: option["n"] for option in table["options"]}


def test_answers_to_two_versions_of_one_structure_are_tabulated_as_one(versions):
    first, second, _third = versions
    wave, program = an_open_wave(version=first), a_program()
    early, late = invite_many(wave, 3, program=program), invite_many(wave, 2, program=program)
    for invitation in early:
        answer(invitation, {"W1": "no", "W5": "9", "W7": "TR"})
    wave = move_to_version(wave=wave, version=second, by=None, now=NOW)
    for invitation in late:
        invitation.wave = wave
        answer(invitation, {"W1": "yes", "W5": "3", "W7": None})
    close_wave(wave=wave, now=CLOSES, by=None)
    wave = Wave.objects.get()
    assert sorted(Response.objects.values_list("version__number", flat=True)) == [1, 1, 1, 2, 2]
    assert results(wave) == (5, 0, {"yes": 2, "no": 3, "refused": 0})


def test_who_has_begun_goes_on_with_the_wording_they_began_with(versions, client):
    first, second, _third = versions
    wave = an_open_wave(version=first)
    begun, later = (token_of(invitation) for invitation in invite_many(wave, 2))
    with time_machine.travel(NOW, tick=False):
        client.post(f"/a/{begun}/1/", {"W1": "no", "_go": "next"})
        move_to_version(wave=wave, version=second, by=None, now=NOW)
        wave = Wave.objects.get()
        pages = [client.get(f"/a/{token}/1/").content.decode() for token in (begun, later)]
    assert [("Çalışıyor musunuz?" in page, "Çalışıyor musunuz ?" in page) for page in pages] == [(True, False), (False, True)]
    assert sittings.load(begun, wave=wave, key=sitting_key(wave)).answers == {"W1": "no"}
