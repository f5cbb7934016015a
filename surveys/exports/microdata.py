"""Single answers for a named analyst: a row a response, asked for with a reason that is written down before the file is made.

What could point at a person stays behind: free texts and days are not in the columns, the number of an organisation is left out,
and of the strata there are program and cohort alone. A program or cohort with fewer than FEWEST responses in the wave is blank,
and so is the next smallest where the blanks would be fewer than that. Rows stand as they are stored, by program and within it by a
random key; rows without a program come first, in an order nobody can undo, since their place would tell the program.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import override
from numpy.typing import NDArray

from departments.models import Program
from surveys import audit
from surveys.definition.compiled import compile_version
from surveys.models import Export, Snapshot, Wave
from surveys.questions import Variable
from surveys.results import snapshot
from surveys.results.columns import COHORT, Columns

from . import jobs
from .delimited import quoted
from .microdata_fields import Field, Rows, fields_of
from .names import Names

if TYPE_CHECKING:
    from home.models import User

FEWEST = 5
WEIGHT = "weight"  # name of the last column, where the wave has weights
CODES, WORDS = "codes", "words"  # what CSV says of an answer
_SHORTEST_REASON, _FEWEST_WORDS = 20, 3  # characters and words of what passes for a sentence


@dataclass(frozen=True)
class Sheet:
    """What a file of single answers holds, not yet read: `fields` look their rows up chunk by chunk.

    rows      places in the columns, in the order of the file
    merged    programs and cohorts left blank because too few responses stand behind them
    """

    title: str
    fields: tuple[Field, ...]
    rows: Rows
    weights: Callable[[Rows], NDArray[np.float64]] | None
    merged: dict[str, int]

    def chunks(self, size: int) -> Iterator[Rows]:
        for start in range(0, len(self.rows), size):
            yield self.rows[start : start + size]


Writer = Callable[[Sheet, Path, jobs.Progress], None]


def ask(*, owner: "User", wave: Wave, kind: str, reason: str, answers: str = CODES, language: str, now: datetime) -> Export:
    """Put the file on the worker's list. jobs.NotAllowed; jobs.Refused with a sentence where the reason or the wave will not do."""
    refuse_without_reason(reason)
    _refuse_wave(wave)
    with override(language):
        name = f"{wave.questionnaire.code} {wave.name} {_('single answers')}"
    question = {"wave": wave.pk, "answers": WORDS if answers == WORDS else CODES}
    return jobs.ask(owner=owner, kind=kind, question=question, language=language, reason=reason, name=name, now=now)


def refuse_without_reason(reason: str) -> None:
    words = reason.split()
    if len(" ".join(words)) < _SHORTEST_REASON or len(words) < _FEWEST_WORDS:
        raise jobs.Refused(_("Say in a sentence what the single answers are needed for: it is written down with your name."))


def export(row: Export, path: Path, *, write: Writer, folder: Path, progress: jobs.Progress) -> None:
    """Maker of every microdata kind: who takes what for which reason is in the audit log before a byte is written."""
    wave = Wave.objects.select_related("questionnaire", "version").filter(pk=row.question.get("wave")).first()
    if wave is None:
        raise jobs.Refused(_("The wave is not there any more."))
    refuse_without_reason(row.reason)
    sheet = prepare(wave=wave, language=row.language, in_words=row.question.get("answers") == WORDS, folder=folder)
    record(wave=wave, sheet=sheet, kind=row.kind, reason=row.reason, actor=row.owner, now=row.started_at or row.asked_at)
    Export.objects.filter(pk=row.pk).update(question={**row.question, "rows": len(sheet.rows), **sheet.merged})
    write(sheet, path, progress)


def record(*, wave: Wave, sheet: Sheet, kind: str, reason: str, actor: "User | None" = None, actor_name: str = "", now: datetime) -> None:
    detail = {"wave": wave.pk, "kind": kind, "reason": reason, "rows": len(sheet.rows), **sheet.merged}
    audit.record(action="microdata.exported", subject=str(wave), actor=actor, actor_name=actor_name, detail=detail, now=now)


