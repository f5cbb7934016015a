"""'Send my link again': to the address that was asked for and nowhere else, and without saying whether it is known."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Q

from surveys.models import Delivery, Invitation, Wave

from .queue import queue

MOST_AN_HOUR = 3


@transaction.atomic
def resend_links(*, email: str, now: datetime, send: Callable[[], object] | None = None) -> int:
    """Queue the links of every open wave this address was invited to; returns how many. The links stay the same.

    email   compared without regard to case
    send    called after the commit, where waiting for the worker would puzzle (the demo); an online request that
            sends would answer later for a known address than for an unknown one

    The caller must show the same sentence whatever is returned.
    """
    limit = Q(deliveries__kind=Delivery.Kind.RESEND, deliveries__queued_at__gt=now - timedelta(hours=1))
    invitations = (
        Invitation.objects.awaiting_reply()
        .filter(email__iexact=email.strip(), wave__state=Wave.State.OPEN)
        .exclude(email="")
        .annotate(lately=Count("deliveries", filter=limit))
        .filter(lately__lt=MOST_AN_HOUR)
    )
    queued = queue(invitations=invitations, kind=Delivery.Kind.RESEND, now=now)
    if queued and send:
        transaction.on_commit(send)
    return queued
