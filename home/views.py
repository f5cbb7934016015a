"""What machines ask the site for."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page, PageQuerySet

_ROBOTS = """User-agent: *
Disallow: /admin/
Disallow: /a/
Disallow: /api/

Sitemap: {sitemap}
"""


class BilingualSitemap(Sitemap):
    """Wagtail's, which would list the pages below the default language only."""

    def items(self) -> PageQuerySet:
        root = self.get_wagtail_site().root_page
        homes = root.get_translations(inclusive=True).live()
        pages = Page.objects.none()
        for home in homes:
            pages = pages | Page.objects.descendant_of(home, inclusive=True)
        return pages.live().public().order_by("path").defer_streamfields().specific()


@require_safe
@cache_control(max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_ROBOTS.format(sitemap=request.build_absolute_uri("/sitemap.xml")), content_type="text/plain; charset=utf-8")
