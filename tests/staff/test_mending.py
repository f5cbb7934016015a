"""Mending the wording of a wave from its register."""

import pytest

from home.models import Role
from surveys.models import AuditEntry, QuestionnaireVersion, Wave
from tests.factories.mailing import NOW, wave
from tests.staff.test_registers import press, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client):
    client.force_login(somebody(Role.COORDINATOR))
    return client


def test_a_typing_error_is_mended_from_the_wave_with_versions_of_its_structure_only(coordinator):
    open_wave = wave()
    first = open_wave.version
    facts = {"questionnaire": first.questionnaire, "document": first.document, "published_at": NOW, "approved_as": "Test"}
    mended = QuestionnaireVersion.objects.create(number=2, structure_hash=first.structure_hash, text_hash="2" * 64, **facts)
    other = QuestionnaireVersion.objects.create(number=3, structure_hash="3" * 64, text_hash="3" * 64, **facts)
    address = f"/admin/surveys/waves/inspect/{open_wave.pk}/"
    form = {action.name: form for action, form in coordinator.get(address).context["actions"]}["version"]
    assert list(form.fields["version"].queryset) == [mended]
    assert press(coordinator, "waves", open_wave.pk, "version", **{"version-version": other.pk}).status_code == 422
    assert press(coordinator, "waves", open_wave.pk, "version", **{"version-version": mended.pk}).status_code == 302
    assert Wave.objects.get().version == mended
    assert list(AuditEntry.objects.values_list("action", flat=True)) == ["wave.version"]


def test_a_wave_without_a_version_to_move_to_offers_no_mending(coordinator):
    open_wave = wave()
    actions = coordinator.get(f"/admin/surveys/waves/inspect/{open_wave.pk}/").context["actions"]
    assert "version" not in [action.name for action, _form in actions]
    assert press(coordinator, "waves", open_wave.pk, "version", **{"version-version": open_wave.version_id}).status_code == 409
