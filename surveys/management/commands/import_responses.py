"""Answers of an old survey out of a CSV file: `manage.py import_responses CODE FILE.csv --wave NAME`."""

import getpass
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from surveys.fielding.importing import ImportRefused, ImportReport, import_responses
from surveys.models import Questionnaire


class Command(BaseCommand):
    help = (
        "Takes the rows of a CSV file (UTF-8) into a wave, which is made where there is none. The header names variables by code; a "
        "multiple choice is CODE_option columns of 0 and 1, or one column of option codes separated by blanks; an empty cell is skipped. "
        "Refused rows are listed on standard error. Exit status: 0 done, 1 nothing could be imported, 2 wrong use."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", metavar="CODE", help="the questionnaire")
        parser.add_argument("file", type=Path, metavar="FILE.csv")
        parser.add_argument("--wave", required=True, metavar="NAME", help="the wave the answers belong to")
        parser.add_argument("--program-column", metavar="C", help="column of program codes")
        parser.add_argument("--cohort-column", metavar="C", help="column of years of graduation")
        parser.add_argument("--weight-column", metavar="C", help="column of weights, kept as 32-bit floats")
        parser.add_argument("--missing", nargs="+", action="extend", default=[], metavar="VALUE", help="cells that mean no answer")
        parser.add_argument("--strict", action="store_true", help="refuse the file for a column nobody knows")
        parser.add_argument("--close", action="store_true", help="close the wave: its results are ready on return, nothing can be added")
        parser.add_argument("--dry-run", action="store_true", help="read and report, write nothing")

    def handle(self, *args: Any, code: str, file: Path, wave: str, **options: Any) -> None:
        questionnaire = Questionnaire.objects.filter(code=code).first()
        if questionnaire is None:
            raise CommandError(_("There is no questionnaire with the code %(code)s.") % {"code": code}, returncode=2)
        if not file.is_file():
            raise CommandError(_("There is no file %(file)s.") % {"file": file}, returncode=2)
        if not 0 < len(wave.strip()) <= 64:
            raise CommandError(_("A wave's name has 1 to 64 characters."), returncode=2)
        try:
            report = import_responses(
                questionnaire=questionnaire,
                path=file,
                wave_name=wave.strip(),
                now=timezone.now(),
                operator=getpass.getuser(),
                program_column=options["program_column"],
                cohort_column=options["cohort_column"],
                weight_column=options["weight_column"],
                missing=options["missing"],
                strict=options["strict"],
                close=options["close"],
                dry_run=options["dry_run"],
                progress=lambda rows: self.stderr.write(_("%(rows)d rows read") % {"rows": rows}),
            )
        except ImportRefused as error:
            if error.report:
                self._list(error.report)
            raise CommandError(str(error), returncode=2 if error.wrong_use else 1) from error
        self._list(report)
        self._sum_up(report, questionnaire.code, wave, dry_run=options["dry_run"])

    def _list(self, report: ImportReport) -> None:
        if report.unknown_columns:
            self.stderr.write(_("Columns left out: %(columns)s") % {"columns": ", ".join(report.unknown_columns)})
        for refused in report.refused:
            self.stderr.write(_("Row %(row)d refused: %(column)s: %(reason)s") % vars(refused))
        for variable, count in sorted(report.left_out.items()):
            values = {"variable": variable, "count": count}
            self.stderr.write(_("%(variable)s: %(count)d answers left out, to a question that routing does not ask") % values)

    def _sum_up(self, report: ImportReport, code: str, wave: str, *, dry_run: bool) -> None:
        values = {"code": code, "wave": wave, "taken": report.taken, "refused": len(report.refused)}
        if dry_run:
            self.stdout.write(_("%(code)s %(wave)s: %(taken)d rows could be imported, %(refused)d refused; nothing was written.") % values)
            return
        self.stdout.write(_("%(code)s %(wave)s: %(taken)d rows imported, %(refused)d refused.") % values)
        if report.wave and report.wave.is_closed:
            self.stdout.write(_("The wave is closed; its results are ready."))
