import os
import sys

import pytest
from django.core.cache import cache
from django.utils import translation
from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.factories.browser"]

settings.register_profile("ci", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("long", max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(autouse=True)
def private_folder(settings, tmp_path):
    """Keys, snapshots and mail of one test are gone with it."""
    settings.VAR_DIR = tmp_path
    settings.PRIVATE_DIR = tmp_path / "private"
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def _fresh_process():
    """What a process keeps for ever outlives a test's database, whose keys begin anew."""
    cache.clear()
    for name, kept in (("visit", ("compiled_version", "frozen_objectives", "program_code")), ("programs", ("_read",))):
        if module := sys.modules.get(f"surveys.respond.{name}"):
            for function in kept:
                getattr(module, function).cache_clear()


@pytest.fixture(autouse=True)
def _turkish_first():
    with translation.override("tr"):
        yield


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Transactional tests last, whatever the order is otherwise: their flush takes away what migrations put in."""
    items.sort(key=lambda item: bool((marker := item.get_closest_marker("django_db")) and marker.kwargs.get("transaction")))
