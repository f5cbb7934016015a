"""Columns of the sheets that list released figures: a heading, a width in characters, a format, and what stands in a row."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from surveys.models import ReleasedTable

from .released import Extract, UnitName

Style = Literal["text", "wrapped", "whole", "percent", "mean"]

LEVEL_NAMES = {
    "university": gettext_lazy("University"),
    "faculty": gettext_lazy("Faculty"),
    "department": gettext_lazy("Department"),
    "program": gettext_lazy("Program"),
}
STATISTICS = {
    "answer": gettext_lazy("answer"),
    "first": gettext_lazy("ranked first"),
    "mean_place": gettext_lazy("mean place (1 is best)"),
    "two_best": gettext_lazy("two best answers together"),
    "score": gettext_lazy("net promoter score"),
    "summary": gettext_lazy("summary"),
    "withheld": pgettext_lazy("whole table", "withheld"),
}
NOTES = {"": "", "zero": gettext_lazy("exactly nobody"), "all": gettext_lazy("exactly everybody")}


@dataclass(frozen=True, slots=True)
class Column:
    heading: str
    width: int
    style: Style
    of: Callable[[Any], object]

    @property
    def is_figure(self) -> bool:
        """Something a withheld row has not."""
        return self.style in {"whole", "percent", "mean"}


def unit_columns(extract: Extract) -> list[Column]:
    """Of rows as they are stored; years and breakdown only where there are any."""
    return _places(extract, unit=extract.unit, by=extract.breakdown)


def place_columns(extract: Extract) -> list[Column]:
    """Of lines."""
    return _places(extract, unit=lambda line: line.unit, by=lambda line: (line.by, line.by_text, line.value, line.value_text))


def _places(extract: Extract, *, unit: Callable[[Any], UnitName], by: Callable[[Any], tuple[str, str, str, str]]) -> list[Column]:
    columns = [
        Column(_("Level"), 12, "text", lambda row: str(LEVEL_NAMES[unit(row).level])),
        Column(_("Unit code"), 12, "text", lambda row: unit(row).code),
        Column(_("Unit"), 36, "text", lambda row: unit(row).name),
    ]
    if extract.pooled:
        columns.append(Column(_("Years together"), 10, "text", lambda row: row.years))
    if extract.divided:
        columns += [
            Column(_("Divided by"), 12, "text", lambda row: by(row)[0] or _("everybody")),
            Column(_("Divided by: text"), 30, "text", lambda row: by(row)[1]),
            Column(_("Part: code"), 12, "text", lambda row: by(row)[2]),
            Column(_("Part"), 24, "text", lambda row: by(row)[3]),
        ]
    return columns


def table_columns() -> list[Column]:
    return [
        Column(_("Question code"), 12, "text", lambda line: line.variable),
        Column(_("Question"), 56, "text", lambda line: line.text),
        Column(_("Figure"), 22, "text", lambda line: str(STATISTICS[line.statistic])),
        Column(_("Answer code"), 10, "text", lambda line: line.option),
        Column(_("Answer"), 32, "text", lambda line: line.option_text),
        Column(_("Percent"), 9, "percent", lambda line: line.percent),
        Column(_("Lower limit"), 9, "percent", lambda line: line.low if line.score is None else None),
        Column(_("Upper limit"), 9, "percent", lambda line: line.high if line.score is None else None),
        Column(_("Mean"), 9, "mean", lambda line: line.mean),
        Column(_("Standard deviation"), 10, "mean", lambda line: line.sd),
        Column(_("Median"), 9, "mean", lambda line: line.median),
        Column(_("Score"), 9, "whole", lambda line: line.score),
        Column(_("Score: low"), 9, "whole", lambda line: line.low if line.score is not None else None),
        Column(_("Score: high"), 9, "whole", lambda line: line.high if line.score is not None else None),
        Column(_("Base"), 9, "whole", lambda line: line.base),
        Column(_("Skipped"), 9, "whole", lambda line: line.missing),
        Column(_("Note"), 18, "text", lambda line: str(NOTES[line.note])),
        Column(_("Status"), 12, "text", lambda line: str(ReleasedTable.Status(line.status).label)),
        Column(_("Reason"), 44, "text", lambda line: line.reason),
    ]
