"""The one writer of Sealed: a respondent's answers, packed, sealed and marked as given in one transaction.

Statements are written out: this is the path everybody takes at once, and building them costs more than running them.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import connection, transaction

from surveys.definition.codebook import NO_PROGRAMS, Codebook, ProgramNumbers
from surveys.models import Invitation, Wave
from surveys.models.keys import random_key
from surveys.questions import Value

from . import sittings
from .boxes import Submission, seal
from .errors import AlreadyAnswered, WaveNotOpen, Withdrawn
from .receipts import delete_by_receipt, new_receipt, receipt_hash, take_back
from .sittings import Draft

__all__ = ["AlreadyAnswered", "WaveNotOpen", "Withdrawn", "delete_by_receipt", "new_receipt", "submit", "take_back"]

_WAVE = "SELECT public_key, closes_at > %s, grace_until > %s FROM surveys_wave WHERE id = %s AND state = 'open'"
_PROGRAMS = "SELECT code, number FROM departments_program WHERE code IN ({})"
_SEALED = "INSERT INTO surveys_sealed (id, wave_id, box, receipt_hash) VALUES (%s, %s, %s, %s)"
_DONE = "UPDATE surveys_invitation SET done = %s WHERE id = %s AND NOT done AND NOT withdrawn"


@transaction.atomic
def submit(
    *,
    wave: Wave,
    invitation: Invitation | None,
    token: str,
    draft: Draft,
    answers: Mapping[str, Value],
    codebook: Codebook,
    program_code: str | None,
    cohort: int | None,
    organisation_number: int | None,
    now: datetime,
    key: str,
    sitting_key: bytes,
) -> str:
    """Seal the answers, mark the invitation, end the sitting; the receipt of the draft.

    answers        settled (Compiled.settle): hidden ones dropped, every asked variable present
    codebook       of the draft's version
    invitation     None in a wave with an open link, whose respondents are known by their resume link only
    program_code   the unit the answers belong to, None for the leaf "no program"

    WaveNotOpen      nothing was stored, the draft is still there
    AlreadyAnswered  the same form sent twice: what was stored the first time stands, under its receipt
    Withdrawn        the invitation was withdrawn in the meantime
    """
    programs = _program_numbers(codebook, answers, program_code)
    public_key, in_time, in_grace = _lock(wave, now)
    had_begun = sittings.discard(token, sitting_key)
    if invitation is not None:
        _mark_done(invitation)
    if not (in_time or (in_grace and had_begun)):
        raise WaveNotOpen
    if invitation is None and not had_begun:  # the sitting is what an open link can be used up by
        raise AlreadyAnswered
    submission = Submission(
        draft.version_id,
        programs.by_code[program_code] if program_code else None,
        cohort,
        organisation_number,
        codebook.pack(answers, programs=programs),
        {code: text for code in codebook.texts if isinstance(text := answers.get(code), str) and text},
    )
    box = seal(submission, public_key=public_key)
    with connection.cursor() as cursor:
        cursor.execute(_SEALED, [random_key(), wave.pk, box, receipt_hash(draft.receipt, key=key)])
    return draft.receipt


def _lock(wave: Wave, now: datetime) -> tuple[bytes, bool, bool]:
    """Public key, before closing time, before the end of grace. The wave cannot close until this transaction ends."""
    moment = connection.ops.adapt_datetimefield_value(now)
    share = " FOR SHARE" if connection.vendor == "postgresql" else ""  # SQLite's IMMEDIATE transactions come one at a time
    with connection.cursor() as cursor:
        cursor.execute(_WAVE + share, [moment, moment, wave.pk])
        row = cursor.fetchone()
    if row is None:
        raise WaveNotOpen
    return bytes(row[0]), bool(row[1]), bool(row[2])


def _mark_done(invitation: Invitation) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_DONE, [True, invitation.pk])
        if cursor.rowcount == 1:
            return
    if Invitation.objects.filter(pk=invitation.pk, done=True).exists():
        raise AlreadyAnswered
    raise Withdrawn


def _program_numbers(codebook: Codebook, answers: Mapping[str, Value], program_code: str | None) -> ProgramNumbers:
    """Of the programs this submission names, and no others: asked afresh, in one small query or none."""
    named = {program_code} if program_code else set()
    for variable in codebook.variables.values():
        if variable.register and (value := answers.get(variable.code)):
            named.update([value] if isinstance(value, str) else value)
    if not named:
        return NO_PROGRAMS
    with connection.cursor() as cursor:
        cursor.execute(_PROGRAMS.format(", ".join(["%s"] * len(named))), list(named))
        pairs = cursor.fetchall()
    return ProgramNumbers(dict(pairs), {number: code for code, number in pairs})
