"""manage.py import_units FILE.csv: faculties, departments and programs from a file; the same file twice changes nothing."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from departments.registry.unit_files import OPTIONAL, REQUIRED, UnreadableFile, read
from departments.registry.units import import_units


class Command(BaseCommand):
    help = (
        "Take faculties, departments and programs from a CSV file (UTF-8). "
        f"Required columns: {', '.join(REQUIRED)}. Optional: {', '.join(OPTIONAL)}. "
        "Refused rows are listed on standard error. Exit status: 0 done, 1 nothing could be imported, 2 wrong use."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.csv")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            rows, unknown = read(file)
        except UnreadableFile as error:
            raise CommandError(str(error)) from error
        if unknown:
            self.stderr.write(_("Columns left out: %(columns)s") % {"columns": ", ".join(unknown)})
        report = import_units(rows=rows, today=timezone.localdate())
        for refusal in report.refused:
            self.stderr.write(_("Row %(row)s refused: %(reason)s") % refusal._asdict())
        if len(report.refused) == len(rows):
            raise CommandError(_("No row could be imported."))
        self.stdout.write(
            _("Programs: %(created)s new, %(updated)s changed, %(unchanged)s unchanged, %(refused)s refused.")
            % {"created": report.created, "updated": report.updated, "unchanged": report.unchanged, "refused": len(report.refused)}
        )
