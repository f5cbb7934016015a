"""A unit's screen is built once for as long as nothing it shows has changed."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
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
    """Looks at the program's screen, and says how many queries that took."""
    release_year(published(graduates_document(code="MYM")), programs=[civil])
    client = sign_in(Role.REPRESENTATIVE, civil.department)
    client.get(reverse("staff_results:index"))

    def look(language="en"):
        return client.get(reverse("staff_results:program", args=[civil.code])).content.decode()

    return look


def built(monkeypatch) -> list[str]:
    """Names of the units whose screens were built, as that happens."""
    from surveys.staff.results import units

    seen: list[str] = []
    whole = units.unit_dashboard

    def build(**facts):
        seen.append(facts["subject"].name)
        return whole(**facts)

    monkeypatch.setattr(units, "unit_dashboard", build)
    return seen


def test_a_second_look_builds_nothing_and_shows_the_same(look, monkeypatch):
    seen = built(monkeypatch)
    pages = [look(), look()]
    assert (seen, "74%" in pages[0]) == (["İnşaat Mühendisliği"], True)
    assert pages[0].partition("glance")[2].partition("</dl>")[0] == pages[1].partition("glance")[2].partition("</dl>")[0]


def test_whatever_the_screen_shows_and_may_change_builds_it_anew(look, civil, monkeypatch):
    seen = built(monkeypatch)
    look()
    civil.name_tr = civil.name_en = "Yapı Mühendisliği"
    civil.save()
    assert "Yapı Mühendisliği" in look()
    facts = {"year": 2023, "about_tr": "lisans", "about_en": "bachelor", "source": "YÖK"}
    Benchmark.objects.create(indicator="K04:A16", value=Decimal("78"), **facts)
    look()
    Benchmark.objects.update(value=Decimal("79"))
    look()
    earlier, later = (release.wave.version for release in (Release.objects.get(), release_year(published(graduates_document(code="ZWEI")))))
    look()
    Comparison.objects.create(earlier=earlier, later=later, code="A16", proposed="same")
    look()
    Comparison.objects.update(decided="same", decided_as="Deniz", decided_at=datetime(2026, 6, 1, tzinfo=UTC))
    look()
    assert len(seen) == 7


def test_a_withdrawn_release_is_gone_at_the_next_look(look):
    assert "74%" in look()
    Release.objects.update(withdrawn_at=timezone.now(), withdrawn_why="Yanlış dosya")
    assert "74%" not in look()
