"""The questions of a codebook, one entry each: what was asked, of whom, and what could be answered."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from surveys.definition.condition_words import in_words
from surveys.definition.document import Competency, Document, Section
from surveys.definition.kind_words import KINDS, MEASURES, MISSING
from surveys.questions import AnyQuestion, Option, Text, Variable
from surveys.questions.scaled import NPS_OPTIONS, Column, Row

from .codebook_facts import answer_facts

LONGEST_LIST = 25  # options; a longer list is printed once, at the end


@dataclass(frozen=True, slots=True)
class Said:
    """A text in the language of the codebook, and in the other one."""

    main: str
    other: str


@dataclass(frozen=True, slots=True)
class Condition:
    """`of`: the column of a matrix it holds for; empty for the whole question."""

    of: str
    words: str
    expression: str


@dataclass(frozen=True, slots=True)
class Choice:
    code: str
    label: Said
    value: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChoiceList:
    """`heading` names the column of a matrix; `elsewhere`: the name of a long list printed at the end."""

    heading: Said | None
    choices: tuple[Choice, ...]
    elsewhere: str = ""
    length: int = 0

    @property
    def has_values(self) -> bool:
        return any(choice.value for choice in self.choices)

    @property
    def has_remarks(self) -> bool:
        return any(choice.remarks for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Statement:
    """A row of a matrix: its variables, its wording, how its scale counts it, what outcome it stands for."""

    codes: tuple[str, ...]
    label: Said
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    code: str
    kind: str
    marks: tuple[str, ...]
    label: Said
    hint: Said | None
    conditions: tuple[Condition, ...]
    facts: tuple[tuple[str, str], ...]
    statements: tuple[Statement, ...]
    lists: tuple[ChoiceList, ...]

    @property
    def is_short(self) -> bool:
        """Short enough to stand on one page whole."""
        return len(self.statements) + sum(len(inner.choices) for inner in self.lists) <= 14


@dataclass(frozen=True, slots=True)
class Part:
    number: int
    code: str
    title: Said | None
    entries: tuple[Entry, ...]


class Entries:
    """Entries of one document in one language; the language is active while they are made."""

    def __init__(self, document: Document, *, language: str) -> None:
        self._document = document
        self._language = language
        self._other = "en" if language == "tr" else "tr"

    def parts(self) -> list[Part]:
        return [self._part(number, section) for number, section in enumerate(self._document.sections, start=1)]

    def after(self) -> tuple[Entry, ...]:
        return tuple(self._entry(question) for question in self._document.after)

    def long_lists(self) -> list[tuple[str, tuple[Choice, ...]]]:
        """(name, options) of the lists the entries refer to."""
        lists = self._document.option_sets.items()
        return [(name, tuple(self._choice(o) for o in options)) for name, options in lists if len(options) > LONGEST_LIST]

    def competencies(self) -> list[tuple[str, Said, Said, list[str]]]:
        """(code, wording, domain, outcomes)."""
        domains = self._document.domains
        return [
            (c.code, self.said(c.label), self.said(domains[c.domain]) if c.domain in domains else Said(c.domain, ""), _tags(c))
            for c in self._document.competencies
        ]

    def scales(self) -> list[tuple[str, Said, list[Variable]]]:
        """(code, name, items) of every construct with two or more items."""
        items: dict[str, list[Variable]] = {}
        for variable in self._document.variables.values():
            if variable.construct:
                items.setdefault(variable.construct, []).append(variable)
        names = {code: self.said(name) for code, name in self._document.constructs.items()}
        return [(code, names.get(code, Said(code, "")), variables) for code, variables in items.items() if len(variables) > 1]

    def facets(self) -> list[tuple[str, Said]]:
        return [(code, self.said(label)) for code, label in self._document.facets.items()]

    def said(self, text: Text) -> Said:
        return Said(getattr(text, self._language), getattr(text, self._other))

    def _part(self, number: int, section: Section) -> Part:
        title = self.said(section.title) if section.title else None
        return Part(number, section.code, title, tuple(self._entry(question) for question in section.questions))

    def _entry(self, question: AnyQuestion) -> Entry:
        marks = [(question.required, _("required")), (question.headline, _("headline"))]
        return Entry(
            code=question.code,
            kind=str(KINDS[question.kind]),
            marks=tuple(mark for holds, mark in marks if holds),
            label=self.said(question.label),
            hint=self.said(question.hint) if question.hint else None,
            conditions=tuple(self._conditions(question)),
            facts=tuple((str(label), value) for label, value in self._facts(question) if value),
            statements=tuple(self._statements(question)),
            lists=tuple(self._lists(question)),
        )

    def _conditions(self, question: AnyQuestion) -> Iterator[Condition]:
        asked = [("", question.show_if)]
        asked += [(c.label.in_language(self._language) or c.facet, c.show_if) for c in getattr(question, "columns", ())]
        for of, expression in asked:
            if expression:
                yield Condition(of, in_words(expression, self._document.variables, language=self._language), expression)

    def _facts(self, question: AnyQuestion) -> Iterator[tuple[str, str]]:
        yield from answer_facts(question, language=self._language)
        if getattr(question, "shuffle", False):
            yield _("Order"), _("differs from respondent to respondent")
        measure = getattr(question, "measure", "")
        yield _("Measured as"), str(MEASURES[measure]) if measure else ""
        if question.construct:
            name = self._document.constructs.get(question.construct)
            yield _("Scale it belongs to"), f"{name.in_language(self._language)} ({question.construct})" if name else question.construct
        if getattr(question, "reverse", False):
            yield _("In its scale"), _("counted the other way round")
        if question.kind == "dynamic_matrix":
            yield _("Statements"), _("the educational objectives of the respondent's own program, frozen with each wave")
        yield _("Classification"), question.classification
        yield _("May point at a person"), question.pii
        yield _("Note of the authors"), question.note
        yield _("Item version"), str(question.item_version) if question.asks else ""

    def _statements(self, question: AnyQuestion) -> Iterator[Statement]:
        columns: tuple[Column, ...] = getattr(question, "columns", ())
        rows: tuple[Row, ...] = getattr(question, "rows", ())
        competencies = {competency.code: competency for competency in self._document.competencies}
        for row in rows:
            competency = competencies.get(row.code)
            remarks = [_("reversed")] if row.reverse else []
            remarks += self._outcomes(competency) if competency else []
            codes = tuple(f"{row.code}_{column.facet}" for column in columns) or (row.code,)
            yield Statement(codes, self.said(row.label), tuple(remarks))
        for slot in getattr(question, "slot_codes", ()):
            yield Statement((slot,), Said(_("Objective %(slot)s of the program") % {"slot": slot}, ""), ())

    def _outcomes(self, competency: Competency) -> list[str]:
        domain = self._document.domains.get(competency.domain)
        named = domain.in_language(self._language) if domain else competency.domain
        return [*([named] if named else []), *_tags(competency)]

    def _lists(self, question: AnyQuestion) -> Iterator[ChoiceList]:
        columns: tuple[Column, ...] = getattr(question, "columns", ())
        name = getattr(question, "options", None)
        for column in columns:
            yield self._list(self.said(column.label), column.options)
        if question.kind == "nps":
            ends = {"0": question.low, "10": question.high}
            labels = [(o.code, ends.get(o.code, o.label)) for o in NPS_OPTIONS]
            yield ChoiceList(None, tuple(Choice(code, self.said(label), "", ()) for code, label in labels if code in ends))
        elif name and not columns:
            yield self._list(None, name)

    def _list(self, heading: Said | None, name: str) -> ChoiceList:
        options = self._document.option_sets[name]
        if len(options) > LONGEST_LIST:
            return ChoiceList(heading, (), elsewhere=name, length=len(options))
        return ChoiceList(heading, tuple(self._choice(option) for option in options))

    def _choice(self, option: Option) -> Choice:
        remarks = [
            (option.missing, str(MISSING[option.missing]) if option.missing else ""),
            (option.exclusive, _("chosen alone")),
            (option.other_text, _("with a text of its own")),
            (option.low is not None or option.high is not None, _band(option)),
        ]
        value = "" if option.value is None else f"{option.value:g}"
        return Choice(option.code, self.said(option.label), value, tuple(remark for holds, remark in remarks if holds))


def _tags(competency: Competency) -> list[str]:
    """MUDEK-3:1 as an office writes it: MÜDEK 3: 1."""
    parts = [tag.partition(":") for tag in competency.tags]
    names = {vocabulary: vocabulary.replace("MUDEK-", "MÜDEK ").replace("TYYC", "TYYÇ") for vocabulary, _sign, _term in parts}
    return [f"{names[vocabulary]}: {term}" if term else names[vocabulary] for vocabulary, _sign, term in parts]


def _band(option: Option) -> str:
    low, high = ("…" if bound is None else f"{bound:g}" for bound in (option.low, option.high))
    return _("band %(low)s – %(high)s") % {"low": low, "high": high}
