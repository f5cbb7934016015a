"""`varGrp`: columns that belong together. DDI wants every group before the first column.

section        a page of the questionnaire, with the groups in it
grid           a matrix
multipleResp   several choices, ranking
analysis       the items of a scale
"""

from collections import defaultdict

from django.utils.translation import gettext as _

from surveys.definition.document import Document
from surveys.questions import AnyQuestion, NoteQuestion, Text, Variable

from .ddi_columns import GROUPED, Column
from .ddi_xml import Element, add, add_texts, both


def write_groups(parent: Element, document: Document, columns: list[Column]) -> None:
    of_question: dict[str, list[Column]] = defaultdict(list)
    for column in columns:
        of_question[column.question.code].append(column)
    for section in document.sections:
        inner = [q for q in section.questions if _type(q, of_question[q.code])]
        together = " ".join(c.id for q in section.questions for c in of_question[q.code])
        nested = " ".join(f"G_{q.code}" for q in inner)
        group = add(parent, "varGrp", ID=f"S_{section.code}", type="section", name=section.code, var=together, varGrp=nested)
        add_texts(group, "labl", section.title or Text(tr=section.code, en=section.code))
        for question in section.questions:
            if isinstance(question, NoteQuestion):
                add_texts(group, "notes", question.label, type="note", subject=question.code)
        for question in inner:
            _question_group(parent, question, of_question[question.code])
    _scales(parent, document)


def _type(question: AnyQuestion, columns: list[Column]) -> str:
    """Empty where its columns need no group."""
    if hasattr(question, "rows") or question.kind == "dynamic_matrix":
        return "grid"
    return "multipleResp" if any(c.variable and c.variable.storage in GROUPED for c in columns) else ""


def _question_group(parent: Element, question: AnyQuestion, columns: list[Column]) -> None:
    ids = " ".join(column.id for column in columns)
    group = add(parent, "varGrp", ID=f"G_{question.code}", type=_type(question, columns), name=question.code, var=ids)
    add_texts(group, "labl", question.label)
    if question.kind == "dynamic_matrix":
        text = both(
            lambda lang: _("The rows are the educational objectives of the respondent's own program; their wording is kept with the wave.")
        )
        add_texts(group, "txt", text)
    properties = {
        "kind": question.kind,
        "maximum": str(getattr(question, "maximum", None) or ""),
        "shuffled": "true" if getattr(question, "shuffle", False) else "",
    }
    for subject, value in properties.items():
        if value:
            add(group, "notes", value, type="property", subject=subject)


def _scales(parent: Element, document: Document) -> None:
    """A scale is every construct with two or more items."""
    items: dict[str, list[Variable]] = defaultdict(list)
    for variable in document.variables.values():
        if variable.construct:
            items[variable.construct].append(variable)
    scales = {construct: variables for construct, variables in items.items() if len(variables) > 1}
    for number, (construct, variables) in enumerate(scales.items(), start=1):
        ids = " ".join(f"V_{variable.code}" for variable in variables)
        group = add(parent, "varGrp", ID=f"C_{number}", type="analysis", name=construct, var=ids)
        add_texts(group, "labl", document.constructs.get(construct) or Text(tr=construct, en=construct))
        reversed_ones = ", ".join(variable.code for variable in variables if variable.reverse)
        if reversed_ones:
            said = both(lambda lang, codes=reversed_ones: _("Counted the other way round: %(codes)s") % {"codes": codes})  # type: ignore[misc]
            add_texts(group, "txt", said)
