"""Answers repeated in later texts: {A03} in a document, ${A03} in a form."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

_OURS = re.compile(r"\{([A-Za-z][A-Za-z0-9_.]*)\}")
_THEIRS = re.compile(r"\$\{([^{}\s]+)\}")


def to_form(text: str, names: Mapping[str, str]) -> str:
    """`names` of the variables in the form. What only looks like a reference there is kept apart from its bracket."""
    safe = text.replace("${", "$ {")
    return _OURS.sub(lambda found: f"${{{names[found[1]]}}}" if found[1] in names else found[0], safe)


def from_form(plain: dict[str, Any], codes: Mapping[str, str]) -> dict[str, Any]:
    """A document's mapping with every text in our way of writing. `codes` of the variables by their names in the form."""

    def ours(text: str) -> str:
        return _THEIRS.sub(lambda found: f"{{{codes[found[1]]}}}" if found[1] in codes else found[0], text)

    return {key: _spoken(value, ours) for key, value in plain.items()}


def _spoken(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        if value.keys() <= {"tr", "en"} and all(isinstance(text, str) for text in value.values()):
            return {language: change(text) for language, text in value.items()}
        return {key: _spoken(inner, change) for key, inner in value.items()}
    return [_spoken(inner, change) for inner in value] if isinstance(value, list) else value


def piped(text: str) -> Iterator[str]:
    """Names between brackets."""
    return iter(_OURS.findall(text))
