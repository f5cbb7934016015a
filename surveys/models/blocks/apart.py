"""What stands beside the answers: known facts, notes, consents, addresses."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import QuestionBlock, layout

_GROUP = _("Beside the answers")


class PrefilledBlock(QuestionBlock):
    source = blocks.ChoiceBlock(label=_("What is shown"), choices=[("program", _("Program")), ("cohort", _("Year of graduation"))])

    class Meta:
        icon = "user"
        group = _GROUP
        label = _("Known beforehand, shown")
        description = _("Program and year come with the invitation; they are shown, not asked.")
        form_layout = layout("source")


class NoteBlock(QuestionBlock):
    class Meta:
        icon = "info-circle"
        group = _GROUP
        label = _("Note")
        description = _("A sentence between the questions.")
        form_layout = layout()


class ConsentBlock(QuestionBlock):
    class Meta:
        icon = "tick-inverse"
        group = _GROUP
        label = _("Consent")
        description = _("Never ticked beforehand, never a condition. Only after the answers are sent.")
        form_layout = layout()


class ContactBlock(QuestionBlock):
    class Meta:
        icon = "mail"
        group = _GROUP
        label = _("E-mail address")
        description = _("Kept apart from the answers. Only after they are sent.")
        form_layout = layout()
