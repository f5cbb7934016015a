"""What is decided at a release: by which question tables are divided, what readers should know, why something is taken back."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from surveys.definition.compiled import compile_version
from surveys.models import FrameStratum, Wave
from surveys.questions import SingleQuestion
from surveys.results.columns import COHORT_VARIABLE

MOST_OPTIONS = 8
_TEXT = {"rows": 3}


def breakdowns(wave: Wave) -> list[tuple[str, Any]]:
    """(code, label): none, the year of graduation where the frame knows it, single-choice questions of at most eight options."""
    document = compile_version(wave.version).document
    language = get_language() or "tr"
    choices: list[tuple[str, Any]] = [("", _("None: one table a question"))]
    if FrameStratum.objects.filter(wave=wave).exclude(cohort=None).exists():
        choices.append((COHORT_VARIABLE, _("Year of graduation")))
    single = {question.code for question in document.questions if isinstance(question, SingleQuestion)}
    dividing = (v for v in document.variables.values() if v.code in single and 2 <= len(v.options) <= MOST_OPTIONS)
    return [*choices, *((v.code, f"{v.code} {v.label.in_language(language)}") for v in dividing if v.storage == "choice")]


class BreakdownForm(forms.Form):
    breakdown = forms.ChoiceField(
        label=_("Tables divided by"),
        required=False,
        help_text=_("Declared now, once and for all. Every further division makes groups smaller and hides more."),
    )

    def __init__(self, *args: Any, choices: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["breakdown"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField


class ReleaseForm(BreakdownForm):
    """What the confirmation shows again before anything is written. `needs_reason`: the person released it internally."""

    note = forms.CharField(
        label=_("Note (Turkish)"), required=False, max_length=2000, widget=forms.Textarea(attrs=_TEXT),
        help_text=_("What a reader should know about these figures; stands above them on every screen and in every file."),
    )  # fmt: skip
    note_en = forms.CharField(label=_("Note (English)"), required=False, max_length=2000, widget=forms.Textarea(attrs=_TEXT))
    override = forms.CharField(
        label=_("Why nobody else can publish it"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("You released these results internally. In an emergency you may publish them too; the reason stays in the log."),
    )  # fmt: skip

    def __init__(self, *args: Any, needs_reason: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["breakdown"].widget = forms.HiddenInput()
        if not needs_reason:
            del self.fields["override"]


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
