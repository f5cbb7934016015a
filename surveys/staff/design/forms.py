"""The form behind the editor. A draft may be unfinished; a condition may not be wrong; what is submitted is whole."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from surveys.definition import bank, drafts
from surveys.definition.check import DefinitionProblem, problems
from surveys.definition.publishing import refusals

from .faults import block_errors

CONDITIONS = {"condition", "dangling_condition", "forward_condition"}
MOST_LISTED = 12  # sentences above the form; the fields themselves say all


class QuestionnaireForm(WagtailAdminModelForm):
    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors or self.data.get("unchecked"):
            return data
        for name, value in data.items():
            if name in {*drafts.STREAMS, *drafts.PLAIN}:
                setattr(self.instance, name, value)
        found = refusals(self.instance) if self._goes_on() else self._wrong_conditions()
        if found:
            self._refuse(found, data)
        return data

    def _goes_on(self) -> bool:
        """Is it handed in for approval, approved or published, and not merely saved?"""
        return any(name in self.data for name in ("action-submit", "action-restart-workflow", "action-publish")) or (
            "action-workflow-action" in self.data and self.data.get("workflow-action-name") == "approve"
        )

    def _wrong_conditions(self) -> list[DefinitionProblem]:
        draft = drafts.fields_of(self.instance)
        document, _unfinished = drafts.freeze_what_there_is(draft, bank.load(audience=self.instance.audience))
        return [problem for problem in problems(document) if problem.code in CONDITIONS]

    def _refuse(self, found: list[DefinitionProblem], data: dict[str, Any]) -> None:
        for name, error in block_errors(found, {name: data.get(name) for name in drafts.STREAMS}).items():
            self.add_error(name, error)
        listed = [str(problem) for problem in found[:MOST_LISTED]]
        if len(found) > MOST_LISTED:
            listed.append(_("… and %(n)d more, each beside its field.") % {"n": len(found) - MOST_LISTED})
        self.add_error(None, [ValidationError(line) for line in listed])


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("Our YAML or JSON, an XLSForm (.xlsx) or a LimeSurvey structure (.lss)."),
    )


class OverrideForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why nobody else can approve"),
        min_length=20,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Kept in the audit log with your name and the date."),
    )
