"""The sheet mik: what a document says and an XLSForm cannot, one line each, so that our own re-import loses nothing.

A line names its place by codes and says what stands there, and what it stands there instead of: what the form alone would be
read as. Where somebody has since changed the form, that is no longer so, and the form is believed rather than the sheet.

Hints (what: name, list, choice) say what a name of the form stands for and are needed while the form is read; all other
lines are laid over what was read.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .tables import Row, Table

SHEET = "mik"
FORMAT = "mik-xlsform/1"
COLUMNS = ("what", "code", "part", "key", "value", "instead_of")
HINTS = frozenset({"name", "list", "choice"})
_CHUNK = 15_000  # characters of one cell; a longer value goes on in the next line
_PARTS = {"rows": "row", "columns": "column"}  # lists inside a question, and what their lines are called
_NEVER = frozenset(  # of the form's own structure
    {"code", "facet", "kind", "rows", "columns", "options", "questions", "sections", "after", "option_sets", "format"}
)
_UNWRITABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Place:
    """what: document, section, question, row, column or option; `code` and `part` name it: A04, C01."""

    what: str
    code: str = ""
    part: str = ""
    key: str = ""

    def __str__(self) -> str:
        group = {"document": "", "section": "sections", "option": "option_sets", "list": "choices", "choice": "choices"}
        named = [group.get(self.what, "questions"), self.code, self.part, self.key]
        return ".".join(part for part in named if part)


@dataclass(frozen=True, slots=True)
class Leftover:
    place: Place
    value: Any
    instead_of: Any = None


@dataclass(frozen=True, slots=True)
class Hints:
    """By (what, code, part, key)."""

    values: Mapping[Place, Any] = field(default_factory=dict)
    given: bool = False  # is there a sheet of ours at all?

    def name(self, name: str, key: str) -> Any:
        return self.values.get(Place("name", name, key=key))

    def code_of(self, name: str) -> str:
        return self._text(Place("name", name, key="code"), name)

    def list_of(self, name: str) -> str:
        return self._text(Place("list", name, key="code"), name)

    def option_of(self, list_name: str, choice: str) -> str:
        return self._text(Place("choice", list_name, choice, "code"), choice)

    def _text(self, place: Place, default: str) -> str:
        value = self.values.get(place, default)
        return value if isinstance(value, str) else default


def table(hints: Mapping[Place, Any], leftovers: Iterable[Leftover]) -> Table:
    lines = [{"what": "document", "key": "format", "value": json.dumps(FORMAT)}]
    for place, value in hints.items():
        lines += [{column: text for column, text in line.items() if column != "instead_of"} for line in _lines(place, value, None)]
    for leftover in leftovers:
        lines += _lines(leftover.place, leftover.value, leftover.instead_of)
    rows = [Row(number, {k: v for k, v in line.items() if v}) for number, line in enumerate(lines, start=2)]
    return Table(COLUMNS, tuple(rows))


def _lines(place: Place, value: Any, instead_of: Any) -> Iterator[dict[str, str]]:
    where = {"what": place.what, "code": place.code, "part": place.part, "key": place.key}
    texts = [_cut(_as_json(given)) for given in (value, instead_of)]
    for number in range(max(len(text) for text in texts)):
        piece = {column: text[number] for column, text in zip(COLUMNS[-2:], texts, strict=True) if number < len(text)}
        yield {**where, **piece}


def _as_json(value: Any) -> str:
    """Readable, unless it holds what no cell can."""
    text = json.dumps(value, ensure_ascii=False)
    return json.dumps(value) if _UNWRITABLE.search(text) else text


def _cut(text: str) -> list[str]:
    return [text[at : at + _CHUNK] for at in range(0, len(text), _CHUNK)]


def read(sheet: Table | None) -> tuple[Hints, list[Leftover], list[int]]:
    """(hints, leftovers, numbers of lines that cannot be understood). Empty where there is no such sheet, or not of ours."""
    if sheet is None or not sheet.rows or json.dumps(FORMAT) != sheet.rows[0].cells.get("value"):
        return Hints(), [], []
    texts: dict[Place, tuple[int, list[str]]] = {}
    for row in sheet.rows[1:]:
        place = Place(*(row.cells.get(column, "").strip() for column in COLUMNS[:4]))
        _number, pieces = texts.setdefault(place, (row.number, ["", ""]))
        for at, column in enumerate(COLUMNS[-2:]):
            pieces[at] += row.cells.get(column, "")
    hints, leftovers, unread = {}, [], []
    for place, (number, (value, instead_of)) in texts.items():
        try:
            leftover = Leftover(place, json.loads(value), json.loads(instead_of or "null"))
        except (ValueError, RecursionError):
            unread.append(number)
            continue
        if place.what in HINTS:
            hints[place] = leftover.value
        elif place.key in _NEVER:
            unread.append(number)
        else:
            leftovers.append(leftover)
    return Hints(hints, given=True), leftovers, unread


def differences(document: Mapping[str, Any], form: Mapping[str, Any]) -> Iterator[Leftover]:
    """What has to be said beside the form. Both are dumps of documents with the same sections, questions, lists and codes."""
    theirs = dict(_things(form))
    for where, thing in _things(document):
        other = theirs[where]
        for key, value in thing.items():
            if value != other.get(key):
                yield Leftover(Place(where.what, where.code, where.part, key), value, other.get(key))


def _things(document: Mapping[str, Any]) -> Iterator[tuple[Place, dict[str, Any]]]:
    """Everything that has a code, without the things inside it."""
    yield Place("document"), {k: v for k, v in document.items() if k not in {"sections", "after", "option_sets", "code"}}
    for name, options in document["option_sets"].items():
        yield from ((Place("option", name, option["code"]), option) for option in options)
    for section in document["sections"]:
        yield Place("section", section["code"]), {"title": section["title"]}
    for question in [*(q for section in document["sections"] for q in section["questions"]), *document["after"]]:
        yield Place("question", question["code"]), {k: v for k, v in question.items() if k not in _NEVER}
        for key, what in _PARTS.items():
            for part in question.get(key, ()):
                yield Place(what, question["code"], part.get("code") or part["facet"]), {k: v for k, v in part.items() if k != "options"}


def value_at(document: Mapping[str, Any], place: Place) -> Any:
    return dict(_things(document))[Place(place.what, place.code, place.part)].get(place.key)


def lay_over(form: dict[str, Any], leftovers: Iterable[Leftover]) -> tuple[list[Place], list[Place], list[Place]]:
    """Changes `form` in place. Returns the places that are as the sheet says, that the form contradicts, and that are not there."""
    things = dict(_handles(form))
    settled: list[Place] = []
    contradicted: list[Place] = []
    absent: list[Place] = []
    for leftover in leftovers:
        place = leftover.place
        thing = things.get(Place(place.what, place.code, place.part))
        if thing is None or place.key not in thing:
            absent.append(place)
        elif thing[place.key] == leftover.instead_of:
            thing[place.key] = leftover.value
            settled.append(place)
        else:
            (settled if thing[place.key] == leftover.value else contradicted).append(place)
    return settled, contradicted, absent


def _handles(form: dict[str, Any]) -> Iterator[tuple[Place, dict[str, Any]]]:
    """As `_things`, but the mappings themselves."""
    yield Place("document"), form
    for name, options in form["option_sets"].items():
        yield from ((Place("option", name, option["code"]), option) for option in options)
    yield from ((Place("section", section["code"]), section) for section in form["sections"])
    for question in [*(q for section in form["sections"] for q in section["questions"]), *form["after"]]:
        yield Place("question", question["code"]), question
        for key, what in _PARTS.items():
            yield from ((Place(what, question["code"], part.get("code") or part["facet"]), part) for part in question.get(key, ()))
