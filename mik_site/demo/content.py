"""The demo's pages, built once on a site that has none. Texts live in pages/<language>/*.yaml; what a file may say is in site_files.py."""

from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from departments.models import Department, DepartmentIndexPage, DepartmentPage, DepartmentSubPage
from home.models import ContactSettings, HomePage, RelatedLink, SitePage, StandardPage
from home.turkish import turkish_slug
from stories.models import StoryIndexPage, StoryPage
from surveys.models import ResultsPage

from .illustrations import illustration
from .markup import Links, body_value, rich_text
from .site_files import HomeFile, PageFile, read_home, read_pages

ISTANBUL = ZoneInfo("Europe/Istanbul")
LANGUAGES = ("tr", "en")
_CONSENT = "Örnek içerik: kişi uydurmadır, onay gerekmez."


@transaction.atomic
def build_site(*, today: date) -> Site:
    """Site, home pages and all pages below them; departments must be registered. An existing site is returned as it is."""
    if HomePage.objects.exists():
        return Site.objects.get(is_default_site=True)
    Page.objects.filter(depth=2).delete()  # Wagtail's welcome page
    homes = {language: _home(language) for language in LANGUAGES}
    site = _site(homes["tr"])
    keys: dict[str, Page] = {}
    for language, home in homes.items():
        _SiteBuilder(home=home, language=language, keys=keys, today=today).build()
    return site


def _home(language: str) -> HomePage:
    text = read_home(language)
    locale, _ = Locale.objects.get_or_create(language_code=language)
    home = HomePage(
        title=text.title, slug=language, locale=locale, summary=text.summary, hero_title=text.hero_title, hero_text=text.hero_text
    )
    original = HomePage.objects.first()
    if original is not None:
        home.translation_key = original.translation_key
    return Page.get_first_root_node().add_child(instance=home)


def _site(home: HomePage) -> Site:
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    site, _ = Site.objects.update_or_create(
        is_default_site=True,
        defaults={"root_page": home, "site_name": settings.WAGTAIL_SITE_NAME, "hostname": address.hostname or "localhost", "port": port},
    )
    ContactSettings.objects.update_or_create(
        site=site,
        defaults={
            "address_tr": "Karadeniz Teknik Üniversitesi\nMezunlarla İlişkiler Koordinatörlüğü\nTrabzon",
            "address_en": "Karadeniz Technical University\nAlumni Relations Coordinatorship\nTrabzon, Türkiye",
            "email": "mezunlar@mik.example",
        },
    )
    return site


class _SiteBuilder:
    """One language: first every page with its title, then the bodies, so that texts may link to each other."""

    def __init__(self, *, home: HomePage, language: str, keys: dict[str, Page], today: date) -> None:
        self.home, self.language, self.keys = home, language, keys
        self.morning = datetime.combine(today, time(9), tzinfo=ISTANBUL)
        self.pages: dict[str, SitePage] = {}
        self.links = Links(self.pages)

    def build(self) -> None:
        added = [(text, self._add(text, number)) for number, text in enumerate(read_pages(self.language))]
        for text, page in added:
            self._fill(text, page)
        self._fill_home(read_home(self.language))

    def _add(self, text: PageFile, number: int) -> SitePage:
        path = self._path(text)
        parent_path, _, slug = path.rpartition("/")
        parent = self.pages[parent_path] if parent_path else self.home
        page = self._instance(text)
        page.slug, page.locale, page.show_in_menus = slug, self.home.locale, text.menu
        page.first_published_at = page.last_published_at = self.morning - timedelta(days=text.days_ago, minutes=number)
        if text.key in self.keys:
            page.translation_key = self.keys[text.key].translation_key
        self.pages[path] = parent.add_child(instance=page)
        if text.key:
            self.keys.setdefault(text.key, page)
        return page

    def _path(self, text: PageFile) -> str:
        if text.path:
            return text.path
        index = next(path for path, page in self.pages.items() if isinstance(page, DepartmentIndexPage))
        path = f"{index}/{turkish_slug(self._department(text).name_tr if self.language == 'tr' else self._department(text).name_en)}"
        return path if path not in self.pages else f"{path}-{turkish_slug(text.faculty).split('-')[0]}"

    def _department(self, text: PageFile) -> Department:
        return Department.objects.get(name_tr=text.department, faculty__name_tr=text.faculty, valid_until=None)

    def _instance(self, text: PageFile) -> SitePage:
        if text.type == "story":
            facts: dict[str, Any] = text.model_dump(include={"person", "program_name", "year", "place", "quote"})
            return StoryPage(
                title=text.title, summary=text.summary, department=self._department(text), is_sample=True, consent_note=_CONSENT,
                image=illustration(text.illustration), **facts,
            )  # fmt: skip
        if text.department:
            department = self._department(text)
            title = department.name_tr if self.language == "tr" else department.name_en
            return DepartmentPage(title=title, summary=text.summary, department=department, introduction=text.summary)
        kinds: dict[str, type[SitePage]] = {
            "standard": StandardPage,
            "department_index": DepartmentIndexPage,
            "story_index": StoryIndexPage,
            "results": ResultsPage,
        }
        page = kinds[text.type](title=text.title, summary=text.summary)
        if isinstance(page, StandardPage):
            page.show_in_footer = text.footer
        return page

    def _fill(self, text: PageFile, page: SitePage) -> None:
        if text.introduction and isinstance(page, DepartmentPage | DepartmentIndexPage | ResultsPage):
            page.introduction = rich_text(text.introduction, self.links)
        if text.body:
            page.body = body_value(text.body, self.links)  # type: ignore[attr-defined]  # site_files allows a body only where there is one
        page.save()
        for related in text.related:
            RelatedLink.objects.create(source=page, page=self.pages[related])
        for child in text.subpages:
            below = DepartmentSubPage(title=child.title, slug=turkish_slug(child.title), summary=child.summary, show_in_menus=True)
            below.locale, below.body = self.home.locale, body_value(child.body, self.links)
            below.first_published_at = below.last_published_at = page.first_published_at
            page.add_child(instance=below)

    def _fill_home(self, text: HomeFile) -> None:
        home = self.home
        home.hero_page, home.hero_button = self.pages[text.hero_page], text.hero_button
        home.second_page, home.second_button = self.pages[text.second_page], text.second_button
        home.latest_section = self.pages[text.latest_section] if text.latest_section else None
        home.body = body_value(text.body, self.links)
        home.first_published_at = home.last_published_at = self.morning - timedelta(days=90)
        home.save()
