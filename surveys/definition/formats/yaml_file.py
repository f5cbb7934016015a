"""The YAML format: several instruments that share scales, lists and competencies. JSON of one document is read as well.

Only `meta`, `scales` (may be empty) and `instruments` are required. An instrument has `questions`, or `sections` of them.

Which questions are asked apart, after submission (`Document.after`): those that say `after: true`, `separate: true` or
`separate_store: true`; every consent and contact; and offers one can decline: a multiple choice directly before a consent,
or one with an exclusive option `none` in an instrument that asks a separate consent. `after: false` overrides the last two.
"""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from surveys.definition.check import DefinitionError
from surveys.definition.document import Document, Indicator, Section
from surveys.definition.paging import split_by_topic
from surveys.questions import AnyQuestion, ConsentQuestion, ContactQuestion, MultipleQuestion, Option, PrefilledQuestion, Text

from . import document_file
from .entries import Entry, Report
from .loading import load, refusal, refuse_if_too_large
from .yaml_lists import Shared, read_shared
from .yaml_questions import QuestionReader

_LANGUAGES = ["tr", "en"]


def read(path: Path) -> list[Document]:
    """Every document of the file. DefinitionError names everything that cannot be read; then nothing is returned.

    What a document still lacks to be published (translations, conditions that lead nowhere) is check.problems' to say.
    """
    refuse_if_too_large(path.stat().st_size, path.name)
    return parse(path.read_bytes(), path.name)


def parse(content: bytes, name: str) -> list[Document]:
    """The same of a file that lies in memory; `name` decides between YAML and JSON."""
    value = load(content, name)
    if isinstance(value, dict) and "format" in value:
        return [document_file.document_of(value, name)]
    if not isinstance(value, dict):
        raise refusal(name, "wrong_type", _("This is no questionnaire: meta, scales and instruments are expected."))
    report = Report()
    documents = _read_all(Entry(value, "", report))
    if report.problems:
        raise DefinitionError(report.problems)
    return documents


def _read_all(top: Entry) -> list[Document]:
    for key in ("meta", "scales", "instruments"):
        if key not in top and not (key == "scales" and key in top._values):
            top.wrong(key, "missing_key", _("The file needs %(key)s.") % {"key": key})
    if top.report.problems:
        return []
    meta = top.entry("meta")
    shared = read_shared(top, meta)
    about = _read_meta(meta)
    indicators = [_indicator(entry) for entry in top.entries("indicators")]
    documents = [_instrument(entry, shared, about, indicators) for entry in top.entries("instruments")]
    codes = [document.code for document in documents if document]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        top.wrong(f"instruments.{code}", "duplicate_code", _("The code %(code)s occurs twice.") % {"code": code})
    if not codes and not top.report.problems:
        top.wrong("instruments", "empty", _("The file holds no instrument."))
    top.finish()
    return [document for document in documents if document]


def _read_meta(meta: Entry) -> dict[str, Any]:
    """privacy: Text; metadata: what is only kept."""
    languages = meta.raw("languages")
    if languages is not None and languages != _LANGUAGES:
        meta.wrong("languages", "languages", _("Questionnaires are in Turkish and English: [tr, en]."))
    version = meta.raw("version")
    metadata = {"version": str(version)} if version is not None else {}
    if storage := meta.string("answer_storage"):
        metadata["answer_storage"] = storage
    privacy = meta.text_at("privacy_notice") or Text()
    legal_basis = meta.string("legal_basis")
    meta.finish()
    return {"privacy": privacy, "legal_basis": legal_basis, "metadata": metadata}


def _indicator(entry: Entry) -> tuple[Indicator, frozenset[str]]:
    """The indicator and the instruments it is reckoned from."""
    raw = entry.raw("instrument")
    named = raw if isinstance(raw, list) else [raw or "all"]
    indicator = Indicator.model_construct(code=entry.code("code"), label=entry.text(), formula=entry.string("formula"))
    entry.finish()
    return indicator, frozenset(str(name) for name in named)


