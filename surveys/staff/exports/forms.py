from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from surveys.exports import jobs, kinds, microdata

LANGUAGES = (("tr", "Türkçe"), ("en", "English"))


class ResultsForm(forms.Form):
    """What the buttons post. `unit`: level and code with a colon between; several may be asked for together."""

    kind = forms.ChoiceField(choices=[(kind, kind) for kind in (kinds.RESULTS_XLSX, kinds.RESULTS_CSV)])
    release = forms.IntegerField(min_value=1)
    unit = forms.MultipleChoiceField()

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        given = [unit for unit in data.getlist("unit") if unit.partition(":")[0] in {"program", "department", "faculty", "university"}]
        self.fields["unit"].choices = [(unit, unit) for unit in given]  # type: ignore[attr-defined]  # a MultipleChoiceField

    @property
    def units(self) -> list[list[str]]:
        return [list(unit.partition(":")[::2]) for unit in self.cleaned_data["unit"]]


class MicrodataForm(forms.Form):
    kind = forms.ChoiceField(label=_("File"), widget=forms.RadioSelect)
    answers = forms.ChoiceField(
        label=_("Answers in CSV"),
        choices=[(microdata.CODES, _("as codes")), (microdata.WORDS, _("in words"))],
        initial=microdata.CODES,
        widget=forms.RadioSelect,
        required=False,
    )
    language = forms.ChoiceField(label=_("Language of texts"), choices=LANGUAGES)
    reason = forms.CharField(
        label=_("What the single answers are needed for"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A sentence: it is written down with your name, the wave and the number of rows."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, jobs.KINDS[kind].label) for kind in kinds.MICRODATA]  # type: ignore[attr-defined]

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        try:
            microdata.refuse_without_reason(reason)
        except jobs.Refused as error:
            raise forms.ValidationError(str(error)) from error
        return reason
