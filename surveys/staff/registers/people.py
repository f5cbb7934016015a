"""Invitations, mails that need a decision, and concerns. None of them says who has replied."""

from datetime import datetime
from typing import Any

from django.contrib.admin import display
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from departments.masking import masked_address as masked_address_of
from departments.masking import masked_name
from home.models import Role
from surveys import audit
from surveys.collection.invitations import reissue, withdraw
from surveys.fielding.reviewing import settle_concern
from surveys.mailing.queue import settle_as_sent, try_again
from surveys.models import Concern, Delivery, Invitation

from .base import OFFICE, Action, Register, Text, in_office
from .filters import WaveFilter, WaveOfInvitation


def _reads_names(request: HttpRequest) -> bool:
    return in_office(request.user, *OFFICE)


@transaction.atomic
def _withdraw(invitation: Invitation, *, by: Any, now: datetime) -> None:
    withdraw(invitation=invitation)
    _log("link.withdrawn", invitation, by=by, now=now)


@transaction.atomic
def _reissue(invitation: Invitation, *, by: Any, now: datetime) -> None:
    reissue(invitation=invitation)
    _log("link.reissued", invitation, by=by, now=now)


@transaction.atomic
def _try_again(delivery: Delivery, *, by: Any, now: datetime) -> None:
    try_again(delivery=delivery, now=now)
    _log("mail.retried", delivery.invitation, by=by, now=now)


@transaction.atomic
def _settle(delivery: Delivery, *, by: Any, now: datetime) -> None:
    settle_as_sent(delivery=delivery, now=now)
    _log("mail.settled", delivery.invitation, by=by, now=now)


def _log(action: str, invitation: Invitation, *, by: Any, now: datetime) -> None:
    detail = {"invitation": invitation.pk}
    audit.record(action=action, subject=str(invitation.wave), actor=by, detail=detail, now=now)


