import getpass
import io
import json
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from surveys.exports import jobs, microdata
from surveys.exports.delimited import write_results
from surveys.exports.document_workbook import write_document
from surveys.exports.spss import write_sav
from surveys.fielding.releasing import terms
from surveys.models import Questionnaire, Wave
from surveys.results import release
from surveys.results.selection import Selection, WrongUse
from surveys.results.snapshot import MixedStructures
from surveys.results.tables import LEVELS, ResultsDocument

WRONG_USE, NO_RESULTS = 2, 1
FILES = ("xlsx", "sav")  # nothing a terminal could show


class Command(BaseCommand):
    help = "Results of a closed wave, or its single answers (sav). Raw is for administrators: unrounded, nothing withheld, and logged."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", metavar="CODE", help="code of the questionnaire")
        parser.add_argument("--wave", required=True, metavar="NAME")
        parser.add_argument("--level", choices=LEVELS, help="all four where not given")
        parser.add_argument("--unit", metavar="CODE", help="only this unit; every unit with a response where not given")
        parser.add_argument("--by", metavar="VARIABLE", help="add a table per value of a single-choice question, or of cohort")
        parser.add_argument("--where", metavar="EXPR", help='only responses for which this holds, such as "E02 in [emp_ft, emp_pt]"')
        parser.add_argument("--weighted", action="store_true", help="percentages, means and medians with the imported weights")
        parser.add_argument("--profile", choices=["raw", "internal"], default="raw", help="raw where not given")
        parser.add_argument("--format", choices=["json", "csv", *FILES], default="json", dest="layout", help="sav: single answers, logged")
        parser.add_argument("--output", type=Path, metavar="FILE", help="standard output where not given; xlsx and sav need it")

    def handle(self, *args: Any, **options: Any) -> None:
        layout, output = options["layout"], options["output"]
        if layout in FILES and output is None:
            raise CommandError(_("--format %(layout)s needs --output.") % {"layout": layout}, returncode=WRONG_USE)
        wave = _wave(options["code"], options["wave"])
        if layout == "sav":
            _refuse_refinements(options)
            self.stderr.write(_single_answers(wave, output))
            return
        names = ("level", "unit", "by", "where", "weighted")
        try:
            document = _document(wave, Selection(**{name: options[name] for name in names}), options["profile"])
        except WrongUse as error:
            raise CommandError(str(error), returncode=WRONG_USE) from error
        except MixedStructures as error:
            message = _("The wave holds answers to versions that do not store them alike; it has no results as one.")
            raise CommandError(message, returncode=NO_RESULTS) from error
        if layout == "xlsx":
            with _writing(output):
                write_document(output, document, language=_language())
            return
        text = _as_csv(document) if layout == "csv" else json.dumps(document, ensure_ascii=False, allow_nan=False) + "\n"
        if output is None:
            self.stdout.write(text, ending="")  # the document alone: it is read by programs
            return
        with _writing(output):
            output.write_text(text, encoding="utf-8", newline="")


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CommandError(_("%(path)s cannot be written: %(reason)s") % {"path": path, "reason": error.strerror or error}) from error


def _refuse_refinements(options: Mapping[str, Any]) -> None:
    for name in ("level", "unit", "by", "where", "weighted"):
        if options[name]:
            message = _("--%(option)s does not go with --format sav: single answers are those of the whole wave.")
            raise CommandError(message % {"option": name}, returncode=WRONG_USE)


def _single_answers(wave: Wave, path: Path) -> str:
    """A sentence on what was written; who did it is logged before."""
    try:
        sheet = microdata.prepare(wave=wave, language=_language(), in_words=False, folder=terms().folder)
    except jobs.Refused as error:
        raise CommandError(str(error), returncode=NO_RESULTS) from error
    reason = "manage.py results --format sav"
    microdata.record(wave=wave, sheet=sheet, kind="microdata_sav", reason=reason, actor_name=_operator(), now=timezone.now())
    with _writing(path):
        path.touch(mode=0o600)
        write_sav(sheet, path)
    facts = {"rows": len(sheet.rows), **sheet.merged}
    return _("%(rows)s rows; programs left blank: %(merged_programs)s, cohorts left blank: %(merged_cohorts)s.") % facts


def _operator() -> str:
    return _("command line: %(user)s") % {"user": getpass.getuser()}


def _language() -> str:
    return "en" if get_language() == "en" else "tr"


def _wave(code: str, name: str) -> Wave:
    """A wave that has results; CommandError says why another has not."""
    questionnaire = Questionnaire.objects.filter(code=code).first()
    if questionnaire is None:
        raise CommandError(_("There is no questionnaire with the code %(code)s.") % {"code": code}, returncode=WRONG_USE)
    wave = questionnaire.waves.select_related("questionnaire", "version").filter(name=name).first()
    if wave is None:
        known = ", ".join(questionnaire.waves.values_list("name", flat=True)) or "-"
        message = _("%(code)s has no wave called %(name)s. Its waves: %(known)s.")
        raise CommandError(message % {"code": code, "name": name, "known": known}, returncode=WRONG_USE)
    if wave.pilot:
        raise CommandError(_("A pilot wave has no results."), returncode=NO_RESULTS)
    if not wave.is_closed:
        raise CommandError(_("Close the wave first: while it is open there are no results."), returncode=NO_RESULTS)
    return wave


def _document(wave: Wave, selection: Selection, profile: str) -> ResultsDocument:
    if profile == "raw":
        return release.raw(wave=wave, selection=selection, terms=terms(), operator=_operator(), now=timezone.now())
    return release.internal(wave=wave, selection=selection, terms=terms())


def _as_csv(document: ResultsDocument) -> str:
    target = io.StringIO(newline="")
    write_results(document, target, language=_language())
    return target.getvalue()
