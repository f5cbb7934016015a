"""What stands beside the answers: facts we know already, notes, and the after-part (consents, contacts)."""

import re
from typing import ClassVar, Literal

from .base import OptionSets, Parsed, Problem, Question, Raw, first, written


class PrefilledQuestion(Question):
    """Shown, not asked: program and year come with the invitation and stand in the response's own columns."""

    kind: Literal["prefilled"] = "prefilled"
    source: Literal["program", "cohort"]

    asks: ClassVar[bool] = False


class NoteQuestion(Question):
    kind: Literal["note"] = "note"

    asks: ClassVar[bool] = False


class ConsentQuestion(Question):
    """Never ticked beforehand, never a condition for anything."""

    kind: Literal["consent"] = "consent"

    def parse(self, raw: Raw, sets: OptionSets, *, asked: frozenset[str]) -> Parsed:
        return Parsed({self.code: "1" if first(raw, self.code) else None})


class ContactQuestion(Question):
    """An e-mail address, of the respondent or of somebody who knows of it."""

    kind: Literal["contact"] = "contact"

    def parse(self, raw: Raw, sets: OptionSets, *, asked: frozenset[str]) -> Parsed:
        given = written(raw, self.code)
        if given and not (len(given) <= 254 and _ADDRESS.fullmatch(given)):
            return Parsed({self.code: None}, (Problem(self.code, "not_an_email", {"given": given[:60]}),))
        return Parsed({self.code: given or None})


# One @, a dotted domain, no blanks or brackets. Whether it exists, only a message can tell.
_ADDRESS = re.compile(r"[^\s@<>\",;:()\[\]\\]{1,64}@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_](?:[\w-]*[^\W_])")
