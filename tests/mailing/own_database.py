"""The test's database as another process can reach it, and that process."""

import os
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class OwnDatabase:
    """Committed rows of the running test: the same database on PostgreSQL, a copy of it in a file on SQLite."""

    folder: Path

    def __post_init__(self) -> None:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(self._file)])

    @property
    def _file(self) -> Path:
        return self.folder / "copy.sqlite3"

    @property
    def url(self) -> str:
        if connection.vendor == "sqlite":
            return f"sqlite:///{self._file}"
        facts = connection.settings_dict
        return f"postgres://{facts['USER']}@{quote(facts['HOST'], safe='')}/{facts['NAME']}"

    def rows(self, sql: str) -> list[tuple]:
        if connection.vendor == "sqlite":
            with sqlite3.connect(self._file) as copy:
                return copy.execute(sql).fetchall()
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall()

    def start(self, *command: str) -> subprocess.Popen:
        """`manage.py` in a process of its own, with the settings of the demo: mail goes to files in `folder`/mail."""
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "mik_site.settings.dev",
            "VAR_DIR": str(self.folder),
            "DATABASE_URL": self.url,
        }
        return subprocess.Popen(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def mailed(self) -> list[str]:
        """The Message-IDs that have left, in any order, those of half-written messages included."""
        folder = self.folder / "mail"
        files = folder.glob("*.log") if folder.exists() else ()
        return [line for file in files for line in file.read_text(errors="replace").splitlines() if line.startswith("Message-ID:")]