def prepare(*, wave: Wave, language: str, in_words: bool, folder: Path) -> Sheet:
    """jobs.Refused where the wave has no answers to give; `folder` of the private files."""
    _refuse_wave(wave)
    columns = snapshot.columns(wave, folder=folder)
    if columns.n < FEWEST:
        raise jobs.Refused(_("Fewer than %(fewest)s people answered: their single answers stay here.") % {"fewest": FEWEST})
    document = compile_version(wave.version).document

    def said(variable: Variable) -> str:
        facet = document.facets.get(variable.facet)
        text = variable.label.in_language(language)
        return f"{text} – {facet.in_language(language)}" if facet else text

    built = Snapshot.objects.get(wave=wave)
    title = f"{wave.questionnaire.code} {document.title.in_language(language)}, {wave.name}"
    with override(language):
        if wave.synthetic:
            title = _("MADE UP: %(title)s") % {"title": title}
        return sheet_of(columns, title=title, language=language, in_words=in_words, said=said, seed=int(built.sha256[:16], 16))


def sheet_of(columns: Columns, *, title: str, language: str, in_words: bool, said: Callable[[Variable], str], seed: int) -> Sheet:
    """`seed`: of the order of rows without a program; known to nobody who has the file alone."""
    program, programs = coarse(columns.program)
    cohort, cohorts = coarse(columns[COHORT])
    names = Names()
    fields = (
        _program(program, columns, names, language, in_words),
        _cohort(cohort, names),
        *fields_of(columns, names=names, language=language, in_words=in_words, said=said),
    )
    weighted = columns.weights
    return Sheet(
        title=title,
        fields=fields,
        rows=_order(program, seed),
        weights=None if weighted is None else lambda rows: weighted[rows],
        merged={"merged_programs": programs, "merged_cohorts": cohorts},
    )


def coarse(groups: NDArray[Any], *, fewest: int = FEWEST) -> tuple[NDArray[Any], int]:
    """The same numbers with 0, "unknown", for every group under `fewest`; and how many groups those were.

    Where the unknown would themselves be fewer than that, though some there are, the next smallest group joins them.
    """
    sizes = np.bincount(groups)
    found = sorted((size, number) for number, size in enumerate(sizes.tolist()) if number and size)
    unknown, merged = int(sizes[0]) if len(sizes) else 0, set[int]()
    for size, number in found:
        if size < fewest or 0 < unknown < fewest:
            merged.add(number)
            unknown += size
    kept = np.arange(len(sizes))
    kept[list(merged)] = 0
    return kept[groups], len(merged)


def _order(program: NDArray[Any], seed: int) -> Rows:
    unknown = np.random.default_rng(seed).permutation(np.flatnonzero(program == 0))
    return np.concatenate([unknown, np.flatnonzero(program != 0)])


def _program(groups: NDArray[Any], columns: Columns, names: Names, language: str, in_words: bool) -> Field:
    codes = dict(enumerate(columns.programs, start=1))
    registered = {program.code: program.names[language] for program in Program.objects.filter(code__in=columns.programs)}
    plain = all(code.isdecimal() and str(int(code)) == code for code in codes.values())
    numbers = {index: int(code) if plain else index for index, code in codes.items()}
    shown = {index: registered.get(code, code) for index, code in codes.items()}
    as_numbers = np.array([np.nan, *numbers.values()])
    as_texts = np.array(["", *map(quoted, (shown if in_words else codes).values())], dtype=object)
    used = set(np.unique(groups).tolist())
    return Field(
        name=names.take("program"),
        label=_("Program"),
        measure="nominal",
        stored=lambda rows: groups[rows],
        numbers=lambda stored: as_numbers[stored],
        texts=lambda stored: as_texts[stored].tolist(),
        labels={numbers[index]: f"{codes[index]} {shown[index]}" for index in codes if index in used},
        whole=False,
    )


def _cohort(groups: NDArray[Any], names: Names) -> Field:
    return Field(
        name=names.take("cohort"),
        label=_("Year of graduation"),
        measure="ordinal",
        stored=lambda rows: groups[rows],
        numbers=lambda stored: np.where(stored == 0, np.nan, stored.astype(np.float64)),
        texts=lambda stored: ["" if year == 0 else str(year) for year in stored.tolist()],
        whole=False,
    )


def _refuse_wave(wave: Wave) -> None:
    if wave.pilot:
        raise jobs.Refused(_("A pilot wave has no results."))
    if not wave.is_closed:
        raise jobs.Refused(_("Close the wave first: while it is open there are no results."))
