"""What someone tells us about themselves once their answers are sealed: a request of its own, a table of its own."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from surveys.models import FollowUp, Invitation, Wave
from surveys.questions import Value


@transaction.atomic
def record(
    *,
    invitation: Invitation | None,
    given: Mapping[str, Value],
    wordings: Mapping[str, str],
    today: date,
    wave: Wave | None = None,
    email: str = "",
) -> list[FollowUp]:
    """What was said last counts: earlier words of the same person on a question asked again are replaced, by nothing where it
    was left blank. So a consent that is no longer ticked is withdrawn.

    given      values by code of every question that was shown, blank ones too
    wordings   the sentence of each as it was shown, which is what was consented to
    wave, email   in a wave with an open link, where there is no invitation to take them from
    """
    if invitation is not None:
        wave, email = invitation.wave, ""
    if wave is None:
        raise ValueError("either an invitation or a wave")
    person = {
        "graduation_id": invitation.graduation_id if invitation else None,
        "contact_id": invitation.contact_id if invitation else None,
        "email": email,
    }
    told = {code: value for code, value in given.items() if value}
    if any(person.values()):
        FollowUp.objects.filter(wave=wave, code__in=given, **person).delete()
    rows = [FollowUp(wave=wave, code=code, value=value, wording=wordings[code], day=today, **person) for code, value in told.items()]
    return FollowUp.objects.bulk_create(rows)
