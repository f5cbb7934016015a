"""A draft whose conditions are not all in order, made ready to be looked at: such a condition is taken out and named."""

from typing import Any

from django.utils.translation import gettext as _

from surveys.questions import AnyQuestion

from .document import Document
from .routing import RoutingError, read


def readable(document: Document) -> tuple[Document, dict[str, str]]:
    """The document without conditions that cannot be understood or do not look back, and by code of the question what is wrong."""
    faults: dict[str, str] = {}
    earlier: set[str] = set()

    def condition(code: str, text: str | None) -> str | None:
        if not text:
            return None
        try:
            forward = sorted(read(text, document.variables).codes() - earlier)
        except RoutingError as error:
            faults[code] = str(error)
            return None
        if forward:
            faults[code] = _("%(code)s is shown by %(other)s, which does not come before it.") % {"code": code, "other": forward[0]}
            return None
        return text

    def mended(question: AnyQuestion) -> AnyQuestion:
        update: dict[str, Any] = {"show_if": condition(question.code, question.show_if)}
        if columns := getattr(question, "columns", ()):
            update["columns"] = tuple(c.model_copy(update={"show_if": condition(question.code, c.show_if)}) for c in columns)
        earlier.update(variable.code for variable in question.variables(document.option_sets))
        return question.model_copy(update=update)

    sections = tuple(s.model_copy(update={"questions": tuple(map(mended, s.questions))}) for s in document.sections)
    parts = {name: getattr(document, name) for name in Document.model_fields}  # no copy: that would keep what the old one has worked out
    return Document(**{**parts, "sections": sections, "after": tuple(map(mended, document.after))}), faults


def required_variables(document: Document) -> frozenset[str]:
    """Variables that cannot be left open where they are asked. The text beside "other" always can."""
    found: set[str] = set()
    for question in document.questions:
        facets = {column.facet for column in getattr(question, "columns", ()) if column.required}
        for variable in question.variables(document.option_sets):
            beside = variable.storage == "text" and variable.code != question.code
            if (question.required or variable.facet in facets) and not beside:
                found.add(variable.code)
    return frozenset(found)
