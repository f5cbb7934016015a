"""A page of a questionnaire as text with places in it: built once per version, page and language, filled per request.

Filling replaces a few elements of a list and joins it. Nothing is rendered per request, so a page of 48 questions costs
well under a millisecond. Everything that comes from a document or from a person is escaped here.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

_PIPE = re.compile(r"\{([A-Za-z][A-Za-z0-9_.]*)\}")


class Choice(NamedTuple):
    """Becomes `mark` where `value` is among what was given for `name`."""

    name: str
    value: str
    mark: str  # " checked" or " selected"


class AnyOf(NamedTuple):
    """Becomes `mark` where any of `values` is among what was given for `name`."""

    name: str
    values: tuple[str, ...]
    mark: str  # " open"


class Given(NamedTuple):
    """What was typed for `name`."""

    name: str


class Piped(NamedTuple):
    """Words known only per respondent: the program, the year, an answer given on an earlier page, a program's objective."""

    name: str


class Needs(NamedTuple):
    """Leaves nothing in the page: it works better with this script, static/respond/<name>.js."""

    script: str


class Fault(NamedTuple):
    """`without` normally, `template` (with the message for %s) while the answer to `name` is wrong."""

    name: str
    without: str
    template: str


Piece = str | Choice | AnyOf | Given | Piped | Needs | Fault


class Markup:
    """Static strings with the places between them. scripts: names of those the page wants, each once."""

    __slots__ = ("_choices", "_faults", "_given", "_parts", "_piped", "scripts")

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._parts: list[str] = []
        self._choices: dict[tuple[str, str], list[tuple[int, str]]] = {}
        self._given: dict[str, int] = {}
        self._piped: dict[str, list[int]] = {}
        self._faults: dict[str, list[tuple[int, str]]] = {}
        static: list[str] = []
        scripts: set[str] = set()
        for piece in pieces:
            if isinstance(piece, str):
                static.append(piece)
                continue
            if isinstance(piece, Needs):
                scripts.add(piece.script)
                continue
            self._parts.append("".join(static))
            static.clear()
            self._place(piece)
        self._parts.append("".join(static))
        self.scripts = tuple(sorted(scripts))

    def _place(self, piece: Choice | AnyOf | Given | Piped | Fault) -> None:
        at, text = len(self._parts), ""
        match piece:
            case Choice(name, value, mark):
                self._choices.setdefault((name, value), []).append((at, mark))
            case AnyOf(name, values, mark):
                for value in values:
                    self._choices.setdefault((name, value), []).append((at, mark))
            case Given(name):
                self._given[name] = at
            case Piped(name):
                self._piped.setdefault(name, []).append(at)
            case Fault(name, text, template):
                self._faults.setdefault(name, []).append((at, template))
        self._parts.append(text)

    @property
    def piped(self) -> Iterable[str]:
        """Names of the words this page needs per respondent."""
        return self._piped.keys()

    def fill(
        self,
        given: Mapping[str, Sequence[str]],
        *,
        faults: Mapping[str, str] | None = None,
        words: Mapping[str, str] | None = None,
    ) -> str:
        """The page with these answers.

        given    field name -> what is chosen or typed, also where it is invalid
        faults   field name -> message
        words    name of a pipe -> text
        """
        parts = self._parts.copy()
        for name, values in given.items():
            for value in values:
                for at, mark in self._choices.get((name, value), ()):
                    parts[at] = mark
            if values and name in self._given:
                parts[self._given[name]] = escape(values[-1])
        for name, message in (faults or {}).items():
            text = escape(message)
            for at, template in self._faults.get(name, ()):
                parts[at] = template.replace("%s", text)
        for name, text in (words or {}).items():
            for at in self._piped.get(name, ()):
                parts[at] = escape(text)
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class Attributes:
    """Of one question's fieldset or input: what describes it, and what is added while it is wrong.

    invalid   False for a group of boxes, which may not be marked as a whole
    """

    code: str
    described_by: str = ""
    invalid: bool = True

    def pieces(self) -> list[Piece]:
        usual = f' aria-describedby="{self.described_by}"' if self.described_by else ""
        ids = f"{self.described_by} e-{self.code}".strip()
        return [Fault(self.code, usual, f'{" aria-invalid=true" if self.invalid else ""} aria-describedby="{ids}"')]


def fault(code: str) -> Fault:
    """Where the message beside a field appears."""
    return Fault(code, "", f'<p class="fault" id="e-{escape(code)}">%s</p>')


def words(text: str, *, pipes: frozenset[str]) -> list[Piece]:
    """A text of the document, escaped; `{CODE}` becomes a pipe where CODE is one of `pipes`, and stays as it is elsewhere."""
    pieces: list[Piece] = []
    end = 0
    for found in _PIPE.finditer(text):
        if found[1] in pipes:
            pieces += [escape(text[end : found.start()]), Piped(found[1])]
            end = found.end()
    return [*pieces, escape(text[end:])]
