"""The ten blocks a page body is made of. Few on purpose: an editor should recognise each at a glance."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageBlock

from .turkish import turkish_slug

TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]
INLINE_FEATURES = ["bold", "italic", "link"]
_TEXT, _MEDIA, _STEPS = _("Text"), _("Pictures and figures"), _("Links and notices")


class LinkValue(blocks.StructValue):
    """Where a link leads: `href` is empty while the chosen page is missing or unpublished."""

    @property
    def href(self) -> str:
        page = self.get("page")
        if page:
            return page.url or "" if page.live else ""
        return self.get("url") or ""


class LinkedBlock(blocks.StructBlock):
    """A block that leads somewhere: a page of this site, or an address elsewhere."""

    page = blocks.PageChooserBlock(required=False, label=_("Page"))
    url = blocks.URLBlock(required=False, label=_("or address"), help_text=_("Only if no page is chosen; begins with https://"))

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if bool(cleaned.get("page")) == bool(cleaned.get("url")):
            message = ValidationError(_("Choose a page or write an address: one of the two."))
            raise blocks.StructBlockValidationError(block_errors={"page": message})
        return cleaned

    class Meta:
        value_class = LinkValue


class HeadingValue(blocks.StructValue):
    @property
    def anchor(self) -> str:
        return turkish_slug(self["text"])


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Heading"), max_length=120)
    level = blocks.ChoiceBlock(label=_("Level"), choices=[("h2", _("Section")), ("h3", _("Subsection"))], default="h2")

    class Meta:
        icon = "title"
        group = _TEXT
        label = _("Heading")
        description = _("Begins a section. Can be linked to with #.")
        template = "components/blocks/heading.html"
        value_class = HeadingValue
        preview_value = {"text": "Koordinatörlük ne yapar?", "level": "h2"}


class TextBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(features=TEXT_FEATURES, **kwargs)

    class Meta:
        icon = "pilcrow"
        group = _TEXT
        label = _("Text")
        description = _("Paragraphs, lists and links.")
        template = "components/blocks/text.html"
        preview_value = "<p>Mezunlarımızla bağımız diploma töreninde bitmez. <b>Görüşünüz</b>, okuduğunuz programı değiştirir.</p>"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quotation"), rows=3)
    person = blocks.CharBlock(label=_("Who said it"), required=False)
    role = blocks.CharBlock(label=_("Position or program, year"), required=False)

    class Meta:
        icon = "openquote"
        group = _TEXT
        label = _("Quotation")
        description = _("A sentence worth setting apart, with its author.")
        template = "components/blocks/quote.html"
        preview_value = {"text": "Soru sormaktan çekinmemeyi öğrendim.", "person": "Örnek Mezun", "role": "Örnek program, 2012"}


class AccordionItem(blocks.StructBlock):
    question = blocks.CharBlock(label=_("Question or title"))
    answer = blocks.RichTextBlock(label=_("Answer"), features=TEXT_FEATURES)


class AccordionBlock(blocks.StructBlock):
    items = blocks.ListBlock(AccordionItem(), label=_("Items"), min_num=1)

    class Meta:
        icon = "list-ul"
        group = _TEXT
        label = _("Questions and answers")
        description = _("Titles that open one by one; for frequent questions.")
        template = "components/blocks/accordion.html"
        preview_value = {"items": [{"question": "Mezun Kartı kimlere verilir?", "answer": "<p>Diploma almış bütün mezunlara.</p>"}]}


class FigureBlock(blocks.StructBlock):
    image = ImageBlock(label=_("Image"), help_text=_("Describe what this picture says on this page, or mark it as decorative."))
    caption = blocks.RichTextBlock(label=_("Caption"), features=INLINE_FEATURES, required=False)

    class Meta:
        icon = "image"
        group = _MEDIA
        label = _("Image")
        description = _("A picture with its description for those who cannot see it.")
        template = "components/blocks/figure.html"


class StatisticItem(blocks.StructBlock):
    value = blocks.CharBlock(label=_("Figure"), max_length=20, help_text=_("As printed, for example 186 or %34."))
    label = blocks.CharBlock(label=_("What it counts"), max_length=80)
    source = blocks.CharBlock(label=_("Source and date"), max_length=120, required=False)


class StatisticsBlock(blocks.StructBlock):
    items = blocks.ListBlock(StatisticItem(), label=_("Figures"), min_num=2, max_num=4)

    class Meta:
        icon = "order"
        group = _MEDIA
        label = _("Figures")
        description = _("Two to four numbers, each with its source.")
        template = "components/blocks/statistics.html"
        preview_value = {"items": [{"value": "12", "label": "fakülte"}, {"value": "8", "label": "meslek yüksekokulu"}]}


class TableBlock(blocks.StructBlock):
    caption = blocks.CharBlock(label=_("Title of the table"), help_text=_("Read first by a screen reader: say what is compared."))
    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(label=_("Text"), required=False)),
            ("rich_text", blocks.RichTextBlock(label=_("Formatted text"), features=INLINE_FEATURES)),
        ],
        label=_("Table"),
    )

    class Meta:
        icon = "table"
        group = _MEDIA
        label = _("Table")
        description = _("Rows and columns with a title; scrolls sideways on a phone.")
        template = "components/blocks/table.html"


class NoticeBlock(blocks.StructBlock):
    tone = blocks.ChoiceBlock(label=_("Kind"), choices=[("info", _("Information")), ("warn", _("Attention"))], default="info")
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=80)
    text = blocks.RichTextBlock(label=_("Text"), features=INLINE_FEATURES)

    class Meta:
        icon = "info-circle"
        group = _STEPS
        label = _("Notice")
        description = _("Something nobody should miss. At most one a page.")
        template = "components/blocks/notice.html"
        preview_value = {"tone": "info", "title": "Örnek içerik", "text": "<p>Bu sayfadaki kişiler örnektir.</p>"}


class CallToActionBlock(LinkedBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=80)
    text = blocks.TextBlock(label=_("Text"), required=False, rows=2)
    button = blocks.CharBlock(label=_("Words on the button"), max_length=40)

    class Meta:
        icon = "link-external"
        group = _STEPS
        label = _("Call to action")
        description = _("One thing to do next, with a button.")
        template = "components/blocks/call_to_action.html"
        form_layout = ["title", "text", "button", "page", "url"]
        preview_value = {
            "title": "Mentor olun",
            "text": "Ayda bir saat yeter.",
            "button": "Başvurun",
            "page": None,
            "url": "https://ornek.example/",
        }


class LinkCard(LinkedBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=80)
    text = blocks.TextBlock(label=_("Text"), required=False, rows=2)


class LinkCardsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=80)
    cards = blocks.ListBlock(LinkCard(), label=_("Cards"), min_num=2, max_num=9)

    class Meta:
        icon = "grip"
        group = _STEPS
        label = _("Cards")
        description = _("Ways onward, side by side.")
        template = "components/blocks/link_cards.html"
        preview_value = {
            "heading": "Mezunlarımıza",
            "cards": [
                {"title": "Mezun Kartı", "text": "Kampüs kapıları size açık.", "page": None, "url": "https://ornek.example/"},
                {"title": "Mentorluk", "text": "Deneyiminizi paylaşın.", "page": None, "url": "https://ornek.example/"},
            ],
        }


BODY_BLOCKS = [
    ("heading", HeadingBlock()),
    ("text", TextBlock()),
    ("quote", QuoteBlock()),
    ("accordion", AccordionBlock()),
    ("image", FigureBlock()),
    ("statistics", StatisticsBlock()),
    ("table", TableBlock()),
    ("notice", NoticeBlock()),
    ("call_to_action", CallToActionBlock()),
    ("link_cards", LinkCardsBlock()),
]
