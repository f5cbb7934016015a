"""Questionnaires out of a file: `manage.py import_questionnaire FILE [--publish] [--as USER]`."""

import getpass
import hashlib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from surveys import audit
from surveys.definition import publishing
from surveys.definition.check import DefinitionError, DefinitionProblem, problems
from surveys.definition.compiled import compile_document
from surveys.definition.document import Document
from surveys.definition.formats import SUFFIXES, Reading, read_file


class Command(BaseCommand):
    help = (
        "Reads the questionnaires of a file as drafts: our YAML or JSON (.yaml, .yml, .json), an XLSForm (.xlsx) or a LimeSurvey "
        "structure (.lss). What the file says and a questionnaire here cannot hold is listed on standard error. --publish freezes each "
        "as a version, which is the operator's approval and logged as such. All of the file or nothing; a file has at most 4 MB. "
        "Exit status: 0 done (also where something was listed), 1 the file was refused, 2 wrong use."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="its ending decides how it is read")
        parser.add_argument("--publish", action="store_true", help="publish what was read, as approved by the operator")
        parser.add_argument("--as", dest="user", metavar="USER", help="user name of the person who approved, instead of the operator's")

    def handle(self, *args: Any, file: Path, publish: bool, user: str | None, **options: Any) -> None:
        if not file.is_file():
            raise CommandError(_("There is no file %(file)s.") % {"file": file}, returncode=2)
        if file.suffix.lower() not in SUFFIXES:
            message = _("%(file)s is not a questionnaire file: known are %(known)s.")
            raise CommandError(message % {"file": file.name, "known": ", ".join(SUFFIXES)}, returncode=2)
        if user and not publish:
            raise CommandError(_("--as names who approved; it goes with --publish."), returncode=2)
        approver = _user(user) if user else None
        operator = getpass.getuser()
        try:
            reading = read_file(file)
            self._list(reading)
            found = {document.code: problems(document) for document in reading.documents}
            self._refuse_if_broken(found, publish=publish)
            with transaction.atomic():
                for document in reading.documents:
                    self._import(document, file, approver=approver, operator=operator, publish=publish)
        except DefinitionError as error:
            for problem in error.problems:
                self.stderr.write(str(problem))
            raise CommandError(_("%(file)s was refused; nothing was imported.") % {"file": file.name}) from error

    def _list(self, reading: Reading) -> None:
        """What a person has to look at; it is listed even where the file is then refused."""
        for remark in reading.remarks:
            self.stderr.write(str(remark))

    def _refuse_if_broken(self, found: dict[str, list[DefinitionProblem]], *, publish: bool) -> None:
        """A draft may still lack translations; anything else, and everything when publishing, is refused."""
        listed = [
            (problem, DefinitionProblem(f"{code}.{problem.path}", problem.code, problem.message))
            for code, listed in found.items()
            for problem in listed
        ]
        if any(publish or problem.code != "missing_translation" for problem, _named in listed):
            raise DefinitionError([named for _problem, named in listed])
        for _problem, named in listed:
            self.stderr.write(str(named))

    def _import(self, document: Document, file: Path, *, approver: Any, operator: str, publish: bool) -> None:
        questionnaire = publishing.import_draft(document=document)
        now = timezone.now()
        detail = {"file": file.name, "sha256": hashlib.sha256(file.read_bytes()).hexdigest()}
        audit.record(action="questionnaire.imported", subject=document.code, actor=approver, actor_name=operator, detail=detail, now=now)
        what = _("draft")
        if publish:
            approved_as = f"{approver.get_full_name() or approver.get_username()}" if approver else operator
            version = publishing.publish(questionnaire=questionnaire, approved_by=approver, approved_as=approved_as, now=now)
            what = _("version %(number)d, published") % {"number": version.number}
        counted = {
            "code": document.code,
            "what": what,
            "questions": len(document.all_questions),
            "variables": len(document.variables),
            "pages": len(compile_document(document).pages),
        }
        self.stdout.write(_("%(code)s: %(what)s (%(questions)d questions, %(variables)d variables, %(pages)d pages)") % counted)
        if document.after:
            apart = ", ".join(question.code for question in document.after)
            self.stdout.write(_("  asked after submission and kept apart: %(codes)s") % {"codes": apart})


def _user(name: str) -> Any:
    users = get_user_model()
    try:
        return users._default_manager.get_by_natural_key(name)
    except users.DoesNotExist:
        raise CommandError(_("There is no user %(name)s.") % {"name": name}, returncode=2) from None
