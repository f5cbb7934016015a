"""One option, wherever a list of them is written."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup

from .base import ListNameBlock, QuestionBlock, side_by_side


class OptionBlock(blocks.StructBlock):
    code = blocks.CharBlock(label=_("Code"), max_length=64, help_text=_("What is stored; never changes."))
    label_tr = blocks.CharBlock(label=_("Text (Turkish)"), required=False)
    label_en = blocks.CharBlock(label=_("Text (English)"), required=False)
    value = blocks.FloatBlock(label=_("Value"), required=False, help_text=_("On a scale: 1, 2, 3 …"))
    missing = blocks.ChoiceBlock(
        label=_("Kind of no answer"), required=False,
        choices=[
            ("na", _("Not applicable: leaves every base")),
            ("refused", _("Would rather not say: stays in the base")),
            ("dk", _("Does not know: stays in the base")),
        ],
    )  # fmt: skip
    exclusive = blocks.BooleanBlock(label=_("Stands alone"), required=False, help_text=_("Choosing it takes the others away."))
    other_text = blocks.BooleanBlock(label=_("“Other: please write”"), required=False)
    low = blocks.FloatBlock(label=_("Band from"), required=False)
    high = blocks.FloatBlock(label=_("Band to"), required=False)

    class Meta:
        label = _("Option")
        label_format = "{code} {label_tr}"
        form_layout = BlockGroup(
            children=["code", *side_by_side("label")], settings=["value", "missing", "exclusive", "other_text", "low", "high"]
        )


class ListedQuestionBlock(QuestionBlock):
    """A question answered from a list: its own, written here, or one that has a name."""

    options = ListNameBlock(
        label=_("List"), required=False, help_text=_("A list with a name: of this questionnaire, of the item bank or a register.")
    )
    own_options = blocks.ListBlock(OptionBlock(), label=_("or options of its own"), default=[], collapsed=True)
