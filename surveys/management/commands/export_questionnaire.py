"""A questionnaire as a file: `manage.py export_questionnaire CODE --format json|xlsform|ddi [--output FILE]`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from surveys.definition import publishing
from surveys.definition.check import DefinitionError
from surveys.definition.document import Document
from surveys.definition.formats import FORMATS, write
from surveys.models import Questionnaire

REFUSED, WRONG_USE = 1, 2


class Command(BaseCommand):
    help = (
        "Writes a questionnaire as JSON (whole, and what import_questionnaire reads back unchanged), as an XLSForm or as a DDI-Codebook: "
        "its latest published version, or the draft where none is published. What the format cannot hold is listed on standard error. "
        "Exit status: 0 done (also where something was listed), 1 it cannot be written, 2 wrong use."
    )

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """`--version` is the questionnaire's here, not Django's."""
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", metavar="CODE", help="code of the questionnaire")
        parser.add_argument("--format", choices=FORMATS, required=True, dest="format_")
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--version", type=int, metavar="N", help="a published version by its number")
        which.add_argument("--draft", action="store_true", help="the draft as it was last saved")
        parser.add_argument("--output", type=Path, metavar="FILE", help="standard output where not given")

    def handle(self, *args: Any, code: str, format_: str, version: int | None, draft: bool, output: Path | None, **options: Any) -> None:
        questionnaire = Questionnaire.objects.filter(code=code).first()
        if questionnaire is None:
            raise CommandError(_("There is no questionnaire with the code %(code)s.") % {"code": code}, returncode=WRONG_USE)
        try:
            written = write(_document(questionnaire, version=version, draft=draft), format_)
        except DefinitionError as error:
            for problem in error.problems:
                self.stderr.write(str(problem))
            said = {"code": code, "format": format_}
            raise CommandError(_("%(code)s cannot be written as %(format)s; nothing was written.") % said, returncode=REFUSED) from error
        self._put(written.content, output)
        for remark in written.remarks:
            self.stderr.write(str(remark))

    def _put(self, content: bytes, output: Path | None) -> None:
        if output is not None:
            try:
                output.write_bytes(content)
            except OSError as error:
                said = {"path": output, "reason": error.strerror}
                raise CommandError(_("%(path)s cannot be written: %(reason)s") % said, returncode=REFUSED) from error
            return
        binary = getattr(self.stdout, "buffer", None)
        if binary is None or self.stdout.isatty():
            try:
                self.stdout.write(content.decode(), ending="")
            except UnicodeDecodeError as error:
                message = _("A workbook is nothing to look at: say where it goes with --output FILE.")
                raise CommandError(message, returncode=WRONG_USE) from error
            return
        binary.write(content)
        binary.flush()


def _document(questionnaire: Questionnaire, *, version: int | None, draft: bool) -> Document:
    """CommandError where there is no such version; DefinitionError where the draft is not yet a document."""
    versions = questionnaire.versions.order_by("-number")
    found = versions.first() if version is None else versions.filter(number=version).first()
    if version is not None and found is None:
        known = ", ".join(str(number) for number in versions.values_list("number", flat=True)) or "–"
        message = _("%(code)s has no version %(number)d; published: %(known)s.")
        said = {"code": questionnaire.code, "number": version, "known": known}
        raise CommandError(message % said, returncode=WRONG_USE)
    if draft or found is None:
        return publishing.document_of(questionnaire)
    return Document.model_validate(found.document)
