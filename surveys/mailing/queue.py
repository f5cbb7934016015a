"""Which mails shall go out. Sending them is surveys.mailing.sending's."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Max, Q

from surveys.collection import invitations as register
from surveys.models import Delivery, Invitation, Wave

_AT_ONCE = 500


@transaction.atomic
def queue(*, invitations: Iterable[Invitation], kind: str, now: datetime, most_reminders: int = 2) -> int:
    """Queue one mail of a kind for each invitation that may get one; returns how many were queued.

    Passed over: those who have answered, were withdrawn or have no address, and, unless they ask for their link
    themselves, those who opted out; who already got this invitation; who was reminded `most_reminders` times, or has
    an earlier mail that has not left yet. Calling it twice queues nothing twice.
    """
    wanted = [invitation.pk for invitation in invitations]
    queued = 0
    for start in range(0, len(wanted), _AT_ONCE):
        eligible = _eligible(wanted[start : start + _AT_ONCE], kind=kind)
        rows = [
            Delivery(invitation=invitation, kind=kind, number=last + 1, message_id=new_message_id(), queued_at=now)
            for invitation, last, unsent in eligible
            if _may_get_another(kind, last=last, unsent=unsent, most_reminders=most_reminders)
        ]
        queued += len(Delivery.objects.bulk_create(rows))
    return queued


def new_message_id() -> str:
    """The left half of the Message-ID header: random, and made before the first attempt, so that it stays when trying again."""
    return secrets.token_hex(16)


@transaction.atomic
def try_again(*, delivery: Delivery, now: datetime) -> Delivery:
    """A person has decided that a refused or doubtful message shall be sent (again)."""
    Delivery.objects.for_a_person().filter(pk=delivery.pk).update(
        state=Delivery.State.WAITING, queued_at=now, claimed_at=None, settled_at=None, error=""
    )
    delivery.refresh_from_db()
    return delivery


@transaction.atomic
def settle_as_sent(*, delivery: Delivery, now: datetime) -> Delivery:
    """A person has found out that a doubtful message did leave."""
    Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.IN_DOUBT).update(state=Delivery.State.SENT, settled_at=now)
    delivery.refresh_from_db()
    return delivery


@transaction.atomic
def unsubscribe(*, invitation: Invitation) -> Invitation:
    """No more mail about this survey, and what is still waiting will not leave. The link itself keeps working."""
    opted_out = register.opt_out(invitation=invitation)
    opted_out.deliveries.waiting().exclude(kind=Delivery.Kind.RESEND).delete()
    return opted_out


def _eligible(ids: list[int], *, kind: str) -> list[tuple[Invitation, int, int]]:
    """Reachable invitations of open waves with two numbers: the last mail's of this kind, and of mails that have not left yet."""
    # Locked first, counted after: two coordinators pressing the button at once queue one reminder, not two.
    locked = Invitation.objects.select_for_update(of=("self",)).filter(pk__in=ids, wave__state=Wave.State.OPEN)
    open_to_mail = locked.awaiting_reply().exclude(email="")
    if kind != Delivery.Kind.RESEND:
        open_to_mail = open_to_mail.filter(opted_out=False)
    invitations = {invitation.pk: invitation for invitation in open_to_mail.order_by("pk")}
    counts = (
        Delivery.objects.filter(invitation__in=invitations)
        .values_list("invitation")
        .annotate(
            last=Max("number", filter=Q(kind=kind)),
            unsent=Count("pk", filter=Q(state__in=[Delivery.State.WAITING, Delivery.State.CLAIMED])),
        )
        .order_by()
    )
    counted = {pk: (last or 0, unsent) for pk, last, unsent in counts}
    return [(invitation, *counted.get(pk, (0, 0))) for pk, invitation in invitations.items()]


def _may_get_another(kind: str, *, last: int, unsent: int, most_reminders: int) -> bool:
    match kind:
        case Delivery.Kind.INVITATION:
            return last == 0
        case Delivery.Kind.REMINDER:
            return last < most_reminders and unsent == 0
        case _:
            return True
