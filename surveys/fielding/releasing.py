"""Releasing a wave: from closed answers to tables people may read."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from surveys.models import Release, Wave
from surveys.results import release as results

from .transitions import State, enter, lock, reasons_against, refuse_if

if TYPE_CHECKING:
    from home.models import User


def terms(*, folder: Path | None = None) -> results.Terms:
    """The conditions this installation releases under (settings.surveys)."""
    return results.Terms(
        threshold=settings.SURVEYS_INTERNAL_THRESHOLD,
        minimum_organisations=settings.SURVEYS_MINIMUM_ORGANISATIONS,
        confidence=settings.SURVEYS_CONFIDENCE,
        university=settings.SURVEYS_UNIVERSITY,
        folder=folder or settings.PRIVATE_DIR,
    )


@transaction.atomic
def release_wave(
    *, wave: Wave, by: "User | None", now: datetime, profile: str = Release.Profile.INTERNAL, under: results.Terms | None = None
) -> Release:
    """Store the tables and enter the state "released". Refused, with a sentence for each reason, where that cannot be.

    under   other conditions than this installation's
    """
    wave = lock(wave)
    refuse_if(reasons_against_release(wave, profile))
    under = under or terms()
    release = results.make(wave=wave, profile=profile, terms=under, by=by, now=now)
    enter(wave, State.RELEASED, by=by, now=now, profile=profile, release=release.number, **under.method(wave))
    return release


def reasons_against_release(wave: Wave, profile: str = Release.Profile.INTERNAL) -> list[str]:
    """Sentences for the person who would like to release it; none where nothing stands in the way."""
    reasons = []
    if wave.pilot:
        reasons.append(_("A pilot wave has no results."))
    if wave.state in {State.DRAFT, State.APPROVED, State.OPEN}:
        reasons.append(_("Close the wave first: while it is open there are no results."))
    else:
        reasons += reasons_against(wave, State.RELEASED)
    if profile != Release.Profile.INTERNAL:
        reasons.append(_("Only the internal profile can be released."))
    elif wave.releases.filter(profile=profile).exists():
        reasons.append(_("The wave has been released already; what was published once is never changed."))
    return reasons
