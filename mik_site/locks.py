"""One process at a time, by name: no lock survives the death of its holder."""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import DatabaseError, connection


@contextmanager
def under_lock(name: str, *, folder: Path) -> Iterator[bool]:
    """Yields whether the lock is ours; whoever finds it taken goes on without waiting.

    PostgreSQL: an advisory lock of the session, so that several machines may run workers. SQLite lives on one machine:
    a locked file in `folder` does it without keeping other writers out of the database, as a transaction would.
    """
    with _advisory(name) if connection.vendor == "postgresql" else _file(name, folder) as ours:
        yield ours


@contextmanager
def _advisory(name: str) -> Iterator[bool]:
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        ours = bool(cursor.fetchone()[0])
    try:
        yield ours
    finally:
        if ours:
            try:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_unlock(%s)", [number])
            except DatabaseError:
                connection.close()  # the session is gone or useless, and its locks with it


@contextmanager
def _file(name: str, folder: Path) -> Iterator[bool]:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / f"{name}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True  # closing the file lets go
