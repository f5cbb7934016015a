"""The small pieces a draft is made of, both ways."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from surveys.questions import AnyQuestion, Option, Text

from .document import Competency

Draft = Mapping[str, Any]

_FLAGS = ("exclusive", "other_text")
_NUMBERS = ("value", "low", "high")


def both(name: str, text: Text | None) -> dict[str, str]:
    """One text as the two fields it is edited in."""
    return {f"{name}_tr": text.tr if text else "", f"{name}_en": text.en if text else ""}


def text_of(value: Mapping[str, Any], name: str) -> Text:
    return Text(tr=value.get(f"{name}_tr") or "", en=value.get(f"{name}_en") or "")


def stream(blocks: Iterable[tuple[str, dict[str, Any], str]]) -> list[dict[str, Any]]:
    return [{"type": kind, "value": value, "id": ident} for kind, value, ident in blocks]


def items(value: Any) -> Iterator[Any]:
    """Values of a ListBlock as stored: with ids around them, or bare as older ones are."""
    for item in value or ():
        yield item["value"] if isinstance(item, dict) and item.keys() >= {"type", "value"} else item


def thaw_options(options: Iterable[Option]) -> list[dict[str, Any]]:
    return [
        {
            "type": "item",
            "value": {
                "code": o.code,
                **both("label", o.label),
                **{name: getattr(o, name) for name in (*_NUMBERS, *_FLAGS)},
                "missing": o.missing or "",
            },
            "id": o.code,
        }
        for o in options
    ]


def option_fields(value: Mapping[str, Any]) -> dict[str, Any]:
    """What Option takes, unchecked."""
    return {
        "code": value.get("code") or "",
        "label": text_of(value, "label"),
        "missing": value.get("missing") or None,
        **{name: value.get(name) if value.get(name) != "" else None for name in _NUMBERS},  # as a form posts an empty field
        **{name: bool(value.get(name)) for name in _FLAGS},
    }


def competency_options(competencies: Iterable[Competency]) -> tuple[Option, ...]:
    """The list called "competencies": one option for each."""
    return tuple(Option(code=c.code, label=c.label) for c in competencies)


def names_used(questions: Iterable[AnyQuestion], competencies: Iterable[Competency]) -> dict[str, set[str]]:
    """Domains, constructs and facets that questions and competencies name."""
    asked = list(questions)
    return {
        "domain": {c.domain for c in competencies if c.domain},
        "construct": {q.construct for q in asked if q.construct},
        "facet": {column.facet for q in asked for column in getattr(q, "columns", ())},
    }
