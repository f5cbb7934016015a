"""Choices: one, several, of a register, in order."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import ListNameBlock, QuestionBlock, layout
from .options import ListedQuestionBlock

_GROUP = _("Choices")


class SingleBlock(ListedQuestionBlock):
    measure = blocks.ChoiceBlock(
        label=_("Read as"),
        choices=[("nominal", _("Categories")), ("ordinal", _("Steps of a scale")), ("interval", _("A measurement"))],
        default="nominal",
    )

    class Meta:
        icon = "radio-full"
        group = _GROUP
        label = _("Single choice")
        description = _("One answer of a list: working or not, sector, size of the workplace.")
        form_layout = layout("options", "own_options", settings=("measure",))


class MultipleBlock(ListedQuestionBlock):
    maximum = blocks.IntegerBlock(label=_("At most"), required=False, min_value=1)

    class Meta:
        icon = "check"
        group = _GROUP
        label = _("Multiple choice")
        description = _("Several answers of a list, perhaps at most three; an option may stand alone.")
        form_layout = layout("options", "own_options", "maximum")


class RegisterBlock(QuestionBlock):
    register_name = blocks.ChoiceBlock(
        label=_("Chosen from"),
        choices=[("listed", _("A long list, frozen with the version")), ("programs", _("The register of programs"))],
        default="listed",
    )
    options = ListNameBlock(label=_("List"), required=False, help_text=_("COUNTRY, PROVINCE, NACE, ISCO08 or a list of your own."))
    multiple = blocks.BooleanBlock(label=_("Several answers"), required=False)
    maximum = blocks.IntegerBlock(label=_("At most"), default=8, min_value=1, max_value=8)
    report_key = blocks.BooleanBlock(label=_("Decides the program reported on"), required=False)

    class Meta:
        icon = "search"
        group = _GROUP
        label = _("Choice from a register")
        description = _("A long list with a search field: country, province, sector, occupation, program.")
        form_layout = layout("register_name", "options", "multiple", settings=("maximum", "report_key"))


class RankingBlock(ListedQuestionBlock):
    maximum = blocks.IntegerBlock(label=_("Places asked"), required=False, min_value=2, help_text=_("Empty: all are put in order."))
    shuffle = blocks.BooleanBlock(label=_("Options in random order"), required=False)

    class Meta:
        icon = "list-ol"
        group = _GROUP
        label = _("Ranking")
        description = _("Options put in order, best first.")
        form_layout = layout("options", "own_options", "maximum", settings=("shuffle",))