def _instrument(entry: Entry, shared: Shared, about: dict[str, Any], indicators: list[tuple[Indicator, frozenset[str]]]) -> Document | None:
    code = entry.code("id")
    reader = QuestionReader(shared, instrument=code)
    title = entry.text_at("title")
    if title is None:
        entry.wrong("title", "missing_key", _("The instrument needs a title."))
    fieldwork = entry.remarks("fieldwork")
    minutes = fieldwork.get("est_minutes")
    article = entry.string("directive_article")
    audience = entry.choice("audience", ("graduates", "employers", "others"), "graduates")
    own_privacy, own_basis = entry.text_at("privacy_notice"), entry.string("legal_basis")
    sections, after = _parts(entry, reader)
    entry.finish()
    if entry.report.problems:
        return None
    constructs = {question.construct for question in (*(q for section in sections for q in section.questions), *after)}
    kept = {"directive_article": article, "fieldwork": fieldwork}
    return Document(
        code=code,
        title=title or Text(),
        audience=audience,  # type: ignore[arg-type]  # one of the three
        minutes=minutes if isinstance(minutes, int) else None,
        legal_basis=own_basis or about["legal_basis"],
        privacy=own_privacy or about["privacy"],
        domains=shared.domains if reader.uses_competencies else {},
        constructs={name: label for name, label in shared.constructs.items() if name in constructs},
        facets={name: facet.label for name, facet in shared.facets.items() if name in reader.facets},
        competencies=shared.competencies if reader.uses_competencies else (),
        option_sets=reader.option_sets,
        sections=sections,
        after=after,
        indicators=tuple(indicator for indicator, named in indicators if named & {code, "all"}),
        metadata={**about["metadata"], **{key: value for key, value in kept.items() if value}},
    )


def _parts(entry: Entry, reader: QuestionReader) -> tuple[tuple[Section, ...], tuple[AnyQuestion, ...]]:
    """(sections, after-part)."""
    if "sections" in entry:
        given = [(inner, _questions(inner, reader)) for inner in entry.entries("sections")]
        everything = [pair for _inner, pairs in given for pair in pairs]
        apart = _apart(everything, reader.option_sets)
        sections = tuple(
            Section.model_construct(
                code=inner.code("code"), title=inner.text_at("title"), questions=tuple(q for q, _flag in pairs if q.code not in apart)
            )
            for inner, pairs in given
        )
        for inner, _pairs in given:
            inner.finish()
    else:
        everything = _questions(entry, reader)
        apart = _apart(everything, reader.option_sets)
        asked = [q for q, _flag in everything if q.code not in apart]
        asked.sort(key=lambda q: not isinstance(q, PrefilledQuestion))  # stable: known facts head the first page
        sections = tuple(Section(code=f"S{n:02d}", questions=page) for n, page in enumerate(split_by_topic(asked), start=1))
    return sections, tuple(q for q, _flag in everything if q.code in apart)


def _questions(entry: Entry, reader: QuestionReader) -> list[tuple[AnyQuestion, bool | None]]:
    """Questions with what they say of themselves: asked apart (True), not apart (False), nothing (None)."""
    read_ones: list[tuple[AnyQuestion, bool | None]] = []
    if "questions" not in entry:
        entry.wrong("questions", "missing_key", _("Questions are missing here."))
    for inner in entry.entries("questions"):
        separate = [inner.flag(key) for key in ("separate", "separate_store")]
        said = inner.flag("after") if "after" in inner else None
        inner.raw("after")
        question = reader.read(inner)
        if question is None:
            continue
        if said is False and (any(separate) or isinstance(question, ConsentQuestion | ContactQuestion)):
            inner.wrong("after", "belongs_after", _("Consents, contacts and what is stored separately are always asked apart."))
        read_ones.append((question, True if any(separate) else said))
    return read_ones


def _apart(pairs: list[tuple[AnyQuestion, bool | None]], option_sets: dict[str, tuple[Option, ...]]) -> frozenset[str]:
    """Codes of the questions of the after-part; the rule stands at the head of this file."""
    with_consent = any(said and isinstance(question, ConsentQuestion) for question, said in pairs)
    apart = set()
    for place, (question, said) in enumerate(pairs):
        following = pairs[place + 1][0] if place + 1 < len(pairs) else None
        if said or isinstance(question, ConsentQuestion | ContactQuestion):
            apart.add(question.code)
        elif said is None and isinstance(question, MultipleQuestion):
            can_be_declined = any(option.code == "none" and option.exclusive for option in option_sets.get(question.options, ()))
            if isinstance(following, ConsentQuestion) or (with_consent and can_be_declined):
                apart.add(question.code)
    return frozenset(apart)
