"""Several years counted together: blocks that never overlap, released with the wave of their last cycle.

Blocks that overlap could be subtracted from each other: a program with eight answers a year would then have its figures of the
first three years and never again (docs/methods/disclosure.md).

A variable is pooled only where every wave of the window asked the same (surveys.definition.comparability) with the same answers,
so that "2024–2026 together" is true of each figure under it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from surveys.definition.comparability import Comparability
from surveys.definition.compiled import compile_version
from surveys.models import Release, Wave
from surveys.questions import Variable

from . import snapshot
from .columns import ORGANISATION, PROGRAM, STRATA, Columns


@dataclass(frozen=True)
class Window:
    """years   of cycles, as many as the window reaches back, gaps included
    waves   released ones of the questionnaire in those cycles, fielded alike; oldest first, the wave itself last
    """

    years: int
    waves: tuple[Wave, ...]

    @property
    def own(self) -> Wave:
        return self.waves[-1]

    @cached_property
    def variables(self) -> frozenset[str]:
        """Those that every wave asked alike."""
        judges = Comparability([self.own.questionnaire_id])
        mine = compile_version(self.own.version).codebook.variables
        return frozenset(
            code
            for code, variable in mine.items()
            if all(judges.judge(other.version, self.own.version, code).joined and _alike(variable, other) for other in self.waves[:-1])
        )


def window_of(wave: Wave, *, years: int) -> Window | None:
    """None where nothing but the wave itself lies in it, or the wave is in no cycle.

    Made-up answers are never counted with true ones, nor answers of invited people with those of an open link.
    """
    if wave.cycle is None or years < 2:
        return None
    others = (
        Wave.objects.filter(
            questionnaire=wave.questionnaire_id,
            cycle__year__gt=wave.cycle.year - years,
            cycle__year__lt=wave.cycle.year,
            releases__profile=Release.Profile.INTERNAL,
            releases__withdrawn_at=None,
            mode=wave.mode,
            synthetic=wave.synthetic,
        )
        .select_related("version", "questionnaire", "cycle")
        .order_by("cycle__year", "pk")
        .distinct()
    )
    waves = [other for other in others if other.pk != wave.pk]
    return Window(years, (*waves, wave)) if waves else None


def window_as_released(release: Release) -> Window | None:
    """The window a release was made with, whatever was released or withdrawn since; None where it had none."""
    found = release.method.get("window")
    if not found:
        return None
    waves = Wave.objects.select_related("version", "questionnaire", "cycle").in_bulk(found["waves"])
    return Window(found["years"], tuple(waves[pk] for pk in found["waves"]))


def columns_of(window: Window, *, folder: Path, now: datetime) -> Columns:
    """All responses of the window as one set of columns, sorted by program as those of a wave are.

    A variable that is not pooled was asked of nobody.
    """
    parts = [snapshot.columns(wave, folder=folder, now=now) for wave in window.waves]
    programs = tuple(sorted({code for part in parts for code in part.programs}))
    place = {code: number for number, code in enumerate(programs, 1)}
    own = parts[-1]
    program = np.concatenate([_renumbered(part, place) for part in parts])
    order = np.argsort(program, kind="stable")
    arrays: dict[str, NDArray[Any]] = {PROGRAM: program[order], ORGANISATION: np.concatenate([_by_size(p) for p in parts])[order]}
    for name in STRATA:
        if name not in arrays:
            arrays[name] = np.concatenate([part[name] for part in parts])[order]
    kept = window.variables
    for name in own.codebook.dtype.names or ():
        code = name if name in own.variables else name.rpartition(".")[0]
        if code in kept:
            arrays[name] = np.concatenate([part[name] for part in parts])[order]
        else:
            nothing = own.codebook.reserved(code)[0] if name == code else 0
            arrays[name] = np.full((len(order), *own[name].shape[1:]), nothing, own[name].dtype)
    return Columns(arrays, codebook=own.codebook, programs=programs, numbers=own.numbers)


def _renumbered(part: Columns, place: Mapping[str, int]) -> NDArray[np.uint16]:
    table = np.array([0, *(place[code] for code in part.programs)], "<u2")
    return table[part.program]


def _by_size(part: Columns) -> NDArray[np.uint32]:
    """Organisations by rank of their answers in the wave.

    Numbers are random in every wave, so nobody can say whether two years hold the same organisation. The largest of each year
    is taken to be the same one, and so on: too few organisations rather than too many.
    """
    numbers = np.asarray(part[ORGANISATION])
    known, inverse, counts = np.unique(numbers, return_inverse=True, return_counts=True)
    rank = np.empty(len(known), "<u4")
    named = np.flatnonzero(known > 0)
    rank[known == 0] = 0
    rank[named[np.argsort(-counts[named], kind="stable")]] = np.arange(1, len(named) + 1)
    return rank[inverse]


def _alike(variable: Variable, other: Wave) -> bool:
    """Stored in the same way: the same options in the same places."""
    there = compile_version(other.version).codebook.variables.get(variable.code)
    return there is not None and _stored(variable) == _stored(there)


def _stored(variable: Variable) -> tuple[Any, ...]:
    options: Sequence[tuple[str, str | None, float | None]] = [(o.code, o.missing, o.value) for o in variable.options]
    return (
        variable.storage,
        variable.measure,
        tuple(options),
        variable.decimals,
        variable.unit,
        variable.low,
        variable.high,
        variable.maximum,
    )
