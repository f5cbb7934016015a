import pytest
import time_machine

from surveys.respond import programs, visit
from tests.factories.fielding import NOW


@pytest.fixture(autouse=True)
def _in_the_field():
    """Every test happens while the waves of tests.factories.fielding are open."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(autouse=True)
def _fresh_process():
    """What a process keeps for ever outlives a test's database."""
    visit.compiled_version.cache_clear()
    programs._read.cache_clear()
