"""The only path from Sealed to Response. Runs inside the transaction that closes the wave, under the wave's lock."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from departments.models import Program
from surveys.definition.codebook import Codebook, ProgramNumbers
from surveys.definition.compiled import compile_version
from surveys.definition.programs import program_numbers
from surveys.models import QuestionnaireVersion, Wave

from . import keys, responses
from .boxes import Submission, UnreadableBox, unseal
from .cohorts import Cell, Group
from .responses import ResponseRow

_TAKE = "DELETE FROM surveys_sealed WHERE wave_id = %s RETURNING box"


class UnreadableBoxes(Exception):
    """Some answers cannot be read. Nothing was changed; `count` of them would be lost by closing all the same."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} sealed answers cannot be read")
        self.count = count


@dataclass(frozen=True, slots=True)
class Unsealed:
    """What was in the boxes of one wave, in memory only."""

    submissions: tuple[Submission, ...]
    unreadable: int
    program_ids: Mapping[int, int]  # permanent number -> primary key

    @property
    def cells(self) -> Counter[Cell]:
        return Counter((self.program_id(s), s.cohort) for s in self.submissions)

    def program_id(self, submission: Submission) -> int | None:
        return self.program_ids[submission.program_number] if submission.program_number else None


def take_out(*, wave: Wave, folder: Path, accept_unreadable: bool = False) -> Unsealed:
    """Delete the sealed rows and return what was in them. A wave nobody answered closes without its key.

    keys.KeyMissing, keys.KeyOfAnotherWave
    UnreadableBoxes   unless `accept_unreadable`, a person's decision
    """
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [wave.pk])
        boxes = [bytes(box) for (box,) in cursor.fetchall()]
    if not boxes:
        return Unsealed((), 0, {})
    private_key = keys.private_key(wave_id=wave.pk, public_key=bytes(wave.public_key or b""), folder=folder)
    read: list[Submission] = []
    unreadable = 0
    readers = _Readers(program_numbers())
    for box in boxes:
        try:
            submission = unseal(box, private_key=private_key)
            readers.check(submission)
        except UnreadableBox:
            unreadable += 1
        else:
            read.append(submission)
    if unreadable and not accept_unreadable:
        raise UnreadableBoxes(unreadable)
    return Unsealed(tuple(read), unreadable, dict(Program.objects.values_list("number", "pk")))


def store(unsealed: Unsealed, *, wave: Wave, groups: Mapping[Cell, Group]) -> int:
    """Write the responses, cohorts merged as `groups` says. A pilot's never become any."""
    if wave.pilot:
        return 0
    by_version: dict[int, list[ResponseRow]] = defaultdict(list)
    for submission in unsealed.submissions:
        program_id = unsealed.program_id(submission)
        row = ResponseRow(
            program_id=program_id,
            record=submission.record,
            cohort=groups[program_id, submission.cohort].first,
            organisation_number=submission.organisation_number,
            texts=submission.texts,
        )
        by_version[submission.version_id].append(row)
    versions = QuestionnaireVersion.objects.in_bulk(by_version)
    return sum(responses.insert(wave=wave, version=versions[version_id], rows=rows) for version_id, rows in sorted(by_version.items()))


class _Readers:
    """A box counts as read when its record unpacks under its version: found out before anything is deleted for good."""

    def __init__(self, programs: ProgramNumbers) -> None:
        self._programs = programs
        self._codebooks: dict[int, Codebook] = {}

    def check(self, submission: Submission) -> None:
        try:
            codebook = self._codebooks.get(submission.version_id)
            if codebook is None:
                version = QuestionnaireVersion.objects.get(pk=submission.version_id)
                codebook = self._codebooks[submission.version_id] = compile_version(version).codebook
            if submission.program_number is not None:
                self._programs.by_number[submission.program_number]
            codebook.unpack(submission.record, programs=self._programs)
        except (QuestionnaireVersion.DoesNotExist, KeyError, IndexError, ValueError) as error:
            raise UnreadableBox(str(error)) from error
