"""Items on a scale, alone and in matrices, and the recommendation from 0 to 10."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup

from .base import ListNameBlock, QuestionBlock, code_block, condition_block, layout, side_by_side
from .options import ListedQuestionBlock

_GROUP = _("Scales")


class LikertBlock(ListedQuestionBlock):
    reverse = blocks.BooleanBlock(label=_("Reversed item"), required=False, help_text=_("Turned round in the scale of its construct only."))

    class Meta:
        icon = "minus"
        group = _GROUP
        label = _("Scale")
        description = _("One statement on a scale, e.g. very dissatisfied to very satisfied.")
        form_layout = layout("options", "own_options", settings=("reverse",))


class RowBlock(blocks.StructBlock):
    code = code_block()
    label_tr = blocks.CharBlock(label=_("Text (Turkish)"), required=False)
    label_en = blocks.CharBlock(label=_("Text (English)"), required=False)
    reverse = blocks.BooleanBlock(label=_("Reversed item"), required=False)

    class Meta:
        label = _("Row")
        label_format = "{code} {label_tr}"
        form_layout = BlockGroup(children=["code", *side_by_side("label")], settings=["reverse"])


class _RowsBlock(QuestionBlock):
    rows_from = blocks.ChoiceBlock(
        label=_("Rows"), choices=[("own", _("Written here")), ("competencies", _("The competencies of this questionnaire"))], default="own"
    )
    rows = blocks.ListBlock(RowBlock(), label=_("Rows"), default=[], collapsed=True)
    shuffle = blocks.BooleanBlock(label=_("Rows in random order"), required=False)


class MatrixBlock(_RowsBlock):
    options = ListNameBlock(label=_("Scale"))

    class Meta:
        icon = "table"
        group = _GROUP
        label = _("Scale, several statements")
        description = _("Rows on one scale. Becomes cards on a phone.")
        form_layout = layout("options", "rows_from", "rows", settings=("shuffle",))


class ColumnBlock(blocks.StructBlock):
    facet = code_block(_("Facet, e.g. A (acquired) or R (required)."))
    label_tr = blocks.CharBlock(label=_("Text (Turkish)"), required=False)
    label_en = blocks.CharBlock(label=_("Text (English)"), required=False)
    options = ListNameBlock(label=_("Scale"))
    required = blocks.BooleanBlock(label=_("Must be answered"), required=False)
    show_if = condition_block()

    class Meta:
        label = _("Column")
        label_format = "{facet} {label_tr}"
        form_layout = BlockGroup(children=["facet", *side_by_side("label"), "options", "show_if"], settings=["required"])


class DualMatrixBlock(_RowsBlock):
    columns = blocks.ListBlock(ColumnBlock(), label=_("Columns"), collapsed=True)

    class Meta:
        icon = "table"
        group = _GROUP
        label = _("Two scales, several statements")
        description = _("Each row is rated twice: level acquired and level required.")
        form_layout = layout("columns", "rows_from", "rows", settings=("shuffle",))


class DynamicMatrixBlock(QuestionBlock):
    options = ListNameBlock(label=_("Scale"))
    slots = blocks.IntegerBlock(label=_("Most objectives"), default=12, min_value=1, max_value=12)

    class Meta:
        icon = "table"
        group = _GROUP
        label = _("Scale, the program's own objectives")
        description = _("Rows are the educational objectives of the respondent's program, frozen when the wave opens.")
        form_layout = layout("options", settings=("slots",))


class NpsBlock(QuestionBlock):
    low_tr = blocks.CharBlock(label=_("Lower end (Turkish)"), required=False)
    low_en = blocks.CharBlock(label=_("Lower end (English)"), required=False)
    high_tr = blocks.CharBlock(label=_("Upper end (Turkish)"), required=False)
    high_en = blocks.CharBlock(label=_("Upper end (English)"), required=False)

    class Meta:
        icon = "pick"
        group = _GROUP
        label = _("Recommendation, 0 to 10")
        description = _("How likely to recommend; reported as promoters less detractors.")
        form_layout = layout(*side_by_side("low", "high"))
