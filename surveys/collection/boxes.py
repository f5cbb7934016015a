"""One submission as bytes, sealed for the wave's private key: who holds only the public key can write, not read.

Layout, little-endian: format u1, version u4, program number u2, cohort u2, organisation number u4, length of the
record u2, length of the texts u4, record, texts as JSON, zero bytes up to one of few sizes. 0 stands for none.
"""

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from .padding import pad

_HEADER = struct.Struct("<BIHHIHI")
_FORMAT = 1


class UnreadableBox(Exception):
    """Damaged, or not sealed for this wave."""


@dataclass(frozen=True, slots=True)
class Submission:
    version_id: int
    program_number: int | None
    cohort: int | None
    organisation_number: int | None
    record: bytes
    texts: Mapping[str, str]


def seal(submission: Submission, *, public_key: bytes) -> bytes:
    texts = json.dumps(submission.texts, ensure_ascii=False, separators=(",", ":")).encode() if submission.texts else b""
    header = _HEADER.pack(
        _FORMAT,
        submission.version_id,
        submission.program_number or 0,
        submission.cohort or 0,
        submission.organisation_number or 0,
        len(submission.record),
        len(texts),
    )
    return bytes(SealedBox(PublicKey(bytes(public_key))).encrypt(pad(header + submission.record + texts)))


def unseal(box: bytes, *, private_key: PrivateKey) -> Submission:
    """UnreadableBox where it was not made by `seal` for this key."""
    try:
        payload = SealedBox(private_key).decrypt(bytes(box))
        form, version_id, program, cohort, organisation, record_length, texts_length = _HEADER.unpack_from(payload)
        if form != _FORMAT:
            raise UnreadableBox(f"format {form}")
        texts_at = _HEADER.size + record_length
        texts = json.loads(payload[texts_at : texts_at + texts_length]) if texts_length else {}
    except (CryptoError, ValueError, struct.error) as error:
        raise UnreadableBox(str(error)) from error
    return Submission(version_id, program or None, cohort or None, organisation or None, payload[_HEADER.size : texts_at], texts)
