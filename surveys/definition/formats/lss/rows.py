"""The tables of a LimeSurvey export, read safely: no DTD, no entities, no tree built of what is not needed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from defusedxml import DefusedXmlException, ElementTree  # type: ignore[import-untyped]  # it brings no types
from django.utils.translation import gettext as _

from surveys.definition.check import DefinitionError
from surveys.definition.formats.loading import refusal, refuse_if_too_large

DEEPEST = 32  # elements within elements; a structure file has 5, its themes a few more

Row = Mapping[str, str]


@dataclass
class Tables:
    """rows: by name of the table, each a mapping of field to text. seen: every table, also those that hold no rows."""

    kind: str = ""  # LimeSurveyDocType: Survey, Group, Question, Label set, Responses ...
    version: str = ""  # DBVersion
    languages: list[str] = field(default_factory=list)
    rows: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    seen: dict[str, None] = field(default_factory=dict)

    def of(self, table: str) -> list[dict[str, str]]:
        return self.rows.get(table, [])


def read_tables(content: bytes, name: str) -> Tables:
    """DefinitionError where the content is too large, not XML, unsafe, or not the structure of one LimeSurvey survey."""
    refuse_if_too_large(len(content), name)
    if content[:2] == b"PK":
        message = _("The file is an archive (.lsa or another ZIP). Unpack it and import the .lss file in it.")
        raise refusal(name, "archive", message)
    collector = _Collector()
    try:
        parser = ElementTree.DefusedXMLParser(target=collector, forbid_dtd=True, forbid_entities=True, forbid_external=True)
        parser.feed(content)
        parser.close()
    except DefusedXmlException as error:
        message = _("The file declares a document type or entities, as XML bombs do. LimeSurvey writes none: export the survey again.")
        raise refusal(name, "unsafe_xml", message) from error
    except _TooDeep as error:
        raise _no_lss(name) from error
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        message = _("The file is not XML: %(error)s. Export the survey from LimeSurvey as a survey structure (.lss).")
        raise refusal(name, "not_xml", message % {"error": str(error)[:200]}) from error
    _refuse_other_files(collector, name)
    return collector.tables


def _refuse_other_files(collector: "_Collector", name: str) -> None:
    tables = collector.tables
    if collector.root != "document" or not tables.kind:
        raise _no_lss(name)
    if tables.kind != "Survey":
        message = _("The file holds a LimeSurvey “%(kind)s”, not a survey. In LimeSurvey export the survey structure (.lss).")
        raise refusal(name, "other_document", message % {"kind": tables.kind[:40]})


def _no_lss(name: str) -> DefinitionError:
    message = _("The file is XML, but no LimeSurvey survey structure. In LimeSurvey export the survey structure (.lss).")
    return refusal(name, "not_lss", message)


class _TooDeep(Exception):
    pass


class _Collector:
    """Target of the parser: keeps document/TABLE/rows/row/FIELD, and the few words at the head."""

    def __init__(self) -> None:
        self.tables = Tables()
        self.root = ""
        self._path: list[str] = []
        self._row: dict[str, str] = {}
        self._text: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._path.append(tag)
        self._text = []
        match self._path:
            case [root]:
                self.root = root
            case ["document", table] if table not in _HEAD:
                self.tables.seen.setdefault(table)
            case [_, _, "rows", "row"]:
                self._row = {}
        if len(self._path) > DEEPEST:
            raise _TooDeep

    def data(self, text: str) -> None:
        self._text.append(text)

    def end(self, tag: str) -> None:
        match self._path:
            case ["document", "LimeSurveyDocType"]:
                self.tables.kind = self._given()
            case ["document", "DBVersion"]:
                self.tables.version = self._given()
            case ["document", "languages", "language"]:
                self.tables.languages.append(self._given())
            case ["document", _, "rows", "row", field_name]:
                self._row[field_name] = "".join(self._text)
            case ["document", table, "rows", "row"]:
                self.tables.rows.setdefault(table, []).append(self._row)
        self._path.pop()
        self._text = []

    def close(self) -> None:
        return None

    def _given(self) -> str:
        return "".join(self._text).strip()


_HEAD = frozenset({"LimeSurveyDocType", "DBVersion", "LimeSurveyVersion", "languages"})
