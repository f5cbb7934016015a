"""Columns, settings and appearances of a form that a document has no place for, each named with the questions that use it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from .findings import Findings
from .lines import Line

_READ = {"type", "name", "required", "relevant", "constraint", "appearance", "parameters", "read_only", "disabled"}
_SHOWN = {"field-list", "table-list", "likert", "minimal", "multiline", "year", "month-year"}  # our own forms use them
_SETTINGS = {"form_title", "form_id", "title", "id_string", "default_language", "version", "style", "allow_choice_duplicates"}
_WITH_PARAMETERS = ("rank", "range")


def columns_left_out(lines: Iterable[Line], settings: Mapping[str, str], findings: Findings) -> None:
    columns: dict[str, list[str]] = defaultdict(list)
    appearances: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        name = line.get("name")
        if not line.get("type"):
            message = _("Row %(row)d has no type and was left out.") % {"row": line.number}
            findings.remark(f"survey.{line.number}", "not_carried", message)
            continue
        if name in findings.gone:  # named already, whole
            continue
        for column in line.cells.keys() - _READ:
            columns[column].append(name)
        if line.get("parameters") and not line.get("type").startswith(_WITH_PARAMETERS):
            columns["parameters"].append(name)
        for appearance in line.get("appearance").split():
            if appearance not in _SHOWN:
                appearances[appearance].append(name)
    for column, names in sorted(columns.items()):
        message = _("The column %(column)s is not carried over; it is filled in for %(names)s.")
        findings.remark(f"survey.{column}", "column", message % {"column": column, "names": _listed(names)})
    for appearance, names in sorted(appearances.items()):
        message = _("The appearance %(appearance)s is not carried over: how questions look is decided here. It stands at %(names)s.")
        findings.remark(f"survey.appearance.{appearance}", "appearance", message % {"appearance": appearance, "names": _listed(names)})
    for setting in sorted(settings.keys() - _SETTINGS):
        message = _("The setting %(setting)s is not carried over.") % {"setting": setting}
        findings.remark(f"settings.{setting}", "setting", message)


def _listed(names: list[str]) -> str:
    return ", ".join(dict.fromkeys(name or "–" for name in names))
