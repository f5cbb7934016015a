"""From the packed records of a closed wave to columns on disk, and back from disk. The only reader of Response here."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from django.db import transaction
from django.db.models import F

from departments.models import Program
from surveys.definition.compiled import compile_version
from surveys.definition.programs import program_numbers
from surveys.models import QuestionnaireVersion, Response, Snapshot, Wave

from . import column_file
from .columns import COHORT, ORGANISATION, PROGRAM, STRATA, WEIGHT, Columns

CHUNK = 20_000  # responses in memory at a time


class NotClosed(Exception):
    """While a wave is open there are no results, for anyone."""


class MixedStructures(Exception):
    """The wave holds responses to versions that do not store their answers alike."""


def path_of(wave: Wave, folder: Path) -> Path:
    return folder / "snapshots" / f"wave-{wave.pk}.columns"


@transaction.atomic
def build(*, wave: Wave, folder: Path, now: datetime) -> Snapshot:
    """Write the columns of a closed wave and their checksum. The same responses always give the same file.

    Rows are sorted by program, so that a program is one contiguous run; within it by the random key, which says nothing.
    """
    if not wave.is_closed:
        raise NotClosed(wave)
    _one_structure(wave)
    responses = Response.objects.filter(wave=wave)
    codes = dict(Program.objects.filter(pk__in=responses.values("program")).values_list("pk", "code"))
    order = {pk: place for place, pk in enumerate(sorted(codes), 1)}
    header = column_file.Header(
        wave=wave.pk,
        structure=wave.version.structure_hash,
        rows=responses.count(),
        programs=tuple(codes[pk] for pk in order),
        columns=tuple(_column_list(wave)),
    )
    writer = column_file.Writer(path_of(wave, folder), header)
    try:
        _fill(writer, wave, order)
        digest = writer.commit()
    finally:
        writer.abandon()
    facts = {"rows": header.rows, "sha256": digest, "built_at": now}
    return Snapshot.objects.update_or_create(wave=wave, defaults=facts)[0]


def columns(wave: Wave, *, folder: Path, now: datetime | None = None) -> Columns:
    """The wave's columns, memory-mapped; built again where the file is missing, cut short or altered."""
    found = Snapshot.objects.filter(wave=wave).first()
    opened = _open(wave, found, folder) if found else None
    if opened is None:
        made = build(wave=wave, folder=folder, now=now or (found.built_at if found else closed_at(wave)))
        opened = column_file.read(path_of(wave, folder), sha256=made.sha256)
    header, arrays = opened
    compiled = compile_version(wave.version)
    return Columns(arrays, codebook=compiled.codebook, programs=header.programs, numbers=program_numbers())


def _open(wave: Wave, snapshot: Snapshot, folder: Path) -> tuple[column_file.Header, dict[str, Any]] | None:
    try:
        header, arrays = column_file.read(path_of(wave, folder), sha256=snapshot.sha256)
    except (FileNotFoundError, column_file.Damaged):
        return None
    return (header, arrays) if header.structure == wave.version.structure_hash else None


def closed_at(wave: Wave) -> datetime:
    """NotClosed while the wave is open."""
    if wave.closed_at is None:
        raise NotClosed(wave)
    return wave.closed_at


def _one_structure(wave: Wave) -> None:
    used = Response.objects.filter(wave=wave).values("version").distinct()
    hashes = set(QuestionnaireVersion.objects.filter(pk__in=used).values_list("structure_hash", flat=True))
    if hashes - {wave.version.structure_hash}:
        raise MixedStructures(wave)


def _column_list(wave: Wave) -> Iterator[tuple[str, str, int]]:
    yield from ((name, dtype, 1) for name, dtype in STRATA.items())
    record = compile_version(wave.version).codebook.dtype
    for name in record.names or ():
        field = record[name]
        yield name, field.base.str, int(np.prod(field.shape, dtype=int))


def _fill(writer: column_file.Writer, wave: Wave, order: dict[int, int]) -> None:
    record = compile_version(wave.version).codebook.dtype
    rows = (
        Response.objects.filter(wave=wave)
        .order_by(F("program_id").asc(nulls_first=True), "pk")
        .values_list("record", "program_id", "cohort", "organisation_number", "weight")
        .iterator(chunk_size=CHUNK)
    )
    start = 0
    while chunk := list(islice(rows, CHUNK)):
        records, programs, cohorts, organisations, weights = zip(*chunk, strict=True)
        part = np.frombuffer(b"".join(records), record)
        place = slice(start, start + len(chunk))
        writer.arrays[PROGRAM][place] = [order.get(pk, 0) for pk in programs]
        writer.arrays[COHORT][place] = [cohort or 0 for cohort in cohorts]
        writer.arrays[ORGANISATION][place] = [0 if number is None else number + 1 for number in organisations]
        writer.arrays[WEIGHT][place] = [np.nan if weight is None else weight for weight in weights]
        for name in record.names or ():
            writer.arrays[name][place] = part[name]
        start += len(chunk)
