"""What a coordinator may do with a wave, by the state it is in. Every button calls one verb of surveys.fielding.

Review and release have a page of their own (surveys.staff.release).
"""

from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from departments.models import Graduation
from surveys.fielding.inviting import invite_contacts, invite_graduations
from surveys.fielding.mail_rounds import send_invitations, send_reminders
from surveys.fielding.waves import (
    approve_wave,
    archive_wave,
    close_wave,
    extend_wave,
    mendable_versions,
    move_to_version,
    open_wave,
)
from surveys.models import EmployerContact, Questionnaire, QuestionnaireVersion, Wave

from .base import Action, Text
from .wave_forms import ClosingForm, GraduatesForm, version_form

State, Audience = Wave.State, Questionnaire.Audience


def actions(wave: Wave) -> list[Action]:
    """Permitted next steps, the likeliest first."""
    match wave.state:
        case State.DRAFT:
            return [APPROVE, *_inviting(wave), *_mending(wave)]
        case State.APPROVED:
            return [OPEN, *_inviting(wave), *_mending(wave)]
        case State.OPEN:
            return [*_mailing(wave), EXTEND, *_inviting(wave), *_mending(wave), close(wave)]
        case State.CLOSED | State.REVIEWED | State.RELEASED:
            return [ARCHIVE]
    return []


def _inviting(wave: Wave) -> list[Action]:
    if wave.mode != Wave.Mode.INVITED or wave.pilot:
        return []
    by_audience = {Audience.GRADUATES: INVITE_GRADUATES, Audience.EMPLOYERS: INVITE_EMPLOYERS}
    return [by_audience[Audience(wave.questionnaire.audience)]] if wave.questionnaire.audience in by_audience else []


def _mending(wave: Wave) -> list[Action]:
    versions = mendable_versions(wave).defer("document")
    if not versions:
        return []
    draft = wave.state == State.DRAFT
    return [
        Action(
            "version",
            _("Take another version") if draft else _("Mend wording"),
            _mend,
            _("The wave asks this version from now on."),
            form=version_form(versions, now=wave.version),
            hint=_("Any version may be asked as long as the wave is a draft.")
            if draft
            else _("Only versions with the same questions, options and routing. Answers given so far stay, and all are counted together."),
        )
    ]


def _mailing(wave: Wave) -> list[Action]:
    return [SEND_INVITATIONS, SEND_REMINDERS] if wave.mode == Wave.Mode.INVITED and not wave.pilot else []


def _open(wave: Wave, *, closes_at: datetime, by: Any, now: datetime) -> None:
    open_wave(wave=wave, closes_at=closes_at, by=by, now=now)


def _mend(wave: Wave, *, version: QuestionnaireVersion, by: Any, now: datetime) -> None:
    move_to_version(wave=wave, version=version, by=by, now=now)


def _extend(wave: Wave, *, closes_at: datetime, by: Any, now: datetime) -> None:
    extend_wave(wave=wave, closes_at=closes_at, by=by, now=now)


def _invite_graduates(wave: Wave, *, graduations: Any, by: Any, now: datetime, **chosen: object) -> str:
    return _invited(len(invite_graduations(wave=wave, graduations=Graduation.objects.filter(pk__in=graduations.values("pk")), now=now)))


def _invite_employers(wave: Wave, *, by: Any, now: datetime) -> str:
    contacts = EmployerContact.objects.select_related("organisation")
    return _invited(len(invite_contacts(wave=wave, contacts=[(contact, None) for contact in contacts], now=now)))


def _invited(count: int) -> str:
    return ngettext("%(count)d invitation was added.", "%(count)d invitations were added.", count) % {"count": count}


def _queued(count: int) -> str:
    return ngettext(
        "%(count)d mail is queued and leaves in the next minutes.", "%(count)d mails are queued and leave in the next minutes.", count
    ) % {"count": count}


def _send_invitations(wave: Wave, *, by: Any, now: datetime) -> str:
    return _queued(send_invitations(wave=wave, by=by, now=now))


def _send_reminders(wave: Wave, *, by: Any, now: datetime) -> str:
    return _queued(send_reminders(wave=wave, by=by, now=now))


def _close(wave: Wave, *, by: Any, now: datetime) -> None:
    close_wave(wave=wave, by=by, now=now)


APPROVE = Action(
    "approve", _("Approve"), lambda wave, *, by, now: approve_wave(wave=wave, by=by, now=now), _("The wave is approved."), main=True,
    hint=_("Questionnaire, name and cycle stand as shown; after this it can be opened."),
)  # fmt: skip
OPEN = Action(
    "open", _("Open the wave"), _open, _("The wave is open and takes answers."), form=ClosingForm, main=True,
    hint=_("Makes the wave's key pair and lets answers in. They stay sealed until the wave closes."),
)  # fmt: skip
EXTEND = Action("extend", _("Extend"), _extend, _("The new closing time is set."), form=ClosingForm, hint=_("Only to a later time."))
INVITE_GRADUATES = Action(
    "invite", _("Invite graduates"), _invite_graduates, "", form=GraduatesForm,
    hint=_("Adds the graduates of these years from the register; who is invited already is passed over. No mail leaves yet."),
)  # fmt: skip
INVITE_EMPLOYERS = Action(
    "invite", _("Invite employers"), _invite_employers, "",
    hint=_("Adds every contact of the employers' register; who is invited already is passed over. No mail leaves yet."),
)  # fmt: skip
SEND_INVITATIONS = Action(
    "mail",
    _("Send invitations"),
    _send_invitations,
    "",
    main=True,
    hint=_("To everybody with an address who has not got the invitation yet."),
)
SEND_REMINDERS = Action(
    "remind", _("Send reminders"), _send_reminders, "",
    hint=_("Only to those who have not answered; at most two each, three days apart, and never after opting out."),
)  # fmt: skip
ARCHIVE = Action(
    "archive", _("Archive"), lambda wave, *, by, now: archive_wave(wave=wave, by=by, now=now), _("The wave is archived."),
    hint=_("Takes it out of the daily lists; what was released stays."),
)  # fmt: skip


def close(wave: Wave) -> Action:
    """With what closing means, and the date it would otherwise happen by itself."""
    sentences: list[Text] = [
        _("Closing cannot be undone: nobody can answer any more, and the key that sealed the answers is destroyed."),
        _("The answers are unsealed and shuffled, small year groups are merged, and who has replied is forgotten; only counts remain."),
    ]
    if wave.closes_at:
        when = date_format(localtime(wave.grace_until or wave.closes_at), "j F Y H:i")
        sentences.append(_("Left alone, the wave closes by itself on %(when)s.") % {"when": when})
    return Action("close", _("Close"), _close, _("The wave is closed."), confirmation=tuple(sentences))
