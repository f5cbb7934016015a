"""Success stories of graduates (directive, article 6 ğ)."""

from typing import Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import PageManager, PageQuerySet
from wagtail.search import index

from home.blocks import BODY_BLOCKS
from home.models import SitePage


class StoryQuerySet(PageQuerySet):
    """Stories as a visitor may see them."""

    def published(self) -> Self:
        return self.live().public().select_related("image").order_by("-first_published_at", "pk")

    def in_locale(self, locale_id: int) -> Self:
        return self.filter(locale_id=locale_id)


class StoryIndexPage(SitePage):
    template = "pages/story_index_page.html"
    page_description = _("All stories, newest first. One below each home page.")
    parent_page_types = ["home.HomePage"]
    subpage_types = ["stories.StoryPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of stories")
        verbose_name_plural = _("lists of stories")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["stories"] = StoryPage.objects.child_of(self).published()
        return context


class StoryPage(SitePage):
    person = models.CharField(_("graduate"), max_length=120, help_text=_("As the graduate wishes to be named."))
    program_name = models.CharField(_("program"), max_length=200)
    department = models.ForeignKey(
        "departments.Department",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("department"),
        help_text=_("The story then appears on that department's microsite."),
    )
    year = models.PositiveSmallIntegerField(_("year of graduation"), validators=[MinValueValidator(1963), MaxValueValidator(2100)])
    place = models.CharField(_("works and lives in"), max_length=120, blank=True)
    quote = models.TextField(_("quotation"), max_length=300, help_text=_("One sentence in the graduate's own words."))
    body = StreamField(BODY_BLOCKS, verbose_name=_("story"), blank=True)
    is_sample = models.BooleanField(_("sample"), default=False, help_text=_("Marks an invented person. Such a page says so."))
    consent_note = models.TextField(
        _("consent"), help_text=_("When and how the graduate agreed to text and picture. Never shown; without it no story stays.")
    )

    objects = PageManager.from_queryset(StoryQuerySet)()

    template = "pages/story_page.html"
    page_description = _("One graduate: program, year, place, a quotation and the story. Needs the graduate's consent.")
    parent_page_types = ["stories.StoryIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *SitePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("person"),
                FieldRowPanel([FieldPanel("program_name"), FieldPanel("year")]),
                FieldPanel("department"),
                FieldPanel("place"),
            ],
            heading=_("The graduate"),
        ),
        FieldPanel("quote"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("consent_note"), FieldPanel("is_sample")], heading=_("Consent")),
    ]
    search_fields = [
        *SitePage.search_fields,
        index.SearchField("person", boost=2),
        index.SearchField("program_name"),
        index.SearchField("place"),
        index.SearchField("quote"),
        index.SearchField("body"),
        index.FilterField("year"),
        index.FilterField("department_id"),
    ]
    api_fields = [
        *SitePage.api_fields,
        APIField("person"),
        APIField("program_name"),
        APIField("department"),
        APIField("year"),
        APIField("place"),
        APIField("quote"),
        APIField("body"),
        APIField("is_sample"),
    ]

    class Meta:
        verbose_name = _("success story")
        verbose_name_plural = _("success stories")
