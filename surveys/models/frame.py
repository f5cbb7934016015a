from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from .wave import Wave


class FrameStratum(models.Model):
    """Who could have answered, counted at launch: the denominator of every rate and the margin for weights."""

    wave = models.ForeignKey(Wave, models.CASCADE, related_name="strata", verbose_name=_("wave"))
    program = models.ForeignKey("departments.Program", models.PROTECT, null=True, related_name="+", verbose_name=_("program"))
    cohort = models.PositiveSmallIntegerField(_("cohort"), null=True, blank=True)
    cohort_last = models.PositiveSmallIntegerField(  # small cohorts are merged when the wave closes
        _("last cohort"), null=True, blank=True, help_text=_("The stratum reaches from its cohort to this one.")
    )
    population = models.PositiveIntegerField(_("population"))
    invited = models.PositiveIntegerField(_("invited"))
    replied = models.PositiveIntegerField(_("replied"), null=True, blank=True, help_text=_("Written once, when the wave closes."))

    class Meta:
        verbose_name = _("frame stratum")
        verbose_name_plural = _("frame strata")
        constraints = [
            # an unknown program or cohort is one stratum too; SQLite knows no NULLS NOT DISTINCT
            models.UniqueConstraint(F("wave"), Coalesce("program", 0), Coalesce("cohort", 0), name="surveys_stratum_once"),
            models.CheckConstraint(condition=Q(replied=None) | Q(replied__lte=F("invited")), name="surveys_replied_within_invited"),
        ]

    def __str__(self) -> str:
        return f"{self.wave} {self.program_id} {self.cohort}"
