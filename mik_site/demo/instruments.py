"""The three instruments of the demo, published the way a coordinator publishes them."""

from datetime import datetime
from pathlib import Path

from home.models import User
from surveys.definition.formats import yaml_file
from surveys.definition.publishing import import_draft, publish
from surveys.models import QuestionnaireVersion


def publish_instruments(path: Path, *, by: User, now: datetime) -> list[QuestionnaireVersion]:
    return [
        publish(questionnaire=import_draft(document=document), approved_by=by, approved_as=by.get_full_name(), now=now)
        for document in yaml_file.read(path)
    ]
