"""Menu item and addresses of the explorer; imported by surveys.wagtail_hooks."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .explorer.access import explores


class ExplorerMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return explores(request.user, today=timezone.localdate())


@hooks.register("register_admin_urls")
def explorer_urls() -> list[URLPattern | URLResolver]:
    return [path("explorer/", include("surveys.staff.explorer.urls"))]


@hooks.register("register_admin_menu_item")
def explorer_menu_item() -> MenuItem:
    return ExplorerMenuItem(_("Explorer"), reverse("staff_explorer:index"), name="explorer", icon_name="view", order=125)
