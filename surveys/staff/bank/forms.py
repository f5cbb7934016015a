"""What a form of the bank refuses, each with a sentence that names the codes."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.forms.models import ModelMultipleChoiceField
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from surveys.definition.bank import list_faults
from surveys.models import Outcome
from surveys.questions import Option, Text

from .usage import users_of, uses_for, uses_of


class EntryForm(WagtailAdminModelForm):
    """The code of an entry in use is fixed: questionnaires name it by that code."""

    class Media:
        css = {"all": ["css/bank.css"]}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields.get("code")
        if code is None:
            return
        code.help_text = _("Questionnaires name the entry by it. A letter first, then letters (no ç, ğ, ı, ö, ş, ü), digits, _ - or dots.")
        if self.instance.pk and self.for_user and (uses := uses_of(self.instance, self.for_user)):
            code.disabled = True
            code.help_text = _("Fixed: %(codes)s name the entry by it.") % {"codes": users_of(uses)}


class OptionListForm(EntryForm):
    """The rules of lists and scales (definition.bank.list_faults), each fault beside the option it is about."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        rows = self.formsets.get("options")
        if rows is None or not rows.is_valid():
            return data
        kept = [row for row in rows.forms if row.cleaned_data and not row.cleaned_data.get("DELETE")]
        kept.sort(key=lambda row: row.cleaned_data.get("ORDER") or 0)
        options = [_option(row.cleaned_data) for row in kept]
        for fault in list_faults(options, is_scale=bool(data.get("is_scale"))):
            self.add_error(None, fault.message)
            for row, option in zip(kept, options, strict=True):
                if option.code in fault.options:
                    row.add_error("value" if data.get("is_scale") and option.low is None else "code", fault.message)
        return data


def _option(row: dict[str, Any]) -> Option:
    fields: dict[str, Any] = {name: row.get(name) for name in ("code", "value", "low", "high", "exclusive", "other_text")}
    label = Text(tr=row.get("label_tr") or "", en=row.get("label_en") or "")
    return Option.model_construct(label=label, missing=row.get("missing") or None, **fields)


class OutcomeSetForm(EntryForm):
    """An outcome that a competency serves is neither removed nor renumbered."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        rows = self.formsets.get("outcomes")
        if rows is None or not rows.is_valid() or not self.instance.pk or not self.for_user:
            return data
        kept = {row.cleaned_data.get("code") for row in rows.forms if row.cleaned_data and not row.cleaned_data.get("DELETE")}
        for outcome in Outcome.objects.filter(outcome_set=self.instance).exclude(code__in=kept):
            uses = uses_for(self.for_user).of("outcome", outcome.tag)
            if uses:
                message = _("Outcome %(code)s is served by %(competencies)s and cannot go or change its code.")
                self.add_error(None, message % {"code": outcome.code, "competencies": ", ".join(uses.competencies) or users_of(uses)})
        return data


class OutcomesBySet(ModelMultipleChoiceField):
    """Outcomes under the names of their sets."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Outcome.objects.select_related("outcome_set").order_by("outcome_set__code", "sort_order"), **kwargs)
        self.choices = self._grouped  # Django calls it each time the form is shown

    def _grouped(self) -> Iterator[tuple[str, list[tuple[int, str]]]]:
        outcomes: Any = self.queryset
        for outcome_set, members in groupby(outcomes.all(), key=lambda outcome: outcome.outcome_set):
            yield str(outcome_set), [(outcome.pk, _outcome_label(outcome)) for outcome in members]


def _outcome_label(outcome: Outcome) -> str:
    label = outcome.label_en if get_language() == "en" else outcome.label_tr
    return label if label.startswith(outcome.code) else f"{outcome.code}. {label}"


class CompetencyForm(EntryForm):
    outcomes = OutcomesBySet(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["facets"].help_text = _("What is asked of it. Each facet is a column of a matrix of two scales.")
        self.fields["outcomes"].label = _("Outcomes it serves")
