"""A document as an XLSForm that pyxform accepts. What the form cannot say goes into the sheet mik, and is named."""

import re

from django.utils.translation import gettext as _

from surveys.definition.check import DefinitionError, DefinitionProblem, problems
from surveys.definition.document import Document
from surveys.definition.formats.exchange import Written
from surveys.definition.wordings import texts

from . import leftovers, lost, tables
from .assembling import assemble
from .leftovers import Hints, Leftover
from .lines import ENGLISH, TURKISH
from .rows import Cells, FormWriter, settings
from .tables import Row, Table

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_SPOKEN = [f"{column}::{language}" for column in ("label", "hint", "constraint_message") for language in (TURKISH, ENGLISH)]
_SURVEY = ("type", "name", *_SPOKEN[:4], "required", "relevant", "constraint", *_SPOKEN[4:], "appearance", "parameters", "read_only")
_CHOICES = ("list_name", "name", *_SPOKEN[:2])
_UNWRITABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(document: Document) -> Written:
    """DefinitionError where the document has faults (missing translations are none), or a text no cell can hold."""
    if faults := [*(p for p in problems(document) if p.code != "missing_translation"), *_unwritable(document)]:
        raise DefinitionError(faults)
    form = FormWriter(document)
    head = settings(document)
    sheets = {
        "survey": _table(_SURVEY, form.survey),
        "choices": _table(_CHOICES, form.choices),
        "settings": _table(tuple(head), [dict(head)]),
    }
    if not form.choices:
        del sheets["choices"]
    read_back = assemble(sheets, Hints(form.hints, given=True), f"{document.code}.xlsx")
    original = document.model_dump(mode="json")
    left = list(leftovers.differences(original, read_back.plain))
    known = {leftover.place for leftover in left}
    confirmed = [place for place, _problem in read_back.assumed if place not in known and place.key != "code"]
    left += [Leftover(place, value, value) for place in confirmed for value in [leftovers.value_at(original, place)]]
    sheets[leftovers.SHEET] = leftovers.table(form.hints, left)
    return Written(tables.write(sheets), ".xlsx", MEDIA_TYPE, tuple(lost.remarks(document, form.names, left)))


def _table(columns: tuple[str, ...], rows: list[Cells]) -> Table:
    filled = [Row(number, {column: text for column, text in row.items() if text.strip()}) for number, row in enumerate(rows, start=2)]
    return Table(columns, tuple(filled))


def _unwritable(document: Document) -> list[DefinitionProblem]:
    found = []
    for path, text, _needed in texts(document):
        for language, words in (("tr", text.tr), ("en", text.en)):
            if _UNWRITABLE.search(words):
                found.append(
                    DefinitionProblem(f"{path}.{language}", "unprintable", _("The text holds a control character that cannot be kept."))
                )
            elif len(words) > tables.LONGEST_CELL // 2:
                message = _("The text is longer than a cell of a workbook can be (%(most)d characters).")
                found.append(DefinitionProblem(f"{path}.{language}", "too_long", message % {"most": tables.LONGEST_CELL // 2}))
    return found
