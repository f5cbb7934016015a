"""Free texts waiting for a decision: shown as they stand, shown as redacted, or withheld."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.admin import display
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from surveys.definition.document import Document
from surveys.fielding.reviewing import review_text
from surveys.models import TextAnswer, Wave

from .base import Action, Register, Text
from .filters import WaveFilter

Decision = TextAnswer.Decision


class RedactedForm(forms.Form):
    shown_text = forms.CharField(label=_("As it may be shown"), widget=forms.Textarea(attrs={"rows": 5}), max_length=4000)


def _publish(text: TextAnswer, *, by: Any, now: datetime) -> None:
    review_text(text=text, decision=Decision.PUBLISHED, by=by, now=now)


def _redact(text: TextAnswer, *, shown_text: str, by: Any, now: datetime) -> None:
    review_text(text=text, decision=Decision.REDACTED, shown_text=shown_text, by=by, now=now)


def _withhold(text: TextAnswer, *, by: Any, now: datetime) -> None:
    review_text(text=text, decision=Decision.WITHHELD, by=by, now=now)


PUBLISH = Action("publish", _("May be shown"), _publish, _("The text may be shown."), main=True)
REDACT = Action(
    "redact", _("May be shown like this"), _redact, _("The redacted text may be shown."), form=RedactedForm,
    hint=_("Leave out names, places and whatever would tell who wrote it."),
)  # fmt: skip
WITHHOLD = Action("withhold", _("Withhold"), _withhold, _("The text is withheld."))


_RELEASED = _("Nothing: the results of this wave have been released. A text without a decision is not shown.")


class TextRegister(Register):
    model = TextAnswer
    base_url_path = "surveys/texts"
    menu_label = _("Free texts")
    menu_icon = "openquote"
    list_display = ("excerpt", "variable", "program", "wave", "decision")
    list_filter = ("decision", WaveFilter, "variable")
    list_select_related = ("wave__questionnaire", "program")
    intro = _("Texts are rows of their own, without the rest of the answers. They are shown to nobody before a decision here.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[TextAnswer]:
        """Of closed waves only; there are no others, and it stays so. Random keys: no order of writing."""
        closed = [Wave.State.CLOSED, Wave.State.REVIEWED, Wave.State.RELEASED]
        return super().get_queryset(request).filter(wave__state__in=closed)

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        return ("wave", "variable", "id")

    @staticmethod
    @display(description=_("text"))
    def excerpt(text: TextAnswer) -> str:
        return Truncator(text.text).chars(90)

    def actions(self, record: TextAnswer) -> list[Action]:
        return [] if record.wave.state == Wave.State.RELEASED else [PUBLISH, REDACT, WITHHOLD]

    def facts(self, record: TextAnswer, request: HttpRequest) -> list[tuple[Text, object]]:
        return [
            (_("Question"), f"{record.variable} {_question(record)}"),
            (_("Wave"), record.wave),
            (_("Program"), record.program or "–"),
            (_("Text"), record.text),
            (_("Decision"), record.get_decision_display()),
            *([(_("As shown"), record.shown_text)] if record.decision == Decision.REDACTED else []),
            *([(_("Decided by"), record.decided_by)] if record.decided_by else []),
            *([(_("What can be done"), _RELEASED)] if record.wave.state == Wave.State.RELEASED else []),
        ]


def _question(text: TextAnswer) -> str:
    variable = Document.model_validate(text.wave.version.document).variables.get(text.variable)
    return variable.label.in_language(get_language() or "tr") if variable else ""
