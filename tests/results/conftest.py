import pytest

from surveys.results.terms import Terms
from tests.factories.answered import UNIVERSITY


@pytest.fixture
def terms(tmp_path):
    return Terms(threshold=10, minimum_organisations=3, confidence=0.95, university=UNIVERSITY, folder=tmp_path / "private")
