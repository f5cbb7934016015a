"""The demo's pages as a visitor meets them."""

import re
from datetime import date

import pytest
from django.core.cache import cache
from wagtail.models import Page

from departments.registry.unit_files import read
from departments.registry.units import import_units
from home.models import HomePage, SiteImage
from mik_site.demo.content import build_site
from mik_site.demo.site_files import PAGES, read_pages

TODAY = date(2026, 11, 22)
# Wagtail leaves the temporary files of its renditions open.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.Spooled:ResourceWarning")
_TAG = re.compile(r"<(?:img|script|link|iframe|source|video|audio|object|embed|form)\b[^>]*>")
_NOT_LOADED = ('rel="canonical"', 'rel="alternate"')


@pytest.fixture
def demo(db):
    cache.clear()
    rows, _ = read(PAGES.parent / "ktu_units.csv")
    import_units(rows=rows, today=TODAY)
    yield build_site(today=TODAY)
    cache.clear()


def _foreign_resources(text: str) -> list[str]:
    tags = [tag for tag in _TAG.findall(text) if not any(kind in tag for kind in _NOT_LOADED)]
    addresses = [address for tag in tags for address in re.findall(r'\s(?:src|href|srcset|data|action)="([^"]+)"', tag)]
    return [address for address in addresses if not address.startswith("/") or address.startswith("//")]


def test_every_page_of_the_demo_opens_and_asks_nothing_of_another_host(client, demo):
    addresses = [page.get_url() for page in Page.objects.live().filter(depth__gte=2).order_by("path")]
    answers = {address: client.get(address.replace("http://127.0.0.1:8000", "")) for address in addresses}
    assert {address: answer.status_code for address, answer in answers.items() if answer.status_code != 200} == {}
    assert {address: found for address, answer in answers.items() if (found := _foreign_resources(answer.content.decode()))} == {}
    assert (len(addresses) >= 60, SiteImage.objects.count()) == (True, 4)


def test_no_paragraph_is_said_twice():
    paragraphs = [
        part.strip() for language in ("tr", "en") for text in read_pages(language) for part in _paragraphs(text.introduction, text.body)
    ]
    assert [part for part in dict.fromkeys(paragraphs) if paragraphs.count(part) > 1] == []


def _paragraphs(introduction, body):
    texts = [introduction, *(entry["text"] for entry in body if "text" in entry)]
    return [" ".join(part.split()) for text in texts for part in re.split(r"\n\s*\n", text) if part.strip()]


def test_an_existing_site_is_left_alone(demo):
    before = list(Page.objects.order_by("path").values_list("path", "title"))
    HomePage.objects.filter(slug="tr").update(title="Elle değiştirildi")
    assert build_site(today=TODAY) == demo
    assert len(before) == Page.objects.count()
    assert HomePage.objects.get(slug="tr").title == "Elle değiştirildi"


def test_the_login_page_names_demo_users_in_the_demo_only(client, db, settings):
    ordinary = client.get("/admin/login/").content.decode()
    settings.DEMO = True
    demo = client.get("/admin/login/").content.decode()
    assert ("koordinator" in ordinary, "koordinator" in demo, "<b>demo</b>" in demo) == (False, True, True)
