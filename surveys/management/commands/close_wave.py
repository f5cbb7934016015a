"""Closes a wave from the command line, or finishes a closing that was interrupted."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from surveys.fielding.waves import Refused, close_wave

from .open_wave import find_wave


class Command(BaseCommand):
    help = "Close a wave for good: answers become readable, links to people and the wave's key are destroyed. Safe to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="code of the questionnaire")
        parser.add_argument("--wave", required=True, metavar="NAME")
        parser.add_argument("--accept-unreadable", action="store_true", help="close although some answers cannot be read; they are lost")

    def handle(self, *args: Any, **options: Any) -> None:
        wave = find_wave(options["code"], options["wave"])
        try:
            wave = close_wave(wave=wave, now=timezone.now(), by=None, accept_unreadable=options["accept_unreadable"])
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(
            _("%(wave)s is closed; %(unfinished)d were left unfinished.") % {"wave": wave, "unfinished": wave.unfinished or 0}
        )
