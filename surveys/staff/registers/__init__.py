"""The registers of the survey office in the Wagtail admin."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import ModelAdminGroup, modeladmin_register

from surveys.staff import design, objectives, release
from surveys.staff.design.questionnaires import questionnaires

from .codebook import codebook
from .codebook_files import codebook_pdf, export
from .cycles import CycleRegister
from .links import links
from .new_wave import new_trial, new_wave
from .people import ConcernRegister, DeliveryRegister, InvitationRegister
from .texts import TextRegister
from .trail import AuditRegister
from .waves import WaveRegister

MENU_PLACE = 2  # after the waves
OBJECTIVES_PLACE = 3
RELEASE_PLACE = 4


class SurveyOffice(ModelAdminGroup):
    menu_label = _("Surveys")
    menu_item_name = "surveys"
    menu_icon = "form"
    menu_order = 110
    items = (
        WaveRegister,
        InvitationRegister,
        DeliveryRegister,
        ConcernRegister,
        TextRegister,
        CycleRegister,
        AuditRegister,
    )

    def get_submenu_items(self) -> list[MenuItem]:
        """Questionnaires are written as snippets, with drafts and approval; in the menu they stand with the rest of the office."""
        written = [questionnaires.get_menu_item(order=MENU_PLACE), objectives.menu_item(order=OBJECTIVES_PLACE)]
        written.append(release.menu_item(order=RELEASE_PLACE))
        return [*super().get_submenu_items(), *written]


def urls() -> list[URLPattern]:
    return [
        path("surveys/waves/new/", new_wave, name="surveys_new_wave"),
        path("surveys/waves/trial/", new_trial, name="surveys_new_trial"),
        path("surveys/waves/<int:pk>/links/", links, name="surveys_links"),
        path("surveys/versions/<int:pk>/", codebook, name="surveys_codebook"),
        path("surveys/versions/<int:pk>/codebook.pdf", codebook_pdf, name="surveys_codebook_pdf"),
        path("surveys/versions/<int:pk>/export/<slug:format_>/", export, name="surveys_codebook_export"),
        *design.urls(),
        *objectives.urls(),
        *release.urls(),
    ]


def register_all() -> None:
    """Hang every register under the menu "Surveys"."""
    modeladmin_register(SurveyOffice)
    register_snippet(questionnaires)
    hooks.register("register_admin_urls", urls)
