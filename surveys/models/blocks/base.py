"""What every question block is made of: the widgets the editor's script looks for, the pairs of texts, the order on screen."""

from typing import Any, ClassVar

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup

CODE_RULE = RegexValidator(
    r"^[A-Za-z][A-Za-z0-9_.]{0,63}$", _("A code begins with a letter and has letters (without ç, ğ, ı, ö, ş, ü), digits, _ or a dot.")
)


class ListName(forms.TextInput):
    """Name of a list of this questionnaire or of the item bank; editor.js offers those there are."""

    def __init__(self) -> None:
        super().__init__(attrs={"data-list-name": "", "autocomplete": "off", "spellcheck": "false"})


class Condition(forms.TextInput):
    """A routing expression; editor.js opens a builder beside it."""

    def __init__(self) -> None:
        super().__init__(attrs={"data-condition": "", "autocomplete": "off", "spellcheck": "false"})


class _TypedBlock(blocks.CharBlock):
    """A line of text with a widget of its own."""

    widget: type[forms.TextInput] = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.field.widget = self.widget()


class ListNameBlock(_TypedBlock):
    widget = ListName


class ConditionBlock(_TypedBlock):
    widget = Condition


def code_block(help_text: Any = "") -> blocks.CharBlock:
    return blocks.CharBlock(label=_("Code"), max_length=64, validators=[CODE_RULE], help_text=help_text)


def text_block(label: Any, *, rows: int = 2, required: bool = False) -> blocks.TextBlock:
    return blocks.TextBlock(label=label, rows=rows, required=required)


def condition_block() -> ConditionBlock:
    return ConditionBlock(label=_("Shown if"), required=False, help_text=_("Empty: asked of everybody. Looks back only."))


def side_by_side(*names: str) -> list[str]:
    """The Turkish and the English of each text, which editor.css sets beside each other. No group around them: in a questionnaire of 60
    questions the panels of such groups cost a third of a second."""
    return [f"{name}_{language}" for name in names for language in ("tr", "en")]


def layout(*own: Any, settings: tuple[str, ...] = ()) -> BlockGroup:
    """Code and text first, then what the kind needs; the rest behind the settings button."""
    usual = ["construct", "headline", "item_version", "note", "classification", "pii"]
    return BlockGroup(
        children=["code", *side_by_side("label"), *own, "show_if"],
        settings=["required", *side_by_side("hint"), *settings, *usual],
    )


class QuestionBlock(blocks.StructBlock):
    """What every kind of question has."""

    code = code_block(_("Never changes and is never used again, e.g. A03."))
    label_tr = text_block(_("Text (Turkish)"))
    label_en = text_block(_("Text (English)"))
    hint_tr = text_block(_("Help (Turkish)"))
    hint_en = text_block(_("Help (English)"))
    required = blocks.BooleanBlock(label=_("Must be answered"), required=False)
    show_if = condition_block()
    construct = blocks.CharBlock(label=_("Construct"), required=False, help_text=_("Items of one construct form a scale, e.g. teaching."))
    headline = blocks.BooleanBlock(label=_("Headline figure"), required=False, help_text=_("Shown first in the results."))
    item_version = blocks.IntegerBlock(label=_("Wording number"), default=1, min_value=1)
    note = blocks.CharBlock(label=_("Note for colleagues"), required=False)
    classification = blocks.CharBlock(label=_("Classification"), required=False, help_text=_("Of the options, e.g. NACE Rev.2."))
    pii = blocks.CharBlock(label=_("May point at a person"), required=False)

    class Meta:
        form_layout = layout()
        label_format = "{code} {label_tr}"
        preview_template = "surveys/design/block_preview.html"
        preview_value: ClassVar[dict[str, Any]] = {}  # the template shows a sample of the kind
