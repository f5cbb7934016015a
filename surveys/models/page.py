from collections.abc import Callable
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.search import index

from home.blocks import TEXT_FEATURES
from home.models import SitePage

Shown = Callable[..., HttpResponse]


class ResultsPage(RoutablePageMixin, SitePage):
    """Published results: the university at its own address, a department below it under its code."""

    introduction = RichTextField(_("introduction"), features=TEXT_FEATURES, blank=True)
    method_note = RichTextField(
        _("remarks on the method"),
        features=TEXT_FEATURES,
        blank=True,
        help_text=_("Under the standing explanation of how the figures were made; for what is special about these years."),
    )

    # Set by surveys.apps: what a page shows lies above the models (surveys.website).
    show_university: ClassVar[Shown]
    show_department: ClassVar[Shown]

    template = "surveys/results/university.html"
    page_description = _("Published survey results: the university, and every department under its own address. One below each home page.")
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    content_panels = [*SitePage.content_panels, FieldPanel("introduction"), FieldPanel("method_note")]
    search_fields = [*SitePage.search_fields, index.SearchField("introduction"), index.SearchField("method_note")]
    api_fields = [*SitePage.api_fields, APIField("introduction"), APIField("method_note")]

    class Meta:
        verbose_name = _("results page")
        verbose_name_plural = _("results pages")

    @path("")
    def university(self, request: HttpRequest) -> HttpResponse:
        return type(self).show_university(self, request)

    @path("bolum/<str:code>/", name="bolum")
    @path("department/<str:code>/", name="department")
    def department(self, request: HttpRequest, code: str) -> HttpResponse:
        return type(self).show_department(self, request, code)

    def department_url(self, code: str, request: HttpRequest | None = None) -> str:
        """Address of a department's results, its first word in the page's language."""
        return f"{self.get_url(request) or ''}{self.below(code)[self.locale.language_code]}"

    def below(self, code: str) -> dict[str, str]:
        """What a department's address adds to that of the page, by language."""
        return {language: self.reverse_subpage(route, args=(code,)) for language, route in (("tr", "bolum"), ("en", "department"))}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request), **kwargs}
