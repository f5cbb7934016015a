"""How a closed wave was answered, for the office that has to decide about its release. Of the whole wave only, rounded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from surveys.definition.compiled import compile_version
from surveys.definition.document import Document
from surveys.disclosure.rounding import to_places, whole_percent
from surveys.models import Questionnaire, Wave
from surveys.questions import RegisterQuestion, SingleQuestion, Variable

from . import snapshot
from .columns import ORGANISATION, Columns
from .counting import tally
from .figures import body
from .straight import StraightSheets, straight_sheets
from .terms import Terms


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline question of the whole wave: per cent of the two best answers, or the net promoter score. None: nobody answered."""

    variable: Variable
    all: int | None
    without: int | None


@dataclass(frozen=True, slots=True)
class Organisations:
    """n: distinct organisations that answered. largest: per cent of the answers one of them gave."""

    n: int
    largest: int


@dataclass(frozen=True, slots=True)
class Quality:
    """responses      sheets in the wave
    judged         sheets with enough items of one scale to be judged for straight lines
    straight       per cent of those; None where too few are judged to say it of nobody in particular
    headlines      with and without the straight lines; none where either group is under the threshold, and none of employers,
                   among whom a few sheets may be one organisation's
    organisations  employers only
    """

    responses: int
    judged: int
    straight: int | None
    headlines: tuple[Headline, ...]
    organisations: Organisations | None


def quality(*, wave: Wave, terms: Terms, now: datetime) -> Quality:
    """snapshot.NotClosed while the wave is open."""
    columns = snapshot.columns(wave, folder=terms.folder, now=now)
    found = straight_sheets(columns)
    employers = wave.questionnaire.audience == Questionnaire.Audience.EMPLOYERS
    document = compile_version(wave.version).document
    return Quality(
        responses=columns.n,
        judged=found.judged,
        straight=whole_percent(found.n, found.judged) if found.judged >= terms.threshold else None,
        headlines=() if employers else _headlines(columns, found, document, terms=terms),
        organisations=_organisations(columns) if employers else None,
    )


def _headlines(columns: Columns, found: StraightSheets, document: Document, *, terms: Terms) -> tuple[Headline, ...]:
    """Whoever sees both figures could work out the straight lines' own, so those have to be a group that may be shown."""
    kept = columns.select(~found.flagged)
    single = {q.code for q in document.questions if isinstance(q, (SingleQuestion, RegisterQuestion))}
    lines = []
    for variable in (v for v in document.variables.values() if v.headline and v.code in columns.variables):
        refusals = variable.question in single
        whole, rest = (_figures(part, variable, terms, keeps_refusals=refusals) for part in (columns, kept))
        if rest["base"] >= terms.threshold <= whole["base"] - rest["base"]:
            lines.append(Headline(variable, _figure(whole), _figure(rest)))
    return tuple(lines)


def _figures(columns: Columns, variable: Variable, terms: Terms, *, keeps_refusals: bool) -> Mapping[str, Any]:
    everybody = np.ones((1, len(columns.programs) + 1))
    counted = tally(columns, variable.code, membership=everybody, keeps_refusals=keeps_refusals)
    return body(counted, 0, weighted=False, confidence=terms.confidence)


def _figure(figures: Mapping[str, Any]) -> int | None:
    if figures["nps"]:
        return int(to_places(figures["nps"]["value"], 0))
    if figures["top2"]:
        return whole_percent(figures["top2"]["n"], figures["base"])
    return None


def _organisations(columns: Columns) -> Organisations | None:
    numbers = columns[ORGANISATION][columns[ORGANISATION] > 0]
    if not len(numbers):
        return None
    counts = np.unique(numbers, return_counts=True)[1]
    return Organisations(len(counts), int(whole_percent(int(counts.max()), len(numbers))))
