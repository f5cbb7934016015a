"""Taking a release back, and putting it up again. No table is deleted by it, and nobody forgets what they have read."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from surveys import audit
from surveys.mailing.notices import queue_notices
from surveys.models import Release, Wave

from .transitions import Refused, lock, refuse_if

if TYPE_CHECKING:
    from home.models import User

INTERNAL, PUBLIC = Release.Profile.INTERNAL, Release.Profile.PUBLIC


@transaction.atomic
def withdraw_release(*, release: Release, reason: str, by: "User | None", now: datetime) -> list[Release]:
    """Nobody is shown it any more; returns what was withdrawn. With the internal release goes the public one that rests on it.

    Refused without a reason, or where it is withdrawn already. Tables and ledger stay: what was read once can be subtracted for ever.
    """
    wave, current = _locked(release)
    reason = reason.strip()
    if not reason:
        raise Refused(_("Say why the release is withdrawn: the reason stays in the log."))
    if current.withdrawn_at is not None:
        raise Refused(_("The release is withdrawn already."))
    gone = [current]
    if current.profile == INTERNAL:
        gone += wave.releases.filter(profile=PUBLIC, withdrawn_at=None)
    for one in gone:
        one.withdrawn_at, one.withdrawn_by, one.withdrawn_why = now, by, reason
        one.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
        _log("results.withdrawn", wave, one, reason=reason, by=by, now=now)
    return gone


@transaction.atomic
def reinstate_release(*, release: Release, reason: str, by: "User | None", now: datetime) -> Release:
    """The same tables are shown again, never others. Refused without a reason, and where that cannot be.

    Who has had a mail about it gets no second one. A public release that went with the internal one is put up by itself.
    """
    wave, current = _locked(release)
    reason = reason.strip()
    reasons = [] if reason else [_("Say why the release is put up again: the reason stays in the log.")]
    refuse_if([*reasons, *reasons_against_reinstating(current)])
    current.withdrawn_at, current.withdrawn_by, current.withdrawn_why = None, None, ""
    current.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    _log("results.reinstated", wave, current, reason=reason, by=by, now=now)
    queue_notices(release=current, now=now)
    return current


def reasons_against_reinstating(release: Release) -> list[str]:
    standing = release.wave.releases.filter(withdrawn_at=None)
    if release.withdrawn_at is None:
        return [_("The release was not withdrawn.")]
    if standing.filter(profile=release.profile).exists():
        return [_("Another release of this kind stands in its place.")]
    if release.profile == PUBLIC and not standing.filter(profile=INTERNAL).exists():
        return [_("Put up the internal release first: the public one rests on it.")]
    return []


def _locked(release: Release) -> tuple[Wave, Release]:
    """Of the wave, so that two decisions about its releases come one after the other."""
    wave = lock(release.wave)
    return wave, Release.objects.select_related("wave").get(pk=release.pk)


def _log(action: str, wave: Wave, release: Release, *, reason: str, by: "User | None", now: datetime) -> None:
    detail = {"wave": wave.pk, "profile": release.profile, "release": release.number, "reason": reason}
    audit.record(action=action, subject=str(wave), actor=by, detail=detail, now=now)
