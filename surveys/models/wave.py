from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .cycle import Cycle
from .questionnaire import Questionnaire
from .version import QuestionnaireVersion


class WaveQuerySet(models.QuerySet["Wave"]):
    def answering(self) -> Self:
        return self.filter(state=Wave.State.OPEN)

    def due_to_close(self, *, now: datetime) -> Self:
        """Open, and both the closing time and the grace for those who had begun have passed."""
        return self.filter(state=Wave.State.OPEN, grace_until__lte=now)

    def counted(self) -> Self:
        """Without pilots: their answers never count."""
        return self.filter(pilot=False)


class Wave(models.Model):
    """One fielding of a questionnaire: who, when, under which promises."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        APPROVED = "approved", _("Approved")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")
        REVIEWED = "reviewed", _("Reviewed")
        RELEASED = "released", _("Released")
        ARCHIVED = "archived", _("Archived")

    class Mode(models.TextChoices):
        INVITED = "invited", _("By personal invitation")
        OPEN_LINK = "open_link", _("By an open link")
        IMPORTED = "imported", _("Imported from elsewhere")

    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="waves", verbose_name=_("questionnaire"))
    version = models.ForeignKey(QuestionnaireVersion, models.PROTECT, related_name="waves", verbose_name=_("version"))
    cycle = models.ForeignKey(Cycle, models.PROTECT, null=True, blank=True, related_name="waves", verbose_name=_("cycle"))
    name = models.CharField(_("name"), max_length=64)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    mode = models.CharField(_("mode"), max_length=10, choices=Mode, default=Mode.INVITED)
    pilot = models.BooleanField(_("pilot"), default=False, help_text=_("Takes test answers that never count."))
    synthetic = models.BooleanField(_("synthetic"), default=False, help_text=_("Holds made-up answers; every screen says so."))

    opened_at = models.DateTimeField(_("opened at"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes at"), null=True, blank=True)
    grace_until = models.DateTimeField(_("grace until"), null=True, blank=True, help_text=_("Those who had begun may finish until then."))
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    public_key = models.BinaryField(_("public key"), max_length=32, null=True, blank=True, editable=False)
    unfinished = models.PositiveIntegerField(_("unfinished sittings at close"), null=True, blank=True)
    weighted = models.BooleanField(_("weighted"), default=False)  # imported waves only
    minimum_wage = models.DecimalField(_("net minimum wage, TRY a month"), max_digits=10, decimal_places=2, null=True, blank=True)

    objects = WaveQuerySet.as_manager()

    class Meta:
        verbose_name = _("wave")
        verbose_name_plural = _("waves")
        ordering = ["questionnaire", "-name"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "name"], name="surveys_wave_name_once"),
            models.CheckConstraint(
                condition=~Q(state="open")
                | Q(public_key__isnull=False) & Q(opened_at__isnull=False) & Q(closes_at__isnull=False) & Q(grace_until__isnull=False),
                name="surveys_open_wave_is_sealed",
            ),
            models.CheckConstraint(condition=Q(weighted=False) | Q(mode="imported"), name="surveys_weights_only_imported"),
            models.CheckConstraint(condition=Q(pilot=False) | ~Q(state__in=["reviewed", "released"]), name="surveys_pilot_never_counts"),
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire.code} {self.name}"

    @property
    def is_closed(self) -> bool:
        return self.state in {self.State.CLOSED, self.State.REVIEWED, self.State.RELEASED, self.State.ARCHIVED}
