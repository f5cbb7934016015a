from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .keys import random_key
from .version import QuestionnaireVersion
from .wave import Wave


class Response(models.Model):
    """What was said; nobody's. No person, token, time, address or order: written only when a wave closes or is imported.

    Read only by results.snapshot and collection.retention; the database refuses every UPDATE. Only `wave` is indexed.
    """

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    wave = models.ForeignKey(Wave, models.PROTECT, related_name="responses")
    version = models.ForeignKey(QuestionnaireVersion, models.PROTECT, related_name="+", db_index=False)
    program = models.ForeignKey("departments.Program", models.PROTECT, null=True, related_name="+", db_index=False)
    cohort = models.PositiveSmallIntegerField(null=True)
    organisation_number = models.PositiveIntegerField(null=True)  # employers: random within the wave, its mapping is deleted
    weight = models.FloatField(null=True)  # imported waves only, rounded to 32 bits
    record = models.BinaryField()  # packed by definition.codebook

    def __str__(self) -> str:
        return f"response to {self.wave_id}"


class TextAnswer(models.Model):
    """Free text as a row of its own, so that style does not unlock the rest. Shown only after review."""

    class Decision(models.TextChoices):
        PENDING = "pending", _("Waiting for review")
        PUBLISHED = "published", _("May be shown")
        REDACTED = "redacted", _("May be shown as redacted")
        WITHHELD = "withheld", _("Withheld")

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    wave = models.ForeignKey(Wave, models.PROTECT, related_name="texts", verbose_name=_("wave"))
    program = models.ForeignKey("departments.Program", models.PROTECT, null=True, related_name="+", verbose_name=_("program"))
    variable = models.CharField(_("variable"), max_length=64)
    text = models.TextField(_("text"))
    decision = models.CharField(_("decision"), max_length=10, choices=Decision, default=Decision.PENDING)
    shown_text = models.TextField(_("text as shown"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )

    class Meta:
        verbose_name = _("text answer")
        verbose_name_plural = _("text answers")
        indexes = [models.Index(fields=["wave", "variable"], name="surveys_text_by_variable")]

    def __str__(self) -> str:
        return self.text[:60]
