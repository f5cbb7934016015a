"""`docDscr` and `stdyDscr`: the file itself, and the survey it describes."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from surveys.definition.document import Document
from surveys.questions import Text

from .ddi_xml import Element, add, add_paragraphs, add_texts, both

NOBODY = Text()


@dataclass(frozen=True, slots=True)
class WaveDates:
    """One fielding. `closed`: the day it closed, or is to close."""

    name: str
    opened: date | None = None
    closed: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the version beside its document. A draft has no number and no dates; its hashes are worked out.

    produced   the day the file is made
    """

    number: int | None = None
    published: date | None = None
    approved_as: str = ""
    structure_hash: str = ""
    text_hash: str = ""
    organisation: Text = NOBODY
    waves: tuple[WaveDates, ...] = ()
    produced: date | None = None


def write_document_description(parent: Element, document: Document, facts: Facts) -> None:
    description = add(parent, "docDscr")
    citation = add(description, "citation")
    codebook = both(lambda lang: _("%(title)s: codebook") % {"title": document.title.in_language(lang)})
    _titles(citation, codebook, document, facts)
    _production(citation, facts, day=facts.produced, software="MİK")
    _version(citation, document, facts)
    add_paragraphs(description, "guide", both(lambda lang: _guide()))
    if facts.number is None:
        add_paragraphs(description, "docStatus", both(lambda lang: _("A draft: it was never asked, and may still change.")))


def write_study(parent: Element, document: Document, facts: Facts) -> None:
    study = add(parent, "stdyDscr")
    citation = add(study, "citation")
    _titles(citation, document.title, document, facts)
    if facts.organisation != NOBODY:
        add_texts(add(citation, "rspStmt"), "AuthEnty", facts.organisation)
    _production(citation, facts, day=facts.published)
    _version(citation, document, facts)
    _authorization(study, document)
    _scope(study, document, facts)
    _method(study, document)
    _access(study, document)
    _metadata(study, document)


def _guide() -> str:
    return _(
        "Each variable is a column of a file of answers. An empty cell is a question that was not asked or was passed over. "
        "Categories marked as missing leave means: na leaves every base, refused and dk stay in the base of single choices."
    )


def _titles(citation: Element, title: Text, document: Document, facts: Facts) -> None:
    """`titl` may stand once; the English title is the parallel one."""
    statement = add(citation, "titlStmt")
    main, lang = (title.tr, "tr") if title.tr else (title.en, "en")
    add(statement, "titl", main or document.code, lang=lang)
    if lang == "tr" and title.en:
        add(statement, "parTitl", title.en, lang="en")
    number = "" if facts.number is None else f"-v{facts.number}"
    add(statement, "IDNo", f"{document.code}{number}", level="study")


def _production(citation: Element, facts: Facts, *, day: date | None, software: str = "") -> None:
    production = Element("prodStmt")
    add_texts(production, "producer", facts.organisation)
    if day:
        add(production, "prodDate", day.isoformat(), date=day.isoformat())
    if software:
        add(production, "software", software)
    if len(production):
        citation.append(production)


def _version(citation: Element, document: Document, facts: Facts) -> None:
    statement = add(citation, "verStmt")
    day = facts.published.isoformat() if facts.published else ""
    add(statement, "version", "draft" if facts.number is None else str(facts.number), type="version", date=day)
    if facts.approved_as:
        add(statement, "verResp", facts.approved_as)
    add(statement, "notes", facts.text_hash or document.text_hash, type="sha-256", subject="text")
    add(statement, "notes", facts.structure_hash or document.structure_hash, type="sha-256", subject="structure")


def _authorization(study: Element, document: Document) -> None:
    article = str(document.metadata.get("directive_article", ""))
    if not (document.legal_basis or article):
        return
    authorization = add(study, "studyAuthorization")
    if document.legal_basis:
        add(authorization, "authorizationStatement", document.legal_basis)
    if article:
        text = both(lambda lang: _("Article %(article)s of the university's alumni directive") % {"article": article})
        add_texts(authorization, "authorizationStatement", text)


def _scope(study: Element, document: Document, facts: Facts) -> None:
    information = add(study, "stdyInfo")
    subjects = [name for names in (document.constructs, document.domains) for name in names.values()]
    if subjects:
        subject = add(information, "subject")
        for name in subjects:
            add_texts(subject, "keyword", name)
    summary = add(information, "sumDscr")
    for wave in facts.waves:
        for event, day in (("start", wave.opened), ("end", wave.closed)):
            if day:
                add(summary, "collDate", day.isoformat(), event=event, date=day.isoformat(), cycle=wave.name)
    add_texts(summary, "anlyUnit", both(lambda lang: _unit(document)))
    add_texts(summary, "universe", both(lambda lang: _universe(document)), level="study")
    add_texts(summary, "dataKind", both(lambda lang: _("Survey data")))


def _unit(document: Document) -> str:
    return _("Employer, for one program") if document.audience == "employers" else _("Person")


def _universe(document: Document) -> str:
    if document.audience == "graduates":
        return _("Graduates of the university's programs")
    if document.audience == "employers":
        return _("Employers of graduates of the university's programs")
    return _("Those who were given the questionnaire")


def _method(study: Element, document: Document) -> None:
    collection = add(add(study, "method"), "dataColl")
    mode = both(lambda lang: _("Self-completed questionnaire on the web, by personal or open link"))
    add_texts(collection, "collMode", mode)
    add_texts(collection, "resInstru", both(lambda lang: _("Structured questionnaire")), type="structured")
    if document.minutes:
        text = both(lambda lang: _("Answering takes about %(minutes)d minutes.") % {"minutes": document.minutes})
        add_texts(collection, "collSitu", text)


def _access(study: Element, document: Document) -> None:
    """A use statement per language: its parts may not be repeated."""
    access = add(study, "dataAccs")
    restriction = both(lambda lang: _restriction())
    for lang in ("tr", "en"):
        use = add(access, "useStmt", lang=lang)
        add(use, "restrctn", getattr(restriction, lang), lang=lang)
        if privacy := document.privacy.in_language(lang):
            add(use, "conditions", privacy, lang=lang)


def _restriction() -> str:
    return _(
        "Answers are sealed until the wave closes and carry no name. Results are given for groups of a minimum size only; "
        "single answers are seen by named analysts, whose use of them is logged."
    )


def _metadata(study: Element, document: Document) -> None:
    """What the source of the questionnaire says beside its questions, key by key."""
    for key, value in sorted(document.metadata.items()):
        entries = value.items() if isinstance(value, dict) else [("", value)]
        for name, inner in entries:
            add(study, "notes", str(inner), type="metadata", subject=f"{key}.{name}" if name else key)
