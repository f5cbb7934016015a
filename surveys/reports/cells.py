"""Released tables of a screen, read once, and the figures a chart takes from them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

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


@dataclass(frozen=True, slots=True)
class Cell:
    status: str
    reason: str
    body: Mapping[str, Any]


class Cells:
    """Cells by release, place and variable."""

    def __init__(self, rows: Iterable[tuple[int, str, str, str, str, str, Mapping[str, Any]]], waves: Iterable[ReleasedWave]) -> None:
        self._cells = {
            (release, *(UNIVERSITY if level == "university" else (level, unit)), variable): Cell(status, reason, body)
            for release, level, unit, variable, status, reason, body in rows
        }
        self._methods = {released.pk: released.release.method for released in waves}

    def find(self, released: ReleasedWave, place: Place, code: str) -> Cell | None:
        return self._cells.get((released.pk, *place, code))

    def body(self, released: ReleasedWave, place: Place, code: str) -> Mapping[str, Any]:
        """The released body; empty where nothing was tabulated or the table is withheld."""
        cell = self.find(released, place, code)
        return cell.body if cell is not None and cell.status == ReleasedTable.Status.RELEASED else {}

    def hidden(self, released: ReleasedWave, place: Place, code: str) -> str:
        """Why the figure is kept back, in words; empty where it is not."""
        cell = self.find(released, place, code)
        if cell is None or cell.status == ReleasedTable.Status.RELEASED:
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
        return Estimate(value, figure["low"], figure["high"], body["base"])

    def mean(self, released: ReleasedWave, place: Place, code: str) -> Estimate:
        body = self.body(released, place, code)
        if not body:
            return Estimate(hidden=self.hidden(released, place, code))
        return Estimate(body.get("mean"), n=body.get("mean_n"))

    def option(self, released: ReleasedWave, place: Place, code: str, option: str) -> Estimate:
        """Percentage of one answer; releases carry no interval of a single answer."""
        body = self.body(released, place, code)
        if not body:
            return Estimate(hidden=self.hidden(released, place, code))
        percent = next((line["percent"] for line in body["options"] if line["code"] == option), None)
        return Estimate(percent, n=body["base"])

    def first(self, released: ReleasedWave, place: Place, code: str, option: str) -> Estimate:
        """Percentage of those who ranked the option before all others."""
        body = self.body(released, place, code)
        if not body:
            return Estimate(hidden=self.hidden(released, place, code))
        percent = next((line["first"]["percent"] for line in body["options"] if line["code"] == option), None)
        return Estimate(percent, n=body["base"])

    def rate(self, released: ReleasedWave, place: Place) -> Estimate:
        """Response rate in per cent; n is the number of those invited."""
        body = self.body(released, place, RESPONSE_RATE)
        if not body:
            return Estimate(hidden=self.hidden(released, place, RESPONSE_RATE))
        return Estimate(body["percent"], n=body["base"])


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


def read_cells(selections: Iterable[tuple[ReleasedWave, Collection[str] | None]], *, places: Collection[Place]) -> Cells:
    """Tables of these waves at these places, in one query. Of each wave the variables named; None stands for all of them."""
    chosen = list(selections)
    wanted = Q(pk__in=[])
    for released, codes in chosen:
        wanted |= Q(release=released.pk) if codes is None else Q(release=released.pk, variable__in=codes)
    by_level: dict[str, list[str]] = {}
    for level, unit in places:
        by_level.setdefault(level, []).append(unit)
    where = Q(pk__in=[])
    for level, units in by_level.items():
        where |= Q(level=level) if level == "university" else Q(level=level, unit_code__in=units)
    rows = ReleasedTable.objects.filter(wanted & where, by_variable="").values_list(
        "release_id", "level", "unit_code", "variable", "status", "reason", "body"
    )
    return Cells(rows, [released for released, _codes in chosen])
