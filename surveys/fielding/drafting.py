"""Drafts out of files, with a line in the log of what came from where."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from surveys import audit
from surveys.definition import formats
from surveys.definition.check import DefinitionError, DefinitionProblem, problems
from surveys.definition.publishing import import_draft
from surveys.models import Questionnaire

if TYPE_CHECKING:
    from home.models import User


@dataclass(frozen=True, slots=True)
class Imported:
    """remarks: what the file says and a draft cannot hold. missing: translations still to be written."""

    questionnaires: tuple[Questionnaire, ...]
    remarks: tuple[DefinitionProblem, ...]
    missing: tuple[DefinitionProblem, ...]


@transaction.atomic
def import_file(*, content: bytes, name: str, by: "User | None", now: datetime) -> Imported:
    """All questionnaires of the file as drafts, or DefinitionError and nothing. A draft may still lack translations, nothing else."""
    reading = formats.read_file(content, name)
    found = [
        DefinitionProblem(f"{document.code}.{problem.path}", problem.code, problem.message)
        for document in reading.documents
        for problem in problems(document)
    ]
    if any(problem.code != "missing_translation" for problem in found):
        raise DefinitionError(found)
    made = tuple(import_draft(document=document, by=by) for document in reading.documents)
    detail = {"file": name, "sha256": hashlib.sha256(content).hexdigest()}
    for document in reading.documents:
        audit.record(action="questionnaire.imported", subject=document.code, actor=by, detail=detail, now=now)
    return Imported(made, reading.remarks, tuple(found))
