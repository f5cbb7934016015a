"""One question between document and draft. Its fields are those of its kind, so a new kind needs nothing here."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, get_args

from pydantic import ValidationError

from surveys.questions import AnyQuestion, Option, Question, Text
from surveys.questions.scaled import Column, Row

from .document import Competency
from .drafting import both, items, text_of, thaw_options

COMPETENCIES = "competencies"  # name of the rows and of the option list made of the questionnaire's competencies

WRITES_OWN = frozenset({"single", "multiple", "ranking", "likert"})  # kinds whose block has room for options of their own
KINDS: dict[str, type[Question]] = {kind.model_fields["kind"].default: kind for kind in get_args(get_args(AnyQuestion)[0])}


def thaw_question(question: AnyQuestion, competencies: tuple[Competency, ...], inline: Mapping[str, tuple[Option, ...]]) -> dict[str, Any]:
    """`inline`: lists that are written with the only question that uses them."""
    value: dict[str, Any] = {}
    texts = _texts(type(question))
    for name in type(question).model_fields:
        given = getattr(question, name)
        if name in texts:
            value |= both(name, given)
        elif name == "rows":
            taken = given == competency_rows(competencies)
            value["rows_from"] = COMPETENCIES if taken else "own"
            value["rows"] = [] if taken else [_item(row.code, {**_plain(row), **both("label", row.label)}) for row in given]
        elif name == "columns":
            value["columns"] = [_item(c.facet, {**_plain(c), **both("label", c.label)}) for c in given]
        elif name == "options" and question.kind in WRITES_OWN:
            own = inline.get(given)
            value |= {"options": "", "own_options": thaw_options(own)} if own else {"options": given, "own_options": []}
        elif name not in {"kind", "rows_from"}:
            value[name] = _stored(given)
    return value


def freeze_question(
    kind: str, value: Mapping[str, Any], competencies: tuple[Competency, ...]
) -> tuple[Question | None, list[tuple[str, str]]]:
    """(question, []) or (None, [(field, what pydantic says)])."""
    model = KINDS[kind]
    fields: dict[str, Any] = {}
    for name in model.model_fields:
        if name in _texts(model):
            fields[name] = text_of(value, name)
        elif name == "rows":
            fields[name] = competency_rows(competencies) if value.get("rows_from") == COMPETENCIES else _rows(value)
        elif name == "columns":
            fields[name] = [_column(column) for column in items(value.get("columns"))]
        elif name == "options" and any(True for _ in items(value.get("own_options"))) and not value.get("options"):
            fields[name] = value.get("code") or ""
        elif name not in {"kind", "rows_from"} and value.get(name) not in (None, ""):
            fields[name] = value[name]
    try:
        return model.model_validate(fields), []
    except ValidationError as error:
        return None, [(".".join(str(part) for part in one["loc"]), one["msg"]) for one in error.errors()]


def competency_rows(competencies: tuple[Competency, ...]) -> tuple[Row, ...]:
    return tuple(Row(code=c.code, label=c.label) for c in competencies)


def _rows(value: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {"code": row.get("code") or "", "label": text_of(row, "label"), "reverse": bool(row.get("reverse"))}
        for row in items(value.get("rows"))
    ]


def _column(value: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "facet": value.get("facet") or "",
        "label": text_of(value, "label"),
        "options": value.get("options") or "",
        "required": bool(value.get("required")),
        "show_if": value.get("show_if") or None,
    }


def _plain(part: Row | Column) -> dict[str, Any]:
    return {name: _stored(getattr(part, name)) for name in type(part).model_fields if name != "label"}


def _stored(value: Any) -> Any:
    """As a form field shows it and JSON keeps it."""
    return "" if value is None else str(value) if isinstance(value, Decimal) else value


def _item(ident: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"type": "item", "value": value, "id": ident}


@cache
def _texts(model: type[Question]) -> frozenset[str]:
    return frozenset(_text_fields(model))


def _text_fields(model: type[Question]) -> Iterator[str]:
    for name, info in model.model_fields.items():
        if info.annotation is Text or Text in get_args(info.annotation):
            yield name
