"""Released tables of a screen, read once, and the figures a chart takes from them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _

from surveys.charts import Estimate
from surveys.charts.figure import FIVE, PERCENT, SCORE, Scale
from surveys.models import ReleasedTable
from surveys.questions import Variable
from surveys.results.tables import RESPONSE_RATE

from .periods import ReleasedWave

Place = tuple[str, str]  # (level, unit code)
UNIVERSITY: Place = ("university", "")


class Row(NamedTuple):
    """A released table as the database gives it. years: of cycles counted together."""

    release: int
    level: str
    unit: str
    years: int
    variable: str
    status: str
    reason: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Cell:
    status: str
    reason: str
    body: Mapping[str, Any]
    years: int = 1

    @property
    def shown(self) -> bool:
        return self.status == ReleasedTable.Status.RELEASED


class Cells:
    """Cells by release, place and variable.

    Every figure is that of the wave's own year. Where that is withheld and the fixed window of several years was
    released, the window stands in its place and says so. `single` asks for the year alone (a trend, whose windows would
    overlap), `pooled` for the window where there is one.
    """

    def __init__(self, rows: Iterable[Row], waves: Iterable[ReleasedWave], *, single: bool = False, pooled: bool = False) -> None:
        self._years: dict[tuple[int, str, str, str], dict[int, Cell]] = {}
        for row in rows:
            place = UNIVERSITY if row.level == "university" else (row.level, row.unit)
            cell = Cell(row.status, row.reason, row.body, row.years)
            self._years.setdefault((row.release, *place, row.variable), {})[row.years] = cell
        self._answered = {key[:3] for key in self._years}
        self._methods = {released.pk: released.release.method for released in waves}
        self._single, self._pooled = single, pooled

    def _as(self, *, single: bool = False, pooled: bool = False) -> "Cells":
        other = Cells((), (), single=single, pooled=pooled)
        other._years, other._answered, other._methods = self._years, self._answered, self._methods
        return other

    @property
    def single(self) -> "Cells":
        return self._as(single=True)

    @property
    def pooled(self) -> "Cells":
        return self._as(pooled=True)

    def beside(self, own: Estimate) -> "Cells":
        """Where the figures lie that may stand beside this one: over the same years as it."""
        return self.pooled if own.years > 1 else self.single

    def find(self, released: ReleasedWave, place: Place, code: str) -> Cell | None:
        found = self._years.get((released.pk, *place, code))
        if found is None:
            return None
        year = found.get(1)
        if self._single:
            return year
        window = next((cell for years, cell in found.items() if years > 1 and cell.shown), None)
        if window is not None and (self._pooled or year is None or year.reason not in {"", "no_frame"}):
            return window
        return year

    def answered(self, released: ReleasedWave, place: Place) -> bool:
        """Whether the release says anything at all of the place: of a unit nobody answered for it has not even a withheld table."""
        return (released.pk, *place) in self._answered

    def body(self, released: ReleasedWave, place: Place, code: str) -> Mapping[str, Any]:
        """The released body; empty where nothing was tabulated or the table is withheld."""
        cell = self.find(released, place, code)
        return cell.body if cell is not None and cell.shown else {}

    def years(self, released: ReleasedWave, place: Place, code: str) -> int:
        """How many years the figure counts together; 1 where there is none."""
        cell = self.find(released, place, code)
        return cell.years if cell is not None else 1

    def hidden(self, released: ReleasedWave, place: Place, code: str) -> str:
        """Why the figure is kept back, in words; empty where it is not."""
        cell = self.find(released, place, code)
        if cell is None or cell.shown:
            return ""
        return why_withheld(cell.reason, self._methods.get(released.pk, {}))

    def headline(self, released: ReleasedWave, place: Place, variable: Variable) -> Estimate:
        """The two best answers of a scale in per cent, or the net promoter score."""
        body = self.body(released, place, variable.code)
        if not body:
            return Estimate(hidden=self.hidden(released, place, variable.code))
        figure = body.get("nps") if variable.measure == "nps" else body.get("top2")
        if not figure:
            return Estimate(n=body.get("base"))
        value = figure["value"] if variable.measure == "nps" else figure["percent"]
        return Estimate(value, figure["low"], figure["high"], body["base"], years=self.years(released, place, variable.code))

    def indicator(self, released: ReleasedWave, place: Place, code: str) -> Estimate:
        """A stored indicator: "K07", or "K01:C03" where it is one of each competency."""
        body = self.body(released, place, code)
        if not body:
            return Estimate(hidden=self.hidden(released, place, code))
        years = self.years(released, place, code)
        return Estimate(body.get("value"), body.get("low"), body.get("high"), body.get("n"), years=years)

    def mean(self, released: ReleasedWave, place: Place, code: str) -> Estimate:
        body = self.body(released, place, code)
        if not body:
            return Estimate(hidden=self.hidden(released, place, code))
        return Estimate(body.get("mean"), n=body.get("mean_n"), years=self.years(released, place, code))

    def option(self, released: ReleasedWave, place: Place, code: str, option: str) -> Estimate:
        """Percentage of one answer; releases carry no interval of a single answer."""
        body = self.body(released, place, code)
        if not body:
            return Estimate(hidden=self.hidden(released, place, code))
        percent = next((line["percent"] for line in body["options"] if line["code"] == option), None)
        return Estimate(percent, n=body["base"], years=self.years(released, place, code))

    def first(self, released: ReleasedWave, place: Place, code: str, option: str) -> Estimate:
        """Percentage of those who ranked the option before all others."""
        body = self.body(released, place, code)
        if not body:
            return Estimate(hidden=self.hidden(released, place, code))
        percent = next((line["first"]["percent"] for line in body["options"] if line["code"] == option), None)
        return Estimate(percent, n=body["base"], years=self.years(released, place, code))

    def rate(self, released: ReleasedWave, place: Place) -> Estimate:
        """Response rate in per cent; n is the number of those invited."""
        body = self.body(released, place, RESPONSE_RATE)
        if not body:
            return Estimate(hidden=self.hidden(released, place, RESPONSE_RATE))
        return Estimate(body["percent"], n=body["base"], years=self.years(released, place, RESPONSE_RATE))


def scale_of(variable: Variable) -> Scale:
    if variable.measure == "nps":
        return SCORE
    return PERCENT if variable.measure == "ordinal" else FIVE


def why_withheld(reason: str, method: Mapping[str, Any]) -> str:
    match reason:
        case "small_base":
            words = _("withheld (n < %(threshold)s)") % {"threshold": method.get("threshold", 10)}
            return words.replace("n < ", "n\u00a0<\u00a0")  # never broken over two lines
        case "few_organisations":
            return _("withheld (fewer than %(number)s organisations)") % {"number": method.get("minimum_organisations", 3)}
        case "dominance":
            return _("withheld (one organisation gave most of the answers)")
        case "complement":
            return _("withheld (it would give another withheld figure away)")
        case "no_frame":
            return _("unknown (nobody was invited by name)")
        case _:
            return _("withheld")


Selection = tuple[ReleasedWave, Collection[str] | None]


def read_cells(
    selections: Iterable[Selection],
    *,
    places: Collection[Place],
    further: Iterable[tuple[Selection, Collection[Place]]] = (),
    pooled: bool = True,
) -> Cells:
    """Tables of these waves at these places, in one query. Of each wave the variables named; None stands for all of them.

    further   more waves, each at places of its own
    pooled    with the windows of several years
    """
    chosen = list(selections)
    more = list(further)
    wanted = Q(pk__in=[])
    for (level, units, codes), releases in _branches([*((selection, places) for selection in chosen), *more]).items():
        branch = Q(release__in=releases, level=level)
        branch &= Q(unit_code__in=units) if units else Q()
        wanted |= branch if codes is None else branch & Q(variable__in=codes)
    tables = ReleasedTable.objects.filter(wanted, by_variable="")
    if not pooled:
        tables = tables.filter(years=1)
    rows = tables.values_list("release_id", "level", "unit_code", "years", "variable", "status", "reason", "body")
    return Cells(map(Row._make, rows), [released for released, _codes in (*chosen, *(selection for selection, _where in more))])


def _branches(
    asked: Iterable[tuple[Selection, Collection[Place]]],
) -> dict[tuple[str, tuple[str, ...], tuple[str, ...] | None], list[int]]:
    """Releases by level, units and variables: each branch begins as the index of the table does (release, level, unit)."""
    found: dict[tuple[str, tuple[str, ...], tuple[str, ...] | None], list[int]] = {}
    for (released, codes), places in asked:
        by_level: dict[str, list[str]] = {}
        for level, unit in places:
            by_level.setdefault(level, []).extend([unit] if level != "university" else [])
        for level, units in by_level.items():
            found.setdefault((level, tuple(units), None if codes is None else tuple(codes)), []).append(released.pk)
    return found


def at_places(places: Collection[Place]) -> Q:
    by_level: dict[str, list[str]] = {}
    for level, unit in places:
        by_level.setdefault(level, []).append(unit)
    where = Q(pk__in=[])
    for level, units in by_level.items():
        where |= Q(level=level) if level == "university" else Q(level=level, unit_code__in=units)
    return where
