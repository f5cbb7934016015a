"""Panels of the bank's forms."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, Panel

from surveys.definition.bank_usage import Use

from .usage import uses_of


class PlainNumber(forms.NumberInput):
    """1 and not 1.0."""

    def format_value(self, value: Any) -> str | None:
        return f"{value:g}" if isinstance(value, float) else super().format_value(value)


class UsedByPanel(Panel):
    """Which questionnaires name the entry, and what a change of it does to them. Shown only where one does."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": _("Used by"), "icon": "link", **kwargs})

    class BoundPanel(Panel.BoundPanel):
        template_name = "surveys/bank/used_by.html"

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.uses = uses_of(self.instance, self.request.user) if self.request and self.instance else None

        def is_shown(self) -> bool:
            return bool(self.uses) and super().is_shown()

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            context["uses"] = self.uses
            context["lines"] = [(use, _record(use)) for use in self.uses.questionnaires] if self.uses else []
            return context


def _record(use: Use) -> str:
    """Address of the questionnaire's screen."""
    return reverse("surveys_questionnaires:edit", args=[use.pk])


def both_languages(name: str) -> FieldRowPanel:
    """Turkish and English beside each other."""
    return FieldRowPanel([FieldPanel(f"{name}_tr"), FieldPanel(f"{name}_en")])
