"""Answers of an old survey become a wave like any other, except that nobody was invited: no frame, no response rate."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from departments.models import Program
from surveys import audit
from surveys.collection.responses import ResponseRow, insert
from surveys.definition.codebook import ProgramNumbers
from surveys.definition.compiled import Compiled, compile_version
from surveys.models import Cycle, ImportedFile, Questionnaire, QuestionnaireVersion, Wave
from surveys.questions import DynamicMatrixQuestion, RegisterQuestion

from .closing import close_wave
from .response_columns import CellRefused, ColumnsRefused, Layout, Named, ReadRow, lay_out
from .response_files import ResponseTable
from .transitions import Refused, lock
from .waves import create_wave

if TYPE_CHECKING:
    from home.models import User

PROGRESS_EVERY = 10_000  # rows


@dataclass(frozen=True)
class RefusedRow:
    row: int  # as a spreadsheet counts: the header is row 1
    column: str
    reason: str


@dataclass
class ImportReport:
    """What came of a file. left_out: answers to questions that routing hides, counted by variable."""

    wave: Wave | None = None  # none while nothing was written
    taken: int = 0
    refused: list[RefusedRow] = field(default_factory=list)
    unknown_columns: Sequence[str] = ()
    left_out: dict[str, int] = field(default_factory=dict)


class ImportRefused(Exception):
    """Nothing was imported. `report` says what was wrong row by row, where it came to that; `wrong_use`: the request was at fault."""

    def __init__(self, message: str, *, report: ImportReport | None = None, wrong_use: bool = False) -> None:
        super().__init__(message)
        self.report = report
        self.wrong_use = wrong_use


def import_responses(
    *,
    questionnaire: Questionnaire,
    table: ResponseTable,
    wave_name: str,
    now: datetime,
    folder: Path,
    by: "User | None" = None,
    operator: str = "",
    named: Named | None = None,
    missing: Sequence[str] = (),
    strict: bool = False,
    close: bool = False,
    dry_run: bool = False,
    progress: Callable[[int], None] = lambda rows: None,
) -> ImportReport:
    """Take the rows of a table into a wave, which is made where there is none and stays open to more files until `close`.

    folder    of the private files; the snapshot of a closed wave goes there
    missing   cells that mean "no answer", beside the empty one
    strict    refuse the table for a column nobody knows, instead of leaving it out
    progress  told the number of rows read, now and then

    ImportRefused where no row could be taken, the file was taken before, or the wave takes no import. All or nothing.
    """
    existing = questionnaire.waves.select_related("version").filter(name=wave_name).first()
    version = existing.version if existing else questionnaire.versions.order_by("-number").first()
    if version is None:
        raise ImportRefused(_("Publish a version of %(questionnaire)s first.") % {"questionnaire": questionnaire.code})
    _refuse_wave(existing, table, weighted=bool(named and named.weight))
    rows, report = _read(table, version, named or Named(), missing, strict=strict, progress=progress)
    if not rows:
        raise ImportRefused(_("No row could be imported."), report=report)
    report.taken = len(rows)
    if dry_run:
        return report
    try:
        with transaction.atomic():
            weighted = bool(named and named.weight)
            wave = lock(existing or _new_wave(version, wave_name, by=by, now=now))
            _refuse_wave(wave, table, weighted=weighted)
            if weighted and not wave.weighted:
                wave.weighted = True
                wave.save(update_fields=["weighted"])
            insert(wave=wave, version=version, rows=rows)
            ImportedFile.objects.create(wave=wave, sha256=table.sha256, rows=len(rows), imported_at=now)
            detail = {"wave": wave.pk, "sha256": table.sha256, "rows": len(rows), "refused": len(report.refused)}
            audit.record(action="responses.imported", subject=str(wave), actor=by, actor_name=operator, detail=detail, now=now)
            report.wave = close_wave(wave=wave, now=now, by=by, folder=folder) if close else wave
    except Refused as error:
        raise ImportRefused(str(error), report=report) from error
    return report


def _refuse_wave(wave: Wave | None, table: ResponseTable, *, weighted: bool) -> None:
    if wave is None:
        return
    if wave.mode != Wave.Mode.IMPORTED:
        raise ImportRefused(
            _("%(wave)s is a wave of its own, with people who were asked; answers cannot be imported into it.") % {"wave": wave}
        )
    if ImportedFile.objects.filter(wave=wave, sha256=table.sha256).exists():
        raise ImportRefused(_("This file was imported into %(wave)s before.") % {"wave": wave})
    if wave.is_closed:
        raise ImportRefused(_("%(wave)s is closed; nothing can be added to it.") % {"wave": wave})
    if wave.weighted != weighted and ImportedFile.objects.filter(wave=wave).exists():
        raise ImportRefused(_("Either every file of a wave brings weights or none does."))


def _new_wave(version: QuestionnaireVersion, name: str, *, by: "User | None", now: datetime) -> Wave:
    """A wave named after a year belongs to the cycle of that year."""
    cycle = Cycle.objects.get_or_create(year=int(name))[0] if re.fullmatch(r"(19|20)\d\d", name) else None
    return create_wave(
        questionnaire=version.questionnaire, name=name, version=version, mode=Wave.Mode.IMPORTED, cycle=cycle, by=by, now=now
    )


def _read(
    table: ResponseTable,
    version: QuestionnaireVersion,
    named: Named,
    missing: Sequence[str],
    *,
    strict: bool,
    progress: Callable[[int], None],
) -> tuple[list[ResponseRow], ImportReport]:
    compiled = compile_version(version)
    programs = _Programs()
    try:
        layout = lay_out(table.header, compiled, named=named, missing=missing, programs=programs.ids)
    except ColumnsRefused as error:
        raise ImportRefused(str(error), wrong_use=error.wrong_use) from error
    report = ImportReport(unknown_columns=tuple(layout.unknown))
    if strict and layout.unknown:
        raise ImportRefused(_("The file has columns nobody knows: %(columns)s.") % {"columns": ", ".join(layout.unknown)}, report=report)
    packer = _Packer(compiled, layout, table, programs, report)
    rows: list[ResponseRow] = []
    for number, cells in enumerate(table.rows, start=2):
        if not any(cells):
            continue
        try:
            rows.append(packer.pack(layout.read(cells)))
        except CellRefused as error:
            report.refused.append(RefusedRow(number, error.column, error.reason))
        if number % PROGRESS_EVERY == 0:
            progress(number)
    return rows, report


class _Programs:
    """Every program there ever was: key by code, and permanent numbers for the record."""

    def __init__(self) -> None:
        rows = list(Program.objects.values_list("code", "pk", "number"))
        self.ids = {code: pk for code, pk, _number in rows}
        self.numbers = ProgramNumbers({code: n for code, _pk, n in rows}, {n: code for code, _pk, n in rows})


class _Packer:
    """From a row as read to a response: routing applied, texts apart."""

    def __init__(self, compiled: Compiled, layout: Layout, table: ResponseTable, programs: _Programs, report: ImportReport) -> None:
        self._codebook = compiled.codebook
        self._programs = programs
        self._report = report
        self._routing = Compiled(compiled.document, known=layout.variables)
        self._texts = [code for code in self._codebook.texts if code in layout.variables]
        self._other = {code: _writable(compiled, code) for code in self._texts if code.endswith(".other")}
        self._slots = _slots_by_program(compiled, layout, table)
        self._report_key = next((q.code for q in compiled.document.questions if isinstance(q, RegisterQuestion) and q.report_key), "")

    def pack(self, row: ReadRow) -> ResponseRow:
        asked = self._routing.asked(row.answers, slots=self._slots.get(row.program or "", frozenset()))
        answers = {code: value for code, value in row.answers.items() if code in asked}
        for code in row.answers.keys() - asked:
            if row.answers[code] is not None:
                self._report.left_out[code] = self._report.left_out.get(code, 0) + 1
        program = row.program or answers.get(self._report_key)
        return ResponseRow(
            program_id=self._programs.ids[program] if isinstance(program, str) else None,
            record=self._codebook.pack(answers, programs=self._programs.numbers),
            cohort=row.cohort,
            organisation_number=row.organisation,
            weight=row.weight,
            texts=self._kept_texts(answers),
        )

    def _kept_texts(self, answers: Mapping[str, object]) -> dict[str, str]:
        """What was written beside "other" is kept only where that option was chosen."""
        kept: dict[str, str] = {}
        for code in self._texts:
            text = answers.get(code)
            if not isinstance(text, str):
                continue
            if code in self._other and not self._other[code] & _as_set(answers.get(code.removesuffix(".other"))):
                self._report.left_out[code] = self._report.left_out.get(code, 0) + 1
                continue
            kept[code] = text
        return kept


def _as_set(value: object) -> set[str]:
    return set(value) if isinstance(value, list) else {value} if isinstance(value, str) else set()


def _writable(compiled: Compiled, code: str) -> set[str]:
    return {o.code for o in compiled.document.variables[code.removesuffix(".other")].options if o.other_text}


def _slots_by_program(compiled: Compiled, layout: Layout, table: ResponseTable) -> dict[str, frozenset[str]]:
    """Objective slots each program has: those any of its rows answers. An empty cell of another slot was not asked."""
    slots = {slot for q in compiled.document.questions if isinstance(q, DynamicMatrixQuestion) for slot in q.slot_codes}
    columns = [(index, code) for index, code, _read in layout.readers if code in slots]
    answered: dict[str, set[str]] = {}
    for cells in table.rows if columns else ():
        if len(cells) == len(layout.header):
            answered.setdefault(layout.program_cell(cells), set()).update(
                code for i, code in columns if cells[i].strip() not in layout.missing
            )
    return {program: frozenset(found) for program, found in answered.items()}
