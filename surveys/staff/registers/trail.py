"""The audit log, to be read and never written here."""

from typing import Any

from django.contrib.admin import display
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.models import Role
from surveys.models import AuditEntry

from .base import OFFICE, Register, Text

WORDS = {
    "wave.draft": gettext_lazy("Wave created"),
    "questionnaire.imported": gettext_lazy("Questionnaire imported"),
    "questionnaire.published": gettext_lazy("Questionnaire published"),
    "responses.imported": gettext_lazy("Responses imported"),
    "results.raw": gettext_lazy("Unrounded results read"),
    "results.reason": gettext_lazy("Reason for exploring given"),
    "results.explored": gettext_lazy("Raw results explored"),
    "wave.approved": gettext_lazy("Wave approved"),
    "wave.open": gettext_lazy("Wave opened"),
    "wave.extended": gettext_lazy("Wave extended"),
    "wave.version": gettext_lazy("Wave moved to another version"),
    "comparison.proposed": gettext_lazy("Versions compared by the machine"),
    "comparison.decided": gettext_lazy("Comparison of a question decided"),
    "comparison.confirmed": gettext_lazy("Comparisons confirmed"),
    "wave.invited": gettext_lazy("People invited"),
    "wave.closed": gettext_lazy("Wave closed"),
    "wave.reviewed": gettext_lazy("Wave reviewed"),
    "wave.released": gettext_lazy("Results released"),
    "results.published": gettext_lazy("Results published for everybody"),
    "results.withdrawn": gettext_lazy("Release withdrawn"),
    "results.reinstated": gettext_lazy("Release shown again"),
    "wave.archived": gettext_lazy("Wave archived"),
    "mail.invitation": gettext_lazy("Invitations sent"),
    "mail.reminder": gettext_lazy("Reminders sent"),
    "mail.retried": gettext_lazy("Mail sent again"),
    "mail.settled": gettext_lazy("Mail counted as sent"),
    "links.printed": gettext_lazy("Links printed"),
    "link.withdrawn": gettext_lazy("Link withdrawn"),
    "link.reissued": gettext_lazy("New link given"),
    "objectives.adopted": gettext_lazy("Program objectives entered"),
    "objectives.mended": gettext_lazy("Program objectives mended"),
    "objectives.withdrawn": gettext_lazy("Program objectives withdrawn"),
    "bank.filled": gettext_lazy("Item bank filled from questionnaires"),
    "bank.outcomes": gettext_lazy("Outcome set added"),
    "text.decided": gettext_lazy("Free text decided"),
    "concern.settled": gettext_lazy("Concern settled"),
}
_COUNTS = {
    "invitations": gettext_lazy("%(n)s invitations"),
    "queued": gettext_lazy("%(n)s mails"),
    "responses": gettext_lazy("%(n)s responses"),
    "unfinished": gettext_lazy("%(n)s not finished"),
    "mailed": gettext_lazy("%(n)s invitations had been mailed"),
    "reminders": gettext_lazy("%(n)s reminders had been sent"),
    "links": gettext_lazy("%(n)s links"),
    "variables": gettext_lazy("%(n)s variables"),
    "objectives": gettext_lazy("%(n)s objectives"),
    "added": gettext_lazy("%(n)s added"),
    "completed": gettext_lazy("%(n)s completed"),
    "conflicts": gettext_lazy("%(n)s left out"),
    "texts_withheld": gettext_lazy("%(n)s undecided texts withheld"),
    "test_answers": gettext_lazy("%(n)s test answers, not counted"),
}


def describe(entry: AuditEntry) -> str:
    """The action in words with its counts: "People invited: 120 invitations"."""
    words = str(WORDS.get(entry.action, entry.action))
    counts = [str(text) % {"n": entry.detail[key]} for key, text in _COUNTS.items() if entry.detail.get(key)]
    return f"{words}: {', '.join(counts)}" if counts else words


def actor(entry: AuditEntry) -> str:
    """The name as it stood; what nobody did is the system's."""
    return _("System") if entry.actor is None and entry.actor_name == "system" else entry.actor_name


class AuditRegister(Register):
    model = AuditEntry
    base_url_path = "surveys/audit"
    menu_label = gettext_lazy("Audit log")
    menu_icon = "history"
    see = (*OFFICE, Role.RECTORATE)
    act = ()
    list_display = ("at", "what", "subject", "who")
    list_filter = ("action",)
    list_select_related = ("actor",)
    search_fields = ("subject", "actor_name", "action")
    list_display_add_buttons = "what"
    intro = gettext_lazy("Who did what that someone may one day have to answer for. Entries are never changed.")

    @staticmethod
    @display(description=gettext_lazy("what"), ordering="action")
    def what(entry: AuditEntry) -> str:
        return describe(entry)

    @staticmethod
    @display(description=gettext_lazy("who"), ordering="actor_name")
    def who(entry: AuditEntry) -> str:
        return actor(entry)

    def facts(self, record: AuditEntry, request: HttpRequest) -> list[tuple[Text, object]]:
        detail: dict[str, Any] = record.detail
        return [
            (_("At"), record.at),
            (_("Who"), actor(record)),
            (_("Action"), f"{describe(record)} ({record.action})"),
            (_("Of what"), record.subject),
            *[(key, value) for key, value in sorted(detail.items())],
        ]
