"""The test database backed up and restored: a copy that must keep every promise the first one keeps."""

import glob
import os
import secrets
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
from django.db import connection

Execute = Callable[[str], None]


@contextmanager
def restored(folder: Path) -> Iterator[Execute]:
    """What runs one statement on the copy, and raises what the database says. Only what is committed is in it."""
    with _sqlite(folder) if connection.vendor == "sqlite" else _postgres(folder) as execute:
        yield execute


@contextmanager
def _sqlite(folder: Path) -> Iterator[Execute]:
    path = folder / "backup.sqlite3"
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as backup:
        connection.connection.backup(backup)
    with closing(sqlite3.connect(path)) as copy:
        copy.execute("PRAGMA foreign_keys = ON")
        yield lambda statement: copy.execute(statement) and None


@contextmanager
def _postgres(folder: Path) -> Iterator[Execute]:
    server, name = connection.settings_dict, f"restored_{secrets.token_hex(4)}"
    programs = sorted(glob.glob("/usr/lib/postgresql/*/bin/pg_dump"))
    if programs:
        _on_server(f"CREATE DATABASE {name}")
        reach = ["--host", server["HOST"], "--username", server["USER"]]
        dump = folder / "dump.sql"
        _run(programs[-1], *reach, "--file", str(dump), server["NAME"])
        _run(str(Path(programs[-1]).with_name("psql")), *reach, "--set", "ON_ERROR_STOP=1", "--quiet", "--file", str(dump), name)
    else:  # a server without its programs copies the files of the database
        connection.close()
        _on_server(f"CREATE DATABASE {name} TEMPLATE {server['NAME']}")
    try:
        with psycopg.connect(f"postgres://{server['USER']}@{quote(server['HOST'], safe='')}/{name}", autocommit=True) as copy:
            yield lambda statement: copy.execute(statement) and None
    finally:
        _on_server(f"DROP DATABASE {name} WITH (FORCE)")


def _run(*command: str) -> None:
    done = subprocess.run(command, env={**os.environ, "LC_ALL": "C.UTF-8"}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _on_server(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
