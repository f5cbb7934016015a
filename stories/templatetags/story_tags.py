from django import template
from wagtail.models import Page

from ..models import StoryIndexPage, StoryPage

register = template.Library()


@register.simple_tag
def latest_stories(page: Page, limit: int = 3) -> list[StoryPage]:
    """The newest stories in the language of a page."""
    return list(StoryPage.objects.in_locale(page.locale_id).published()[:limit])


@register.simple_tag
def story_index(page: Page) -> StoryIndexPage | None:
    return StoryIndexPage.objects.filter(locale_id=page.locale_id).live().first()
