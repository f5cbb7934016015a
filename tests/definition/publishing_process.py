"""What the test of publishing at once runs: eight approvals of eight drafts of one questionnaire, printed as JSON."""

import json
from itertools import pairwise

import django

django.setup()

from surveys.definition import ledger  # noqa: E402  (only after setup)
from surveys.definition.document import Document, Section  # noqa: E402
from surveys.definition.publishing import import_draft, publish  # noqa: E402
from surveys.models import CodeEntry, Comparison, Questionnaire, QuestionnaireVersion  # noqa: E402
from surveys.questions import SingleQuestion  # noqa: E402
from tests.factories.documents import options, text  # noqa: E402
from tests.factories.fielding import NOW  # noqa: E402
from tests.fielding.field_process import in_children  # noqa: E402


def draft(number: int) -> Document:
    """One question all drafts have, on a list that each lengthens by an option of its own, and one question of its own."""
    shared = SingleQuestion(code="A", label=text(f"Söz {number}"), options="O")
    own = SingleQuestion(code=f"B{number}", label=text("Kendi"), options="O")
    sets = {"O": options("x", f"y{number}")}
    return Document(code="ONE", title=text("Bir"), option_sets=sets, sections=(Section(code="S", questions=(shared, own)),))


def publish_own(number: int) -> list[str]:
    try:
        questionnaire = import_draft(document=draft(number))
        publish(questionnaire=questionnaire, approved_by=None, approved_as=str(number), now=NOW)
    except Exception as error:  # noqa: BLE001  (whatever it is, the test shows it)
        return [repr(error)]
    return []


def at_once() -> dict[str, object]:
    publish(questionnaire=import_draft(document=draft(99)), approved_by=None, approved_as="first", now=NOW)
    errors = [error for errors in in_children(publish_own) for error in errors]
    versions = list(QuestionnaireVersion.objects.order_by("number"))
    wanted = {entry.key for version in versions for entry in ledger.entries(Document.model_validate(version.document))}
    written = list(CodeEntry.objects.values_list("code", "option"))
    compared = set(Comparison.objects.values_list("earlier__number", "later__number"))
    texts = [version.text_hash for version in versions]
    return {
        "errors": errors,
        "numbers_run_on": [version.number for version in versions] == list(range(1, len(versions) + 1)),
        "more_than_one": len(versions) > 1,
        "no_version_twice_in_a_row": all(one != other for one, other in pairwise(texts)),
        "ledger_complete": set(written) == wanted and len(written) == len(wanted),
        "pairs_compared": compared == set(pairwise(range(1, len(versions) + 1))),
        "questionnaires": Questionnaire.objects.count(),
    }


if __name__ == "__main__":
    print(json.dumps(at_once()))
