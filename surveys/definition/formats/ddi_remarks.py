"""What a document says and DDI has no field for, by name: as notes, in prose, or not at all."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from surveys.definition.check import DefinitionProblem
from surveys.definition.document import Document
from surveys.definition.paging import conditions_of
from surveys.definition.wordings import unprintable
from surveys.questions import AnyQuestion, MultipleQuestion, NoteQuestion, RankingQuestion, RegisterQuestion


def remarks(document: Document) -> tuple[DefinitionProblem, ...]:
    """One remark per property, naming every question that has it."""
    return (*_of_questions(document), *_of_options(document), *_of_document(document))


def _of_questions(document: Document) -> Iterator[DefinitionProblem]:
    asked = document.questions
    sentences: dict[str, tuple[str, list[AnyQuestion]]] = {
        "routing": (
            _("DDI cannot execute conditions; they stand in words and as our own expression: %(codes)s."),
            [q for q in asked if conditions_of(q)],
        ),
        "required": (_("DDI does not know required answers; kept as notes: %(codes)s."), [q for q in asked if _is_required(q)]),
        "headline": (_("DDI does not know headline questions; kept as notes: %(codes)s."), [q for q in asked if q.headline]),
        "maximum": (
            _("DDI does not limit the number of choices; kept as notes: %(codes)s."),
            [q for q in asked if _limits_choices(q)],
        ),
        "shuffle": (
            _("DDI does not know an order that changes; kept as notes: %(codes)s."),
            [q for q in asked if getattr(q, "shuffle", False)],
        ),
        "note": (
            _("Notes between questions are no variables; kept with their section: %(codes)s."),
            [q for q in asked if isinstance(q, NoteQuestion)],
        ),
        "report_key": (
            _("DDI does not know answers that decide which program a response counts for; kept as notes: %(codes)s."),
            [q for q in asked if getattr(q, "report_key", False)],
        ),
        "register": (
            _("The register of programs stands outside the questionnaire; its codes are not listed: %(codes)s."),
            [q for q in asked if isinstance(q, RegisterQuestion) and q.register_name == "programs"],
        ),
        "objectives": (
            _("Objectives of the programs are kept with the wave; only their places are listed: %(codes)s."),
            [q for q in asked if q.kind == "dynamic_matrix"],
        ),
        "after": (_("Asked after sending and stored apart: listed as other material, without variables: %(codes)s."), list(document.after)),
    }
    for code, (sentence, questions) in sentences.items():
        if questions:
            yield DefinitionProblem("questions", code, sentence % {"codes": ", ".join(q.code for q in questions)})


def _is_required(question: AnyQuestion) -> bool:
    return question.required or any(column.required for column in getattr(question, "columns", ()))


def _limits_choices(question: AnyQuestion) -> bool:
    if isinstance(question, RegisterQuestion):
        return question.multiple
    return isinstance(question, MultipleQuestion | RankingQuestion) and question.maximum is not None


def _of_options(document: Document) -> Iterator[DefinitionProblem]:
    everything = [(f"{name}.{option.code}", option) for name, options in document.option_sets.items() for option in options]
    sentences = {
        "value": (
            _("DDI has no value beside an option's code; kept in prose: %(codes)s."),
            [path for path, option in everything if option.value is not None and f"{option.value:g}" != option.code],
        ),
        "exclusive": (
            _("DDI does not know exclusive options; kept as notes: %(codes)s."),
            [path for path, option in everything if option.exclusive],
        ),
        "band": (
            _("DDI has no bounds for a category; kept in prose: %(codes)s."),
            [path for path, option in everything if option.low is not None or option.high is not None],
        ),
    }
    for code, (sentence, paths) in sentences.items():
        if paths:
            yield DefinitionProblem("option_sets", code, sentence % {"codes": ", ".join(paths)})


def _of_document(document: Document) -> Iterator[DefinitionProblem]:
    if document.indicators:
        codes = ", ".join(indicator.code for indicator in document.indicators)
        yield DefinitionProblem(
            "indicators", "indicators", _("DDI cannot reckon indicators; their formulas are notes: %(codes)s.") % {"codes": codes}
        )
    used = {v.row for v in document.variables.values()} | {o.code for v in document.variables.values() for o in v.options}
    unused = [competency.code for competency in document.competencies if competency.code not in used]
    if unused:
        message = _("Competencies no question asks about are left out: %(codes)s.") % {"codes": ", ".join(unused)}
        yield DefinitionProblem("competencies", "unused", message)
    for path in unprintable(document):
        yield DefinitionProblem(path, "unprintable", _("The text holds a control character; it is replaced."))
