"""Web server and worker under one parent: what `make demo` leaves running."""

import signal
import subprocess
import sys
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    help = "Serves the site on loopback with gunicorn and runs the worker beside it; both end together."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2)

    def handle(self, *args: Any, port: int, workers: int, **options: Any) -> None:
        commands = [
            [
                sys.executable,
                "-m",
                "gunicorn",
                "--config",
                "python:mik_site.gunicorn",
                "mik_site.wsgi",
                "--bind",
                f"127.0.0.1:{port}",
                "--workers",
                str(workers),
                "--log-level",
                "warning",
            ],
            [sys.executable, "manage.py", "run_worker"],
        ]
        children = [subprocess.Popen(command) for command in commands]  # noqa: S603  (our own programs, fixed arguments)

        def stop(number: int, frame: FrameType | None) -> None:
            for child in children:
                child.terminate()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        self.stdout.write(f"http://127.0.0.1:{port}/")
        statuses = []
        while children:
            for child in list(children):
                try:
                    statuses.append(child.wait(timeout=0.5))
                except subprocess.TimeoutExpired:
                    continue
                children.remove(child)
                stop(signal.SIGTERM, None)  # neither runs without the other
        sys.exit(next((status for status in statuses if status not in (0, -signal.SIGTERM)), 0))
