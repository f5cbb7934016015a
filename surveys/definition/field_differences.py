"""Two versions of one thing (a question, an option, a section), field by field."""

import json
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from typing import Any, Literal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from surveys.questions import Variable

from .condition_words import in_words
from .difference_words import LANGUAGES, field_name, is_text, quoted, written

Json = Mapping[str, Any]
Kind = Literal["added", "removed", "moved", "changed"]
Variables = tuple[Mapping[str, Variable], Mapping[str, Variable]]  # of the earlier and the later document


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    path           where in the document, by codes, as definition.check names places
    subject        what it is about: A06 “Dersler”
    words          what happened to it; of a changed field, which one
    before, after  as a reader would say them; both empty where something came, went or moved
    """

    path: str
    kind: Kind
    subject: str
    words: str
    before: str = ""
    after: str = ""

    def within(self, part: str) -> "Change":
        return replace(self, words=_("%(part)s, %(what)s") % {"part": part, "what": self.words})

    def __str__(self) -> str:
        if self.kind != "changed":
            return f"{self.subject}: {self.words}."
        return f"{self.subject}: {self.words}: {self.before} → {self.after}"


def same(one: Any, other: Any) -> bool:
    """As JSON, so that 1 and 1.0, or "1" and "1.0", are told apart where the hash of the document tells them apart."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def fields(path: str, subject: str, before: Json, after: Json, *, skip: Set[str], entity: str, variables: Variables) -> Iterator[Change]:
    """entity: the kind of a question, "option" for members of one, "" otherwise; some fields are called by it."""
    for name in {**before, **after}:
        old, new = before.get(name), after.get(name)
        if name in skip or same(old, new):
            continue
        place, words = f"{path}.{name}".lstrip("."), field_name(name, entity)
        if is_text(old) or is_text(new):
            yield from _texts(place, subject, words, old or {}, new or {})
        elif name == "metadata":
            yield from _remarks(place, subject, words, old, new)
        elif name == "show_if":
            said = (_condition(text, known) for text, known in zip((old, new), variables, strict=True))
            yield Change(place, "changed", subject, words, *said)
        else:
            yield Change(place, "changed", subject, words, written(name, old), written(name, new))


def _texts(path: str, subject: str, words: str, before: Json, after: Json) -> Iterator[Change]:
    for language, name in LANGUAGES.items():
        old, new = before.get(language, ""), after.get(language, "")
        if old != new:
            what = _("%(field)s (%(language)s)") % {"field": words, "language": name}
            yield Change(f"{path}.{language}", "changed", subject, what, quoted(old), quoted(new))


def _remarks(path: str, subject: str, words: str, before: Any, after: Any) -> Iterator[Change]:
    """Whatever a source said beside the questions, down to the single value."""
    if isinstance(before, dict) and isinstance(after, dict):
        for name in {**before, **after}:
            if not same(before.get(name), after.get(name)) or (name in before) != (name in after):
                yield from _remarks(f"{path}.{name}", subject, words, before.get(name), after.get(name))
        return
    what = f"{words} “{path.partition('.')[2]}”"
    yield Change(path, "changed", subject, what, written("metadata", before), written("metadata", after))


def _condition(expression: str | None, variables: Mapping[str, Variable]) -> str:
    language = "en" if (get_language() or "").startswith("en") else "tr"
    return in_words(expression, variables, language=language) if expression else _("asked of everybody")
