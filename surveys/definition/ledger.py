"""What every code of a questionnaire means, for ever: written when it is first published, held against whatever comes after.

Kept of a variable: storage and measure. Of an option: its value, its kind of missing and the bounds of its band. Of a
question that is no variable itself (a table, a note, a consent): which of these it is. Wordings may change.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from surveys.models import CodeEntry, Questionnaire, QuestionnaireVersion, Wave
from surveys.questions import AnyQuestion, Option, Text, Variable

from .compiled import compile_version
from .document import Document

Meaning = dict[str, Any]
Key = tuple[str, str]  # code of a variable or question, code of an option or ""

_CHUNK = 500
_WITHOUT_ANSWERS = (Wave.State.DRAFT, Wave.State.APPROVED)


@dataclass(frozen=True, slots=True)
class Entry:
    """One code as a document has it. `since` is the number of the version that first said so, 0 where none has yet."""

    code: str
    option: str
    meaning: Meaning
    label: Text
    since: int = 0

    @property
    def key(self) -> Key:
        return self.code, self.option


def entries(document: Document, *, since: int = 0) -> Iterator[Entry]:
    """Every code of the document in the order asked, the after-part included; an option once for each variable that has it."""
    for question in document.all_questions:
        variables = question.variables(document.option_sets)
        if question.code not in {variable.code for variable in variables}:
            yield Entry(question.code, "", {"storage": _storage_without_answer(question), "measure": ""}, question.label, since)
        for variable in variables:
            yield Entry(variable.code, "", meaning_of_variable(variable), variable.label, since)
            for option in variable.options:
                yield Entry(variable.code, option.code, meaning_of_option(option), option.label, since)


def meaning_of_variable(variable: Variable) -> Meaning:
    """A list may grow out of one byte into two without meaning anything else; programs are not options, nor years months."""
    storage = {"register": "choice", "registers": "choices"}.get(variable.storage, variable.storage)
    if variable.register:
        storage = "program" if storage == "choice" else "programs"
    if storage == "period":
        storage = variable.unit  # the record holds years of the one and months of the other: 2024 is not 2024-05
    return {"storage": storage, "measure": variable.measure}


def meaning_of_option(option: Option) -> Meaning:
    band = {"low": option.low, "high": option.high} if option.low is not None or option.high is not None else {}
    return {"value": option.value, "missing": option.missing, **band}


def known(questionnaire: Questionnaire) -> dict[Key, Entry]:
    """What has been published under each code. Worked out from the versions where the ledger was never written."""
    if not questionnaire.pk:
        return {}
    kept = {(entry.code, entry.option): _entry(entry) for entry in questionnaire.codes.select_related("version").defer("version__document")}
    return kept or _of_versions(questionnaire.versions.order_by("number"))


def write(*, version: QuestionnaireVersion, document: Document) -> list[CodeEntry]:
    """The codes that this version is the first to publish, and those of earlier versions where nobody had written them."""
    questionnaire = version.questionnaire
    before = known(questionnaire) if questionnaire.codes.exists() else {}
    missing = {} if before else _of_versions(questionnaire.versions.filter(number__lt=version.number).order_by("number"))
    for entry in entries(document, since=version.number):
        if entry.key not in before:
            missing.setdefault(entry.key, entry)
    versions = {version.number: version} | {v.number: v for v in questionnaire.versions.defer("document")}
    rows = [
        CodeEntry(
            questionnaire=questionnaire,
            code=entry.code,
            option=entry.option,
            meaning=entry.meaning,
            label_tr=entry.label.tr,
            label_en=entry.label.en,
            version=versions[entry.since],
        )
        for entry in missing.values()
    ]
    return CodeEntry.objects.bulk_create(rows, batch_size=_CHUNK)


def answered(questionnaire: Questionnaire) -> dict[str, dict[str, int]]:
    """Options that answers may hold, by variable: each with the number of the newest version it was answered in. Pilots do not count."""
    if not questionnaire.pk:
        return {}
    fielded = questionnaire.waves.counted().exclude(state__in=_WITHOUT_ANSWERS).values("version")
    found: dict[str, dict[str, int]] = {}
    for version in questionnaire.versions.filter(pk__in=fielded).order_by("number"):
        for code, variable in compile_version(version).document.variables.items():
            found.setdefault(code, {}).update({option.code: version.number for option in variable.options})
    return found


def _of_versions(versions: Any) -> dict[Key, Entry]:
    found: dict[Key, Entry] = {}
    for version in versions:
        for entry in entries(compile_version(version).document, since=version.number):
            found.setdefault(entry.key, entry)
    return found


def _entry(row: CodeEntry) -> Entry:
    return Entry(row.code, row.option, row.meaning, Text(tr=row.label_tr, en=row.label_en), row.version.number)


def _storage_without_answer(question: AnyQuestion) -> str:
    """Of a question whose code is no variable: a table of rows, or what stands beside the answers."""
    return "table" if question.asks and question.kind not in {"consent", "contact"} else question.kind


def changed(before: Mapping[Key, Entry], document: Document) -> Iterator[tuple[Entry, Entry]]:
    """(as first published, as it would be now) of every code that would mean something else."""
    for entry in entries(document):
        first = before.get(entry.key)
        if first is not None and first.meaning != entry.meaning:
            yield first, entry
