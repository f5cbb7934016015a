"""Lines of a sheet under the names of their columns: other spellings of a column resolved, texts by language."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from surveys.definition.check import DefinitionProblem
from surveys.definition.formats.loading import refusal
from surveys.questions import Text

from .tables import Table

TURKISH, ENGLISH = "Türkçe (tr)", "English (en)"

_SPOKEN = ("label", "hint", "constraint_message")  # columns read by language
_OTHER_NAMES = {
    "caption": "label",
    "relevance": "relevant",
    "bind::relevant": "relevant",
    "bind::required": "required",
    "bind::constraint": "constraint",
    "bind::calculate": "calculation",
    "bind::readonly": "read_only",
    "calculate": "calculation",
    "readonly": "read_only",
    "constraining_message": "constraint_message",
    "bind::jr:constraintmsg": "constraint_message",
    "jr::constraintmsg": "constraint_message",
    "command": "type",
    "tag": "name",
    "value": "name",
    "body::appearance": "appearance",
    "control::appearance": "appearance",
}
_LANGUAGES = {
    "tr": "tr",
    "türkçe": "tr",
    "turkish": "tr",
    "turkce": "tr",
    "en": "en",
    "english": "en",
    "ingilizce": "en",
    "i̇ngilizce": "en",
}
_TURKISH_LETTERS = re.compile("[ğşıİĞŞ]")


@dataclass(frozen=True, slots=True)
class Line:
    """cells: of columns that speak no language, trimmed. texts: by column, then tr or en."""

    number: int
    cells: Mapping[str, str]
    texts: Mapping[str, Mapping[str, str]]

    def get(self, column: str) -> str:
        return self.cells.get(column, "")

    def text(self, column: str = "label") -> dict[str, str]:
        return {"tr": "", "en": "", **self.texts.get(column, {})}

    def spoken(self, column: str) -> Text:
        return Text(**self.text(column))


@dataclass(frozen=True, slots=True)
class Languages:
    """The form's names of languages (none: "") as tr or en; those it has besides; and which was a guess."""

    known: Mapping[str, str]
    others: tuple[str, ...] = ()
    guessed: str = ""

    def remarks(self, name: str) -> list[DefinitionProblem]:
        message = _("The language %(language)s is not carried over: questionnaires are in Turkish and English.")
        said = [message % {"language": other} for other in self.others]
        if self.guessed == "tr":
            said.append(_("The form names no language: its texts are taken as Turkish."))
        elif self.guessed:
            said.append(_("The form names no language: its texts are taken as English."))
        return [DefinitionProblem(name, "language", text) for text in said]


def languages_of(sheets: Iterable[Table], default: str, name: str) -> Languages:
    """default: the form's own default language, of which columns without a language speak. Refused where none is Turkish or English."""
    tables = list(sheets)
    spoken = [spoken for table in tables for column in table.columns for column_name, spoken in [_split(column)] if column_name in _SPOKEN]
    named = list(dict.fromkeys(language or default for language in spoken))
    known: dict[str, str] = {}
    for language in named:
        tongue = _tongue(language)
        if tongue and tongue not in known.values():
            known[language] = tongue
    guessed = ""
    if "" in named:  # nobody says what it is: the one that is not named otherwise, or what its letters say
        guessed = _guess(tables) if not known else ""
        rest = guessed or next((tongue for tongue in ("tr", "en") if tongue not in known.values()), "")
        known |= {"": rest} if rest else {}
    others = tuple(language for language in named if language and language not in known)
    if named and not known:
        message = _("The form is in %(languages)s; questionnaires are in Turkish and English.")
        raise refusal(name, "language", message % {"languages": ", ".join(others)})
    if default in known:
        known[""] = known[default]
    return Languages(known, others, guessed)


def _tongue(language: str) -> str:
    code = re.search(r"\(([A-Za-z-]+)\)\s*$", language)
    short = (code[1] if code else language).strip().lower()
    return _LANGUAGES.get(short) or _LANGUAGES.get(short.partition("-")[0], "")


def _guess(tables: list[Table]) -> str:
    cells = (text for table in tables for row in table.rows for column, text in row.cells.items() if _split(column)[0] in _SPOKEN)
    return "tr" if any(_TURKISH_LETTERS.search(text) for text in cells) else "en"


def lines_of(table: Table, languages: Languages) -> list[Line]:
    return [_line(row.number, row.cells, languages) for row in table.rows]


def _line(number: int, given: Mapping[str, str], languages: Languages) -> Line:
    cells: dict[str, str] = {}
    texts: dict[str, dict[str, str]] = defaultdict(dict)
    for header, value in given.items():
        column, language = _split(header)
        if column in _SPOKEN:
            if tongue := languages.known.get(language):
                texts[column].setdefault(tongue, value)
        else:
            cells[column] = value.strip()
    return Line(number, cells, texts)


def _split(header: str) -> tuple[str, str]:
    """(column, language): ("label", "English (en)"). Other columns keep what follows their colons."""
    separator = "::" if "::" in header else ":"
    first, *rest = [part.strip() for part in header.split(separator)]
    first = "_".join(first.lower().split())
    whole = "::".join([first, *rest])
    if named := _OTHER_NAMES.get(whole.lower()):
        return named, ""
    column = _OTHER_NAMES.get(first, first)
    return (column, "::".join(rest)) if column in _SPOKEN else (whole if rest else column, "")
