"""The codebook of a published version, to be printed and kept: what was asked, word for word, and how to prove it.

Turkish or English with the other language beside it. The PDF is tagged (PDF/UA-1), and carries the questionnaire itself
as an attachment whose SHA-256 is the text hash.
"""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from surveys.definition import proof
from surveys.definition.document import Document
from surveys.models import QuestionnaireVersion

from .codebook_entries import Entries
from .codebook_record import record_layout

STYLES = "css/codebook_print.css"


def html(version: QuestionnaireVersion, *, language: str, now: datetime) -> str:
    """One page that stands alone: its styles are in it, and it asks nothing of any network."""
    with override(language):
        return render_to_string("surveys/exports/codebook.html", _context(version, language, now))


def pdf(version: QuestionnaireVersion, *, language: str, now: datetime) -> bytes:
    import weasyprint  # type: ignore[import-untyped]  # noqa: PLC0415  (needs Pango: only who prints must have it)
    from weasyprint.urls import URLFetcher  # type: ignore[import-untyped]  # noqa: PLC0415  (as above)

    with override(language):
        description = _("Questionnaire %(version)s: the bytes that were hashed") % {"version": version}
    attachment = weasyprint.Attachment(
        file_obj=BytesIO(proof.canonical(version.document)),
        name=f"{filename(version)}.json",
        description=description,
        created=version.published_at,
        modified=version.published_at,
        relationship="Source",
    )
    page = weasyprint.HTML(string=html(version, language=language, now=now), url_fetcher=URLFetcher(allowed_protocols=("data",)))
    return bytes(page.write_pdf(pdf_variant="pdf/ua-1", attachments=[attachment]) or b"")


def filename(version: QuestionnaireVersion) -> str:
    """Without an ending: MYM-v1."""
    return f"{version.questionnaire.code}-v{version.number}"


def _university(language: str) -> str:
    names = cast(Mapping[str, str], settings.SURVEYS_UNIVERSITY["name"])
    return names[language]


def _context(version: QuestionnaireVersion, language: str, now: datetime) -> dict[str, Any]:
    document = Document.model_validate(version.document)
    entries = Entries(document, language=language)
    return {
        "version": version,
        "document": document,
        "language": language,
        "other": "en" if language == "tr" else "tr",
        "now": now,
        "university": _university(language),
        "styles": Path(str(finders.find(STYLES))).read_text(encoding="utf-8"),
        "title": entries.said(document.title),
        "audience": version.questionnaire.get_audience_display(),
        "privacy": entries.said(document.privacy),
        "parts": entries.parts(),
        "after": entries.after(),
        "long_lists": entries.long_lists(),
        "scales": entries.scales(),
        "facets": entries.facets(),
        "competencies": entries.competencies(),
        "indicators": [(i.code, entries.said(i.label), i.formula) for i in document.indicators],
        "record": record_layout(document),
        "hashes_hold": (proof.text_hash(version.document), proof.structure_hash(version.document))
        == (version.text_hash, version.structure_hash),
        "program": Path(proof.__file__).read_text(encoding="utf-8"),
        "filename": filename(version),
    }
