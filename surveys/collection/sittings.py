"""Drafts of answers, taken up on any device with the same link, readable only with that link and the keys of the server.

`key` is keys.sitting_key of the wave. The row's key is a keyed hash of the token, the box is encrypted with another.
"""

import json
import zlib
from dataclasses import dataclass, field
from hashlib import blake2b

from django.db import connection
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from surveys.models import Sitting, Wave
from surveys.questions import Value

from .errors import WaveNotOpen
from .padding import pad

_SAVE = """
    INSERT INTO surveys_sitting (key, wave_id, box)
    SELECT %s, id, %s FROM surveys_wave WHERE id = %s AND state = 'open' {lock}
    ON CONFLICT (key) DO UPDATE SET box = excluded.box
"""


@dataclass(slots=True)
class Draft:
    """answers: what passed validation. entered: pages as they were typed, page number -> field -> values, where they did not."""

    version_id: int
    language: str
    receipt: str
    answers: dict[str, Value] = field(default_factory=dict)
    entered: dict[int, dict[str, list[str]]] = field(default_factory=dict)
    page: int = 1


def load(token: str, *, wave: Wave, key: bytes) -> Draft | None:
    """None where nothing was begun, or the row cannot be read with these keys (it is then written over)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT box FROM surveys_sitting WHERE key = %s AND wave_id = %s", [_row(token, key), wave.pk])
        row = cursor.fetchone()
    if row is None:
        return None
    try:
        stored = SecretBox(_secret(token, key)).decrypt(bytes(row[0]))
    except CryptoError:
        return None
    length = int.from_bytes(stored[:4], "little")
    version_id, language, receipt, answers, entered, page = json.loads(zlib.decompress(stored[4 : 4 + length]))
    return Draft(version_id, language, receipt, answers, {int(number): raw for number, raw in entered.items()}, page)


def save(token: str, draft: Draft, *, wave: Wave, key: bytes) -> None:
    """Begin or continue, in one statement. WaveNotOpen where the wave is not, or closes in the same moment."""
    plain = json.dumps(
        [draft.version_id, draft.language, draft.receipt, draft.answers, draft.entered, draft.page],
        ensure_ascii=False,
        separators=(",", ":"),
    )
    packed = zlib.compress(plain.encode(), 1)
    box = SecretBox(_secret(token, key)).encrypt(pad(len(packed).to_bytes(4, "little") + packed))
    # A closing wave holds its row FOR UPDATE: the lock makes this statement wait, and then find it closed.
    lock = "FOR KEY SHARE" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(_SAVE.format(lock=lock), [_row(token, key), bytes(box), wave.pk])
        if cursor.rowcount == 0:
            raise WaveNotOpen


def discard(token: str, key: bytes) -> bool:
    """Whether there was one."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM surveys_sitting WHERE key = %s", [_row(token, key)])
        return cursor.rowcount == 1


def discard_all(*, wave: Wave) -> int:
    """How many were left unfinished; nothing else of them is kept."""
    return Sitting.objects.filter(wave=wave).delete()[0]


def _row(token: str, key: bytes) -> str:
    return blake2b(token.encode(), key=key, digest_size=32, person=b"mik-row").hexdigest()


def _secret(token: str, key: bytes) -> bytes:
    return blake2b(token.encode(), key=key, digest_size=32, person=b"mik-box").digest()
