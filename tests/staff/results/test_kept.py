"""A unit's screen is built once for as long as nothing it shows has changed."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from home.models import Role
from surveys.models import Benchmark, Comparison, Release
from tests.factories.documents import published
from tests.factories.released import release_year
from tests.factories.results import graduates_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def look(civil, sign_in):
    """Looks at the program's screen."""
    release_year(published(graduates_document(code="MYM")), programs=[civil])
    client = sign_in(Role.REPRESENTATIVE, civil.department)
    client.get(reverse("staff_results:index"))

    def look():
        return client.get(reverse("staff_results:program", args=[civil.code])).content.decode()

    return look


@pytest.fixture
def built(look):
    """Whether a look read released tables: what is kept reads none."""

    def built() -> bool:
        with CaptureQueriesContext(connection) as queries:
            look()
        return any('FROM "surveys_releasedtable"' in query["sql"] for query in queries)

    return built


def test_a_second_look_reads_no_table_and_shows_the_same(look, built):
    assert (built(), built()) == (True, False)
    pages = [look(), look()]
    assert "74%" in pages[0]
    assert pages[0].partition("glance")[2].partition("</dl>")[0] == pages[1].partition("glance")[2].partition("</dl>")[0]


def test_whatever_the_screen_shows_and_may_change_builds_it_anew(look, built, civil):
    assert (built(), built()) == (True, False)
    civil.name_tr = civil.name_en = "Yapı Mühendisliği"
    civil.save()
    assert (built(), built()) == (True, False)
    assert "Yapı Mühendisliği" in look()
    facts = {"year": 2023, "about_tr": "lisans", "about_en": "bachelor", "source": "YÖK"}
    Benchmark.objects.create(indicator="K04:A16", value=Decimal("78"), **facts)
    assert (built(), built()) == (True, False)
    Benchmark.objects.update(value=Decimal("79"))
    assert (built(), built()) == (True, False)
    earlier, later = (release.wave.version for release in (Release.objects.get(), release_year(published(graduates_document(code="ZWEI")))))
    assert (built(), built()) == (True, False)
    Comparison.objects.create(earlier=earlier, later=later, code="A16", proposed="same")
    assert (built(), built()) == (True, False)
    Comparison.objects.update(decided="same", decided_as="Deniz", decided_at=datetime(2026, 6, 1, tzinfo=UTC))
    assert (built(), built()) == (True, False)


def test_a_withdrawn_release_is_gone_at_the_next_look(look):
    assert "74%" in look()
    Release.objects.update(withdrawn_at=timezone.now(), withdrawn_why="Yanlış dosya")
    assert "74%" not in look()
