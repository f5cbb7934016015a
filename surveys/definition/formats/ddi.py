"""DDI-Codebook 2.5: the questionnaire as archives and catalogues of surveys read it. How validity is shown: docs/methods/ddi.md.

It is written only. What DDI says in prose or not at all is in the remarks, by name.
"""

from django.utils.translation import gettext as _

from surveys.definition.check import DefinitionError, problems
from surveys.definition.document import Document, option_set_names

from .ddi_columns import columns_of
from .ddi_groups import write_groups
from .ddi_remarks import remarks
from .ddi_study import Facts, WaveDates, write_document_description, write_study
from .ddi_variables import Variables
from .ddi_xml import Element, add, add_texts, both, root, serialize
from .exchange import Written

__all__ = ["Facts", "WaveDates", "write"]

DRAFT = Facts()


def write(document: Document, *, facts: Facts = DRAFT) -> Written:
    """DefinitionError for a draft that gives one code twice: identifiers would stand for two things."""
    if twice := [problem for problem in problems(document) if problem.code == "duplicate_code"]:
        raise DefinitionError(twice)
    codebook = root()
    write_document_description(codebook, document, facts)
    write_study(codebook, document, facts)
    _describe_data(codebook, document)
    _after_part(codebook, document)
    return Written(serialize(codebook), ".xml", "application/xml", remarks(document))


def _describe_data(codebook: Element, document: Document) -> None:
    data = add(codebook, "dataDscr")
    columns = [column for question in document.questions for column in columns_of(question, document)]
    write_groups(data, document, columns)
    variables = Variables(document)
    for column in columns:
        variables.describe(data, column)
    for indicator in document.indicators:
        add_texts(data, "notes", indicator.label, type="indicator", subject=indicator.code)
        add(data, "notes", indicator.formula, type="formula", subject=indicator.code)


def _after_part(codebook: Element, document: Document) -> None:
    """No variables: what is asked after sending is stored apart and never joined to the answers."""
    if not document.after:
        return
    material = add(codebook, "otherMat", type="questionnaire", level="study")
    add_texts(material, "labl", both(lambda lang: _("Asked after sending, and stored apart from the answers")))
    for question in document.after:
        add_texts(material, "notes", question.label, type=question.kind, subject=question.code)
        if question.show_if:
            add(material, "notes", question.show_if, type="expression", subject=question.code)
        for name in option_set_names(question):
            for option in document.option_sets[name]:
                add_texts(material, "notes", option.label, type="option", subject=f"{question.code}_{option.code}")
