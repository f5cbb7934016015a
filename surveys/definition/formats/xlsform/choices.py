"""The lists of options of a form."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from .findings import Findings
from .leftovers import Hints
from .lines import Line

_CODE = re.compile(r"\S{1,64}")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_OTHER = {"tr": "Diğer", "en": "Other"}

Choices = dict[str, list[dict[str, Any]]]


class Lists:
    """Option sets by the name they have in the document. An option whose code is a number has that number as its value."""

    def __init__(self, lines: Sequence[Line], hints: Hints, findings: Findings) -> None:
        self.sets: Choices = {}
        self._codes: dict[str, set[str]] = {}  # by list
        self.renamed: dict[tuple[str, str], str] = {}  # (list, name in the form) -> code
        self._findings = findings
        for line in lines:
            given = line.get("list_name")
            if not given:
                continue
            name, choice = hints.list_of(given), line.get("name")
            code = hints.option_of(given, choice)
            if code != choice:
                self.renamed[name, choice] = code
            self.sets.setdefault(name, []).append(self._option(name, code, line))
        for column in sorted({column for line in lines for column in line.cells} - {"list_name", "name"}):
            message = _("The column %(column)s of the sheet choices is not carried over.") % {"column": column}
            findings.remark(f"choices.{column}", "column", message)

    def _option(self, name: str, code: str, line: Line) -> dict[str, Any]:
        if not _CODE.fullmatch(code):
            message = _("“%(code)s” is no code of an option: at most 64 characters without blanks. Write %(proposal)s.")
            proposal = re.sub(r"\s+", "_", code)[:64]
            self._findings.refuse(f"option_sets.{name}", "wrong_code", message % {"code": code[:80], "proposal": proposal})
            code = "x"
        elif code in self._codes.get(name, ()):
            message = _("The list %(list)s has the option %(code)s twice.") % {"list": name, "code": code}
            self._findings.refuse(f"option_sets.{name}", "duplicate_code", message)
        self._codes.setdefault(name, set()).add(code)
        return {"code": code, "label": line.text(), "value": float(code) if _NUMBER.fullmatch(code) else None}

    def with_other(self, name: str) -> str:
        """or_other: the list with the option "other", which asks for a text; a list of its own where others use it without."""
        options = [dict(option) for option in self.sets.get(name, ())]
        other = next((option for option in options if option["code"] == "other"), None)
        if other is None:
            other = {"code": "other", "label": _OTHER, "value": None}
            options.append(other)
        other["other_text"] = True
        new = next(n for n in (f"{name}_other", *(f"{name}_other_{k}" for k in range(2, 99))) if self.sets.get(n, options) == options)
        self.sets[new] = options
        return new

    def exclude(self, name: str, codes: Iterable[str]) -> None:
        """Options that are chosen alone."""
        for option in self.sets.get(name, ()):
            if option["code"] in codes:
                option["exclusive"] = True

    def write_text(self, name: str, codes: Iterable[str]) -> None:
        """Options that ask for a text beside them."""
        for option in self.sets.get(name, ()):
            if option["code"] in codes:
                option["other_text"] = True

    def is_scale(self, name: str) -> bool:
        """Every option a number, each once: steps of a scale without more being said."""
        values = [option["value"] for option in self.sets.get(name, ())]
        return bool(values) and None not in values and len(set(values)) == len(values)
