"""Results documents (design 10), from columns or from stored tables. Called by results.release alone."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from surveys.definition.compiled import compile_version
from surveys.models import Release, ReleasedTable, Wave

from .columns import Columns
from .indicators import definitions, indicator_lines
from .objectives import in_words
from .scales import SCALE, scale_lines, scales_of
from .selection import Selection, WrongUse
from .tables import (
    NO_FRAME,
    RESPONSE_RATE,
    Body,
    Breakdown,
    IndicatorLine,
    Method,
    Profile,
    RateTable,
    ResultsDocument,
    ScaleLine,
    Table,
    UnitReference,
)
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
        "indicators": indicator_lines(whole, units=units, weighted=selection.weighted, confidence=confidence),
        "rates": [],
    }


def released_document(
    wave: Wave, release: Release, rows: Sequence[ReleasedTable], *, tree: UnitTree, selection: Selection
) -> ResultsDocument:
    """Stored tables as a document, those of the breakdown where it is asked for."""
    compiled = compile_version(wave.version)
    measures = {code: variable.measure for code, variable in compiled.document.variables.items()}
    items = {scale.code: list(scale.items) for scale in scales_of(compiled.document)}
    asked: dict[tuple[str, str], UnitReference] = {(u.level, u.code): u.reference for u in (tree.units[i] for i in selection.units(tree))}
    chosen = [
        (asked[row.level, row.unit_code], row)
        for row in rows
        if (row.level, row.unit_code) in asked and row.by_variable in {"", selection.by}
    ]
    document = _heading(wave, "public" if release.profile == "public" else "internal", selection, release.method, release=release.number)
    tables: list[Table] = []
    for unit, row in chosen:
        if row.variable == RESPONSE_RATE:
            document["rates"].append(_rate(unit, row))
            if row.reason != NO_FRAME:
                document["indicators"].append(_response_rate(unit, row))
        elif row.variable in measures:
            tables.append(_stored(unit, row, measures[row.variable]))
        elif row.variable.startswith(SCALE):
            code = row.variable.removeprefix(SCALE)
            document["scales"].append(_scale(unit, row, code, items.get(code, [])))
        else:
            document["indicators"].append(_indicator(unit, row))
    return {**document, "tables": in_words(tables, wave=wave)}


def _scale(unit: UnitReference, row: ReleasedTable, code: str, items: list[str]) -> ScaleLine:
    alpha, n = row.body.get("alpha"), row.body.get("n")
    return {"code": code, "unit": unit, "items": items, "alpha": alpha, "n": n, "missing_rule": "listwise", **_place(row)}  # type: ignore[typeddict-item]


def _indicator(unit: UnitReference, row: ReleasedTable) -> IndicatorLine:
    code, _colon, item = row.variable.partition(":")
    figures = {name: row.body.get(name) for name in ("value", "se", "low", "high", "n")}
    figures |= {name: row.body[name] for name in ("shares", "band") if name in row.body}
    definition = definitions().of(row.variable)
    about = item or (definition.item if definition else None) or ""
    return {"code": code, "unit": unit, "variable": about, **figures, **_place(row)}  # type: ignore[typeddict-item]  # an IndicatorBody, or nothing


def _response_rate(unit: UnitReference, row: ReleasedTable) -> IndicatorLine:
    """K14, a count of everybody asked and therefore without an interval."""
    figures = {"value": row.body.get("percent"), "se": None, "low": None, "high": None, "n": row.body.get("base")}
    return {"code": "K14", "unit": unit, "variable": RESPONSE_RATE, **figures, **_place(row)}  # type: ignore[typeddict-item]  # a RateBody, or nothing


def _place(row: ReleasedTable) -> dict[str, Any]:
    by: Breakdown | None = {"variable": row.by_variable, "value": row.by_value} if row.by_variable else None
    return {"status": row.status, "reason": row.reason or None, "years": row.years, "by": by}


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
    return {"unit": unit, "variable": row.variable, "measure": measure, **_place(row), **(row.body or _NOTHING)}  # type: ignore[typeddict-item]  # what a release stores is a Body


def _rate(unit: UnitReference, row: ReleasedTable) -> RateTable:
    figures = {name: row.body.get(name) for name in ("base", "population", "replied", "percent")}
    return {"unit": unit, "status": row.status, "reason": row.reason or None, **figures}  # type: ignore[typeddict-item]  # a RateBody, or nothing
