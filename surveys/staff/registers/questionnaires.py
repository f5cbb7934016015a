"""Questionnaires and cycles."""

from typing import Any

from django.contrib.admin import display
from django.db.models import Count, Max, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from home.models import Role
from surveys.models import Cycle, Questionnaire

from .base import OFFICE, Register, RegisterRecord, Text


class QuestionnaireRecord(RegisterRecord):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        versions = self.instance.versions.defer("document").annotate(used=Count("waves")).order_by("-number")
        return super().get_context_data(versions=versions, **kwargs)


class QuestionnaireRegister(Register):
    model = Questionnaire
    base_url_path = "surveys/questionnaires"
    menu_label = _("Questionnaires")
    menu_icon = "list-ul"
    see = (*OFFICE, Role.EDITOR, Role.ANALYST)
    act = ()
    list_display = ("title", "code", "audience", "version", "waves")
    list_filter = ("audience",)
    search_fields = ("code", "title_tr", "title_en")
    inspect_view_class = QuestionnaireRecord
    inspect_template_name = "surveys/registers/questionnaire.html"
    intro = _("What is asked stands in published versions, which never change. Drafts come in with import_questionnaire.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Questionnaire]:
        counted = super().get_queryset(request).defer("sections", "after", "lists", "terms")
        return counted.annotate(latest=Max("versions__number"), fielded=Count("waves", distinct=True))

    @staticmethod
    @display(description=_("title"), ordering="title_tr")
    def title(questionnaire: Questionnaire) -> str:
        return questionnaire.title

    @staticmethod
    @display(description=_("version"))
    def version(questionnaire: Any) -> str:
        return f"v{questionnaire.latest}" if questionnaire.latest else "–"

    @staticmethod
    @display(description=_("waves"))
    def waves(questionnaire: Any) -> int:
        return questionnaire.fielded

    def facts(self, record: Any, request: HttpRequest) -> list[tuple[Text, object]]:
        return [
            (_("Code"), record.code),
            (_("Title (Turkish)"), record.title_tr),
            (_("Title (English)"), record.title_en),
            (_("Audience"), record.get_audience_display()),
            (_("Waves"), record.fielded),
        ]


class CycleRegister(Register):
    model = Cycle
    base_url_path = "surveys/cycles"
    menu_label = _("Cycles")
    menu_icon = "date"
    inspect_view_enabled = False
    edited_by_hand = True
    list_display = ("year", "waves")
    intro = _("A year of fieldwork: graduate and employer waves of one cycle stand beside each other.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Cycle]:
        return super().get_queryset(request).annotate(fielded=Count("waves"))

    @staticmethod
    @display(description=_("waves"))
    def waves(cycle: Any) -> int:
        return cycle.fielded
