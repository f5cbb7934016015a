from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .invitation import Invitation


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def waiting(self) -> Self:
        return self.filter(state=Delivery.State.WAITING)

    def abandoned(self, *, before: datetime) -> Self:
        """Claimed by a worker that never came back to say how it ended."""
        return self.filter(state=Delivery.State.CLAIMED, claimed_at__lt=before)

    def for_a_person(self) -> Self:
        """What nobody but a person may decide about: refused, or nobody knows whether it left."""
        return self.filter(state__in=[Delivery.State.FAILED, Delivery.State.IN_DOUBT])


class Delivery(models.Model):
    """One message: claimed before it is sent and settled after, so that a kill leaves at most this one in doubt.

    No body is kept; it can be composed again from `kind`, `number`, the invitation and its language. A message nobody
    needs any more (answered, withdrawn, opted out before it left) leaves no row: a row would say who had answered when.
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
    number = models.PositiveSmallIntegerField(_("number"), default=1)  # first, second reminder
    message_id = models.CharField(_("message id"), max_length=120, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    queued_at = models.DateTimeField(_("queued at"))
    claimed_at = models.DateTimeField(_("claimed at"), null=True, blank=True)
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    error = models.CharField(_("error"), max_length=300, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        indexes = [models.Index(fields=["id"], condition=models.Q(state="waiting"), name="surveys_delivery_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["invitation", "kind", "number"], name="surveys_one_delivery_of_a_kind_and_number"),
            models.CheckConstraint(condition=~Q(kind="reminder") | Q(number__lte=2), name="surveys_two_reminders_at_most"),
            models.CheckConstraint(condition=~Q(kind="invitation") | Q(number=1), name="surveys_one_invitation_mail"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}: {self.get_state_display()}"
