"""Questionnaires out of files and into files, one registry of formats by the ending of the file's name.

    .yaml .yml     several instruments that share lists (yaml_file), or one document
    .json          one document as it is (document_file), or the structure of the YAML
    .xlsx          XLSForm (xlsform)
    .lss           LimeSurvey survey structure (lss); read only
    .xml           DDI-Codebook 2.5 (ddi); written only

Reading takes a whole file or refuses it whole. No file may be larger than loading.LARGEST_FILE.
"""

from collections.abc import Callable
from pathlib import Path, PurePath

from django.utils.translation import gettext as _

from surveys.definition.document import Document

from . import document_file, yaml_file
from .exchange import Reading, Written
from .loading import refusal, refuse_if_too_large

__all__ = ["FORMATS", "SUFFIXES", "Reading", "Written", "read_file", "write"]


def read_file(source: Path | bytes, name: str = "") -> Reading:
    """What a file says. DefinitionError where it is refused; then nothing of it is to be kept.

    source   the file, or its content (an upload)
    name     its name, whose ending decides the format; the path's own where not given
    """
    name = name or (source.name if isinstance(source, Path) else "")
    read = _READERS.get(PurePath(name).suffix.lower())
    if read is None:
        message = _("%(file)s is not a questionnaire file: known are %(known)s.") % {"file": name or "–", "known": ", ".join(SUFFIXES)}
        if name.lower().endswith((".xls", ".xlsm", ".ods")):
            message = _("%(file)s: open it in a spreadsheet program and save it as an Excel workbook (.xlsx).") % {"file": name}
        raise refusal(name or "–", "unknown_format", message)
    refuse_if_too_large(len(source) if isinstance(source, bytes) else source.stat().st_size, name)
    return read(source if isinstance(source, bytes) else source.read_bytes(), name)


def write(document: Document, format_: str) -> Written:
    """The document in one of FORMATS. DefinitionError where it has faults that no reader of the format could live with."""
    return _WRITERS[format_](document)


def _yaml(content: bytes, name: str) -> Reading:
    return Reading(tuple(yaml_file.parse(content, name)))


def _xlsform(content: bytes, name: str) -> Reading:
    from .xlsform import read  # noqa: PLC0415  (pyxform takes a second to load: only who meets an XLSForm waits for it)

    return read(content, name)


def _write_xlsform(document: Document) -> Written:
    from .xlsform import write  # noqa: PLC0415  (as above)

    return write(document)


def _lss(content: bytes, name: str) -> Reading:
    from .lss import read  # noqa: PLC0415  (as rarely needed as the others)

    return read(content, name)


def _write_ddi(document: Document) -> Written:
    from .ddi import write  # noqa: PLC0415  (as rarely needed as the others)

    return write(document)


_READERS: dict[str, Callable[[bytes, str], Reading]] = {".yaml": _yaml, ".yml": _yaml, ".json": _yaml, ".xlsx": _xlsform, ".lss": _lss}
_WRITERS: dict[str, Callable[[Document], Written]] = {"json": document_file.write, "xlsform": _write_xlsform, "ddi": _write_ddi}

SUFFIXES = tuple(_READERS)
FORMATS = tuple(_WRITERS)
