"""Releasing a wave: from closed answers to tables people may read, first inside the university, then for everybody."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from home.rights import has_role
from surveys import audit
from surveys.mailing.notices import queue_notices
from surveys.models import Release, Wave
from surveys.models.approval import APPROVERS
from surveys.results import release as results
from surveys.results.profiles import PublicRule
from surveys.results.selection import WrongUse
from surveys.results.snapshot import MixedStructures
from surveys.results.terms import Terms

from .transitions import Refused, State, enter, lock, reasons_against, refuse_if

if TYPE_CHECKING:
    from home.models import User

INTERNAL, PUBLIC = Release.Profile.INTERNAL, Release.Profile.PUBLIC


def terms(*, folder: Path | None = None) -> Terms:
    """The conditions this installation releases under (settings.surveys)."""
    return Terms(
        threshold=settings.SURVEYS_INTERNAL_THRESHOLD,
        minimum_organisations=settings.SURVEYS_MINIMUM_ORGANISATIONS,
        confidence=settings.SURVEYS_CONFIDENCE,
        university=settings.SURVEYS_UNIVERSITY,
        folder=folder or settings.PRIVATE_DIR,
        public=PublicRule(percent_base=settings.SURVEYS_PUBLIC_PERCENT_BASE, mean_base=settings.SURVEYS_PUBLIC_MEAN_BASE),
        pool_years=settings.SURVEYS_POOL_YEARS,
        pools_end=settings.SURVEYS_POOLS_END,
    )


@transaction.atomic
def release_wave(
    *,
    wave: Wave,
    by: "User | None",
    now: datetime,
    profile: str = INTERNAL,
    breakdown: str = "",
    note: str = "",
    note_en: str = "",
    override: str = "",
    under: Terms | None = None,
) -> Release:
    """Store the tables, and queue the mails that say so. Refused, with a sentence for each reason, where that cannot be.

    The internal release brings the wave into the state "released"; the public one leaves it there.

    breakdown       code of a question with one answer, or "cohort"; declared here, once and for all
    note, note_en   what a reader should know, in either language
    override        why nobody else could publish what this person released internally; stays in the log
    under           other conditions than this installation's
    """
    wave = lock(wave)
    refuse_if(reasons_against_release(wave, profile, by=by, now=now, override=override))
    under = under or terms()
    given = {"breakdown": breakdown, "note": note.strip(), "note_en": note_en.strip()}
    try:
        release = results.make(wave=wave, profile=profile, terms=under, by=by, now=now, **given)
    except WrongUse as error:
        raise Refused(str(error)) from error
    except MixedStructures as error:
        raise Refused(_("The wave holds answers to versions that do not store them alike; it cannot be released.")) from error
    if profile == INTERNAL:
        enter(wave, State.RELEASED, by=by, now=now, profile=profile, release=release.number, breakdown=breakdown, **under.method(wave))
    else:
        detail = {"wave": wave.pk, "profile": profile, "release": release.number, "override": override.strip(), **under.method(wave)}
        audit.record(action="results.published", subject=str(wave), actor=by, detail=detail, now=now)
    queue_notices(release=release, now=now)
    return release


def reasons_against_release(
    wave: Wave, profile: str = INTERNAL, *, by: "User | None" = None, now: datetime | None = None, override: str = ""
) -> list[str]:
    """Sentences for the person who would like to release it; none where nothing stands in the way.

    by, now   who would publish, and when; needed for the public profile, which a second person releases
    """
    reasons = []
    if wave.pilot:
        reasons.append(_("A pilot wave has no results."))
    if wave.state in {State.DRAFT, State.APPROVED, State.OPEN}:
        reasons.append(_("Close the wave first: while it is open there are no results."))
    else:
        reasons += reasons_against(wave, State.RELEASED)
    if wave.releases.filter(profile=profile).exists():
        reasons.append(_("The wave has been released already; what was published once is never changed."))
    elif profile == PUBLIC and not reasons:
        reasons += _reasons_against_publishing(wave, by, now, override)
    return reasons


def _reasons_against_publishing(wave: Wave, by: "User | None", now: datetime | None, override: str) -> list[str]:
    internal = results.latest(wave)
    if internal is None:
        return [_("Nothing is published before it has been released internally, and that release stands.")]
    if by is None or now is None or not has_role(by, *APPROVERS, today=localdate(now)):
        return [_("Only the coordinator and the deputy publish results.")]
    if by.pk == internal.released_by_id and not override.strip():
        return [_("You released these results internally; somebody else has to publish them.")]
    return []
