"""The document itself as JSON, format "mik/1": everything travels, and comes back with the same hashes."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from pydantic import ValidationError

from surveys.definition.check import DefinitionError, DefinitionProblem
from surveys.definition.document import Document

from .exchange import Written
from .faults import in_words
from .loading import refusal

FORMAT = "mik/1"


def write(document: Document) -> Written:
    content = document.model_dump_json(indent=2) + "\n"
    return Written(content.encode(), ".json", "application/json")


def document_of(value: dict[str, Any], name: str) -> Document:
    """The document in a mapping as JSON or YAML holds it. DefinitionError names every fault by codes; `name` is the file's."""
    if value.get("format") != FORMAT:
        said = {"format": str(value.get("format"))[:40], "known": FORMAT}
        raise refusal(name, "format", _("The file says it is of the format %(format)s; this site reads %(known)s.") % said)
    return validated(value, whole=name)


def validated(value: dict[str, Any], *, whole: str) -> Document:
    """`whole`: the path of faults that concern the document as a whole."""
    try:
        return Document.model_validate(value)
    except ValidationError as error:
        raise DefinitionError(
            DefinitionProblem(path or whole, "invalid", in_words(fault))
            for fault in error.errors()
            for path in [place(value, fault["loc"])]
        ) from error


def place(value: Any, location: tuple[int | str, ...]) -> str:
    """Where pydantic found a fault, by codes: "questions.A16.minimum" for ("sections", 2, "questions", 0, "number", "minimum")."""
    parts = list(_parts(value, location))
    for asked in ("questions", "after"):  # question codes are told apart wherever they stand, as check.problems names them
        if asked in parts[:3] and parts.index(asked) + 1 < len(parts):
            return ".".join(["questions", *parts[parts.index(asked) + 1 :]])
    return ".".join(parts)


def _parts(value: Any, location: tuple[int | str, ...]) -> Iterator[str]:
    for part in location:
        if isinstance(part, int):
            value = value[part] if isinstance(value, list) and part < len(value) else None
            yield _code(value, part + 1)
        elif isinstance(value, dict) and part not in value and part == value.get("kind"):
            continue  # the kind decided which fields were looked for; it is no place
        else:
            value = value.get(part) if isinstance(value, dict) else None
            yield str(part)


def _code(item: Any, number: int) -> str:
    """What an item of a list is called; its number, counted from one, where it has no code."""
    named = [item[key] for key in ("code", "facet") if isinstance(item.get(key), str) and item[key]] if isinstance(item, dict) else []
    return named[0][:64] if named else str(number)
