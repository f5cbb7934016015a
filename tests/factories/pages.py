"""A small bilingual site to hang pages on."""

from typing import Any, TypeVar

from wagtail.models import Locale, Page, Site

from departments.models import Department, DepartmentIndexPage, DepartmentPage
from home.models import HomePage, StandardPage
from stories.models import StoryIndexPage, StoryPage

P = TypeVar("P", bound=Page)


def a_site() -> Site:
    """The default site with a Turkish and an English home page, and nothing below them."""
    Page.objects.filter(depth=2).delete()
    home = _a_home("tr", "Mezunlar", hero_title="Hoş geldiniz")
    _a_home("en", "Graduates", hero_title="Welcome", translation_key=home.translation_key)
    return Site.objects.create(hostname="testserver", port=80, root_page=home, is_default_site=True, site_name="Mezunlar")


def _a_home(language: str, title: str, **facts: Any) -> HomePage:
    locale, _ = Locale.objects.get_or_create(language_code=language)
    return Page.get_first_root_node().add_child(instance=HomePage(title=title, slug=language, locale=locale, **facts))


def home(language: str = "tr") -> HomePage:
    return HomePage.objects.get(locale__language_code=language)


def below(parent: Page, page: P) -> P:
    """The page, added below the parent in its language and shown in menus."""
    page.locale = parent.locale
    page.show_in_menus = True
    return Page.objects.get(pk=parent.pk).add_child(instance=page)


def a_page(title: str = "Mezun Kartı", *, parent: Page | None = None, translation_of: Page | None = None, **facts: Any) -> StandardPage:
    page = StandardPage(title=title, **facts)
    if translation_of is not None:
        page.translation_key = translation_of.translation_key
    return below(parent or home(), page)


def a_department_index(*, parent: Page | None = None, title: str = "Bölümler") -> DepartmentIndexPage:
    return below(parent or home(), DepartmentIndexPage(title=title))


def a_microsite(department: Department, *, parent: DepartmentIndexPage, **facts: Any) -> DepartmentPage:
    facts = {"title": department.name_tr, "introduction": "<p>Tanıtım</p>", **facts}
    return below(parent, DepartmentPage(department=department, **facts))


def a_story_index(*, parent: Page | None = None) -> StoryIndexPage:
    return below(parent or home(), StoryIndexPage(title="Hikâyeler"))


def a_story(*, parent: StoryIndexPage, **facts: Any) -> StoryPage:
    wanted = {
        "title": "Dereyi dinleyen mühendis",
        "person": "Derya Örnek",
        "program_name": "İnşaat Mühendisliği",
        "year": 2011,
        "place": "Rize",
        "quote": "Önce köylüye sorarım.",
        "consent_note": "Yazılı onay, 3 Mart 2026",
    }
    return below(parent, StoryPage(**{**wanted, **facts}))
