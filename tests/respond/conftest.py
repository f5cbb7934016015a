import pytest
import time_machine

from tests.factories.fielding import NOW


@pytest.fixture(autouse=True)
def _in_the_field():
    """Every test happens while the waves of tests.factories.fielding are open."""
    with time_machine.travel(NOW, tick=False):
        yield
