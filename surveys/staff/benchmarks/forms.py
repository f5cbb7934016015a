"""What a benchmark may be about."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from departments.models import Level
from surveys.results.indicators import definitions


class BenchmarkForm(WagtailAdminModelForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator"].help_text = _("%(codes)s. For one question of several, with its code: K04:I13.") % {"codes": "K01 … K14"}
        self.fields["level"] = forms.ChoiceField(
            label=self.fields["level"].label,
            help_text=self.fields["level"].help_text,
            choices=[("", _("All levels")), *Level.choices],
            required=False,
        )

    def clean_indicator(self) -> str:
        given: str = self.cleaned_data["indicator"].strip().upper()
        definition = definitions().of(given)
        if definition is None:
            raise forms.ValidationError(_("There is no indicator %(code)s. There are: %(codes)s.") % {"code": given, "codes": _all_codes()})
        if ":" in given and definition.items is None:
            raise forms.ValidationError(_("%(code)s is of one question only: write it without another code.") % {"code": definition.code})
        return given


def _all_codes() -> str:
    language = "en" if get_language() == "en" else "tr"
    return ", ".join(f"{d.code} {d.name.in_language(language)}" for d in definitions().indicators)
