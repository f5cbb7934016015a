"""A trial wave: test answers that never count, opened in one step."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from departments.models import Program
from surveys.collection.tokens import new_public_id
from surveys.models import Invitation, QuestionnaireVersion, Wave

from .transitions import Refused
from .waves import approve_wave, create_wave, open_wave

if TYPE_CHECKING:
    from home.models import User

MOST_LINKS = 50


@transaction.atomic
def open_trial(
    *,
    version: QuestionnaireVersion,
    name: str,
    links: int,
    closes_at: datetime,
    now: datetime,
    by: "User | None",
    program: Program | None = None,
    language: str = "tr",
    folder: Path | None = None,
) -> Wave:
    """An open pilot wave of the version with that many links that belong to nobody; `program` is what they rate.

    Refused where the name is taken, the time is past, or links are not 1 .. MOST_LINKS.
    """
    if not 1 <= links <= MOST_LINKS:
        raise Refused(_("A trial has 1 to %(most)d links.") % {"most": MOST_LINKS})
    wave = create_wave(questionnaire=version.questionnaire, version=version, name=name, pilot=True, by=by, now=now)
    approve_wave(wave=wave, by=by, now=now)
    Invitation.objects.bulk_create(
        [
            Invitation(
                wave=wave,
                public_id=new_public_id(),
                name=_("Trial %(number)d") % {"number": number},
                program=program,
                cohort=now.year - 1 if program else None,
                language=language,
            )
            for number in range(1, links + 1)
        ]
    )
    return open_wave(wave=wave, closes_at=closes_at, now=now, by=by, folder=folder)
