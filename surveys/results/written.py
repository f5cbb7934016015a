"""Results documents (design 10), from columns or from stored tables. Called by results.release alone."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from surveys.definition.compiled import compile_version
from surveys.models import Release, ReleasedTable, Wave

from .columns import Columns
from .indicators import indicator_lines
from .objectives import in_words
from .scales import scale_lines
from .selection import Selection, WrongUse
from .tables import RESPONSE_RATE, Body, Breakdown, Method, Profile, RateTable, ResultsDocument, Table, UnitReference
from .tabulate import Tabulation, breakdown
from .units import UnitTree


def raw_document(wave: Wave, columns: Columns, *, tree: UnitTree, selection: Selection, confidence: float) -> ResultsDocument:
    """WrongUse where the selection names what is not there."""
    if selection.weighted and columns.weights is None:
        raise WrongUse(_("%(wave)s has no weights.") % {"wave": wave})
    document = compile_version(wave.version).document
    asked = selection.units(tree)
    everyone = Tabulation(columns, document, tree)
    units = asked if selection.unit else [unit for unit in asked if everyone.respondents[unit] or unit == 0]
    by = selection.breakdown(columns)
    narrowed = selection.narrowed(columns)
    if selection.unit and 0 not in units:
        narrowed = narrowed.of_programs(set().union(*(tree.programs_of(unit) for unit in units)))
    whole = Tabulation(narrowed, document, tree)
    bodies = whole.bodies(units, weighted=selection.weighted, confidence=confidence)
    tables = [_table(tree.units[unit].reference, None, code, body) for (unit, code), body in bodies.items()]
    for value, part in breakdown(narrowed, by) if by else ():
        parts = Tabulation(part, document, tree).bodies(units, weighted=selection.weighted, confidence=confidence)
        tables += [_table(tree.units[unit].reference, value, code, body) for (unit, code), body in parts.items()]
    method: Method = {"confidence": confidence, "interval": "wilson"}
    return {
        **_heading(wave, "raw", selection, method, release=None),
        "tables": in_words(tables, wave=wave),
        "scales": scale_lines(narrowed, document=document, tree=tree, membership=whole.membership, units=units),
        "indicators": indicator_lines(bodies, document=document, tree=tree, units=units),
        "rates": [],
    }


def released_document(
    wave: Wave, release: Release, rows: Sequence[ReleasedTable], *, tree: UnitTree, selection: Selection
) -> ResultsDocument:
    """Stored tables as a document; scales and indicators are no part of a release yet."""
    measures = {code: variable.measure for code, variable in compile_version(wave.version).document.variables.items()}
    asked: dict[tuple[str, str], UnitReference] = {(u.level, u.code): u.reference for u in (tree.units[i] for i in selection.units(tree))}
    chosen = [(asked[row.level, row.unit_code], row) for row in rows if (row.level, row.unit_code) in asked]
    stored = [_stored(unit, row, measures[row.variable]) for unit, row in chosen if row.variable != RESPONSE_RATE]
    return {
        **_heading(wave, "internal", selection, release.method, release=release.number),
        "tables": in_words(stored, wave=wave),
        "scales": [],
        "indicators": [],
        "rates": [_rate(unit, row) for unit, row in chosen if row.variable == RESPONSE_RATE],
    }


def _heading(wave: Wave, profile: Profile, selection: Selection, method: Method, *, release: int | None) -> ResultsDocument:
    return {
        "questionnaire": wave.questionnaire.code,
        "version": wave.version.number,
        "wave": wave.name,
        "profile": profile,
        "weighted": selection.weighted,
        "synthetic": wave.synthetic,
        "where": selection.where,
        "release": release,
        "method": method,
        "tables": [],
        "scales": [],
        "indicators": [],
        "rates": [],
    }


def _table(unit: UnitReference, by: Breakdown | None, variable: str, body: Body) -> Table:
    return {"unit": unit, "by": by, "variable": variable, "status": "released", "reason": None, **body}  # type: ignore[typeddict-item]  # Body's keys are Table's


_NOTHING: dict = {
    "base": None, "missing": None, "options": [], "mean_n": None, "mean": None, "sd": None, "median": None, "top2": None, "nps": None,
}  # fmt: skip


def _stored(unit: UnitReference, row: ReleasedTable, measure: str) -> Table:
    by: Breakdown | None = {"variable": row.by_variable, "value": row.by_value} if row.by_variable else None
    return {
        "unit": unit, "by": by, "variable": row.variable, "measure": measure, "status": row.status, "reason": row.reason or None,
        **(row.body or _NOTHING),
    }  # type: ignore[typeddict-item]  # fmt: skip  # what a release stores is a Body


def _rate(unit: UnitReference, row: ReleasedTable) -> RateTable:
    figures = {name: row.body.get(name) for name in ("base", "population", "replied", "percent")}
    return {"unit": unit, "status": row.status, "reason": row.reason or None, **figures}  # type: ignore[typeddict-item]  # a RateBody, or nothing
