"""Texts of a LimeSurvey file as texts of a document: Turkish and English, without HTML, with pipes where they are possible."""

import re
from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from surveys.definition.formats.entries import Report
from surveys.questions import Text

from .html import plain
from .model import Words

_PIECE = re.compile(r"\{(?![\s}])([^{}]*)(?<!\s)\}")  # an expression; a brace beside a blank is only a brace
_NAMED = re.compile(r"(?:INSERTANS:)?([A-Za-z0-9][\w#]*?)(?:\.(?:shown|NAOK))?")

Pipe = Callable[[str], str]  # name of a LimeSurvey variable -> code of our variable, "" where there is none to show


class Wording:
    """Reads the texts of one survey. What a text loses is said once per place, in both languages together."""

    def __init__(self, languages: list[str], report: Report, pipe: Pipe) -> None:
        self.base = languages[0] if languages else ""
        self.turkish, self.english = (_closest(language, languages) for language in ("tr", "en"))
        self._report = report
        self._pipe = pipe

    @property
    def neither(self) -> bool:
        """The survey is in another language altogether, which is said once for all its texts."""
        return not (self.turkish or self.english)

    def text(self, words: Words, path: str) -> Text:
        """The two languages; where neither is given but the base language is, that one, in the field of the language it is nearest to."""
        given = {"tr": words.get(self.turkish, ""), "en": words.get(self.english, "")}
        if not any(given.values()) and (only := words.get(self.base) or next(iter(words.values()), "")):
            place = "en" if self.english and not self.turkish else "tr"
            given[place] = only
            if not self.neither:
                message = _("The text is neither in Turkish nor in English; it stands in the %(language)s field until it is translated.")
                self._report.add(path, "other_language", message % {"language": _("English") if place == "en" else _("Turkish")})
        read = {language: plain(text) for language, text in given.items()}
        lost = dict.fromkeys(piece for one in read.values() for piece in one.lost)
        if lost:
            self._report.add(path, "html", _("The text lost: %(pieces)s.") % {"pieces": _listed(lost)})
        unknown: dict[str, None] = {}
        piped = {language: self._with_pipes(one.text, unknown) for language, one in read.items()}
        if unknown:
            message = _("%(pieces)s cannot be shown in a text here and stands as it is; rewrite the text.")
            self._report.add(path, "piping", message % {"pieces": ", ".join(unknown)})
        return Text(**piped)

    def text_or_none(self, words: Words, path: str) -> Text | None:
        text = self.text(words, path)
        return text if text.tr or text.en else None

    def _with_pipes(self, text: str, unknown: dict[str, None]) -> str:
        def shown(piece: re.Match[str]) -> str:
            named = _NAMED.fullmatch(piece[1])
            if named and (code := self._pipe(named[1])):
                return "{" + code + "}"
            unknown[piece[0][:80]] = None
            return piece[0]

        return _PIECE.sub(shown, text)


def _closest(language: str, languages: Iterable[str]) -> str:
    """ "en" itself, or "en-informal" where only that is there; "" where neither is."""
    alike = [other for other in languages if other == language or other.startswith(f"{language}-")]
    return language if language in alike else next(iter(alike), "")


def _listed(lost: Iterable[tuple[str, str]]) -> str:
    names = {"image": _("image"), "media": _("film or sound"), "form": _("form field"), "link": _("link"), "script": _("script")}
    return ", ".join(f"{names[kind]} {address}".strip() for kind, address in lost)
