"""A wave from draft to open: what precedes the first answer. Closing is in closing.py."""

from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from surveys import audit
from surveys.collection import keys
from surveys.models import Cycle, Questionnaire, QuestionnaireVersion, Wave

from .closing import close_due, close_wave
from .objectives import freeze_objectives
from .reviewing import review_wave
from .transitions import Refused, State, enter, lock, reasons_against, refuse_if

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from home.models import User

__all__ = [
    "Refused",
    "approve_wave",
    "archive_wave",
    "close_due",
    "close_wave",
    "create_wave",
    "extend_wave",
    "mendable_versions",
    "move_to_version",
    "open_wave",
    "review_wave",
]


@transaction.atomic
def create_wave(
    *,
    questionnaire: Questionnaire,
    name: str,
    cycle: Cycle | None = None,
    version: QuestionnaireVersion | None = None,
    mode: str = Wave.Mode.INVITED,
    pilot: bool = False,
    synthetic: bool = False,
    minimum_wage: Decimal | None = None,
    by: "User | None" = None,
    now: datetime,
) -> Wave:
    """A draft of the questionnaire's latest version, unless another is named. Refused where none is published or the name is taken."""
    version = version or questionnaire.versions.order_by("-number").first()
    if version is None:
        raise Refused(_("Publish a version of %(questionnaire)s first.") % {"questionnaire": questionnaire})
    if questionnaire.waves.filter(name=name).exists():
        raise Refused(_("%(questionnaire)s has a wave called %(name)s already.") % {"questionnaire": questionnaire, "name": name})
    wave = Wave.objects.create(
        questionnaire=questionnaire,
        version=version,
        cycle=cycle,
        name=name,
        mode=mode,
        pilot=pilot,
        synthetic=synthetic,
        minimum_wage=minimum_wage,
    )
    audit.record(action="wave.draft", subject=str(wave), actor=by, detail={"wave": wave.pk, "mode": mode, "pilot": pilot}, now=now)
    return wave


@transaction.atomic
def approve_wave(*, wave: Wave, by: "User | None", now: datetime) -> Wave:
    wave = lock(wave)
    refuse_if(reasons_against(wave, State.APPROVED))
    return enter(wave, State.APPROVED, by=by, now=now)


@transaction.atomic
def open_wave(
    *,
    wave: Wave,
    closes_at: datetime,
    now: datetime,
    by: "User | None",
    folder: Path | None = None,
    grace: timedelta | None = None,
    recovery_key: bytes | None = None,
) -> Wave:
    """Make the wave's keys, freeze what its programs' objectives are, and let answers in.

    folder        of the private files, PRIVATE_DIR by default; the keys are on its disk before the wave is open
    grace         how long those who have begun may finish after closes_at, SURVEYS_GRACE by default
    recovery_key  public half of a key kept elsewhere: a second copy of the private key is sealed for it
    """
    wave = lock(wave)
    reasons = reasons_against(wave, State.OPEN)
    if wave.mode == Wave.Mode.IMPORTED:
        reasons.append(_("An imported wave takes no answers."))
    if closes_at <= now:
        reasons.append(_("The closing time must lie in the future."))
    refuse_if(reasons)
    wave.public_key = keys.make(wave_id=wave.pk, folder=folder or settings.PRIVATE_DIR, recovery_key=recovery_key)
    freeze_objectives(wave=wave, now=now)
    wave.opened_at = now
    wave.closes_at = closes_at
    wave.grace_until = closes_at + (settings.SURVEYS_GRACE if grace is None else grace)
    fields = ["public_key", "opened_at", "closes_at", "grace_until"]
    return enter(
        wave, State.OPEN, by=by, now=now, fields=fields, closes_at=closes_at.isoformat(), version=wave.version.number, pilot=wave.pilot
    )


@transaction.atomic
def extend_wave(*, wave: Wave, closes_at: datetime, now: datetime, by: "User | None") -> Wave:
    """Close later; the grace keeps its length. Also within the grace, which opens the wave to newcomers again."""
    wave = lock(wave)
    reasons = []
    if wave.state != State.OPEN:
        reasons.append(_("Only an open wave can be extended."))
    elif wave.closes_at is None or wave.grace_until is None or closes_at <= max(wave.closes_at, now):
        reasons.append(_("The new closing time must be later than the present one."))
    refuse_if(reasons)
    before, grace = wave.closes_at, wave.grace_until - wave.closes_at  # type: ignore[operator]  # an open wave has both: surveys_open_wave_is_sealed
    wave.closes_at, wave.grace_until = closes_at, closes_at + grace
    wave.save(update_fields=["closes_at", "grace_until"])
    detail = {"wave": wave.pk, "from": before.isoformat() if before else None, "to": closes_at.isoformat()}
    audit.record(action="wave.extended", subject=str(wave), actor=by, detail=detail, now=now)
    return wave


def mendable_versions(wave: Wave) -> "QuerySet[QuestionnaireVersion]":
    """Versions `move_to_version` takes: all others of the questionnaire while the wave is a draft, later those of the same structure."""
    others = QuestionnaireVersion.objects.filter(questionnaire=wave.questionnaire_id).exclude(pk=wave.version_id).order_by("-number")
    if wave.is_closed:
        return others.none()
    return others if wave.state == State.DRAFT else others.filter(structure_hash=wave.version.structure_hash)


@transaction.atomic
def move_to_version(*, wave: Wave, version: QuestionnaireVersion, by: "User | None", now: datetime) -> Wave:
    """A typing error mended while people answer: to another version of the same structure, or none.

    Answers keep the version they were given to and are counted together. A draft, which nobody has approved yet, may take any version.
    """
    wave = lock(wave)
    if not mendable_versions(wave).filter(pk=version.pk).exists():
        raise Refused(_why_not(wave, version))
    detail = {"wave": wave.pk, "from": wave.version.number, "to": version.number}
    wave.version = version
    wave.save(update_fields=["version"])
    audit.record(action="wave.version", subject=str(wave), actor=by, detail=detail, now=now)
    return wave


def _why_not(wave: Wave, version: QuestionnaireVersion) -> str:
    if wave.is_closed:
        return _("The wave is closed.")
    if version.pk == wave.version_id:
        return _("The wave asks version %(number)d already.") % {"number": version.number}
    if version.questionnaire_id != wave.questionnaire_id:
        return _("%(version)s is a version of another questionnaire.") % {"version": version}
    return _("Version %(number)d asks something else than version %(now)d; open a new wave for it.") % {
        "number": version.number,
        "now": wave.version.number,
    }


@transaction.atomic
def archive_wave(*, wave: Wave, by: "User | None", now: datetime) -> Wave:
    wave = lock(wave)
    refuse_if(reasons_against(wave, State.ARCHIVED))
    return enter(wave, State.ARCHIVED, by=by, now=now)
