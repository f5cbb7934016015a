"""Released tables of some units as lines, one figure group a line: what the workbook and the CSV both write.

Nothing is computed here and nothing rounded: a release holds its figures as anyone may see them. Percentages are 0-100.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from departments.models import Department, Faculty, Program
from surveys.definition.compiled import compile_version
from surveys.definition.document import Document
from surveys.models import Release, ReleasedTable
from surveys.questions import Variable
from surveys.reports.cells import why_withheld
from surveys.results.columns import COHORT_VARIABLE
from surveys.results.indicators.definitions import definitions
from surveys.results.tables import RESPONSE_RATE

LEVELS = ("university", "faculty", "department", "program")


class UnitName(NamedTuple):
    level: str
    code: str
    name: str


class Line(NamedTuple):
    """statistic   answer | first | mean_place | two_best | score | summary | withheld
    mean          of mean_place the place, 1 is best
    low, high     interval: of two_best in per cent, of score in points
    note          zero | all: exactly nobody, exactly everybody, not merely rounded there
    """

    unit: UnitName
    years: int
    by: str
    by_text: str
    value: str
    value_text: str
    variable: str
    text: str
    statistic: str
    option: str = ""
    option_text: str = ""
    percent: float | None = None
    low: float | None = None
    high: float | None = None
    mean: float | None = None
    sd: float | None = None
    median: float | str | None = None
    score: float | None = None
    base: int | None = None
    missing: int | None = None
    note: str = ""
    status: str = ReleasedTable.Status.RELEASED
    reason: str = ""

    @property
    def shown(self) -> bool:
        return self.status == ReleasedTable.Status.RELEASED


@dataclass(frozen=True)
class Extract:
    """The tables of one release at these units, in the order of release; texts in one language."""

    release: Release
    units: Mapping[tuple[str, str], UnitName]
    rows: Sequence[ReleasedTable]
    language: str

    @cached_property
    def document(self) -> Document:
        return compile_version(self.release.wave.version).document

    @cached_property
    def pooled(self) -> bool:
        return any(row.years > 1 for row in self.rows)

    @cached_property
    def divided(self) -> bool:
        return any(row.by_variable for row in self.rows)

    def unit(self, row: ReleasedTable) -> UnitName:
        if row.level == "university":  # there is one, under whichever code it was released
            return next(unit for unit in self.units.values() if unit.level == "university")
        return self.units[row.level, row.unit_code]

    def tables(self) -> Iterator[ReleasedTable]:
        """Of questions alone: response rates, indicators and scales are of another shape."""
        return (row for row in self.rows if row.variable in self.document.variables)

    def apart(self, measure: str) -> list[ReleasedTable]:
        """Figures that are no table: "rate", "indicator" or "scale"."""
        return [row for row in self.rows if self._measure(row) == measure]

    def _measure(self, row: ReleasedTable) -> str:
        """A withheld row has nothing but its name to be known by."""
        if row.variable == RESPONSE_RATE:
            return "rate"
        if row.variable in self.document.variables:
            return "table"
        return "indicator" if definitions().of(row.variable) else "scale"

    def lines(self) -> Iterator[Line]:
        for row in self.tables():
            yield from self._of(row)

    def why(self, row: ReleasedTable) -> str:
        return "" if row.status == ReleasedTable.Status.RELEASED else why_withheld(row.reason, self.release.method)

    def breakdown(self, row: ReleasedTable) -> tuple[str, str, str, str]:
        """Question, its text, answer and its text; empty where the table is of everybody."""
        if not row.by_variable:
            return "", "", "", ""
        variable = self.document.variables.get(row.by_variable)
        if variable is None:
            return row.by_variable, _("Year of graduation") if row.by_variable == COHORT_VARIABLE else "", row.by_value, row.by_value
        return row.by_variable, self.said(variable), row.by_value, self._options(variable).get(row.by_value, row.by_value)

    def said(self, variable: Variable) -> str:
        """Its text, with the side of a double matrix."""
        facet = self.document.facets.get(variable.facet)
        text = variable.label.in_language(self.language)
        return f"{text} – {facet.in_language(self.language)}" if facet else text

    def indicator_name(self, code: str) -> str:
        """With the item it is about, where the indicator is of several."""
        definition, item = definitions().of(code), self.document.variables.get(code.partition(":")[2])
        named = definition.name.in_language(self.language) if definition else code
        return f"{named}: {self.said(item)}" if item else named

    def scale_name(self, code: str) -> str:
        name = self.document.constructs.get(code)
        return name.in_language(self.language) if name else code

    def _of(self, row: ReleasedTable) -> Iterator[Line]:
        variable = self.document.variables[row.variable]
        place = (self.unit(row), row.years, *self.breakdown(row), row.variable, self.said(variable))
        body = row.body
        if row.status != ReleasedTable.Status.RELEASED:
            yield Line(*place, "withheld", status=row.status, reason=self.why(row))
            return
        base, labels = body.get("base"), self._options(variable)
        for option in body.get("options") or ():
            named = {"option": option["code"], "option_text": labels.get(option["code"], option["code"]), "base": base}
            yield Line(*place, "answer", percent=option["percent"], note=option.get("flag") or "", **named)
            if first := option.get("first"):
                yield Line(*place, "first", percent=first["percent"], note=first.get("flag") or "", **named)
                yield Line(*place, "mean_place", mean=option.get("mean_place"), **named)
        if share := body.get("top2"):
            yield Line(*place, "two_best", percent=share["percent"], low=share["low"], high=share["high"], base=base)
        if score := body.get("nps"):
            yield Line(*place, "score", score=score["value"], low=score["low"], high=score["high"], base=base)
        figures: dict[str, Any] = {name: body.get(name) for name in ("mean", "sd", "median", "missing")}
        yield Line(*place, "summary", base=base, **figures)

    def _options(self, variable: Variable) -> dict[str, str]:
        return {option.code: option.label.in_language(self.language) for option in variable.options}


def extract(*, release: Release, units: Sequence[tuple[str, str]], university: Mapping[str, Any], language: str) -> Extract:
    """`units`: (level, code); the university stands under its own code. `university`: {"code", "name": {"tr", "en"}}."""
    wanted = [(level, str(university["code"]) if level == "university" else code) for level, code in units]
    places = Q(pk__in=[])
    for level, code in wanted:
        places |= Q(level=level) if level == "university" else Q(level=level, unit_code=code)
    rows = ReleasedTable.objects.filter(places, release=release).order_by("pk")
    return Extract(release, _names(wanted, university, language), list(rows), language)


def _names(units: Sequence[tuple[str, str]], university: Mapping[str, Any], language: str) -> dict[tuple[str, str], UnitName]:
    """From the top, in the order of their codes."""
    found: dict[tuple[str, str], UnitName] = {}
    for level in LEVELS:
        codes = sorted({code for of, code in units if of == level})
        names = dict.fromkeys(codes, university["name"][language]) if level == "university" else _registered(level, codes, language)
        found |= {(level, code): UnitName(level, code, names.get(code, code)) for code in codes}
    return found


def _registered(level: str, codes: Sequence[str], language: str) -> dict[str, str]:
    registers: dict[str, QuerySet[Any]] = {
        "faculty": Faculty.objects.all(),
        "department": Department.objects.all(),
        "program": Program.objects.all(),
    }
    return {unit.code: unit.names[language] for unit in registers[level].filter(code__in=codes)}
