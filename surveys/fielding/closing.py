"""Closing a wave: sealed answers become responses, and what could lead back to a person is gone.

One transaction, then the key, then the snapshot. Killed anywhere and run again, the outcome is the same: before the
commit nothing has happened, after it only the key and the snapshot are left to see to.
"""

import logging
from collections import Counter, defaultdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from surveys.collection import invitations, keys, sittings, unsealing
from surveys.collection.cohorts import UNKNOWN, Cell, Group, merge_small
from surveys.models import Delivery, FrameStratum, OrganisationNumber, Snapshot, Wave
from surveys.results import snapshot

from .transitions import Refused, State, enter, lock, reasons_against, refuse_if

if TYPE_CHECKING:
    from home.models import User

logger = logging.getLogger("mik.fielding")


def close_wave(
    *,
    wave: Wave,
    now: datetime,
    by: "User | None",
    folder: Path | None = None,
    cohort_minimum: int | None = None,
    accept_unreadable: bool = False,
) -> Wave:
    """Close, or finish what an interrupted closing left. Closing cannot be undone, and may come before closes_at.

    An imported wave has its responses already; it is closed from whatever state it is in.

    folder          of the private files, PRIVATE_DIR by default
    cohort_minimum  cohorts with fewer repliers are merged, SURVEYS_COHORT_MINIMUM by default

    Refused where the wave was never open, the key is missing or another wave's, or answers cannot be read: nothing is changed.
    """
    folder = folder or settings.PRIVATE_DIR
    with transaction.atomic():
        wave = lock(wave)
        if not wave.is_closed:
            if wave.mode == Wave.Mode.IMPORTED:
                wave.closed_at = now
                enter(wave, State.CLOSED, by=by, now=now, fields=["closed_at"])
            else:
                refuse_if(reasons_against(wave, State.CLOSED))
                minimum = settings.SURVEYS_COHORT_MINIMUM if cohort_minimum is None else cohort_minimum
                _close(wave, by=by, now=now, folder=folder, cohort_minimum=minimum, accept_unreadable=accept_unreadable)
    transaction.on_commit(lambda: _afterwards(wave, folder=folder, now=now))
    return wave


def close_due(*, now: datetime) -> list[Wave]:
    """Close every wave whose time and grace are over, and every one that an interruption left with its keys or without a
    snapshot, whatever became of it since; those that were closed. What refuses or fails is logged, and tried again next time.
    """
    due = list(Wave.objects.due_to_close(now=now))
    interrupted = [wave for wave in Wave.objects.filter(closed_at__isnull=False).select_related("snapshot") if _unfinished(wave)]
    closed = []
    for wave in [*due, *interrupted]:
        try:
            closed.append(close_wave(wave=wave, now=now, by=None))
        except Refused as refused:  # a lost key must not keep the other waves open
            logger.error("%s could not be closed: %s", wave, refused)
        except Exception:  # nor must a full disk under one snapshot
            logger.exception("%s could not be closed", wave)
    return closed


def _unfinished(wave: Wave) -> bool:
    return keys.exists(wave_id=wave.pk, folder=settings.PRIVATE_DIR) or not (wave.pilot or hasattr(wave, "snapshot"))


def _close(wave: Wave, *, by: "User | None", now: datetime, folder: Path, cohort_minimum: int, accept_unreadable: bool) -> None:
    unsealed = _take_out(wave, folder, accept_unreadable)
    replied = invitations.replied(wave=wave)
    groups = _groups(wave, unsealed.cells, replied, cohort_minimum)
    stored = unsealing.store(unsealed, wave=wave, groups=groups)
    _merge_strata(wave, replied, groups)
    invitations.forget_who_replied(wave=wave)
    OrganisationNumber.objects.filter(wave=wave).delete()
    mails = _forget_mails(wave)
    wave.unfinished = sittings.discard_all(wave=wave)
    wave.closed_at = now
    counts = {"responses": stored, "unfinished": wave.unfinished, **mails, "unreadable": unsealed.unreadable}
    if wave.pilot:
        counts["test_answers"] = len(unsealed.submissions)
    enter(
        wave,
        State.CLOSED,
        by=by,
        now=now,
        fields=["unfinished", "closed_at"],
        early=bool(wave.closes_at and now < wave.closes_at),
        **counts,
    )


def _take_out(wave: Wave, folder: Path, accept_unreadable: bool) -> unsealing.Unsealed:
    try:
        return unsealing.take_out(wave=wave, folder=folder, accept_unreadable=accept_unreadable)
    except keys.KeyMissing as error:
        raise Refused(_("The wave's key is not at %(path)s. Restore it from its backup; nothing was changed.") % {"path": error}) from error
    except keys.KeyOfAnotherWave as error:
        raise Refused(_("The key at %(path)s does not belong to this wave; nothing was changed.") % {"path": error}) from error
    except unsealing.UnreadableBoxes as error:
        raise Refused(_("%(count)d answers cannot be read; nothing was changed.") % {"count": error.count}) from error


def _forget_mails(wave: Wave) -> dict[str, int]:
    """How many there were. Who was reminded, or asked for the link again, had not replied by then; who was never sent the
    invitation had. What a person still has to see to stays: invitations that were refused, or may not have left.
    """
    mails = Delivery.objects.filter(invitation__wave=wave)
    invitations, reminders = Delivery.Kind.INVITATION, Delivery.Kind.REMINDER
    counts = {
        "mailed": mails.filter(kind=invitations, state=Delivery.State.SENT).count(),
        "reminders": mails.filter(kind=reminders).count(),
    }
    mails.exclude(pk__in=mails.for_a_person().filter(kind=invitations).values("pk")).delete()
    return counts


def _groups(wave: Wave, answered: Counter[Cell], replied: Counter[Cell], minimum: int) -> dict[Cell, Group]:
    """By the smaller of two numbers: answers that name the cell, and invited people of the cell who replied."""
    frame = set(FrameStratum.objects.filter(wave=wave).values_list("program_id", "cohort"))
    cells = frame | answered.keys()
    counted = {cell: min(answered[cell], replied[cell]) if frame else answered[cell] for cell in cells}
    return merge_small(counted, minimum=minimum)


def _merge_strata(wave: Wave, replied: Counter[Cell], groups: dict[Cell, Group]) -> None:
    """The frame in the same coarse cohorts as the answers: the fine ones would tell which year a merged answer came from."""
    merged: dict[tuple[int | None, Group], list[FrameStratum]] = defaultdict(list)
    for stratum in FrameStratum.objects.filter(wave=wave).order_by("pk"):
        merged[stratum.program_id, groups.get((stratum.program_id, stratum.cohort), UNKNOWN)].append(stratum)
    FrameStratum.objects.filter(wave=wave).delete()
    FrameStratum.objects.bulk_create(
        [
            FrameStratum(
                wave=wave,
                program_id=program,
                cohort=group.first,
                cohort_last=group.last,
                population=sum(s.population for s in strata),
                invited=sum(s.invited for s in strata),
                replied=sum(replied[program, s.cohort] for s in strata),
            )
            for (program, group), strata in merged.items()
        ]
    )


def _afterwards(wave: Wave, *, folder: Path, now: datetime) -> None:
    keys.destroy(wave_id=wave.pk, folder=folder)
    if not wave.pilot and not Snapshot.objects.filter(wave=wave).exists():
        snapshot.build(wave=wave, folder=folder, now=now)
