"""Opens a wave from the command line."""

from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from surveys.fielding.waves import Refused, approve_wave, open_wave
from surveys.models import Wave


class Command(BaseCommand):
    help = "Open an approved wave: makes its keys under VAR_DIR/private and lets answers in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="code of the questionnaire")
        parser.add_argument("--wave", required=True, metavar="NAME")
        parser.add_argument("--closes", required=True, metavar="DATE", type=closing_time, help="a day (its end) or a moment, ISO 8601")
        parser.add_argument("--approve", action="store_true", help="approve a draft first, as the operator of this command")
        parser.add_argument("--recovery-key", metavar="FILE", type=Path, help="public half of a recovery key, 32 bytes in hexadecimal")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        wave = find_wave(options["code"], options["wave"])
        recovery = read_key(options["recovery_key"]) if options["recovery_key"] else None
        try:
            if options["approve"] and wave.state == Wave.State.DRAFT:
                wave = approve_wave(wave=wave, by=None, now=now)
            wave = open_wave(wave=wave, closes_at=options["closes"], now=now, by=None, recovery_key=recovery)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        closes = f"{timezone.localtime(wave.closes_at):%Y-%m-%d %H:%M}"
        self.stdout.write(_("%(wave)s is open until %(closes)s.") % {"wave": wave, "closes": closes})


def find_wave(code: str, name: str) -> Wave:
    wave = Wave.objects.filter(questionnaire__code=code, name=name).first()
    if wave is None:
        raise CommandError(_("%(code)s has no wave %(name)s.") % {"code": code, "name": name}, returncode=2)
    return wave


def closing_time(text: str) -> datetime:
    """ValueError, which argparse turns into a message, where it is neither a date nor a moment."""
    day = parse_date(text) if len(text) == len("2026-01-01") else None
    moment = datetime(day.year, day.month, day.day, 23, 59, 59) if day else parse_datetime(text)  # noqa: DTZ001  (made aware below)
    if moment is None:
        raise ValueError(text)
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def read_key(path: Path) -> bytes:
    try:
        key = bytes.fromhex(path.read_text().strip())
    except (OSError, ValueError) as error:
        values = {"path": path, "error": error}
        raise CommandError(_("%(path)s cannot be read as a key: %(error)s") % values, returncode=2) from error
    if len(key) != 32:
        raise CommandError(_("%(path)s holds %(length)d bytes, a recovery key has 32.") % {"path": path, "length": len(key)}, returncode=2)
    return key
