"""Writing to a wave: everybody once, and the silent ones again."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from surveys import audit
from surveys.mailing.queue import queue
from surveys.models import Delivery, Invitation, Wave

from .transitions import Refused, State, lock

if TYPE_CHECKING:
    from home.models import User

BETWEEN_ROUNDS = timedelta(days=3)


@transaction.atomic
def send_invitations(*, wave: Wave, by: "User | None", now: datetime) -> int:
    """Queue the invitation for all who have not got one yet; returns how many. Refused where nobody is left."""
    return _round(_open(wave), Delivery.Kind.INVITATION, by=by, now=now, most_reminders=0)


@transaction.atomic
def send_reminders(
    *, wave: Wave, by: "User | None", now: datetime, most_reminders: int = 2, between_rounds: timedelta = BETWEEN_ROUNDS
) -> int:
    """Queue a reminder for all who have not answered and got fewer than `most_reminders`. Refused soon after the last round."""
    wave = _open(wave)
    rounds = Delivery.objects.filter(invitation__wave=wave).exclude(kind=Delivery.Kind.RESEND)
    last = rounds.aggregate(last=Max("queued_at"))["last"]
    if last and now < last + between_rounds:
        day = date_format(localtime(last + between_rounds), "j F Y H:i")
        raise Refused(_("The last round of mails is too recent; the next one may leave from %(day)s on.") % {"day": day})
    return _round(wave, Delivery.Kind.REMINDER, by=by, now=now, most_reminders=most_reminders)


def _open(wave: Wave) -> Wave:
    current = lock(wave)
    if current.state != State.OPEN:
        raise Refused(_("Mails leave while a wave is open; this one is %(state)s.") % {"state": current.get_state_display()})
    return current


def _round(wave: Wave, kind: str, *, by: "User | None", now: datetime, most_reminders: int) -> int:
    queued = queue(invitations=Invitation.objects.filter(wave=wave).only("pk"), kind=kind, now=now, most_reminders=most_reminders)
    if not queued:
        raise Refused(_("There is nobody left to write to."))
    audit.record(action=f"mail.{kind}", subject=str(wave), actor=by, detail={"wave": wave.pk, "queued": queued}, now=now)
    return queued
