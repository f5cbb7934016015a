"""Competencies side by side: the mean of each facet that was asked, and what the level acquired lacks of the one required."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from surveys.models import ReleasedTable
from surveys.reports.periods import ACQUIRED, PAIRED_GAP, REQUIRED

from .released import Extract, UnitName
from .workbook_columns import LEVEL_NAMES, Column

Status = ReleasedTable.Status


@dataclass(frozen=True, slots=True)
class GapLine:
    """means: by facet; None where that table is withheld, no key where it was not released for the unit."""

    unit: UnitName
    code: str
    text: str
    means: Mapping[str, float | None]
    paired: float | None = None  # of the graduates who rated both, where it was released
    status: str = Status.RELEASED  # of the line; a facet that is withheld says so in its own cell

    @property
    def gap(self) -> float | None:
        """In steps of the scale; positive: more is required than was acquired. Of the two means where no paired gap was released."""
        if self.paired is not None:
            return self.paired
        acquired, required = self.means.get(ACQUIRED), self.means.get(REQUIRED)
        return None if acquired is None or required is None else round(required - acquired, 2)


def competency_lines(extract: Extract) -> list[GapLine]:
    """Of single years and of everybody; a line for each unit and competency of which anything was released or withheld."""
    found: dict[tuple[UnitName, str], dict[str, float | None]] = {}
    texts: dict[str, str] = {}
    for row in extract.tables():
        variable = extract.document.variables[row.variable]
        if variable.facet and variable.row and row.years == 1 and not row.by_variable:
            texts[variable.row] = variable.label.in_language(extract.language)
            found.setdefault((extract.unit(row), variable.row), {})[variable.facet] = row.body.get("mean")
    paired = {
        (extract.unit(row), row.variable.partition(":")[2]): row.body.get("value")
        for row in extract.apart("indicator")
        if row.variable.startswith(f"{PAIRED_GAP}:") and row.years == 1 and not row.by_variable
    }
    return [GapLine(unit, code, texts[code], means, paired.get((unit, code))) for (unit, code), means in found.items()]


def competency_columns(extract: Extract) -> list[Column]:
    withheld = _("withheld")
    columns = [
        Column(_("Level"), 12, "text", lambda line: str(LEVEL_NAMES[line.unit.level])),
        Column(_("Unit code"), 12, "text", lambda line: line.unit.code),
        Column(_("Unit"), 36, "text", lambda line: line.unit.name),
        Column(_("Competency"), 12, "text", lambda line: line.code),
        Column(_("Its name"), 56, "text", lambda line: line.text),
    ]
    facets = dict.fromkeys(variable.facet for variable in extract.document.variables.values() if variable.facet and variable.row)
    for facet in facets:
        name = extract.document.facets.get(facet)
        heading = _("Mean: %(facet)s") % {"facet": name.in_language(extract.language) if name else facet}
        columns.append(Column(heading, 18, "mean", _mean_of(facet, withheld)))
    if {ACQUIRED, REQUIRED} <= set(facets):
        columns.append(Column(_("Gap: required minus acquired"), 18, "mean", lambda line: withheld if _lacks(line) else line.gap))
    return columns


def _mean_of(facet: str, withheld: str) -> Callable[[GapLine], float | str | None]:
    return lambda line: withheld if facet in line.means and line.means[facet] is None else line.means.get(facet)


def _lacks(line: GapLine) -> bool:
    return any(facet in line.means and line.means[facet] is None for facet in (ACQUIRED, REQUIRED))
