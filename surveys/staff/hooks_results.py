"""Menu item, addresses and home panel of the results screens; imported by surveys.wagtail_hooks."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

import surveys.exports.report_jobs  # noqa: F401  (importing it registers what can be asked for)

from .results.access import reads_results
from .results.panel import ResultsPanel


class ResultsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return reads_results(request.user, today=timezone.localdate())


@hooks.register("register_admin_urls")
def results_urls() -> list[URLPattern | URLResolver]:
    return [path("results/", include("surveys.staff.results.urls"))]


@hooks.register("register_admin_menu_item")
def results_menu_item() -> MenuItem:
    return ResultsMenuItem(_("Results"), reverse("staff_results:index"), name="results", icon_name="table", order=120)


@hooks.register("construct_homepage_panels")
def add_results_panel(request: HttpRequest, panels: list[Any]) -> None:
    if reads_results(request.user, today=timezone.localdate()):
        panels.insert(0, ResultsPanel())
