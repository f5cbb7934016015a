import pytest
from django.core.cache import cache

from tests.factories import pages


@pytest.fixture
def site(db):
    cache.clear()  # Wagtail keeps the root paths of sites there
    yield pages.a_site()
    cache.clear()
