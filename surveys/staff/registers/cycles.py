"""Cycles: the years of fieldwork."""

from typing import Any

from django.contrib.admin import display
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from surveys.models import Cycle

from .base import Register


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
