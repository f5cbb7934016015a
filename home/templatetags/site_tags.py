"""What surrounds a page: navigation, language switch, breadcrumbs. One query each, also on a page that was not found."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.utils.translation import get_language, gettext
from wagtail.models import Page, Site

from ..models import ContactSettings, StandardPage

register = template.Library()

LANGUAGE_NAMES = {"tr": "Türkçe", "en": "English"}


def home_pages(request: HttpRequest | None) -> dict[str, Page]:
    """Language code -> live home page of this site; asked once per request."""
    if request is None:
        return {}
    kept = getattr(request, "_home_pages", None)
    if kept is None:
        site = Site.find_for_request(request)
        root = site.root_page if site else None
        pages = Page.objects.filter(translation_key=root.translation_key).live().select_related("locale") if root else []
        kept = request._home_pages = {page.locale.language_code: page for page in pages}  # type: ignore[attr-defined]  # kept for this request only
    return kept


def language_of(context: Context) -> str:
    page = context.get("page")
    return page.locale.language_code if isinstance(page, Page) else (get_language() or "tr")


@register.simple_tag(takes_context=True)
def home_page(context: Context) -> Page | None:
    return home_pages(context.get("request")).get(language_of(context))


@register.simple_tag(takes_context=True)
def navigation(context: Context) -> list[dict[str, Any]]:
    """Pages below the home page that are shown in menus: [{title, url, current}]."""
    home = home_page(context)
    request, page = context.get("request"), context.get("page")
    if home is None:
        return []
    here = page.path if isinstance(page, Page) else ""
    return [
        {"title": child.title, "url": child.get_url(request), "current": here.startswith(child.path), "exact": here == child.path}
        for child in home.get_children().live().public().in_menu()
    ]


@register.simple_tag(takes_context=True)
def footer_links(context: Context) -> list[dict[str, str]]:
    home = home_page(context)
    if home is None:
        return []
    pages = StandardPage.objects.child_of(home).live().public().filter(show_in_footer=True)
    return [{"title": page.title, "url": page.get_url(context.get("request"))} for page in pages]


@register.simple_tag(takes_context=True)
def languages(context: Context) -> list[dict[str, Any]]:
    """Every language of the site: [{code, name, url, current, translated}]; without a translation the url is that language's home.

    `below` in the context: what a page that answers at several addresses adds to its own, by language code.
    """
    request, page = context.get("request"), context.get("page")
    if not isinstance(page, Page):
        translations: dict[str, Page] = {}
    elif "_translations" in context.render_context:
        translations = context.render_context["_translations"]
    else:
        twins = page.get_translations(inclusive=True).live().public().select_related("locale")
        translations = {twin.locale.language_code: twin for twin in twins}
        context.render_context["_translations"] = translations
    current, homes = language_of(context), home_pages(request)
    rows = []
    for code, _name in settings.LANGUAGES:
        target = translations.get(code) or homes.get(code)
        if target is not None:
            below = (context.get("below") or {}).get(code, "") if code in translations else ""
            url, full_url = (f"{address}{below}" for address in (target.get_url(request), target.get_full_url(request)))
            rows.append(
                {"code": code, "name": LANGUAGE_NAMES[code], "url": url, "full_url": full_url,
                 "current": code == current, "translated": code in translations}
            )  # fmt: skip
    return rows


@register.simple_tag(takes_context=True)
def breadcrumbs(context: Context) -> list[dict[str, str]]:
    """Ancestors from the home page down, without the page itself."""
    page = context.get("page")
    if not isinstance(page, Page) or page.depth is None or page.depth < 3:
        return []
    ancestors: Iterable[Page] = page.get_ancestors().filter(depth__gte=2).live()
    return [
        {"title": gettext("Home") if each.depth == 2 else each.title, "url": each.get_url(context.get("request"))} for each in ancestors
    ]


@register.simple_tag(takes_context=True)
def section(context: Context) -> dict[str, Any] | None:
    """The neighbourhood of a page: {title, url, pages}. Its children where it has some, otherwise its siblings."""
    page, request = context.get("page"), context.get("request")
    if not isinstance(page, Page) or page.depth is None or page.depth < 3:
        return None
    head = page
    children = list(page.get_children().live().public().in_menu())
    if not children and page.depth > 3:
        head = page.get_parent()
        children = list(head.get_children().live().public().in_menu())
    if not children:
        return None
    pages = [{"title": child.title, "url": child.get_url(request), "current": child.pk == page.pk} for child in children]
    return {"title": head.title, "url": head.get_url(request), "current": head.pk == page.pk, "pages": pages}


@register.simple_tag(takes_context=True)
def contact_details(context: Context) -> ContactSettings | None:
    request = context.get("request")
    return ContactSettings.for_request(request) if request is not None and Site.find_for_request(request) else None


@register.simple_tag
def demo_users() -> list[tuple[str, str]]:
    """(user, role) for the login page of a demo; empty anywhere else."""
    if not getattr(settings, "DEMO", False):
        return []
    return [("koordinator", "Koordinatör"), ("editor", "Editör"), ("temsilci", "Mezun temsilcisi"), ("rektorluk", "Rektörlük")]
