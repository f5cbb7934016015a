from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from .kept import Kept, KeptQuerySet
from .wave import Wave

MOST_OBJECTIVES = 12


class ObjectiveSet(ClusterableModel, models.Model):  # models.Model again: for type checkers, which know nothing of modelcluster
    """A program's educational objectives (PEA) as adopted on a day. A new wording is a new set; a trend stays within one."""

    program = models.ForeignKey("departments.Program", models.PROTECT, related_name="objective_sets", verbose_name=_("program"))
    adopted_on = models.DateField(_("adopted on"), help_text=_("Day of the decision of the department or faculty board."))
    source = models.CharField(_("decision or page"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("program objectives")
        verbose_name_plural = _("program objectives")
        ordering = ["program", "-adopted_on"]
        constraints = [models.UniqueConstraint(fields=["program", "adopted_on"], name="surveys_objectives_once_a_day")]

    def __str__(self) -> str:
        return f"{self.program} ({self.adopted_on})"


class Objective(Orderable, models.Model):  # as above
    objective_set = ParentalKey(ObjectiveSet, on_delete=models.CASCADE, related_name="objectives", verbose_name=_("program objectives"))
    number = models.PositiveSmallIntegerField(
        _("number"), validators=[MinValueValidator(1), MaxValueValidator(MOST_OBJECTIVES)], help_text=_("1 to 12; stored as P01 to P12.")
    )
    text_tr = models.TextField(_("text (Turkish)"))
    text_en = models.TextField(_("text (English)"))

    class Meta(Orderable.Meta):
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")
        constraints = [models.UniqueConstraint(fields=["objective_set", "number"], name="surveys_objective_number_once")]

    def __str__(self) -> str:
        return self.slot

    @property
    def slot(self) -> str:
        return f"P{self.number:02d}"


class WaveObjectives(Kept):
    """The objectives of one program as asked in one wave, frozen when it opened. The database refuses every UPDATE of this table.

    document   {"P01": {"tr": ..., "en": ...}, ...}
    sha256     of its canonical JSON; two waves with the same hash asked the same
    """

    wave = models.ForeignKey(Wave, models.PROTECT, related_name="objectives", verbose_name=_("wave"))
    program = models.ForeignKey("departments.Program", models.PROTECT, related_name="+", verbose_name=_("program"))
    document = models.JSONField(_("objectives"))
    sha256 = models.CharField(_("hash"), max_length=64)

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("objectives of a wave")
        verbose_name_plural = _("objectives of waves")
        constraints = [models.UniqueConstraint(fields=["wave", "program"], name="surveys_wave_objectives_once")]

    def __str__(self) -> str:
        return f"{self.wave_id} {self.program_id}"
