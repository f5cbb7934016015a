"""What a DDI file says of a published version and its fieldwork."""

from datetime import UTC, date, datetime

import pytest

from surveys.definition.formats.ddi import Facts, WaveDates
from surveys.definition.formats.ddi_facts import facts_of
from surveys.models import Wave
from surveys.questions import Text
from tests.factories.documents import likert_document, published

pytestmark = pytest.mark.django_db


def test_the_facts_of_a_version_are_its_approval_its_hashes_and_its_waves_without_pilots():
    version = published(likert_document())
    made = {"questionnaire": version.questionnaire, "version": version}
    Wave.objects.create(name="2026", opened_at=datetime(2026, 2, 1, 22, tzinfo=UTC), closes_at=datetime(2026, 3, 1, tzinfo=UTC), **made)
    Wave.objects.create(name="deneme", pilot=True, opened_at=datetime(2026, 1, 20, tzinfo=UTC), **made)
    organisation = Text(tr="KTÜ", en="KTU")
    assert facts_of(version, organisation=organisation, produced=date(2026, 4, 1)) == Facts(
        number=1,
        published=date(2026, 1, 15),
        approved_as="test",
        structure_hash=version.structure_hash,
        text_hash=version.text_hash,
        organisation=organisation,
        waves=(WaveDates("2026", date(2026, 2, 2), date(2026, 3, 1)),),  # one in the morning in Trabzon
        produced=date(2026, 4, 1),
    )
