"""A person's files as the list shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.template.defaultfilters import filesizeformat
from django.utils.translation import ngettext

from surveys.exports.jobs import KINDS
from surveys.models import Export

State = Export.State


@dataclass(frozen=True, slots=True)
class FileLine:
    """facts   size, rows, what was left blank; empty while the file is not there yet"""

    export: Export
    kind: str
    facts: str
    ready: bool

    @property
    def under_way(self) -> bool:
        return self.export.state in {State.WAITING, State.RUNNING}


def lines_of(exports: Iterable[Export], *, now: datetime) -> list[FileLine]:
    """Newest first; what has expired is not shown though it may not be deleted yet."""
    shown = [export for export in exports if export.expires_at is None or export.expires_at > now]
    return [_line(export) for export in shown]


def _line(export: Export) -> FileLine:
    kind = KINDS.get(export.kind)
    return FileLine(export, str(kind.label) if kind else export.kind, " · ".join(_facts(export)), export.state == State.DONE)


def _facts(export: Export) -> Iterable[str]:
    if export.state == State.DONE and export.size is not None:
        yield filesizeformat(export.size)
    question = export.question
    if (rows := question.get("rows")) is not None:
        yield ngettext("%(rows)s row", "%(rows)s rows", rows) % {"rows": rows}
    if programs := question.get("merged_programs"):
        yield ngettext("%(number)s program left blank", "%(number)s programs left blank", programs) % {"number": programs}
    if cohorts := question.get("merged_cohorts"):
        yield ngettext("%(number)s cohort left blank", "%(number)s cohorts left blank", cohorts) % {"number": cohorts}
