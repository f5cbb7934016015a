from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .questionnaire import Questionnaire


class QuestionnaireVersion(models.Model):
    """What was asked, word for word, for ever. The database refuses every UPDATE of this table."""

    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="versions", verbose_name=_("questionnaire"))
    number = models.PositiveSmallIntegerField(_("version"))
    document = models.JSONField(_("document"))
    structure_hash = models.CharField(_("structure hash"), max_length=64)
    text_hash = models.CharField(_("text hash"), max_length=64)
    published_at = models.DateTimeField(_("published at"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("approved by")
    )
    approved_as = models.CharField(_("approved as"), max_length=120)  # name as it stood, or the operator of the command line

    class Meta:
        verbose_name = _("questionnaire version")
        verbose_name_plural = _("questionnaire versions")
        ordering = ["questionnaire", "-number"]
        constraints = [models.UniqueConstraint(fields=["questionnaire", "number"], name="surveys_version_number_once")]

    def __str__(self) -> str:
        return f"{self.questionnaire.code} v{self.number}"
