import os
import sys

import pytest
from django.db import connection
from django.utils import translation
from hypothesis import HealthCheck, settings
from pytest_django.plugin import blocking_manager_key

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
    for name, kept in (("visit", ("compiled_version", "program_code")), ("programs", ("_read",))):
        if module := sys.modules.get(f"surveys.respond.{name}"):
            for function in kept:
                getattr(module, function).cache_clear()


@pytest.fixture(autouse=True)
def _turkish_first():
    with translation.override("tr"):
        yield


def _is_transactional(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction"))


def pytest_collection_modifyitems(items):
    """A transactional test ends with a flush: what migrations put in (Wagtail's root page, locales) is put back after it."""
    for item in items:
        if _is_transactional(item):
            kept = {**item.get_closest_marker("django_db").kwargs, "serialized_rollback": True}
            item.add_marker(pytest.mark.django_db(**kept), append=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item):
    result = yield
    if _is_transactional(item):
        with item.config.stash[blocking_manager_key].unblock():
            connection.creation.deserialize_db_from_string(connection._test_serialized_contents)
    return result
