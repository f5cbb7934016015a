"""The rows of a release: every table of every unit checked, withheld and rounded; not saved."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from surveys.definition.compiled import compile_version
from surveys.definition.document import Document
from surveys.models import PublishedGroup, Release, ReleasedTable, Wave

from . import pool, profiles, snapshot
from .columns import Columns
from .disclosed import mean_places_shown, reasons
from .layers import Item, Layer
from .ledger import YEAR, Fielded, Ledger
from .rates import Rate, populations, response_rates
from .tables import NO_FRAME, RESPONSE_RATE
from .tabulate import Tabulation, breakdown
from .terms import Terms
from .units import Unit, UnitTree

Status = ReleasedTable.Status


def tables_of(
    release: Release, columns: Columns, *, document: Document, rates: Mapping[int, Rate], terms: Terms, tree: UnitTree
) -> Iterator[ReleasedTable]:
    """Of a single year without a breakdown, as a rehearsal of made-up answers has it. `rates` by unit of the tree."""
    layer = Layer(Tabulation(columns, document, tree), confidence=terms.confidence)
    return _of_the_year(release, layer, rates=rates, terms=terms)


@dataclass(frozen=True)
class Assembly:
    """Everything that stands behind a release, read once."""

    release: Release
    terms: Terms
    tree: UnitTree
    ledger: Ledger
    rates: Mapping[int, Rate]

    def internal(self) -> list[ReleasedTable]:
        """Unit after unit from the top: response rate, the year, the years together, the year by its breakdown."""
        whole, of_year = self.ledger.own.whole, list(_of_the_year(self.release, self.ledger.own.whole, rates=self.rates, terms=self.terms))
        shown: dict[str, list[int]] = {key: [] for key in whole.items}
        for row in of_year:
            if row.variable in shown and row.status == Status.RELEASED:
                shown[row.variable].append(self.tree.index[row.level, row.unit_code])  # type: ignore[index]  # a Level by its type
        rows: dict[tuple[str, str], list[ReleasedTable]] = {}
        for row in (*of_year, *self._beside(shown)):
            rows.setdefault((row.level, row.unit_code), []).append(row)
        return [row for unit in self.tree.units for row in rows.get((unit.level, unit.code), ())]

    def _layer(self, years: int) -> Layer:
        return self.ledger.own.whole if years == YEAR or self.ledger.pooled is None else self.ledger.pooled[1]

    def _beside(self, shown: Mapping[str, list[int]]) -> Iterator[ReleasedTable]:
        own = self.ledger.own
        for key in shown:
            for (unit, years, value), reason in self.ledger.reasons(key, shown[key]).items():
                item: Item = own.by_value[value].items[key] if value else self._layer(years).items[key]
                body = None if reason else profiles.internal(item, unit)
                by = own.breakdown if value else ""
                yield _row(self.release, self.tree.units[unit], key, reason, body, years=years, by=by, value=value)


def public_tables(release: Release, *, of: Release, terms: Terms, tree: UnitTree, now: datetime) -> Iterator[ReleasedTable]:
    """The same tables as the internal release `of` shows or withholds, breakdowns apart, in the rounding for everybody."""
    layers = {YEAR: _fielded(release.wave, "", terms=terms, tree=tree, now=now).whole}
    if window := pool.window_as_released(of):
        layers[window.years] = _pooled(window, terms=terms, tree=tree, now=now)
    for row in ReleasedTable.objects.filter(release=of, by_variable="").order_by("pk"):
        unit = tree.index[row.level, row.unit_code]  # type: ignore[index]  # a Level by its type
        shown: Mapping[str, Any] | None = None
        if row.variable == RESPONSE_RATE:
            shown = profiles.public_rate(row.body, rule=terms.public) if row.body else None
        elif row.status == Status.RELEASED:
            shown = profiles.public(layers[row.years].items[row.variable], unit, rule=terms.public)
        yield _row(release, tree.units[unit], row.variable, row.reason or None, shown, years=row.years)


def assemble(release: Release, *, terms: Terms, tree: UnitTree, now: datetime) -> Assembly:
    """selection.WrongUse where the wave cannot be divided by the breakdown of the release; snapshot.NotClosed while it is open."""
    wave = release.wave
    window = pool.window_of(wave, years=terms.block(wave))
    others = window.waves[:-1] if window else ()
    divided = _breakdowns(others)
    fielded = [_fielded(other, divided.get(other.pk, ""), terms=terms, tree=tree, now=now, others=True) for other in others]
    fielded.append(_fielded(wave, release.breakdown, terms=terms, tree=tree, now=now))
    known = PublishedGroup.objects.filter(release__wave__in=[w.pk for w in (*others, wave)]) if others else ()
    pooled = (window.years, _pooled(window, terms=terms, tree=tree, now=now)) if window else None
    ledger = Ledger(fielded, tree=tree, known=list(known), pooled=pooled, policy=terms.policy(wave))
    return Assembly(release, terms, tree, ledger, response_rates(wave, tree, threshold=terms.threshold))


def _breakdowns(waves: Iterable[Wave]) -> dict[int, str]:
    """By which question the published tables of these waves are divided."""
    released = Release.objects.filter(wave__in=[wave.pk for wave in waves], profile=Release.Profile.INTERNAL)
    return dict(released.order_by("number").values_list("wave_id", "breakdown"))


def _fielded(wave: Wave, by: str, *, terms: Terms, tree: UnitTree, now: datetime, others: bool = False) -> Fielded:
    """others   a wave whose tables are published already: only who stands behind them is needed"""
    columns, document = snapshot.columns(wave, folder=terms.folder, now=now), compile_version(wave.version).document
    known = {} if others else populations(wave, tree)
    layer = Layer(Tabulation(columns, document, tree), confidence=terms.confidence, populations=known, scales=not others)
    by_value = {
        str(value["value"]): Layer(Tabulation(part, document, tree), confidence=terms.confidence, scales=False)
        for value, part in (breakdown(columns, by) if by else ())
        if part.n
    }
    return Fielded(wave.pk, layer, by, by_value)


def _pooled(window: pool.Window, *, terms: Terms, tree: UnitTree, now: datetime) -> Layer:
    columns = pool.columns_of(window, folder=terms.folder, now=now)
    frames = [populations(wave, tree) for wave in window.waves]
    every = set.intersection(*(set(frame) for frame in frames))
    known = {unit: sum(frame[unit] for frame in frames) for unit in every}
    document = compile_version(window.own.version).document
    left_out = set(columns.variables) - window.variables
    return Layer(Tabulation(columns, document, tree), confidence=terms.confidence, populations=known, leave_out=left_out)


def _of_the_year(release: Release, layer: Layer, *, rates: Mapping[int, Rate], terms: Terms) -> Iterator[ReleasedTable]:
    policy = terms.policy(release.wave)
    why = reasons(layer, policy=policy)
    with_places = mean_places_shown(layer, policy=policy)
    for place, unit in enumerate(layer.tree.units):
        answered = layer.tabulation.respondents[place] > 0
        rate = rates.get(place)
        if answered or rate is not None:
            reason, figure = (rate.reason, rate.body) if rate else (NO_FRAME, None)
            yield _row(release, unit, RESPONSE_RATE, reason, figure)
        for key, item in layer.items.items():
            if answered and layer.applies(key, place):
                reason = why[place, key]
                shown = None if reason else profiles.internal(item, place, mean_places=(place, key) in with_places)
                yield _row(release, unit, key, reason, shown)


def _row(
    release: Release,
    unit: Unit,
    variable: str,
    reason: str | None,
    shown: Mapping[str, Any] | None,
    *,
    years: int = YEAR,
    by: str = "",
    value: str = "",
) -> ReleasedTable:
    return ReleasedTable(
        release=release,
        level=unit.level,
        unit_code=unit.code,
        variable=variable,
        years=years,
        by_variable=by,
        by_value=value,
        status=Status.WITHHELD if reason else Status.RELEASED,
        reason=reason or "",
        body=dict(shown or {}),
    )
