"""A database of its own that several processes work on at once: a copy of the test database, before any test wrote to it."""

import os
import secrets
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def field_database(folder: Path) -> Iterator[dict[str, str]]:
    """The environment of processes that work on it. Keys and caches go under `folder`."""
    url = _sqlite_copy(folder) if connection.vendor == "sqlite" else _postgres_copy()
    try:
        yield {**os.environ, "DATABASE_URL": url, "VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "mik_site.settings.dev"}
    finally:
        if connection.vendor == "postgresql":
            _on_server(f"DROP DATABASE {url.rpartition('/')[2]} WITH (FORCE)")


def run(script: str, *arguments: str, environment: dict[str, str]) -> str:
    """Standard output of a module of tests run in a process of its own; its errors are the test's."""
    command = [sys.executable, "-m", script, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _sqlite_copy(folder: Path) -> str:
    path = folder / "field.sqlite3"
    connection.ensure_connection()
    with sqlite3.connect(path) as copy:
        connection.connection.backup(copy)
    copy.close()
    return f"sqlite:///{path}"


def _postgres_copy() -> str:
    name = f"field_{secrets.token_hex(4)}"
    template = connection.settings_dict["NAME"]
    connection.close()
    _on_server(f"CREATE DATABASE {name} TEMPLATE {template}")
    server = connection.settings_dict
    return f"postgres://{server['USER']}@{quote(server['HOST'], safe='')}/{name}"


def _on_server(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
