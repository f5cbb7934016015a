"""Finished exports on disk: PRIVATE_DIR/exports/<number of the row>-<first half of the hash>, mode 0600, served by a view alone."""

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from surveys.models import Export

_PART = ".part"


def path_of(export: Export, folder: Path) -> Path:
    """Where the file of a finished export lies. `folder`: of the private files."""
    return folder / "exports" / f"{export.pk}-{export.sha256[:32]}"


@contextmanager
def unfinished(folder: Path) -> Iterator[Path]:
    """An empty file of random name that nobody else can read; gone afterwards unless it was renamed."""
    home = folder / "exports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # by itself: mkdir gives its mode to the last folder only
    home.mkdir(mode=0o700, exist_ok=True)
    path = home / f"{secrets.token_hex(16)}{_PART}"
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield path
    finally:
        with suppress(FileNotFoundError):
            path.unlink()


def measure(path: Path) -> tuple[int, str]:
    """Bytes and SHA-256 in hex, on the disk for good."""
    path.chmod(0o600)  # a library may have put a file of its own in the place of ours
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    return path.stat().st_size, digest


def forget(export: Export, folder: Path) -> None:
    if export.sha256:
        with suppress(FileNotFoundError):
            path_of(export, folder).unlink()


def sweep(folder: Path, *, known: set[str], before: datetime) -> int:
    """Remove files of no row: left by a worker that was killed, or by a user whose account was deleted. Returns how many."""
    home, swept = folder / "exports", 0
    for path in home.iterdir() if home.is_dir() else ():
        if path.name not in known and path.stat().st_mtime < before.timestamp():
            with suppress(FileNotFoundError):
                path.unlink()
                swept += 1
    return swept
