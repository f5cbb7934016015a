"""Answers of an old survey become a wave like any other, except that nobody was invited: no frame, no response rate."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from surveys import audit
from surveys.collection.responses import ResponseRow, insert
from surveys.definition.compiled import compile_version
from surveys.models import Cycle, ImportedFile, Questionnaire, QuestionnaireVersion, Wave

from .closing import close_wave
from .response_cells import CellRefused, ColumnsRefused
from .response_columns import Named, lay_out
from .response_files import ResponseTable, UnreadableFile, read
from .response_packing import Packer, Programs
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
    """What came of a file. taken: rows fit to be imported. left_out: answers to questions that routing hides, counted by variable."""

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
    path: Path,
    wave_name: str,
    now: datetime,
    program_column: str | None = None,
    cohort_column: str | None = None,
    weight_column: str | None = None,
    organisation_column: str | None = None,
    missing: Sequence[str] = (),
    strict: bool = False,
    close: bool = False,
    dry_run: bool = False,
    cycle: Cycle | None = None,
    synthetic: bool = False,
    folder: Path | None = None,
    by: "User | None" = None,
    operator: str = "",
    progress: Callable[[int], None] = lambda rows: None,
) -> ImportReport:
    """Take the rows of a CSV file into a wave, which is made where there is none and stays open to more files until `close`.

    missing    cells that mean "no answer", beside the empty one
    strict     refuse the file for a column nobody knows, instead of leaving it out
    cycle      of a wave that is made; by default the year the wave is named after, if it is
    synthetic  a wave that is made holds made-up answers
    folder     of the private files, PRIVATE_DIR by default; the snapshot of a closed wave goes there
    operator   who did it, where it was no user
    progress   told the number of rows read, now and then

    ImportRefused where the file cannot be read, no row could be taken, the file was taken before, or the wave takes no
    import. All of the rows that are fit, or nothing.
    """
    named = Named(program_column or "", cohort_column or "", weight_column or "", organisation_column or "")
    existing = questionnaire.waves.select_related("version").filter(name=wave_name).first()
    version = existing.version if existing else questionnaire.versions.order_by("-number").first()
    if version is None:
        raise ImportRefused(_("Publish a version of %(questionnaire)s first.") % {"questionnaire": questionnaire.code})
    try:
        table = read(path)
        _refuse_wave(existing, table, weighted=bool(named.weight))
        rows, report = _read(table, version, named, missing, strict=strict, progress=progress)
    except (UnreadableFile, ColumnsRefused) as error:
        raise ImportRefused(str(error), wrong_use=getattr(error, "wrong_use", False)) from error
    report.taken = len(rows)
    if dry_run:
        return report
    try:
        with transaction.atomic():
            wave = existing or _new_wave(version, wave_name, cycle=cycle, synthetic=synthetic, by=by, now=now)
            report.wave = _take(lock(wave), table, rows, weighted=bool(named.weight), now=now)
            detail = {"wave": wave.pk, "sha256": table.sha256, "rows": len(rows), "refused": len(report.refused)}
            audit.record(action="responses.imported", subject=str(wave), actor=by, actor_name=operator, detail=detail, now=now)
            if close:
                report.wave = close_wave(wave=wave, now=now, by=by, folder=folder)
    except Refused as error:
        raise ImportRefused(str(error), report=report) from error
    return report


def _take(wave: Wave, table: ResponseTable, rows: list[ResponseRow], *, weighted: bool, now: datetime) -> Wave:
    _refuse_wave(wave, table, weighted=weighted)
    if weighted and not wave.weighted:
        wave.weighted = True
        wave.save(update_fields=["weighted"])
    insert(wave=wave, version=wave.version, rows=rows)
    ImportedFile.objects.create(wave=wave, sha256=table.sha256, rows=len(rows), imported_at=now)
    return wave


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


def _new_wave(version: QuestionnaireVersion, name: str, *, cycle: Cycle | None, synthetic: bool, by: "User | None", now: datetime) -> Wave:
    if cycle is None and re.fullmatch(r"(19|20)\d\d", name):
        cycle = Cycle.objects.get_or_create(year=int(name))[0]
    return create_wave(
        questionnaire=version.questionnaire,
        name=name,
        version=version,
        mode=Wave.Mode.IMPORTED,
        cycle=cycle,
        synthetic=synthetic,
        by=by,
        now=now,
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
    programs = Programs()
    layout = lay_out(table.header, compiled, named=named, missing=missing, programs=programs.ids)
    report = ImportReport(unknown_columns=tuple(layout.unknown))
    if strict and layout.unknown:
        raise ImportRefused(_("The file has columns nobody knows: %(columns)s.") % {"columns": ", ".join(layout.unknown)})
    packer = Packer(compiled, layout, table, programs, report.left_out)
    rows: list[ResponseRow] = []
    for number, cells in enumerate(table.rows, start=2):
        if not cells:  # a blank line; a row of empty cells is somebody who skipped everything
            continue
        try:
            rows.append(packer.pack(layout.read(cells)))
        except CellRefused as error:
            report.refused.append(RefusedRow(number, error.column, error.reason))
        if number % PROGRESS_EVERY == 0:
            progress(number)
    if not rows:
        raise ImportRefused(_("No row could be imported."), report=report)
    return rows, report
