from datetime import datetime
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ExportQuerySet(models.QuerySet["Export"]):
    def waiting(self) -> Self:
        return self.filter(state=Export.State.WAITING)

    def expired(self, *, now: datetime) -> Self:
        return self.filter(expires_at__lte=now)


class Export(models.Model):
    """A file somebody asked for: made by the worker, kept under VAR_DIR/private until it expires, handed to its owner alone."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Being made")
        DONE = "done", _("Ready")
        FAILED = "failed", _("Failed")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="exports", verbose_name=_("owner"))
    kind = models.CharField(_("kind"), max_length=20)
    question = models.JSONField(_("what was asked for"), default=dict)
    reason = models.TextField(_("reason"), blank=True, help_text=_("Demanded where single answers leave the house."))
    language = models.CharField(_("language"), max_length=2, default="tr")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    progress = models.PositiveSmallIntegerField(_("progress"), default=0, validators=[MaxValueValidator(100)])
    asked_at = models.DateTimeField(_("asked at"))
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    expires_at = models.DateTimeField(_("expires at"), null=True, blank=True)
    name = models.CharField(_("name of the file"), max_length=160, blank=True)
    size = models.PositiveBigIntegerField(_("size"), null=True, blank=True)
    sha256 = models.CharField(_("hash"), max_length=64, blank=True)
    error = models.CharField(_("error"), max_length=300, blank=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["id"], condition=Q(state="waiting"), name="surveys_export_waiting")]

    def __str__(self) -> str:
        return self.name or self.kind
