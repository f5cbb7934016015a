"""An XLSForm as a document: pyxform has to accept it, then every name, condition and column is carried over or named."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from surveys.definition.check import DefinitionError, DefinitionProblem
from surveys.definition.document import Document
from surveys.definition.formats.document_file import validated
from surveys.definition.formats.exchange import Reading

from . import faithful, leftovers, tables
from .assembling import Assembled, assemble
from .constraints import constraint_of
from .leftovers import Hints, Place
from .pipes import to_form
from .tables import Tables


def read(content: bytes, name: str) -> Reading:
    """DefinitionError with everything that is wrong; of what pyxform finds, its first fault."""
    sheets = tables.read(content, name)
    ours = sheets.pop(leftovers.SHEET, None)
    hints, left, unread = leftovers.read(ours)
    strange = ours is not None and not hints.given
    form = _accepted(sheets, hints, name)
    settled, contradicted, absent = leftovers.lay_over(form.plain, left)
    document = validated(form.plain, whole=name)
    remarks = [
        *form.remarks,
        *(problem for place, problem in form.assumed if place not in settled),
        *_of_the_sheet(contradicted, absent, unread),
        *(
            [DefinitionProblem(leftovers.SHEET, "not_carried", _("The sheet mik is not of our making and was left out."))]
            if strange
            else ()
        ),
        *_messages(document, form),
    ]
    return Reading((document,), tuple(remarks))


def _accepted(sheets: Tables, hints: Hints, name: str) -> Assembled:
    """By pyxform and by us; who brings a form with ten faults is told all ten."""
    form, faults = None, list[DefinitionProblem]()
    for attempt in (lambda: assemble(sheets, hints, name), lambda: faithful.refuse_if_invalid(sheets, name)):
        try:
            form = attempt() or form
        except DefinitionError as refused:
            faults += refused.problems
    if faults or form is None:
        raise DefinitionError(faults)
    return form


def _of_the_sheet(contradicted: list[Place], absent: list[Place], unread: list[int]) -> Iterator[DefinitionProblem]:
    for place in contradicted:
        message = _("The form has been changed here: what the sheet mik says of it is set aside.")
        yield DefinitionProblem(str(place), "changed", message)
    for place in absent:
        message = _("The sheet mik speaks of this, and the form no longer has it.")
        yield DefinitionProblem(str(place), "changed", message)
    for number in unread:
        message = _("Row %(row)d of the sheet mik cannot be understood and was left out.") % {"row": number}
        yield DefinitionProblem(f"{leftovers.SHEET}.{number}", "not_carried", message)


def _messages(document: Document, form: Assembled) -> Iterator[DefinitionProblem]:
    """What a respondent is told where an answer is out of bounds: our own words, unless they are those of the form anyway."""
    for question in document.all_questions:
        item = form.lines.get(question.code)
        if item is None or not any(item.line.text("constraint_message").values()):
            continue
        own = constraint_of(question, document.option_sets, lambda _list, code: code)
        words = {language: to_form(said, form.names) for language, said in own.message.model_dump().items()} if own else None
        if words != item.line.text("constraint_message"):
            message = _("The message of %(name)s for answers out of bounds is not carried over: there are messages for that here.")
            yield DefinitionProblem(f"questions.{question.code}", "not_carried", message % {"name": question.code})
