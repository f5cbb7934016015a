"""Where something is wrong, in an author's words: A03 · Alt uç · İngilizce for questions.A03.low.en."""

from collections.abc import Callable

from django.utils.translation import gettext as _

_GROUPS = {"questions", "sections", "option_sets", "lists", "competencies", "domains", "constructs", "facets", "indicators", "after"}
_WORDS: dict[str, Callable[[], str]] = {
    "code": lambda: _("Code"),
    "columns": lambda: _("Columns"),
    "en": lambda: _("English"),
    "high": lambda: _("Upper end"),
    "hint": lambda: _("Help beneath the question"),
    "label": lambda: _("Text"),
    "low": lambda: _("Lower end"),
    "minutes": lambda: _("Minutes"),
    "options": lambda: _("Options"),
    "privacy": lambda: _("Privacy notice"),
    "rows": lambda: _("Rows"),
    "sections": lambda: _("Sections"),
    "show_if": lambda: _("Shown if"),
    "title": lambda: _("Title"),
    "tr": lambda: _("Turkish"),
    "unit_label": lambda: _("Unit as written"),
}


def in_words(path: str) -> str:
    """path   of a DefinitionProblem. Codes stay as they are, and so does what the editor has no field for."""
    group, *rest = path.split(".")
    parts = rest if rest and group in _GROUPS else [group, *rest]
    named = [parts[0] if rest and group in _GROUPS else _named(parts[0]), *map(_named, parts[1:])]
    return " · ".join(named)


def _named(part: str) -> str:
    return _WORDS[part]() if part in _WORDS else part
