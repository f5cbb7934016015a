"""Program objectives in the Wagtail admin: each program's sets, written by its representative or the office."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from .access import reads_objectives
from .listing import listing
from .views import adopt, mend, program_sets, withdraw
from .wave import asked


class ObjectivesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return reads_objectives(request.user)


def menu_item(*, order: int) -> MenuItem:
    return ObjectivesMenuItem(_("Program objectives"), reverse("surveys_objectives"), name="objectives", icon_name="list-ol", order=order)


def urls() -> list[URLPattern]:
    return [
        path("surveys/objectives/", listing, name="surveys_objectives"),
        path("surveys/waves/<int:pk>/objectives/", asked, name="surveys_objectives_asked"),
        path("surveys/objectives/<str:code>/", program_sets, name="surveys_objectives_of"),
        path("surveys/objectives/<str:code>/new/", adopt, name="surveys_objectives_new"),
        path("surveys/objectives/<str:code>/<int:pk>/", mend, name="surveys_objectives_mend"),
        path("surveys/objectives/<str:code>/<int:pk>/withdraw/", withdraw, name="surveys_objectives_withdraw"),
    ]
