"""The packed record of a structure as a table: which byte holds what."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from surveys.definition.codebook import Codebook
from surveys.definition.document import Document
from surveys.questions import Variable


@dataclass(frozen=True, slots=True)
class RecordField:
    """One variable in the record; `first` and `last` count bytes from 0."""

    code: str
    first: int
    last: int
    stored: str
    not_asked: int
    skipped: int


@dataclass(frozen=True, slots=True)
class RecordLayout:
    """`texts`: variables that are never in the record."""

    length: int
    fields: tuple[RecordField, ...]
    texts: tuple[str, ...]


def record_layout(document: Document) -> RecordLayout:
    codebook = Codebook(document.variables)
    return RecordLayout(codebook.dtype.itemsize, tuple(_fields(codebook)), codebook.texts)


def _fields(codebook: Codebook) -> Iterator[RecordField]:
    starts = [_offset(codebook, code) for code in codebook.variables]
    ends = [*starts[1:], codebook.dtype.itemsize]
    for (code, variable), first, end in zip(codebook.variables.items(), starts, ends, strict=True):
        not_asked, skipped = codebook.reserved(code)
        yield RecordField(code, first, end - 1, _stored(variable, end - first), not_asked, skipped)


def _offset(codebook: Codebook, code: str) -> int:
    fields = codebook.dtype.fields
    return fields[code][1] if fields else 0


def _stored(v: Variable, size: int) -> str:
    match v.storage:
        case "choice" | "register":
            return _("permanent number of the program") if v.register else _("place of the option in its list, from 0")
        case "choices":
            return _("state (0 answered), then one bit per option, the first option in the lowest bit")
        case "registers":
            what = _("permanent numbers of programs") if v.register else _("places in the list, from 0")
            return _("state (0 answered), then %(n)d times two bytes: %(what)s") % {"n": v.maximum, "what": what}
        case "ranking":
            return _("state (0 answered), then one byte per option: its place, 0 where it has none")
        case "period":
            return _("months since year 0: year × 12 + month − 1") if v.unit == "month" else _("the year")
    return _("signed: value × %(factor)d") % {"factor": 10**v.decimals} if v.decimals else _("signed: the value")
