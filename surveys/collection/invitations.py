"""What happens to an invitation besides being answered, up to the moment nobody can tell any more who did."""

import secrets
from collections import Counter

from django.db import connection, transaction

from surveys.models import Invitation, Wave

from .cohorts import Cell


@transaction.atomic
def withdraw(*, invitation: Invitation) -> Invitation:
    """The link dies; asking for it again gives none."""
    return _change(invitation, withdrawn=True, generation=True)


@transaction.atomic
def reissue(*, invitation: Invitation) -> Invitation:
    """A new link; the old one dies, and with it a draft begun through it."""
    return _change(invitation, withdrawn=False, generation=True)


@transaction.atomic
def opt_out(*, invitation: Invitation) -> Invitation:
    """No more mail about this wave; the link still works."""
    return _change(invitation, opted_out=True)


@transaction.atomic
def decline_all(*, invitation: Invitation) -> int:
    """An employer declines once for all programs of the wave: number of invitations withdrawn."""
    hold(invitation.wave_id)
    others = Invitation.objects.select_for_update().filter(
        wave_id=invitation.wave_id, contact__isnull=False, contact_id=invitation.contact_id
    )
    return len([_change(other, withdrawn=True, generation=True) for other in others.filter(done=False, withdrawn=False)])


def hold(wave_id: int) -> None:
    """Until this transaction ends the wave cannot close: closing writes every invitation anew, and would miss this change."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM surveys_wave WHERE id = %s FOR KEY SHARE", [wave_id])


def replied(*, wave: Wave) -> Counter[Cell]:
    """Repliers by program and cohort, for the moment the wave closes."""
    return Counter(Invitation.objects.filter(wave=wave, done=True).values_list("program_id", "cohort"))


def forget_who_replied(*, wave: Wave) -> None:
    """Write all invitations of a wave anew, `done` empty, in random order: an updated row betrays itself by its place.

    Runs in the transaction that closes the wave. Other tables refer to the same keys before and after.
    """
    invitations = list(Invitation.objects.filter(wave=wave))
    secrets.SystemRandom().shuffle(invitations)
    for invitation in invitations:
        invitation.done = False
    with connection.cursor() as cursor:  # not QuerySet.delete(), which would take deliveries and concerns along
        cursor.execute("DELETE FROM surveys_invitation WHERE wave_id = %s", [wave.pk])
    Invitation.objects.bulk_create(invitations, batch_size=1000)


def _change(invitation: Invitation, *, generation: bool = False, **values: bool) -> Invitation:
    hold(invitation.wave_id)
    current = Invitation.objects.select_for_update().get(pk=invitation.pk)
    for name, value in values.items():
        setattr(current, name, value)
    if generation:
        current.generation += 1
    current.save(update_fields=[*values, "generation"])
    return current
