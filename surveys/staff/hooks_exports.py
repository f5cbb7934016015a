"""Menu item and addresses of the files people asked for; imported by surveys.wagtail_hooks."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

import surveys.exports.kinds  # noqa: F401  (importing it registers what can be asked for)
from surveys.exports.rights import reads_results


class ExportsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return reads_results(request.user, today=timezone.localdate())


@hooks.register("register_admin_urls")
def exports_urls() -> list[URLPattern | URLResolver]:
    return [path("exports/", include("surveys.staff.exports.urls"))]


@hooks.register("register_admin_menu_item")
def exports_menu_item() -> MenuItem:
    return ExportsMenuItem(_("My files"), reverse("staff_exports:index"), name="exports", icon_name="download", order=130)
