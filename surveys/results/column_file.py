"""The file of a snapshot: a header that says what lies where, then raw little-endian arrays.

    8 bytes   MIKCOLS1
    4 bytes   length of the header, little-endian
    header    JSON: wave, structure (hash of the questionnaire's structure), rows, programs, columns
    arrays    each at its offset, aligned to 64 bytes

Written under another name, synced to disk, then renamed, so that a file of the right name is whole.
"""

import hashlib
import json
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAGIC, ALIGNMENT = b"MIKCOLS1", 64
_PREFIX = len(MAGIC) + 4


class Damaged(Exception):
    """The file is not what its name says: cut short, altered, or of another questionnaire."""


@dataclass(frozen=True, slots=True)
class Header:
    wave: int
    structure: str
    rows: int
    programs: tuple[str, ...]
    columns: tuple[tuple[str, str, int], ...]  # name, numpy dtype, elements a row


class Writer:
    """Columns of a known number of rows, filled chunk by chunk; `commit` puts the file in its place."""

    def __init__(self, path: Path, header: Header) -> None:
        path.parent.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # by itself: mkdir gives its mode to the last folder only
        path.parent.mkdir(mode=0o700, exist_ok=True)
        self._path = path
        self._temporary = path.with_name(f"{path.name}.{secrets.token_hex(6)}.part")
        prefix, offsets, size = _layout(header)
        descriptor = os.open(self._temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(prefix)
            file.truncate(size)
        self.arrays = _arrays(self._temporary, header, offsets, mode="r+")

    def commit(self) -> str:
        """Sync and rename; the SHA-256 of the file, in hex."""
        for array in self.arrays.values():
            if isinstance(array, np.memmap):
                array.flush()
        self.arrays = {}
        with self._temporary.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            os.fsync(file.fileno())
        self._temporary.rename(self._path)
        _sync_folder(self._path.parent)
        return digest

    def abandon(self) -> None:
        self.arrays = {}
        with suppress(FileNotFoundError):
            self._temporary.unlink()


def read(path: Path, *, sha256: str) -> tuple[Header, dict[str, NDArray[Any]]]:
    """Header and memory-mapped arrays. FileNotFoundError, or Damaged where the file is not the one with this checksum."""
    state = path.stat()
    if _checksum(path, state.st_mtime_ns, state.st_size) != sha256:
        raise Damaged(path)
    with path.open("rb") as file:
        prefix = file.read(_PREFIX)
        if prefix[: len(MAGIC)] != MAGIC:
            raise Damaged(path)
        facts = json.loads(file.read(int.from_bytes(prefix[len(MAGIC) :], "little")))
    header = Header(
        facts["wave"], facts["structure"], facts["rows"], tuple(facts["programs"]), tuple((n, d, w) for n, d, w in facts["columns"])
    )
    _, offsets, size = _layout(header)
    if size != state.st_size:
        raise Damaged(path)
    return header, _arrays(path, header, offsets, mode="r")


def _layout(header: Header) -> tuple[bytes, dict[str, int], int]:
    """(first bytes of the file, offset of every column, size of the file)."""
    text = json.dumps(asdict(header), ensure_ascii=False, separators=(",", ":")).encode()
    prefix = MAGIC + len(text).to_bytes(4, "little") + text
    offsets, place = {}, len(prefix)
    for name, dtype, width in header.columns:
        place = -(-place // ALIGNMENT) * ALIGNMENT
        offsets[name] = place
        place += header.rows * width * np.dtype(dtype).itemsize
    return prefix, offsets, place


def _arrays(path: Path, header: Header, offsets: Mapping[str, int], *, mode: Any) -> dict[str, NDArray[Any]]:
    arrays: dict[str, NDArray[Any]] = {}
    for name, dtype, width in header.columns:
        shape: tuple[int, ...] = (header.rows,) if not _is_wide(name) else (header.rows, width)
        # A file cannot be mapped at length nought.
        arrays[name] = np.memmap(path, dtype, mode, offsets[name], shape) if header.rows else np.empty(shape, dtype)
    return arrays


def _is_wide(name: str) -> bool:
    """Several elements a row: the bits and lists of multiple choice, the places of a ranking (Codebook.dtype)."""
    return name.endswith((".bits", ".list", ".places"))


@lru_cache(maxsize=64)
def _checksum(path: Path, changed: int, size: int) -> str:
    """Once per process and state of the file: a million responses take a tenth of a second."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
