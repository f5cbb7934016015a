"""The list and form of national benchmarks: kept by the office, read by everyone who reads results."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from departments.models import Level
from surveys.models import Benchmark
from surveys.results.indicators import definitions

from .forms import BenchmarkForm


def _name(benchmark: Benchmark) -> str:
    definition = definitions().of(benchmark.indicator)
    return definition.name.in_language(_language()) if definition else "–"


def _about(benchmark: Benchmark) -> str:
    return benchmark.about_en if _language() == "en" else benchmark.about_tr


def _level(benchmark: Benchmark) -> str:
    return str(Level(benchmark.level).label) if benchmark.level in Level.values else "–"


def _language() -> str:
    return "en" if get_language() == "en" else "tr"


class BenchmarkList(IndexView):
    @cached_property
    def columns(self) -> list[BaseColumn]:
        """Without ticks: they are few, and each is deleted by itself."""
        return [column for column in super().columns if column.name != "bulk_actions"]


class NationalBenchmarks(SnippetViewSet):
    model = Benchmark
    icon = "globe"
    index_view_class = BenchmarkList
    menu_label = _("National figures")  # as long as the menu is wide
    menu_name = "benchmarks"
    menu_order = 125  # after the results
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    search_backend_name = None
    search_fields = ("indicator", "about_tr", "about_en", "source")
    ordering = ("indicator", "-year", "level")
    list_per_page = 50
    list_filter = ("year",)
    list_display = (
        "indicator",
        Column("name", label=_("Name"), accessor=_name),
        Column("value", label=_("Value"), sort_key="value"),
        Column("year", label=_("Year"), sort_key="year"),
        Column("level", label=_("Degree level"), accessor=_level, sort_key="level"),
        Column("about", label=_("What it is about"), accessor=_about),
        Column("source", label=_("Source"), sort_key="source"),
    )
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("indicator"), FieldPanel("level")]),
            FieldRowPanel([FieldPanel("value"), FieldPanel("year")]),
            MultiFieldPanel(
                [FieldPanel("about_tr"), FieldPanel("about_en")],
                heading=_("What it is about"),
                help_text=_("Whom the figure counts and how: a reader must be able to tell it from the program's own."),
            ),
            MultiFieldPanel([FieldPanel("source"), FieldPanel("address")], heading=_("Source")),
        ],
        base_form_class=BenchmarkForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Benchmark]:
        return Benchmark.objects.all()
