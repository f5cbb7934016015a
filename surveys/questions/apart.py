"""What stands beside the answers: facts we know already, notes, and the after-part (consents, contacts)."""

from typing import ClassVar, Literal

from .base import OptionSets, Parsed, Problem, Question, Raw, first


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
        given = first(raw, self.code)[:254]
        local, at, domain = given.rpartition("@")
        if given and not (at and local and "." in domain and " " not in given):
            return Parsed({self.code: given}, (Problem(self.code, "not_an_email", {"given": given[:60]}),))
        return Parsed({self.code: given or None})
