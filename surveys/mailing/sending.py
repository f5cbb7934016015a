"""Sends what waits. Each message is claimed, in a transaction of its own, before it leaves and settled after.

Killed at any moment, nothing is lost and nothing goes out twice: a message was either still waiting, or claimed and then
found by the next run, which marks it as in doubt and leaves it to a person. Any number of workers may run at once.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from smtplib import SMTPHeloError, SMTPNotSupportedError, SMTPRecipientsRefused, SMTPResponseException, SMTPServerDisconnected
from typing import TypeVar

from anymail.exceptions import AnymailAPIError, AnymailError
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from surveys.models import Delivery, Wave

from .compose import Letterhead, compose

logger = logging.getLogger("mik.mailing")
Message = TypeVar("Message")

IN_DOUBT_AFTER = timedelta(minutes=15)

# The provider has read the message and said no: it did not leave. Everything else that may go wrong leaves it in doubt.
_REFUSED = (SMTPRecipientsRefused, SMTPHeloError, SMTPNotSupportedError, SMTPResponseException, AnymailError, ValueError)


@dataclass(frozen=True, slots=True)
class Sent:
    sent: int = 0
    failed: int = 0
    in_doubt: int = 0
    dropped: int = 0  # no longer wanted: answered, withdrawn or opted out since they were queued

    def __add__(self, other: "Sent") -> "Sent":
        return Sent(self.sent + other.sent, self.failed + other.failed, self.in_doubt + other.in_doubt, self.dropped + other.dropped)

    @property
    def handled(self) -> int:
        return self.sent + self.failed + self.in_doubt + self.dropped


def send_waiting(
    *,
    clock: Callable[[], datetime],
    limit: int,
    letterhead: Letterhead,
    connection: BaseEmailBackend | None = None,
    in_doubt_after: timedelta = IN_DOUBT_AFTER,
) -> Sent:
    """Send at most `limit` waiting messages, oldest first. OSError where the mail server cannot be reached at all.

    `clock` tells the time of each claim and each settlement: a run may take longer than `in_doubt_after`.
    """
    in_doubt = mark_abandoned(now=clock(), older_than=in_doubt_after)
    if not Delivery.objects.waiting().exists():
        return Sent(in_doubt=in_doubt)
    deliver = partial(_deliver, letterhead=letterhead, clock=clock)
    return Sent(in_doubt=in_doubt) + send_each(claim=lambda: claim(now=clock()), deliver=deliver, limit=limit, connection=connection)


def send_each(
    *, claim: Callable[[], Message | None], deliver: Callable[..., str], limit: int, connection: BaseEmailBackend | None = None
) -> Sent:
    """One round, of whatever kind of message: until none is left to claim, the limit is reached or the connection fails.

    deliver   (message, connection=...) to how it ended: one of the fields of Sent
    """
    post = connection or get_connection()
    post.open()  # nothing is claimed while the server is down
    counts = {"sent": 0, "failed": 0, "in_doubt": 0, "dropped": 0}
    try:
        for _ in range(limit):
            message = claim()
            if message is None:
                break
            outcome = deliver(message, connection=post)
            counts[outcome] += 1
            if outcome == "in_doubt":
                break  # the connection cannot be trusted any more
    finally:
        post.close()
    return Sent(**counts)


def mark_abandoned(*, now: datetime, older_than: timedelta) -> int:
    """Claims nobody settled: sent or not, nobody knows. They wait for a person and are never sent again by themselves."""
    marked = Delivery.objects.abandoned(before=now - older_than).update(state=Delivery.State.IN_DOUBT)
    if marked:
        logger.warning("%s deliveries are in doubt and wait for a decision", marked)
    return marked


def claim(*, now: datetime) -> Delivery | None:
    """The next waiting message, ours alone from here on. Committed on return."""
    while True:
        with transaction.atomic(durable=True):
            waiting = Delivery.objects.waiting().order_by("id")
            # SQLite has no row locks, and needs none: its transactions begin IMMEDIATE, one writer at a time.
            delivery = waiting.select_for_update(skip_locked=True, of=("self",)).first()
            if delivery is None:
                return None
            claimed = Delivery.objects.waiting().filter(pk=delivery.pk).update(state=Delivery.State.CLAIMED, claimed_at=now)
        if claimed:
            return Delivery.objects.select_related(
                "invitation__wave__questionnaire", "invitation__program__department", "invitation__contact__organisation"
            ).get(pk=delivery.pk)


def _deliver(delivery: Delivery, *, letterhead: Letterhead, connection: BaseEmailBackend, clock: Callable[[], datetime]) -> str:
    if not _still_wanted(delivery):
        delivery.delete()
        return "dropped"
    try:
        message = compose(delivery, letterhead=letterhead, connection=connection)
    except Exception as error:  # noqa: BLE001  (whatever it was, nothing has left, and one mail must not stop the others)
        _settle(delivery, state=Delivery.State.FAILED, at=clock(), error=_reason(error, delivery))
        return "failed"
    try:
        message.send()
    except Exception as error:  # noqa: BLE001  (whatever it was, the claim must be settled)
        refused = was_refused(error)
        state = Delivery.State.FAILED if refused else Delivery.State.IN_DOUBT
        _settle(delivery, state=state, at=clock(), error=_reason(error, delivery))
        return "failed" if refused else "in_doubt"
    _settle(delivery, state=Delivery.State.SENT, at=clock())
    return "sent"


def _still_wanted(delivery: Delivery) -> bool:
    invitation = delivery.invitation
    muted = invitation.opted_out and delivery.kind != Delivery.Kind.RESEND
    return invitation.wave.state == Wave.State.OPEN and not (invitation.done or invitation.withdrawn or muted)


def was_refused(error: Exception) -> bool:
    """The message has certainly not left; otherwise nobody knows."""
    return isinstance(error, _REFUSED) and not isinstance(error, SMTPServerDisconnected) and not _provider_is_down(error)


def _provider_is_down(error: Exception) -> bool:
    """An answer of 500 and above, or none at all, says nothing about what became of the message."""
    return isinstance(error, AnymailAPIError) and (error.status_code is None or error.status_code >= 500)


def _settle(delivery: Delivery, *, state: Delivery.State, at: datetime, error: str = "") -> None:
    """Also over a mark of doubt that another run has set in the meantime: here we do know."""
    unsettled = [Delivery.State.CLAIMED, Delivery.State.IN_DOUBT]
    Delivery.objects.filter(pk=delivery.pk, state__in=unsettled).update(state=state, settled_at=at, error=error)
    if error:
        logger.warning("delivery %s: %s", delivery.pk, error)


def _reason(error: Exception, delivery: Delivery) -> str:
    """What the provider said, without the address: this is read in registers and logs."""
    text = f"{type(error).__name__}: {error}".replace(delivery.invitation.email, "***")
    return " ".join(text.split())[:300]