class InvitationRegister(Register):
    model = Invitation
    base_url_path = "surveys/invitations"
    menu_label = _("Invitations")
    menu_icon = "group"
    see = (*OFFICE, Role.EDITOR)
    list_display = ("name", "address", "wave", "program", "cohort", "language", "condition")
    list_filter = (WaveFilter, "language", "withdrawn", "opted_out")
    ordering = ("name", "id")
    search_fields = ("name",)  # not the address: an editor could find out a masked one letter by letter
    list_select_related = ("wave__questionnaire", "program")
    intro = _("Whom we asked. Who has replied is nobody's business: replies are counted on the wave.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Invitation]:
        return super().get_queryset(request).defer("done")

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        return self.list_display if _reads_names(request) else ("initials", "masked_address", *self.list_display[2:])

    def get_search_fields(self, request: HttpRequest) -> tuple[str, ...]:
        return self.search_fields if _reads_names(request) else ()

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        return self.ordering if _reads_names(request) else ("id",)

    @staticmethod
    @display(description=_("name"))
    def initials(invitation: Invitation) -> str:
        return masked_name(invitation.name)

    @staticmethod
    @display(description=_("e-mail"))
    def address(invitation: Invitation) -> str:
        return invitation.email

    @staticmethod
    @display(description=_("e-mail"))
    def masked_address(invitation: Invitation) -> str:
        return masked_address_of(invitation.email)

    @staticmethod
    @display(description=_("condition"))
    def condition(invitation: Invitation) -> Any:
        if invitation.withdrawn:
            return _("withdrawn")
        return _("wants no more mail") if invitation.opted_out else ""

    def actions(self, record: Invitation) -> list[Action]:
        if record.wave.is_closed:
            return []
        return [REISSUE] if record.withdrawn else [WITHDRAW, REISSUE]

    def facts(self, record: Invitation, request: HttpRequest) -> list[tuple[Text, object]]:
        name, email = record.name, record.email
        if not _reads_names(request):
            name, email = masked_name(name), masked_address_of(email)
        return [
            (_("Name"), name),
            (_("E-mail"), email or "–"),
            (_("Wave"), record.wave),
            (_("Program"), record.program),
            (_("Cohort"), record.cohort),
            (_("Language"), record.get_language_display()),
            (_("Condition"), self.condition(record) or _("in force")),
        ]


class DeliveryRegister(Register):
    model = Delivery
    base_url_path = "surveys/deliveries"
    menu_label = _("Mails to decide")
    menu_icon = "mail"
    list_display = ("recipient", "kind", "wave", "state", "when", "reason")
    list_filter = ("state", "kind", WaveOfInvitation)
    list_select_related = ("invitation__wave__questionnaire",)
    intro = _("Only what nobody but a person can decide: mails that were refused, and mails of which nobody knows whether they left.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Delivery]:
        return super().get_queryset(request).for_a_person().select_related("invitation__wave__questionnaire")

    @staticmethod
    @display(description=_("recipient"))
    def recipient(delivery: Delivery) -> str:
        return f"{delivery.invitation.name} {masked_address_of(delivery.invitation.email)}".strip()

    @staticmethod
    @display(description=_("wave"))
    def wave(delivery: Delivery) -> str:
        return str(delivery.invitation.wave)

    @staticmethod
    @display(description=_("when"))
    def when(delivery: Delivery) -> str:
        moment = delivery.settled_at or delivery.claimed_at or delivery.queued_at
        return date_format(localtime(moment), "j M Y H:i")

    @staticmethod
    @display(description=_("reason"))
    def reason(delivery: Delivery) -> Any:
        if delivery.state == Delivery.State.IN_DOUBT and not delivery.error:
            return _("The worker was stopped before it could note how this ended.")
        return delivery.error

    def actions(self, record: Delivery) -> list[Action]:
        return [COUNT_AS_SENT, TRY_AGAIN] if record.state == Delivery.State.IN_DOUBT else [TRY_AGAIN]

    def facts(self, record: Delivery, request: HttpRequest) -> list[tuple[Text, object]]:
        return [
            (_("To"), f"{record.invitation.name} <{record.invitation.email}>"),
            (_("Wave"), record.invitation.wave),
            (_("Kind"), record.get_kind_display()),
            (_("State"), record.get_state_display()),
            (_("Reason"), self.reason(record)),
            (_("Message id"), record.message_id),
        ]


class ConcernRegister(Register):
    model = Concern
    base_url_path = "surveys/concerns"
    menu_label = _("Concerns")
    menu_icon = "warning"
    see = act = (*OFFICE, Role.EDITOR)
    list_display = ("kind", "person", "wave", "note", "day", "settled")
    list_filter = ("settled", "kind")
    list_select_related = ("invitation__wave__questionnaire", "invitation__program")
    intro = _("People who wrote that a link is not theirs, or not for their program. Correct the register, then settle.")

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        return self.list_display if _reads_names(request) else tuple("initials" if c == "person" else c for c in self.list_display)

    @staticmethod
    @display(description=_("person"))
    def person(concern: Concern) -> str:
        return concern.invitation.name

    @staticmethod
    @display(description=_("person"))
    def initials(concern: Concern) -> str:
        return masked_name(concern.invitation.name)

    @staticmethod
    @display(description=_("wave"))
    def wave(concern: Concern) -> str:
        return str(concern.invitation.wave)

    def actions(self, record: Concern) -> list[Action]:
        return [] if record.settled else [SETTLE]

    def facts(self, record: Concern, request: HttpRequest) -> list[tuple[Text, object]]:
        return [
            (_("What"), record.get_kind_display()),
            (_("Note"), record.note or "–"),
            (_("Person"), record.invitation.name if _reads_names(request) else masked_name(record.invitation.name)),
            (_("Program"), record.invitation.program),
            (_("Wave"), record.invitation.wave),
            (_("Day"), date_format(record.day)),
            (_("Settled by"), record.settled_by if record.settled else _("not yet")),
        ]


WITHDRAW = Action(
    "withdraw", _("Withdraw"), _withdraw, _("The link is withdrawn."),
    confirmation=(_("The link dies at once, and a draft begun through it cannot be reached any more."),),
)  # fmt: skip
REISSUE = Action(
    "reissue", _("Give a new link"), _reissue, _("There is a new link; the old one is dead."),
    confirmation=(_("The old link dies at once, and a draft begun through it cannot be reached any more."),),
)  # fmt: skip
TRY_AGAIN = Action(
    "again", _("Send again"), _try_again, _("The mail waits to be sent again."), hint=_("If it did arrive, it arrives twice.")
)
COUNT_AS_SENT = Action("sent", _("Count as sent"), _settle, _("The mail counts as sent."), main=True)
SETTLE = Action(
    "settle", _("Settle"), lambda concern, *, by, now: settle_concern(concern=concern, by=by, now=now), _("Settled."), main=True
)
