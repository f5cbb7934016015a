"""The process beside the web server. Any number may run; nothing is done twice."""

import signal
from argparse import ArgumentParser
from threading import Event
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from mik_site import worker


class Command(BaseCommand):
    help = (
        "Send mail every few seconds and, once a minute, do what has come due: close waves, publish what was scheduled. Stops on SIGTERM."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="One round, then stop: for cron and tests.")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        worker.run(stop=stop, settings=settings, once=options["once"])
