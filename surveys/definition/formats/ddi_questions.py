"""`qstn` and `universe` of one column: what was asked, of whom, and what the answer leads to."""

from collections import defaultdict
from collections.abc import Mapping

from django.utils.translation import gettext as _

from surveys.definition.condition_words import all_in_words
from surveys.definition.document import Document
from surveys.definition.paging import conditions_of
from surveys.definition.routing import RoutingError, parse
from surveys.questions import AnyQuestion

from .ddi_columns import Column
from .ddi_xml import Element, add, add_texts, both

_DOMAINS = {
    "choice": "category",
    "register": "category",
    "choices": "multiple",
    "registers": "multiple",
    "ranking": "category",
    "number": "numeric",
    "period": "datetime",
    "text": "text",
}


class Questions:
    """The questions of one document, and which of them decide about which others."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._numbers = {question.code: str(number) for number, question in enumerate(document.questions, start=1)}
        self._owners = {code: variable.question for code, variable in document.variables.items()}
        self._leads_to: Mapping[str, list[AnyQuestion]] = self._dependents()
        self._described: set[str] = set()

    def describe(self, parent: Element, column: Column) -> None:
        """The first column of a question bears its identifier, the others refer to it."""
        question, variable = column.question, column.variable
        first = question.code not in self._described
        self._described.add(question.code)
        reference = {"ID": f"Q_{question.code}"} if first else {"qstn": f"Q_{question.code}"}
        domain = _DOMAINS[variable.storage] if variable else ""
        qstn = add(parent, "qstn", seqNo=self._numbers[question.code], responseDomainType=domain, **reference)
        if variable and variable.row and variable.label != question.label:
            add_texts(qstn, "preQTxt", question.label)
            add_texts(qstn, "qstnLit", column.label)
        else:
            add_texts(qstn, "qstnLit", question.label)
        if question.hint:
            add_texts(qstn, "postQTxt", question.hint)
        self._forward(qstn, question)
        self._backward(qstn, column)

    def universe(self, parent: Element, column: Column) -> None:
        conditions = _conditions(column)
        if not conditions:
            add_texts(parent, "universe", both(lambda lang: _("All respondents")))
            return
        add_texts(parent, "universe", both(lambda lang: _("Asked only where %(condition)s") % {"condition": self._words(conditions, lang)}))

    def _backward(self, qstn: Element, column: Column) -> None:
        """The condition in words and as our own expression, with references to the questions it looks back at."""
        conditions = _conditions(column)
        if not conditions:
            return
        expression = " and ".join(f"({c})" for c in conditions) if len(conditions) > 1 else conditions[0]
        deciding = self._references(sorted({self._owners[code] for c in conditions for code in _named(c) if code in self._owners}))
        words = both(lambda lang: self._words(conditions, lang))
        for lang in ("tr", "en"):
            backward = add(qstn, "backward", f"{getattr(words, lang)} – ", lang=lang, qstn=deciding)
            add(backward, "emph", expression, rend="expression")

    def _forward(self, qstn: Element, question: AnyQuestion) -> None:
        dependents = self._leads_to.get(question.code)
        if not dependents:
            return
        codes = ", ".join(dependent.code for dependent in dependents)
        text = both(lambda lang: _("The answer decides whether these are asked: %(codes)s") % {"codes": codes})
        add_texts(qstn, "forward", text, qstn=self._references([d.code for d in dependents]))

    def _references(self, codes: list[str]) -> str:
        """Questions with columns of their own; notes and the after-part have none to refer to."""
        return " ".join(f"Q_{code}" for code in codes if code in self._owners.values())

    def _words(self, conditions: tuple[str, ...], lang: str) -> str:
        return all_in_words(conditions, self._document.variables, language=lang)

    def _dependents(self) -> dict[str, list[AnyQuestion]]:
        dependents: dict[str, list[AnyQuestion]] = defaultdict(list)
        for question in self._document.all_questions:
            for owner in {self._owners.get(code) for condition in conditions_of(question) for code in _named(condition)}:
                if owner:
                    dependents[owner].append(question)
        return dependents


def _conditions(column: Column) -> tuple[str, ...]:
    if column.variable:
        return column.variable.show_if
    return (column.question.show_if,) if column.question.show_if else ()


def _named(condition: str) -> frozenset[str]:
    """Variables a condition names; none where a draft's condition cannot be read (it stands in the file all the same)."""
    try:
        return parse(condition).codes()
    except RoutingError:
        return frozenset()
