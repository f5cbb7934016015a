from django.db import models
from django.utils.translation import gettext_lazy as _

from .invitation import Invitation


class Delivery(models.Model):
    """One message: claimed before it is sent and settled after, so that a kill leaves at most this one in doubt.

    No body is kept; it can be composed again from `kind`, the invitation and its language.
    """

    class Kind(models.TextChoices):
        INVITATION = "invitation", _("Invitation")
        REMINDER = "reminder", _("Reminder")
        RESEND = "resend", _("Link sent again on request")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        CLAIMED = "claimed", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Refused")
        IN_DOUBT = "in_doubt", _("In doubt")

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="deliveries", verbose_name=_("invitation"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    message_id = models.CharField(_("message id"), max_length=120, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    claimed_at = models.DateTimeField(_("claimed at"), null=True, blank=True)
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    error = models.CharField(_("error"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        indexes = [models.Index(fields=["id"], condition=models.Q(state="waiting"), name="surveys_delivery_waiting")]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
