"""One mapping of a source file, read key by key: every key is asked for or reported, so nothing is dropped in silence."""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from surveys.definition.check import DefinitionProblem
from surveys.questions import Text

_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_.]{0,63}")
_OPTION_CODE = re.compile(r"\S{1,64}")


class Report:
    """Problems found while reading, in the order of the file."""

    def __init__(self) -> None:
        self.problems: list[DefinitionProblem] = []

    def add(self, path: str, code: str, message: str) -> None:
        self.problems.append(DefinitionProblem(path, code, message))


class Entry:
    """Reads a mapping at `path`. A value of the wrong type is reported and read as if it were not there."""

    def __init__(self, value: Any, path: str, report: Report) -> None:
        if not isinstance(value, dict):
            report.add(path, "wrong_type", _("A mapping of keys to values is expected here."))
            value = {}
        self.path = path
        self.report = report
        self._values: dict[Any, Any] = value
        self._read: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return self._values.get(key) is not None

    def at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def raw(self, key: str) -> Any:
        self._read.add(key)
        return self._values.get(key)

    def wrong(self, key: str, code: str, message: str) -> None:
        self.report.add(self.at(key), code, message)

    def string(self, key: str, default: str = "") -> str:
        value = self.raw(key)
        if value is None or isinstance(value, str):
            return default if value is None else value.strip()
        self.wrong(key, "wrong_type", _("Text is expected here, in quotes where it looks like something else."))
        return default

    def flag(self, key: str, default: bool = False) -> bool:
        value = self.raw(key)
        if value is None or isinstance(value, bool):
            return default if value is None else value
        self.wrong(key, "wrong_type", _("true or false is expected here."))
        return default

    def number(self, key: str) -> int | float | None:
        value = self.raw(key)
        if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
            return value
        self.wrong(key, "wrong_type", _("A number is expected here."))
        return None

    def whole(self, key: str) -> int | None:
        value = self.number(key)
        if value is None or isinstance(value, int):
            return value
        self.wrong(key, "wrong_type", _("A whole number is expected here."))
        return None

    def choice(self, key: str, choices: tuple[str, ...], default: str = "") -> str:
        value = self.string(key, default)
        if value == default or value in choices:
            return value
        self.wrong(key, "unknown_value", _("%(value)s is none of %(choices)s.") % {"value": value, "choices": ", ".join(choices)})
        return default

    def code(self, key: str) -> str:
        """A code of a question, section, competency: letters, digits, _ and a dot, beginning with a letter."""
        value = self.raw(key)
        if isinstance(value, str) and _CODE.fullmatch(value):
            return value
        message = _("A code is expected here: a letter, then letters, digits, _ or a dot, at most 64 characters; found: %(value)s.")
        self.wrong(key, "wrong_code", message % {"value": "–" if value is None else str(value)[:40]})
        return ""

    def option_code(self, key: str) -> str:
        """Text without blanks, or a plain number. YAML reads an unquoted yes, no, on or off as true or false: refused."""
        value = self.raw(key)
        if isinstance(value, bool):
            self.wrong(key, "boolean_code", _("YAML read this code as true or false. Put it in quotes."))
        elif isinstance(value, int) or (isinstance(value, str) and value.isprintable() and _OPTION_CODE.fullmatch(value)):
            return str(value)
        else:
            message = _("An option's code is text without blanks of at most 64 characters, in quotes where needed; found: %(value)s.")
            self.wrong(key, "wrong_code", message % {"value": "–" if value is None else str(value)[:40]})
        return ""

    def text(self) -> Text:
        """The tr and en of this very mapping."""
        return Text(tr=self.string("tr"), en=self.string("en"))

    def text_at(self, key: str) -> Text | None:
        if key not in self:
            self._read.add(key)
            return None
        inner = self.entry(key)
        text = inner.text()
        inner.finish()
        return text

    def entry(self, key: str) -> "Entry":
        return Entry(self.raw(key), self.at(key), self.report)

    def entries(self, key: str) -> list["Entry"]:
        """A list of mappings, each named by its code or id where it has one."""
        value = self.raw(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self.wrong(key, "wrong_type", _("A list is expected here."))
            return []
        return [Entry(item, f"{self.at(key)}.{_name(item, number)}", self.report) for number, item in enumerate(value, start=1)]

    def named_entries(self, key: str) -> Iterator[tuple[str, "Entry"]]:
        """A mapping of codes to mappings."""
        value = self.raw(key)
        if value is None:
            return
        if not isinstance(value, dict):
            self.wrong(key, "wrong_type", _("A mapping of keys to values is expected here."))
            return
        for name, item in value.items():
            if not isinstance(name, str) or not _CODE.fullmatch(name):
                self.wrong(
                    key,
                    "wrong_code",
                    _("%(value)s is not a code; put it in quotes if YAML reads it otherwise.") % {"value": str(name)[:40]},
                )
            else:
                yield name, Entry(item, f"{self.at(key)}.{name}", self.report)

    def remarks(self, key: str) -> dict[str, Any]:
        """A flat mapping kept as it is: text, numbers, true or false."""
        if key not in self:
            self._read.add(key)
            return {}
        inner = self.entry(key)
        for name, value in inner._values.items():
            if not isinstance(name, str) or not isinstance(value, str | int | float | bool):
                inner.wrong(str(name), "wrong_type", _("Text, a number, true or false is expected here."))
        return dict(inner._values)

    def finish(self) -> None:
        """Report the keys nobody asked for."""
        for key in self._values:
            if key not in self._read:
                self.wrong(str(key), "unknown_key", _("The key %(key)s is not known here.") % {"key": key})


def _name(item: Any, number: int) -> str:
    named = next((item[key] for key in ("code", "id", "facet", "v") if item.get(key) is not None), None) if isinstance(item, dict) else None
    return str(number if named is None else named)[:64]
