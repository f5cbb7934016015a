"""What a notice of results says; worded in templates/emails/<language>/results/, dressed as the other mails are."""

from collections.abc import Mapping

from anymail.message import AnymailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override
from wagtail.users.models import UserProfile

from departments.models import Program
from surveys.models import Notice, ResultsPage

from .compose import Letter, Letterhead, read_letter


def compose(
    notice: Notice, *, programs: Mapping[str, bool], letterhead: Letterhead, connection: BaseEmailBackend | None = None
) -> AnymailMessage:
    """The mail of a notice in its reader's language, ready to be sent. Nothing of it is kept.

    programs   a representative's: by code, whether anything of them is shown
    """
    language = language_of(notice)
    links = _links(notice, programs, letterhead, language)
    letter = write(notice, programs=programs, links=links, language=language)
    reader = notice.user or notice.contact
    message = AnymailMessage(
        subject=letter.subject,
        body=letter.text,
        from_email=letterhead.sender,
        to=[reader.email if reader else ""],
        connection=connection,
        headers={"Message-ID": f"<{notice.message_id}@{letterhead.domain}>", "Auto-Submitted": "auto-generated"},
        tags=["results"],
        metadata={"notice": str(notice.pk)},
    )
    context = {"letter": letter, "link": links["link"], "unsubscribe": "", "language": language, "notice": True}
    message.attach_alternative(render_to_string("emails/letter.html", context), "text/html")
    return message


def language_of(notice: Notice) -> str:
    """tr or en: a member of staff's own choice in the admin, a contact's as registered."""
    if notice.contact is not None:
        return notice.contact.language
    profile = UserProfile.objects.filter(user=notice.user).first()
    return "en" if profile and profile.preferred_language.startswith("en") else "tr"


def write(notice: Notice, *, programs: Mapping[str, bool], links: Mapping[str, str], language: str) -> Letter:
    """The words alone."""
    wave = notice.release.wave
    occasion = "representative" if notice.user else "summary"
    with override(language):
        named = {program.code: program.name for program in Program.objects.filter(code__in=programs)}
        pages = [
            {"program": named[code], "shown": shown, "screen": links[code], "pdf": f"{links[code]}page.pdf"}
            for code, shown in programs.items()
        ]
        reader = (notice.user.get_full_name() if notice.user else "") or (notice.contact.name if notice.contact else "")
        facts = {
            "name": reader,
            "title": wave.questionnaire.title,
            "wave": wave.name,
            "note": (notice.release.note_en if language == "en" else notice.release.note) or notice.release.note,
            "synthetic": wave.synthetic,
            "pages": pages,
            "link": links["link"],
        }
        return read_letter(render_to_string(f"emails/{language}/results/{occasion}.txt", facts))


def published_at(language: str) -> str:
    """Path of the page with published results, in that language where there is one; of the home page where there is none."""
    pages = {page.locale.language_code: page for page in ResultsPage.objects.live().select_related("locale")}
    page = pages.get(language) or next(iter(pages.values()), None)
    parts = page.get_url_parts() if page else None
    return parts[2] if parts and parts[2] else f"/{language}/"


def _links(notice: Notice, programs: Mapping[str, bool], letterhead: Letterhead, language: str) -> dict[str, str]:
    """`link` is where the button leads; beside it each program's own screen, by code."""
    if notice.user is None:
        return {"link": letterhead.base_url + published_at(language)}
    screens = {code: letterhead.base_url + reverse("staff_results:program", args=[code]) for code in programs}
    only = next(iter(screens.values())) if len(screens) == 1 else letterhead.base_url + reverse("staff_results:index")
    return {"link": only, **screens}
