"""The three instruments of the demo, published the way a coordinator publishes them: shared things from the item bank."""

from datetime import datetime
from pathlib import Path

from home.models import User
from surveys.definition.formats import yaml_file
from surveys.definition.publishing import import_draft, publish
from surveys.fielding.banking import add_outcome_set, fill_bank
from surveys.models import QuestionnaireVersion


def publish_instruments(path: Path, *, by: User, now: datetime) -> list[QuestionnaireVersion]:
    """The bank is filled first, so that the drafts name what they share instead of writing it again."""
    documents = yaml_file.read(path)
    fill_bank(documents, now=now, by=by)
    add_outcome_set("MUDEK-2.1", now=now, by=by)
    return [
        publish(questionnaire=import_draft(document=document), approved_by=by, approved_as=by.get_full_name(), now=now)
        for document in documents
    ]
