"""'This is not me', 'not my program', 'wrong person': onto a person's list. Settling is a person's (fielding.reviewing)."""

from datetime import date

from django.db import transaction

from surveys.models import Concern, Invitation

from .invitations import hold


@transaction.atomic
def raise_concern(*, invitation: Invitation, kind: str, note: str = "", today: date) -> Concern:
    """Said once: saying it again while nobody has looked at it changes the note. ValueError for an unknown kind."""
    hold(invitation.wave_id)
    concern, _new = Concern.objects.update_or_create(
        invitation=invitation, kind=Concern.Kind(kind), settled=False, defaults={"note": note.strip()[:500], "day": today}
    )
    return concern
