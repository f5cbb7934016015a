import pytest
from django.core.cache import cache

from tests.factories import pages

from .house import a_house


@pytest.fixture
def house(db):
    cache.clear()  # the root paths of sites, how often the API was asked, printed pages
    pages.a_site()
    yield a_house()
    cache.clear()
