"""The bulk writer of Response and TextAnswer: all rows of a batch at once, in an order that says nothing."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction

from surveys.models import QuestionnaireVersion, Response, TextAnswer, Wave

_BATCH = 2000


@dataclass(frozen=True, slots=True)
class ResponseRow:
    """`record` as the codebook of the version packs it; `texts` by variable; `weight` in imported waves only."""

    program_id: int | None
    record: bytes
    cohort: int | None = None
    organisation_number: int | None = None
    weight: float | None = None
    texts: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def insert(*, wave: Wave, version: QuestionnaireVersion, rows: Iterable[ResponseRow]) -> int:
    """Number of responses written. Rows and texts are shuffled apart: neither order leads from one to the other."""
    chance = secrets.SystemRandom()
    rows = list(rows)
    chance.shuffle(rows)
    texts = [(row.program_id, variable, text) for row in rows for variable, text in row.texts.items()]
    chance.shuffle(texts)
    for start in range(0, len(rows), _BATCH):
        Response.objects.bulk_create([_response(wave, version, row) for row in rows[start : start + _BATCH]])
    for start in range(0, len(texts), _BATCH):
        TextAnswer.objects.bulk_create(
            [TextAnswer(wave=wave, program_id=program, variable=v, text=text) for program, v, text in texts[start : start + _BATCH]]
        )
    return len(rows)


def _response(wave: Wave, version: QuestionnaireVersion, row: ResponseRow) -> Response:
    return Response(
        wave=wave,
        version=version,
        program_id=row.program_id,
        cohort=row.cohort,
        organisation_number=row.organisation_number,
        weight=row.weight,
        record=row.record,
    )
