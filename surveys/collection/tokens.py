"""The token in a mailed link: public id (50 random bits) and 80 bits of HMAC-SHA256 over id and generation.

Derived, never stored: reminders and "send my link again" give the same link, and a copy of the database opens none.
26 characters, to be typed from paper if need be. `key` is SURVEYS_TOKEN_KEY.
"""

import hmac
import re

from surveys.models import Invitation

from .errors import UnknownToken, WithdrawnToken
from .spelling import ALPHABET, grouped, random_code, read, spell

ID_LENGTH, MAC_BYTES = 10, 10
LENGTH = ID_LENGTH + MAC_BYTES * 8 // 5
_SHAPE = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")

__all__ = [
    "LENGTH",
    "UnknownToken",
    "WithdrawnToken",
    "find_invitation",
    "for_paper",
    "new_public_id",
    "normalise",
    "resume_token",
    "token_for",
]


def new_public_id() -> str:
    return random_code(ID_LENGTH)


def token_for(invitation: Invitation, *, key: str) -> str:
    return invitation.public_id + _mac(invitation.public_id, invitation.generation, key)


def for_paper(token: str) -> str:
    """Grouped by five; find_invitation reads it back."""
    return grouped(token, size=5)


def normalise(token: str) -> str:
    """The token as it was issued, of whatever a person typed. UnknownToken where it cannot be one."""
    typed = read(token)
    if not _SHAPE.fullmatch(typed):
        raise UnknownToken
    return typed


def find_invitation(token: str, *, key: str) -> Invitation:
    """The invitation, with its wave, in one query.

    UnknownToken    mistyped, or never ours
    WithdrawnToken  genuine, but withdrawn or replaced by a newer link
    """
    typed = normalise(token)
    public_id, mac = typed[:ID_LENGTH], typed[ID_LENGTH:]
    invitation = next(iter(Invitation.objects.select_related("wave").filter(public_id=public_id)), None)  # unique: no ordering needed
    if invitation is None:
        raise UnknownToken
    if hmac.compare_digest(mac, _mac(public_id, invitation.generation, key)):
        if invitation.withdrawn:
            raise WithdrawnToken
        return invitation
    if any(hmac.compare_digest(mac, _mac(public_id, earlier, key)) for earlier in range(invitation.generation)):
        raise WithdrawnToken
    raise UnknownToken


def resume_token() -> str:
    """For a wave with an open link, where nobody was invited: 130 random bits that lead back to a sitting, and to nothing else."""
    return random_code(LENGTH)


def _mac(public_id: str, generation: int, key: str) -> str:
    return spell(hmac.digest(key.encode(), f"mik-token:{public_id}:{generation}".encode(), "sha256")[:MAC_BYTES])
