import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def private_folder(settings, tmp_path):
    """Keys, snapshots and mail of one test are gone with it."""
    settings.VAR_DIR = tmp_path
    settings.PRIVATE_DIR = tmp_path / "private"
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def _turkish_first():
    with translation.override("tr"):
        yield
