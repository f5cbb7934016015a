from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .wave import Wave


class Release(models.Model):
    """The only door out of raw results: tables of one wave, checked, withheld and rounded once, then never changed."""

    class Profile(models.TextChoices):
        INTERNAL = "internal", _("Internal")
        PUBLIC = "public", _("Public")

    wave = models.ForeignKey(Wave, models.PROTECT, related_name="releases", verbose_name=_("wave"))
    profile = models.CharField(_("profile"), max_length=10, choices=Profile)
    number = models.PositiveSmallIntegerField(_("number"))
    breakdown = models.CharField(_("breakdown"), max_length=64, blank=True, help_text=_("Question by which tables are divided, if any."))
    method = models.JSONField(_("method"))  # thresholds, confidence, interval, as they were applied
    released_at = models.DateTimeField(_("released at"))
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("released by")
    )
    note = models.TextField(_("note (Turkish)"), blank=True, help_text=_("What a reader should know about these figures."))
    note_en = models.TextField(_("note (English)"), blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("withdrawn by")
    )
    withdrawn_why = models.TextField(_("reason of withdrawal"), blank=True)

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["wave", "profile", "-number"]
        constraints = [models.UniqueConstraint(fields=["wave", "profile", "number"], name="surveys_release_number_once")]

    def __str__(self) -> str:
        return f"{self.wave} {self.profile} {self.number}"


class ReleasedTable(models.Model):
    """One table as anyone may see it: a unit, a variable, at most one breakdown value. The database refuses every UPDATE.

    years   of cycles counted together, ending with the wave's own: 1, or the fixed window of the questionnaire
    """

    class Status(models.TextChoices):
        RELEASED = "released", _("Released")
        WITHHELD = "withheld", _("Withheld")

    release = models.ForeignKey(Release, models.PROTECT, related_name="tables")
    level = models.CharField(max_length=12)  # program, department, faculty, university
    unit_code = models.CharField(max_length=32)
    years = models.PositiveSmallIntegerField(default=1)
    variable = models.CharField(max_length=64)
    by_variable = models.CharField(max_length=64, blank=True)
    by_value = models.CharField(max_length=64, blank=True)
    status = models.CharField(max_length=10, choices=Status)
    reason = models.CharField(max_length=40, blank=True)
    body = models.JSONField()  # the table of design 10 after disclosure; empty where withheld

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "level", "unit_code", "years", "variable", "by_variable", "by_value"], name="surveys_table_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level} {self.unit_code} {self.variable}"
