"""What a mail says: one wording per language, audience and occasion, dressed as plain text and as a restrained letter.

The wording lives in templates/emails/<language>/<audience>/<occasion>.txt: a subject line, a blank line, paragraphs. A
paragraph that is nothing but the link becomes a button in the letter; nothing else differs between the two dresses.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any

from anymail.message import AnymailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.utils.timezone import localtime
from django.utils.translation import override

from surveys.collection.tokens import token_for
from surveys.models import Delivery, Invitation, QuestionnaireVersion

_OCCASIONS = {
    (Delivery.Kind.INVITATION, 1): "invitation",
    (Delivery.Kind.REMINDER, 1): "first_reminder",
    (Delivery.Kind.REMINDER, 2): "second_reminder",
}


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes, and where links lead.

    key       the server's token key (collection.tokens)
    base_url  scheme and host of the site, without a slash at the end
    sender    the From address, with or without a name
    """

    key: str
    base_url: str
    sender: str

    @classmethod
    def of(cls, settings: Any) -> "Letterhead":
        """Read off Django's settings, which are passed in: only the callers may know them."""
        return cls(settings.SURVEYS_TOKEN_KEY, settings.WAGTAILADMIN_BASE_URL.rstrip("/"), settings.DEFAULT_FROM_EMAIL)

    @property
    def domain(self) -> str:
        return parseaddr(self.sender)[1].rpartition("@")[2] or "localhost"


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs) + "\n"


def compose(delivery: Delivery, *, letterhead: Letterhead, connection: BaseEmailBackend | None = None) -> AnymailMessage:
    """The mail of a delivery, in the language of its invitation, ready to be sent. Nothing of it is kept."""
    invitation = delivery.invitation
    link = f"{letterhead.base_url}/a/{token_for(invitation, key=letterhead.key)}/"
    unsubscribe = f"{link}unsubscribe/"
    letter = write(delivery, link=link, unsubscribe=unsubscribe)
    message = AnymailMessage(
        subject=letter.subject,
        body=letter.text,
        from_email=letterhead.sender,
        to=[invitation.email],
        connection=connection,
        headers={
            "Message-ID": f"<{delivery.message_id}@{letterhead.domain}>",
            "List-Unsubscribe": f"<{unsubscribe}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",  # no out-of-office answers, please (RFC 3834)
        },
        tags=[delivery.kind],
        metadata={"delivery": str(delivery.pk)},
    )
    message.attach_alternative(as_html(letter, link=link, unsubscribe=unsubscribe, language=invitation.language), "text/html")
    return message


def write(delivery: Delivery, *, link: str, unsubscribe: str) -> Letter:
    """The words alone; the employers' call themselves confidential, the graduates' anonymous."""
    invitation = delivery.invitation
    occasion = _OCCASIONS.get((Delivery.Kind(delivery.kind), delivery.number), "resend")
    template = f"emails/{invitation.language}/{invitation.wave.questionnaire.audience}/{occasion}.txt"
    with override(invitation.language):
        rendered = render_to_string(template, {**_facts(invitation), "link": link, "unsubscribe": unsubscribe})
    return read_letter(rendered)


def read_letter(rendered: str) -> Letter:
    """A subject line, a blank line, paragraphs."""
    subject, _, body = rendered.strip().partition("\n")
    paragraphs = tuple(" ".join(part.split("\n")).strip() for part in re.split(r"\n\s*\n", body.strip()))
    return Letter(subject.strip(), paragraphs)


def as_html(letter: Letter, *, link: str, unsubscribe: str, language: str) -> str:
    context = {"letter": letter, "link": link, "unsubscribe": unsubscribe, "language": language}
    return render_to_string("emails/letter.html", context)


def _facts(invitation: Invitation) -> Mapping[str, object]:
    wave = invitation.wave
    # Only the one number: a whole document is read for no mail.
    minutes = QuestionnaireVersion.objects.values_list("document__minutes", flat=True).get(pk=wave.version_id)
    program = invitation.program
    return {
        "title": wave.questionnaire.title,
        "name": invitation.name,
        "organisation": invitation.contact.organisation.name if invitation.contact else "",
        "program": program.name if program else "",
        "department": program.department.name if program else "",
        "cohort": invitation.cohort,
        "minutes": minutes,
        "closes_at": localtime(wave.closes_at) if wave.closes_at else None,
        "pilot": wave.pilot,
    }
