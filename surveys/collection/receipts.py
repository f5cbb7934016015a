"""The receipt: shown before sending, so that a lost reply loses nothing; with it the answers can be deleted while the wave is open.

Only its keyed hash stands beside the sealed answers, and goes with them when the wave closes. `key` is SURVEYS_TOKEN_KEY.
"""

from hashlib import blake2b

from django.db import transaction

from surveys.models import Invitation, Sealed, Wave

from .spelling import grouped, random_code, read


def new_receipt() -> str:
    """60 random bits: abcd-efgh-jkmn."""
    return grouped(random_code(12), size=4)


def receipt_hash(code: str, *, key: str) -> bytes:
    """The same for every way of typing the code."""
    return blake2b(read(code).encode(), key=blake2b(key.encode()).digest(), digest_size=32, person=b"mik-receipt").digest()


def delete_by_receipt(code: str, *, key: str) -> bool:
    """Delete the sealed answers; False where there are none: mistyped, deleted before, or the wave has closed.

    The invitation is not touched, since nothing says which one it was.
    """
    rows = Sealed.objects.filter(receipt_hash=receipt_hash(code, key=key), wave__state=Wave.State.OPEN)
    return rows.delete()[0] == 1


@transaction.atomic
def take_back(*, invitation: Invitation, code: str, key: str) -> bool:
    """Delete the answers and let the holder of both link and receipt answer again; False where the receipt fits nothing in this wave."""
    rows = Sealed.objects.filter(receipt_hash=receipt_hash(code, key=key), wave_id=invitation.wave_id, wave__state=Wave.State.OPEN)
    if rows.delete()[0] != 1:
        return False
    Invitation.objects.filter(pk=invitation.pk).update(done=False)
    return True
