"""Waves in the field: an open one with people invited, their links, and answers given through the product's own verbs."""

from datetime import UTC, datetime, timedelta
from itertools import count

from django.conf import settings

from departments.models import Graduation
from surveys.collection import keys, sittings, submissions, tokens
from surveys.definition.compiled import compile_version
from surveys.definition.document import Document
from surveys.fielding.inviting import invite_graduations
from surveys.fielding.waves import approve_wave, create_wave, open_wave
from surveys.models import Invitation, QuestionnaireVersion, Wave

from .documents import published, work_document
from .institution import a_graduation, a_program

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
CLOSES = NOW + timedelta(days=21)
_serial = count(1)


def an_open_wave(
    *, version: QuestionnaireVersion | None = None, document: Document | None = None, now=NOW, closes_at=CLOSES, **facts
) -> Wave:
    """Open since `now`, invited unless `mode` says otherwise; without a version, of the small questionnaire about work."""
    wave = an_approved_wave(version=version, document=document, now=now, **facts)
    return open_wave(wave=wave, closes_at=closes_at, now=now, by=None)


def an_approved_wave(*, version=None, document=None, now=NOW, name=None, **facts) -> Wave:
    version = version or published(document or work_document(code=f"W{next(_serial)}"))
    wave = create_wave(questionnaire=version.questionnaire, version=version, name=name or "2026", now=now, **facts)
    return approve_wave(wave=wave, by=None, now=now)


def invite(wave: Wave, *graduations: Graduation, now=NOW) -> list[Invitation]:
    return invite_graduations(wave=wave, graduations=graduations, now=now)


def invite_many(wave: Wave, number: int, *, program=None, year=2023) -> list[Invitation]:
    program = program or a_program()
    return invite(wave, *(a_graduation(program=program, year=year) for _ in range(number)))


def invitation_with_token(*, wave: Wave | None = None, graduation: Graduation | None = None, **facts) -> tuple[Invitation, str]:
    """Someone invited to the wave (an open one unless given), and the token of their link."""
    (invitation,) = invite(wave or an_open_wave(), graduation or a_graduation(**facts))
    return invitation, token_of(invitation)


def token_of(invitation: Invitation) -> str:
    return tokens.token_for(invitation, key=settings.SURVEYS_TOKEN_KEY)


def sitting_key(wave: Wave) -> bytes:
    return keys.sitting_key(wave_id=wave.pk, folder=settings.PRIVATE_DIR, token_key=settings.SURVEYS_TOKEN_KEY)


def a_draft(version: QuestionnaireVersion, **facts) -> sittings.Draft:
    return sittings.Draft(**{"version_id": version.pk, "language": "tr", "receipt": submissions.new_receipt(), **facts})


def answer(invitation: Invitation, answers, *, now=NOW, draft=None, program_code=None, version=None, organisation_number=None) -> str:
    """Submit settled answers to the invitation's wave; the receipt. The program is the invitation's unless another is named."""
    wave = invitation.wave
    version = version or wave.version
    return submissions.submit(
        wave=wave,
        invitation=invitation,
        token=token_of(invitation),
        draft=draft or a_draft(version),
        answers=answers,
        codebook=compile_version(version).codebook,
        program_code=program_code or (invitation.program.code if invitation.program else None),
        cohort=invitation.cohort,
        organisation_number=organisation_number,
        now=now,
        key=settings.SURVEYS_TOKEN_KEY,
        sitting_key=sitting_key(wave),
    )
