from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .employer import EmployerContact
from .release import Release


class Notice(models.Model):
    """A mail that says results are out, to a representative, or to an employer who asked for the summary. Once each."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        CLAIMED = "claimed", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Refused")
        IN_DOUBT = "in_doubt", _("In doubt")

    release = models.ForeignKey(Release, models.CASCADE, related_name="notices", verbose_name=_("release"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("user"))
    contact = models.ForeignKey(
        EmployerContact, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("employer contact")
    )
    message_id = models.CharField(_("message id"), max_length=120, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    queued_at = models.DateTimeField(_("queued at"))
    claimed_at = models.DateTimeField(_("claimed at"), null=True, blank=True)
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    error = models.CharField(_("error"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("notice of results")
        verbose_name_plural = _("notices of results")
        ordering = ["-queued_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["release", "user"], condition=Q(contact=None), name="surveys_notice_once_per_user"),
            models.UniqueConstraint(fields=["release", "contact"], condition=Q(user=None), name="surveys_notice_once_per_contact"),
            models.CheckConstraint(condition=Q(user=None) ^ Q(contact=None), name="surveys_notice_has_one_reader"),
        ]

    def __str__(self) -> str:
        return f"{self.release} {self.user or self.contact}"
