"""Sections, the questionnaire's own lists of options, and the terms its questions use."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup

from .apart import ConsentBlock, ContactBlock, NoteBlock, PrefilledBlock
from .base import code_block, side_by_side, text_block
from .choice import MultipleBlock, RankingBlock, RegisterBlock, SingleBlock
from .open import NumberBlock, PeriodBlock, WrittenBlock
from .options import OptionBlock
from .scaled import DualMatrixBlock, DynamicMatrixBlock, LikertBlock, MatrixBlock, NpsBlock


class QuestionsBlock(blocks.StreamBlock):
    """Question blocks by the name of their kind."""

    single = SingleBlock()
    multiple = MultipleBlock()
    register = RegisterBlock()
    ranking = RankingBlock()
    likert = LikertBlock()
    matrix = MatrixBlock()
    dual_matrix = DualMatrixBlock()
    dynamic_matrix = DynamicMatrixBlock()
    nps = NpsBlock()
    number = NumberBlock()
    period = PeriodBlock()
    text = WrittenBlock()
    prefilled = PrefilledBlock()
    note = NoteBlock()

    class Meta:
        collapsed = True


class AfterBlock(QuestionsBlock):
    """Asked once the answers are sealed, stored apart: consents and contacts may stand here only."""

    consent = ConsentBlock()
    contact = ContactBlock()


class SectionBlock(blocks.StructBlock):
    code = code_block()
    title_tr = blocks.CharBlock(label=_("Title (Turkish)"), required=False)
    title_en = blocks.CharBlock(label=_("Title (English)"), required=False)
    questions = QuestionsBlock(label=_("Questions"), required=False)

    class Meta:
        icon = "folder-open-inverse"
        label = _("Section")
        description = _("A topic of its own: at most eight questions or one matrix. Begins a new page.")
        label_format = "{code} {title_tr}"
        form_layout = BlockGroup(children=["code", *side_by_side("title"), "questions"])


class OptionListBlock(blocks.StructBlock):
    name = code_block(_("Questions refer to the list by this name."))
    options = blocks.ListBlock(OptionBlock(), label=_("Options"), collapsed=True)

    class Meta:
        icon = "list-ul"
        label = _("List of options")
        description = _("Options of this questionnaire only. What several questionnaires share belongs in the item bank.")
        label_format = "{name}"


class _TermBlock(blocks.StructBlock):
    code = code_block()
    label_tr = blocks.CharBlock(label=_("Text (Turkish)"), required=False)
    label_en = blocks.CharBlock(label=_("Text (English)"), required=False)

    class Meta:
        label_format = "{code} {label_tr}"
        form_layout = BlockGroup(children=["code", *side_by_side("label")])


class DomainBlock(_TermBlock):
    class Meta:
        icon = "group"
        label = _("Competency domain")


class ConstructBlock(_TermBlock):
    class Meta:
        icon = "sliders"
        label = _("Construct")


class FacetBlock(_TermBlock):
    class Meta:
        icon = "view"
        label = _("Facet")


class BankCompetencyBlock(blocks.StructBlock):
    code = code_block(_("Of the item bank; the wording is that of this questionnaire's audience."))

    class Meta:
        icon = "snippet"
        label = _("Competency of the item bank")
        label_format = "{code}"


class CompetencyBlock(_TermBlock):
    domain = blocks.CharBlock(label=_("Domain"), required=False)
    tags = blocks.ListBlock(blocks.CharBlock(label=_("Outcome")), label=_("Outcomes it serves"), default=[], help_text=_("MUDEK-3:1"))

    class Meta:
        icon = "tag"
        label = _("Competency of this questionnaire")
        form_layout = BlockGroup(children=["code", *side_by_side("label"), "domain"], settings=["tags"])


class IndicatorBlock(_TermBlock):
    formula = text_block(_("Formula"), required=True)

    class Meta:
        icon = "order"
        label = _("Indicator")
        form_layout = BlockGroup(children=["code", *side_by_side("label"), "formula"])


class TermsBlock(blocks.StreamBlock):
    bank_competency = BankCompetencyBlock()
    competency = CompetencyBlock()
    domain = DomainBlock()
    construct = ConstructBlock()
    facet = FacetBlock()
    indicator = IndicatorBlock()

    class Meta:
        collapsed = True
