"""Keys of a wave, files under PRIVATE_DIR/wave-keys and nowhere else.

<wave>.key      private half of the wave's key pair: opens the sealed answers, once, when the wave closes
<wave>.drafts   secret mixed into the key of every sitting of the wave
<wave>.recovery the private key sealed for a recovery key, where one was named

All are on the disk before the wave opens and are destroyed when it has closed: what the write-ahead log, dead rows and
old backups still hold of boxes and drafts then stays unreadable.
"""

import os
import secrets
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from nacl.public import PrivateKey, PublicKey, SealedBox

SUFFIXES = ("key", "drafts", "recovery")


class KeyMissing(Exception):
    """The file is not where it must be. Nothing was changed."""


class KeyOfAnotherWave(Exception):
    """The private key does not belong to the public key the wave was opened with."""


def make(*, wave_id: int, folder: Path, recovery_key: bytes | None = None) -> bytes:
    """Write the keys of a wave that is about to open, synced to the disk; the public key, 32 bytes."""
    private = PrivateKey.generate()
    _drafts_secret.cache_clear()  # an opening that failed may have left an earlier one
    _write(_path(wave_id, folder, "drafts"), secrets.token_bytes(32))
    if recovery_key is not None:
        _write(_path(wave_id, folder, "recovery"), SealedBox(PublicKey(recovery_key)).encrypt(bytes(private)))
    _write(_path(wave_id, folder, "key"), bytes(private))
    return bytes(private.public_key)


def private_key(*, wave_id: int, public_key: bytes, folder: Path) -> PrivateKey:
    """KeyMissing, KeyOfAnotherWave."""
    path = _path(wave_id, folder, "key")
    try:
        key = PrivateKey(path.read_bytes())
    except FileNotFoundError:
        raise KeyMissing(path) from None
    except TypeError:  # not 32 bytes
        raise KeyOfAnotherWave(path) from None
    if bytes(key.public_key) != bytes(public_key):
        raise KeyOfAnotherWave(path)
    return key


def sitting_key(*, wave_id: int, folder: Path, token_key: str) -> bytes:
    """What sittings of this wave are keyed with, 32 bytes: needs the wave's file and the server's key. KeyMissing."""
    return blake2b(
        _drafts_secret(wave_id, folder), key=blake2b(token_key.encode()).digest(), digest_size=32, person=b"mik-sittings"
    ).digest()


def exists(*, wave_id: int, folder: Path) -> bool:
    return any(_path(wave_id, folder, suffix).exists() for suffix in SUFFIXES)


def destroy(*, wave_id: int, folder: Path) -> bool:
    """Overwrite, sync, remove; False where nothing was left. Safe to repeat."""
    left = [path for suffix in SUFFIXES if (path := _path(wave_id, folder, suffix)).exists()]
    for path in left:
        with path.open("r+b") as file:
            file.write(secrets.token_bytes(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    if left:
        _sync(left[0].parent)
    _drafts_secret.cache_clear()
    return bool(left)


def recover(*, sealed: bytes, recovery_private_key: bytes) -> bytes:
    """The private key out of its recovery copy, to be written back as <wave>.key."""
    return SealedBox(PrivateKey(recovery_private_key)).decrypt(sealed)


@lru_cache(maxsize=64)
def _drafts_secret(wave_id: int, folder: Path) -> bytes:
    path = _path(wave_id, folder, "drafts")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise KeyMissing(path) from None


def _path(wave_id: int, folder: Path, suffix: str) -> Path:
    return folder / "wave-keys" / f"{wave_id}.{suffix}"


def _write(path: Path, secret: bytes) -> None:
    """Whole or not at all, readable by its owner only, on the disk when this returns."""
    path.parent.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # by itself: mkdir gives its mode to the last folder only
    path.parent.mkdir(mode=0o700, exist_ok=True)
    unfinished = path.with_suffix(f".{secrets.token_hex(4)}.part")
    with os.fdopen(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(secret)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    _sync(path.parent)
    _sync(path.parent.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
