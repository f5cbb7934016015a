"""The registers of the survey office in the Wagtail admin."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail_modeladmin.options import ModelAdminGroup, modeladmin_register

from .codebook import codebook
from .links import links
from .new_wave import new_trial, new_wave
from .people import ConcernRegister, DeliveryRegister, InvitationRegister
from .questionnaires import CycleRegister, QuestionnaireRegister
from .texts import TextRegister
from .trail import AuditRegister
from .waves import WaveRegister


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
        QuestionnaireRegister,
        CycleRegister,
        AuditRegister,
    )


def urls() -> list[URLPattern]:
    return [
        path("surveys/waves/new/", new_wave, name="surveys_new_wave"),
        path("surveys/waves/trial/", new_trial, name="surveys_new_trial"),
        path("surveys/waves/<int:pk>/links/", links, name="surveys_links"),
        path("surveys/versions/<int:pk>/", codebook, name="surveys_codebook"),
    ]


def register_all() -> None:
    """Hang every register under the menu "Surveys"."""
    modeladmin_register(SurveyOffice)
    hooks.register("register_admin_urls", urls)
