"""How fields of a document and their values are called where two documents are held against each other."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surveys.questions import Text

from .kind_words import KINDS, MEASURES, MISSING

FIELDS: Mapping[str, Any] = {
    "audience": gettext_lazy("Asked of"),
    "classification": gettext_lazy("Classification"),
    "code": gettext_lazy("Code"),
    "construct": gettext_lazy("Construct"),
    "decimals": gettext_lazy("Decimals"),
    "domain": gettext_lazy("Domain"),
    "earliest": gettext_lazy("Earliest"),
    "exclusive": gettext_lazy("Stands alone"),
    "facet": gettext_lazy("Facet"),
    "format": gettext_lazy("Format"),
    "formula": gettext_lazy("Formula"),
    "headline": gettext_lazy("Headline figure"),
    "high": gettext_lazy("Upper end"),
    "hint": gettext_lazy("Help beneath the question"),
    "item_version": gettext_lazy("Wording number"),
    "kind": gettext_lazy("Kind of question"),
    "label": gettext_lazy("Wording"),
    "latest": gettext_lazy("Latest"),
    "legal_basis": gettext_lazy("Article it rests on"),
    "low": gettext_lazy("Lower end"),
    "max_length": gettext_lazy("At most, characters"),
    "maximum": gettext_lazy("At most"),
    "measure": gettext_lazy("Read as"),
    "metadata": gettext_lazy("Remark of the source"),
    "minimum": gettext_lazy("Smallest"),
    "minutes": gettext_lazy("Minutes it takes"),
    "missing": gettext_lazy("Kind of no answer"),
    "multiple": gettext_lazy("Several answers"),
    "note": gettext_lazy("Note for colleagues"),
    "options": gettext_lazy("List of options"),
    "other_text": gettext_lazy("“Other: please write”"),
    "pii": gettext_lazy("May point at a person"),
    "precision": gettext_lazy("Asked as"),
    "privacy": gettext_lazy("Privacy notice"),
    "register_name": gettext_lazy("Chosen from"),
    "report_key": gettext_lazy("Decides the program reported on"),
    "required": gettext_lazy("Must be answered"),
    "reverse": gettext_lazy("Reversed item"),
    "review": gettext_lazy("Reviewed before anyone sees it"),
    "rows_from": gettext_lazy("Rows come from"),
    "show_if": gettext_lazy("Condition"),
    "shuffle": gettext_lazy("In random order"),
    "slots": gettext_lazy("Most objectives"),
    "source": gettext_lazy("What is shown"),
    "tags": gettext_lazy("Outcomes it serves"),
    "title": gettext_lazy("Title"),
    "unit": gettext_lazy("Unit"),
    "unit_label": gettext_lazy("Unit as written"),
    "value": gettext_lazy("Value"),
}

LANGUAGES = {"tr": gettext_lazy("Turkish"), "en": gettext_lazy("English")}

_VALUES: Mapping[str, Mapping[Any, Any]] = {
    "kind": KINDS,
    "measure": MEASURES,
    "missing": MISSING,
    "audience": {
        "graduates": gettext_lazy("Graduates"),
        "employers": gettext_lazy("Employers"),
        "others": gettext_lazy("Others"),
    },
    "precision": {"year": gettext_lazy("Year"), "month": gettext_lazy("Year and month")},
    "source": {"program": gettext_lazy("Program"), "cohort": gettext_lazy("Year of graduation")},
    "register_name": {"programs": gettext_lazy("The register of programs"), "listed": gettext_lazy("A long list, frozen with the version")},
    "rows_from": {"programme_objectives": gettext_lazy("The program's own objectives")},
}


_OF_ENTITY = {
    ("option", "low"): gettext_lazy("Band from"),
    ("option", "high"): gettext_lazy("Band to"),
    ("number", "maximum"): gettext_lazy("Largest"),
}


def field_name(name: str, entity: str = "") -> str:
    """A field may be called after what it belongs to: the lower end of a scale is not the lower bound of a band."""
    return str(_OF_ENTITY.get((entity, name)) or FIELDS.get(name, name))


def written(field: str, value: Any) -> str:
    """A value as a reader would say it; a dash where there is none."""
    if value is None or value in ("", [], {}):
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return str(_VALUES.get(field, {}).get(value, value))


def is_text(value: Any) -> bool:
    """A text of a document in both languages, as JSON."""
    return isinstance(value, dict) and value.keys() == {"tr", "en"}


def said(text: Mapping[str, str] | Text | None, language: str) -> str:
    """The text in the reader's language, else in the other; empty where there is none."""
    if text is None:
        return ""
    text = text if isinstance(text, Text) else Text(**text)
    return text.in_language(language)


def quoted(words: str) -> str:
    return f"“{words}”" if words else "–"


def titled(code: str, words: str) -> str:
    """A code with what it stands for: A06 “Dersler”."""
    return f"{code} {quoted(words)}" if words else code
