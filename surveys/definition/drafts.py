"""Between the document and its draft: `thaw` fills what an editor edits, `freeze` makes the document of it.

A draft is a mapping of the fields of models.Questionnaire; its streams are lists of {"type", "value", "id"} as Wagtail stores
them. `freeze(thaw(d, bank), bank) == d` for every document. What a draft names and does not write itself (a scale, a
competency, a register) is taken from the bank when it is frozen; a document that is thawed names what the bank has word for word.
"""

import uuid
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from surveys.models import Questionnaire
from surveys.questions import AnyQuestion, Option, Text

from .bank import Bank
from .document import Document, option_set_names
from .draft_questions import COMPETENCIES, WRITES_OWN, thaw_question
from .drafting import Draft, both, competency_options, names_used, stream, thaw_options
from .freezing import freeze, freeze_what_there_is

__all__ = ["Draft", "fields_of", "freeze", "freeze_what_there_is", "thaw"]

_NAMESPACE = uuid.UUID("5d9f5a0e-6f0e-4c52-9d59-6d696b616e6b")
STREAMS = ("sections", "after", "lists", "terms")
PLAIN = ("code", "title_tr", "title_en", "audience", "minutes", "legal_basis", "privacy_tr", "privacy_en", "names_from_bank", "metadata")


def fields_of(questionnaire: Questionnaire) -> Draft:
    """The draft as it stands on the object, saved or not."""
    plain = {name: getattr(questionnaire, name) for name in PLAIN}
    return {**plain, **{name: getattr(questionnaire, name).get_prep_value() for name in STREAMS}}


def thaw(document: Document, bank: Bank) -> Draft:
    """Blocks get the same id every time, so that two revisions of one questionnaire are compared question by question."""
    own = {name: options for name, options in document.option_sets.items() if not _shared(document, name, options, bank)}
    inline = _written_inside(document, own)
    sections = [
        {
            "type": "section",
            "value": {
                "code": section.code,
                **both("title", section.title),
                "questions": [_question(q, document, inline) for q in section.questions],
            },
            "id": _id(document, "section", section.code),
        }
        for section in document.sections
    ]
    return {
        "code": document.code,
        **both("title", document.title),
        "audience": document.audience,
        "minutes": document.minutes,
        "legal_basis": document.legal_basis,
        **both("privacy", document.privacy),
        "names_from_bank": _names_from_bank(document, bank),
        "metadata": document.metadata,
        "sections": sections,
        "after": [_question(q, document, inline) for q in document.after],
        "lists": stream(
            ("list", {"name": name, "options": thaw_options(options)}, _id(document, "list", name))
            for name, options in own.items()
            if name not in inline
        ),
        "terms": stream(_terms(document, bank)),
    }


def _question(question: AnyQuestion, document: Document, inline: Mapping[str, tuple[Option, ...]]) -> dict[str, Any]:
    value = thaw_question(question, document.competencies, inline)
    return {"type": question.kind, "value": value, "id": _id(document, "question", question.code)}


def _shared(document: Document, name: str, options: tuple[Option, ...], bank: Bank) -> bool:
    """Named by a question and, word for word, what the name would be frozen as anyway."""
    if name not in {used for question in document.all_questions for used in option_set_names(question)}:
        return False
    return (bank.options(name) or (competency_options(document.competencies) if name == COMPETENCIES else None)) == options


def _written_inside(document: Document, own: Mapping[str, tuple[Option, ...]]) -> dict[str, tuple[Option, ...]]:
    """Lists that bear the code of the only question that uses them: written with the question."""
    uses = Counter(name for question in document.all_questions for name in option_set_names(question))
    named = {q.code for q in document.all_questions if q.kind in WRITES_OWN and getattr(q, "options", None) == q.code}
    return {name: options for name, options in own.items() if name in named and uses[name] == 1 and options}


def _terms(document: Document, bank: Bank) -> Iterator[tuple[str, dict[str, Any], str]]:
    for competency in document.competencies:
        if bank.competencies.get(competency.code) == competency:
            yield "bank_competency", {"code": competency.code}, _id(document, "competency", competency.code)
        else:
            tags = [{"type": "item", "value": tag, "id": _id(document, competency.code, tag)} for tag in competency.tags]
            value = {"code": competency.code, **both("label", competency.label), "domain": competency.domain, "tags": tags}
            yield "competency", value, _id(document, "competency", competency.code)
    taken = _names_from_bank(document, bank)
    for kind, named, used, known in _names(document, bank):
        for code, label in named.items():
            if not (taken and code in used and known.get(code) == label):
                yield kind, {"code": code, **both("label", label)}, _id(document, kind, code)
    for indicator in document.indicators:
        value = {"code": indicator.code, **both("label", indicator.label), "formula": indicator.formula}
        yield "indicator", value, _id(document, "indicator", indicator.code)


def _names_from_bank(document: Document, bank: Bank) -> bool:
    """Would freezing with the bank's names add nothing that the document does not name?"""
    return all(code in named for _kind, named, used, known in _names(document, bank) for code in used if code in known)


def _names(document: Document, bank: Bank) -> tuple[tuple[str, Mapping[str, Text], set[str], Mapping[str, Text]], ...]:
    """(kind, as the document names them, codes in use, as the bank names them)."""
    used = names_used(document.all_questions, document.competencies)
    return (
        ("domain", document.domains, used["domain"], bank.domains),
        ("construct", document.constructs, used["construct"], bank.constructs),
        ("facet", document.facets, used["facet"], bank.facets),
    )


def _id(document: Document, *place: str) -> str:
    return str(uuid.uuid5(_NAMESPACE, "/".join((document.code, *place))))
