"""The register of waves: how many were asked and how many replied, never who."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.admin import display
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext_lazy as _

from departments.models import Program
from home.collation import sort_key
from home.models import Role
from surveys.collection.rates import guarded_reply_count
from surveys.fielding.objectives import programs_without, slots_of
from surveys.models import AuditEntry, Delivery, FrameStratum, Invitation, Wave

from .base import OFFICE, Action, Register, RegisterRecord, Text
from .trail import actor, describe
from .wave_actions import actions

State = Wave.State


class WaveRecord(RegisterRecord):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wave = self.instance
        trail = AuditEntry.objects.filter(detail__wave=wave.pk).select_related("actor").order_by("at", "id")
        return super().get_context_data(
            timeline=[(entry, describe(entry), actor(entry)) for entry in trail],
            badges=badges(wave),
            mails=mails(wave),
            links_url=reverse("surveys_links", args=[wave.pk]) if may_print(wave) and self.model_admin.may_act(self.request.user) else "",
            codebook_url=reverse("surveys_codebook", args=[wave.version_id]),
            versions_url=reverse("surveys_versions", args=[wave.questionnaire_id]),
            objectives=objectives(wave),
            release=release_page(wave) if self.model_admin.may_act(self.request.user) else None,
            **kwargs,
        )


class WaveRegister(Register):
    model = Wave
    base_url_path = "surveys/waves"
    menu_label = _("Waves")
    menu_icon = "calendar-alt"
    see = (*OFFICE, Role.EDITOR)
    list_display = ("wave", "status", "closes", "invited", "replied", "rate")
    list_filter = ("state", "questionnaire", "cycle", "pilot")
    search_fields = ("name", "questionnaire__code", "questionnaire__title_tr", "questionnaire__title_en")
    inspect_view_class = WaveRecord
    inspect_template_name = "surveys/registers/wave.html"
    index_template_name = "surveys/registers/waves.html"
    intro = _("One wave is one fielding of a questionnaire: who is asked, from when until when, under which promises.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Wave]:
        return with_counts(super().get_queryset(request).select_related("questionnaire", "version", "cycle").defer("version__document"))

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        return ("-opened_at", "-id")

    def actions(self, record: Wave) -> list[Action]:
        return actions(record)

    def facts(self, record: Wave, request: HttpRequest) -> list[tuple[Text, object]]:
        rows: list[tuple[Text, object]] = [
            (_("Questionnaire"), f"{record.questionnaire.title} ({record.version})"),
            (_("Cycle"), record.cycle),
            (_("How people come to it"), record.get_mode_display()),
            (_("Opened"), _moment(record.opened_at)),
            (_("Closes at"), _moment(record.closes_at)),
            (_("Grace until"), _moment(record.grace_until)),
            (_("Closed"), _moment(record.closed_at)),
            (_("Invited"), self.invited(record)),
            (_("Replied"), self.replied(record)),
            (_("Response rate"), self.rate(record)),
        ]
        if record.unfinished is not None:
            rows.append((_("Begun and not finished"), record.unfinished))
        return [(label, value) for label, value in rows if value not in (None, "", "–")]

    @staticmethod
    @display(description=_("wave"))
    def wave(wave: Wave) -> str:
        return f"{wave.questionnaire.code} {wave.name}"

    @staticmethod
    @display(description=_("state"))
    def status(wave: Wave) -> SafeString:
        return badges(wave)

    @staticmethod
    @display(description=_("closes / closed"))
    def closes(wave: Wave) -> str:
        when = wave.closed_at or wave.closes_at
        return date_format(localtime(when), "j M Y") if when else "–"

    @staticmethod
    @display(description=_("invited"))
    def invited(wave: Any) -> int | str:
        return wave.frame_invited if wave.frame_invited is not None else wave.asked or "–"

    @staticmethod
    @display(description=_("replied"))
    def replied(wave: Any) -> int | Text:
        """Counted by stratum once the wave is closed; before that, of the invitations, where it names nobody."""
        if wave.is_closed:
            return "–" if wave.frame_replied is None else wave.frame_replied
        if not wave.asked:
            return "–"
        shown = guarded_reply_count(wave, minimum=settings.SURVEYS_INTERNAL_THRESHOLD)
        return _("withheld: too few were asked") if shown is None else shown

    @classmethod
    @display(description=_("rate"))
    def rate(cls, wave: Any) -> str:
        invited, replied = cls.invited(wave), cls.replied(wave)
        if not isinstance(invited, int) or not isinstance(replied, int) or not invited:
            return "–"
        return _("%(percent)s%%") % {"percent": round(100 * replied / invited)}


def with_counts(waves: QuerySet[Wave]) -> QuerySet[Wave]:
    """Annotated with asked (invitations) and frame_invited, frame_replied (strata); None where there are no strata."""

    def strata(field: str) -> Subquery:
        sums = FrameStratum.objects.filter(wave=OuterRef("pk")).order_by().values("wave").annotate(n=Sum(field)).values("n")
        return Subquery(sums, output_field=IntegerField())

    return waves.annotate(
        asked=Count("invitations"),
        frame_invited=strata("invited"),
        frame_replied=strata("replied"),
    )


def badges(wave: Wave) -> SafeString:
    marks: list[tuple[str, Text]] = [(wave.state, wave.get_state_display())]
    if wave.pilot:
        marks.append(("pilot", _("trial")))
    if wave.synthetic:
        marks.append(("synthetic", _("made-up answers")))
    spans = [format_html('<span class="register-badge register-badge--{}">{}</span>', kind, label) for kind, label in marks]
    return SafeString(" ".join(spans))


def release_page(wave: Wave) -> tuple[str, Text, bool] | None:
    """(address, label, whether it is the next thing to do) of what leads to the results of this wave."""
    if wave.pilot or wave.state in {State.OPEN, State.ARCHIVED}:
        return None
    if not wave.is_closed:
        return reverse("surveys_release_forecast", args=[wave.pk]), _("What would be hidden"), False
    label = _("Release") if wave.state == State.RELEASED else _("Review and release")
    return reverse("surveys_release_wave", args=[wave.pk]), label, wave.state != State.RELEASED


@dataclass(frozen=True, slots=True)
class Objectives:
    """frozen: programs whose objectives are asked, once the wave has been opened. without: invited ones that are not asked any."""

    frozen: int
    without: tuple[Program, ...]


def objectives(wave: Wave) -> Objectives | None:
    """None where the questionnaire asks for none, and of answers brought in from elsewhere."""
    if wave.mode == Wave.Mode.IMPORTED or not slots_of(wave.version):
        return None
    without = programs_without(wave, localdate()).select_related("department__faculty")
    return Objectives(wave.objectives.count(), tuple(sorted(without, key=lambda program: sort_key(program.name))))


def mails(wave: Wave) -> list[dict[str, Any]]:
    """Counts of messages by kind and state. While the wave is open; after it only invitations that a person must see to remain."""
    rows = Delivery.objects.filter(invitation__wave=wave).values("kind", "state").annotate(n=Count("pk")).order_by("kind", "state")
    return [{"kind": Delivery.Kind(r["kind"]).label, "state": Delivery.State(r["state"]).label, "n": r["n"]} for r in rows]


def may_print(wave: Wave) -> bool:
    return wave.mode == Wave.Mode.INVITED and not wave.is_closed and Invitation.objects.filter(wave=wave).exists()


def _moment(when: Any) -> str:
    return date_format(localtime(when), "j F Y H:i") if when else ""
