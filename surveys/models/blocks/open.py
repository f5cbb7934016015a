"""Numbers, years and months, own words."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import QuestionBlock, layout, side_by_side

_GROUP = _("Numbers and text")


class NumberBlock(QuestionBlock):
    minimum = blocks.DecimalBlock(label=_("Smallest"))
    maximum = blocks.DecimalBlock(label=_("Largest"))
    decimals = blocks.IntegerBlock(label=_("Decimals"), default=0, min_value=0, max_value=6)
    unit = blocks.CharBlock(label=_("Unit"), required=False)
    unit_label_tr = blocks.CharBlock(label=_("Unit as written (Turkish)"), required=False)
    unit_label_en = blocks.CharBlock(label=_("Unit as written (English)"), required=False)

    class Meta:
        icon = "decimal"
        group = _GROUP
        label = _("Number")
        description = _("A number with its range and unit: months until the first job, people employed.")
        form_layout = layout("minimum", "maximum", "unit", *side_by_side("unit_label"), settings=("decimals",))


class PeriodBlock(QuestionBlock):
    precision = blocks.ChoiceBlock(label=_("Asked as"), choices=[("year", _("Year")), ("month", _("Year and month"))], default="year")
    earliest = blocks.CharBlock(label=_("Earliest"), max_length=7, help_text=_("2015, or 2015-09 for a month."))
    latest = blocks.CharBlock(label=_("Latest"), max_length=7)

    class Meta:
        icon = "date"
        group = _GROUP
        label = _("Year or month")
        description = _("When something was: the first job, a further degree.")
        form_layout = layout("precision", "earliest", "latest")


class WrittenBlock(QuestionBlock):
    max_length = blocks.IntegerBlock(label=_("At most, characters"), default=1000, min_value=1, max_value=20_000)
    review = blocks.BooleanBlock(label=_("Reviewed before anyone sees it"), required=False, default=True)

    class Meta:
        icon = "pilcrow"
        group = _GROUP
        label = _("Free text")
        description = _("Own words. Shown to nobody before a person has read it.")
        form_layout = layout("max_length", settings=("review",))
