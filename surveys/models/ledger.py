from django.db import models
from django.utils.translation import gettext_lazy as _

from .kept import Kept, KeptQuerySet
from .questionnaire import Questionnaire
from .version import QuestionnaireVersion


class CodeEntry(Kept):
    """What a code of a questionnaire means, written when it is first published and never after.

    `option` is empty for a variable. `meaning` is what may not change: storage and measure of a variable, value and kind of
    missing of an option (definition.ledger). The database refuses every UPDATE of this table.
    """

    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="codes", verbose_name=_("questionnaire"))
    code = models.CharField(_("code"), max_length=80)
    option = models.CharField(_("option"), max_length=64, blank=True)
    meaning = models.JSONField(_("meaning"))
    label_tr = models.TextField(_("wording (Turkish)"), blank=True)
    label_en = models.TextField(_("wording (English)"), blank=True)
    version = models.ForeignKey(QuestionnaireVersion, models.PROTECT, related_name="first_codes", verbose_name=_("first version"))

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("code in use")
        verbose_name_plural = _("codes in use")
        ordering = ["questionnaire", "code", "option"]
        constraints = [models.UniqueConstraint(fields=["questionnaire", "code", "option"], name="surveys_code_means_one_thing")]

    def __str__(self) -> str:
        return f"{self.questionnaire_id} {self.code} {self.option}".strip()
