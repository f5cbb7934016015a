"""Servers under measurement: gunicorn with sync workers on loopback, CPU read from the kernel's own accounts."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_START_WITHIN = 60.0


@dataclass(frozen=True, slots=True)
class Server:
    port: int
    pid: int

    def cpu(self) -> float:
        """Seconds of processor time, user and system, of the workers so far."""
        return sum(_cpu_of(pid) for pid in _children(self.pid))

    def connect(self) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.port, timeout=60)


@contextmanager
def serving(application: str, *, port: int, environment: Mapping[str, str], workers: int = 1) -> Iterator[Server]:
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        application,
        "--bind",
        f"127.0.0.1:{port}",
        "--workers",
        str(workers),
        "--log-level",
        "error",
    ]
    process = subprocess.Popen(command, env={**os.environ, **environment})
    server = Server(port, process.pid)
    try:
        _wait_until_up(server)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_until_up(server: Server) -> None:
    until = time.monotonic() + _START_WITHIN
    while time.monotonic() < until:
        try:
            connection = server.connect()
            connection.request("GET", "/healthz")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"no server on port {server.port} within {_START_WITHIN:.0f} s")


def _children(parent: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def _cpu_of(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS
