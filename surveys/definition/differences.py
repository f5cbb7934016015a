"""What changed from one document to another, sentence by sentence, for someone who reads no code.

Complete: two documents that differ in anything give at least one sentence. Both are compared as JSON, field by field, so that
a field this module has never heard of is named by its name rather than passed over.
"""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from surveys.questions import Variable

from .difference_words import said, titled, written
from .document import Document, option_set_names
from .field_differences import Change, Json, fields

_PARTS = {"sections", "after", "option_sets", "domains", "constructs", "facets", "competencies", "indicators"}
_LISTS = {"rows": "code", "columns": "facet"}  # of a question, with the key of their members


def differences(earlier: Document, later: Document) -> list[str]:
    """Whole sentences in the language of the thread; empty where nothing differs."""
    return [str(change) for change in changes(earlier, later)]


def changes(earlier: Document, later: Document) -> list[Change]:
    """In the order of the document: head, sections, questions, lists, terms."""
    return list(_Reading(earlier, later, "en" if (get_language() or "").startswith("en") else "tr"))


class _Reading:
    def __init__(self, earlier: Document, later: Document, language: str) -> None:
        self.documents = earlier, later
        self.language = language
        self.before, self.after = (document.model_dump(mode="json") for document in (earlier, later))
        self.old, self.new = (_questions(dump) for dump in (self.before, self.after))

    def __iter__(self) -> Iterator[Change]:
        head = _("The questionnaire")
        yield from self._fields("", head, self.before, self.after, skip=_PARTS)
        yield from self._sections()
        yield from self._asked()
        yield from self._option_sets()
        for name, words in _terms().items():
            yield from self._terms(name, words)

    def _fields(self, path: str, subject: str, before: Json, after: Json, *, skip: set[str], entity: str = "") -> Iterator[Change]:
        return fields(path, subject, before, after, skip=skip, entity=entity, variables=self._variables)

    @property
    def _variables(self) -> tuple[Mapping[str, Variable], Mapping[str, Variable]]:
        return self.documents[0].variables, self.documents[1].variables

    def _sections(self) -> Iterator[Change]:
        old, new = ({section["code"]: section for section in dump["sections"]} for dump in (self.before, self.after))
        for code, section in new.items():
            subject = self._section(section)
            if code not in old:
                yield Change(f"sections.{code}", "added", subject, _("new section"))
            else:
                yield from self._fields(f"sections.{code}", subject, old[code], section, skip={"code", "questions"})
        for code, section in old.items():
            if code not in new:
                yield Change(f"sections.{code}", "removed", self._section(section), _("section taken out"))
        for code, neighbour in _moved(list(old), list(new)):
            yield Change(f"sections.{code}", "moved", self._section(new[code]), self._stands(neighbour))

    def _section(self, section: Json) -> str:
        return _("Section %(name)s") % {"name": titled(section["code"], said(section["title"], self.language))}

    def _asked(self) -> Iterator[Change]:
        """Questions of all sections and the after-part: come, gone, in another place, otherwise asked."""
        placed = {code: place for code, (place, _question) in self.old.items()}
        order: dict[str, list[str]] = {}
        for code, (place, question) in self.new.items():
            path, subject = f"questions.{code}", self._question(question)
            if code not in self.old:
                yield Change(path, "added", subject, self._come(place, question))
                continue
            if placed[code] != place:
                facts = {"before": self._place(placed[code]), "now": self._place(place)}
                yield Change(path, "moved", subject, _("moved from %(before)s to %(now)s") % facts)
            else:
                order.setdefault(place, []).append(code)
            yield from self._question_fields(path, subject, self.old[code][1], question)
        for place, stayed in order.items():
            before = [code for code, was in placed.items() if was == place and code in set(stayed)]
            for code, neighbour in _moved(before, stayed):
                yield Change(f"questions.{code}", "moved", self._question(self.new[code][1]), self._stands(neighbour))
        for code, (place, question) in self.old.items():
            if code not in self.new:
                words = _("no longer asked (before: in %(place)s)") % {"place": self._place(place)}
                yield Change(f"questions.{code}", "removed", self._question(question), words)

    def _question_fields(self, path: str, subject: str, before: Json, after: Json) -> Iterator[Change]:
        yield from self._fields(path, subject, before, after, skip={"code", *_LISTS}, entity=after["kind"])
        for name, key in _LISTS.items():
            yield from self._members(f"{path}.{name}", subject, before.get(name) or [], after.get(name) or [], key=key)

    def _members(self, path: str, subject: str, before: Sequence[Json], after: Sequence[Json], *, key: str) -> Iterator[Change]:
        """Rows, columns and options: each is named within its question or list."""
        old, new = ({member[key]: member for member in members} for members in (before, after))
        words = {"rows": _("Statement"), "columns": _("Column")}.get(path.rpartition(".")[2], _("Option"))

        def named(member: Json) -> str:
            return f"{words} {titled(member[key], said(member['label'], self.language))}"

        for code, member in new.items():
            if code not in old:
                yield Change(f"{path}.{code}", "added", subject, _("%(what)s: new") % {"what": named(member)})
            else:
                inner = self._fields(f"{path}.{code}", subject, old[code], member, skip={key}, entity="option")
                yield from (change.within(f"{words} {code}") for change in inner)
        for code, member in old.items():
            if code not in new:
                yield Change(f"{path}.{code}", "removed", subject, _("%(what)s: taken out") % {"what": named(member)})
        for code, neighbour in _moved(list(old), list(new)):
            facts = {"what": named(new[code]), "where": self._stands(neighbour)}
            yield Change(f"{path}.{code}", "moved", subject, _("%(what)s: %(where)s") % facts)

    def _option_sets(self) -> Iterator[Change]:
        """A list that came or went with the questions it belongs to is not told twice."""
        old, new = self.before["option_sets"], self.after["option_sets"]
        come, gone = self.new.keys() - self.old.keys(), self.old.keys() - self.new.keys()
        used_before, used_now = (_users(document) for document in self.documents)
        for name, options in new.items():
            subject, path = self._list(name, used_now.get(name, [])), f"option_sets.{name}"
            if name in old:
                yield from self._members(path, subject, old[name], options, key="code")
            elif not come & set(used_now.get(name, [])):
                yield Change(path, "added", subject, _("new list (%(options)s)") % {"options": self._codes(options)})
        for name, options in old.items():
            if name not in new and not gone & set(used_before.get(name, [])):
                words = _("list taken out (%(options)s)") % {"options": self._codes(options)}
                yield Change(f"option_sets.{name}", "removed", self._list(name, used_before.get(name, [])), words)

    def _list(self, name: str, users: list[str]) -> str:
        if users == [name]:
            return self._question((self.new.get(name) or self.old[name])[1])
        return _("List %(name)s (%(users)s)") % {"name": name, "users": ", ".join(users) or _("used by no question")}

    def _codes(self, options: Sequence[Json]) -> str:
        return ", ".join(titled(option["code"], said(option["label"], self.language)) for option in options[:12]) + (
            " …" if len(options) > 12 else ""
        )

    def _terms(self, name: str, words: str) -> Iterator[Change]:
        """Names of domains, constructs and facets; competencies and indicators."""
        old, new = (_by_code(dump[name]) for dump in (self.before, self.after))
        for code, term in new.items():
            path, subject = f"{name}.{code}", f"{words} {titled(code, said(term['label'], self.language))}"
            if code not in old:
                yield Change(path, "added", subject, _("new"))
            else:
                yield from self._fields(path, subject, old[code], term, skip={"code"})
        for code, term in old.items():
            if code not in new:
                yield Change(f"{name}.{code}", "removed", f"{words} {titled(code, said(term['label'], self.language))}", _("taken out"))
        if isinstance(self.after[name], list):
            for code, neighbour in _moved(list(old), list(new)):
                subject = f"{words} {titled(code, said(new[code]['label'], self.language))}"
                yield Change(f"{name}.{code}", "moved", subject, self._stands(neighbour))

    def _question(self, question: Json) -> str:
        return titled(question["code"], said(question["label"], self.language))

    def _come(self, place: str, question: Json) -> str:
        facts = {"kind": written("kind", question["kind"]), "place": self._place(place)}
        return _("new question (%(kind)s) in %(place)s") % facts

    def _place(self, section: str) -> str:
        """A part of the questionnaire within a sentence."""
        if not section:
            return _("the part after sending")
        found = next(s for dump in (self.after, self.before) for s in dump["sections"] if s["code"] == section)
        return _("section %(name)s") % {"name": titled(section, said(found["title"], self.language))}

    def _stands(self, neighbour: str) -> str:
        return _("stands after %(neighbour)s now") % {"neighbour": neighbour} if neighbour else _("stands first now")


def _terms() -> dict[str, str]:
    return {
        "domains": _("Competency domain"),
        "constructs": _("Construct"),
        "facets": _("Facet"),
        "competencies": _("Competency"),
        "indicators": _("Indicator"),
    }


def _questions(dump: Json) -> dict[str, tuple[str, Json]]:
    """(code of the section, question) by code; the section of the after-part is ""."""
    found = {q["code"]: (section["code"], q) for section in dump["sections"] for q in section["questions"]}
    return {**found, **{q["code"]: ("", q) for q in dump["after"]}}


def _users(document: Document) -> dict[str, list[str]]:
    """Codes of the questions that use each list."""
    found: dict[str, list[str]] = {}
    for question in document.all_questions:
        for name in dict.fromkeys(option_set_names(question)):
            found.setdefault(name, []).append(question.code)
    return found


def _by_code(terms: Any) -> dict[str, Json]:
    return {code: {"label": label} for code, label in terms.items()} if isinstance(terms, dict) else {t["code"]: t for t in terms}


def _moved(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(code, the one before it now) of every code that is in both and not in its old order. None only where the order is the same."""
    old, new = [code for code in before if code in set(after)], [code for code in after if code in set(before)]
    kept = {
        code
        for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        for code in old[block.a : block.a + block.size]
    }
    for place, code in enumerate(after):
        if code in set(new) - kept:
            yield code, after[place - 1] if place else ""
