"""Mails that say results are out: who gets one, and sending it once.

Representatives hear of an internal release that holds tables of their programs; employers who asked for the published summary
hear of the public release of their wave. Claimed before it leaves and settled after, as every mail (mailing.sending): killed at
any moment, at most one is in doubt and none goes out twice.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils.timezone import localdate

from departments.access import programs_represented_by
from home.models import Assignment, Role, User
from surveys import audit
from surveys.models import EmployerContact, FollowUp, Notice, Questionnaire, Release, ReleasedTable

from .compose import Letterhead
from .notice_letters import compose
from .sending import IN_DOUBT_AFTER, Sent, send_each, was_refused

logger = logging.getLogger("mik.mailing")

NO_NEWS_AFTER = timedelta(days=30)

State = Notice.State


def queue_notices(*, release: Release, now: datetime) -> int:
    """A waiting notice for everybody the release concerns who has none yet; returns how many."""
    before = Notice.objects.filter(release=release).count()
    if release.profile == Release.Profile.INTERNAL:
        readers: list[dict[str, Any]] = [{"user": user} for user in _representatives(release, now)]
    elif release.wave.questionnaire.audience == Questionnaire.Audience.EMPLOYERS:
        readers = [{"contact": contact} for contact in _asked_for_summary(release, codes=settings.SURVEYS_SUMMARY_CONSENT)]
    else:
        readers = []
    rows = [Notice(release=release, message_id=f"results-{uuid4().hex}", queued_at=now, **reader) for reader in readers]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)  # the constraints keep it at one each
    return Notice.objects.filter(release=release).count() - before


def send_notices(
    *,
    clock: Callable[[], datetime],
    limit: int,
    letterhead: Letterhead,
    connection: BaseEmailBackend | None = None,
    in_doubt_after: timedelta = IN_DOUBT_AFTER,
    no_news_after: timedelta = NO_NEWS_AFTER,
) -> Sent:
    """Send at most `limit` waiting notices, oldest first. OSError where the mail server cannot be reached at all.

    no_news_after   a notice that has waited longer is dropped, not sent
    """
    in_doubt = mark_abandoned(now=clock(), older_than=in_doubt_after)
    if not Notice.objects.filter(state=State.WAITING).exists():
        return Sent(in_doubt=in_doubt)
    deliver = partial(_deliver, letterhead=letterhead, clock=clock, no_news_after=no_news_after)
    return Sent(in_doubt=in_doubt) + send_each(claim=lambda: claim(now=clock()), deliver=deliver, limit=limit, connection=connection)


def mark_abandoned(*, now: datetime, older_than: timedelta) -> int:
    """Claims nobody settled: they wait for a person, and are never sent again by themselves."""
    marked = Notice.objects.filter(state=State.CLAIMED, claimed_at__lt=now - older_than).update(state=State.IN_DOUBT)
    if marked:
        logger.warning("%s notices of results are in doubt and wait for a decision", marked)
    return marked


def claim(*, now: datetime) -> Notice | None:
    """The next waiting notice, ours alone from here on. Committed on return."""
    while True:
        with transaction.atomic(durable=True):
            waiting = Notice.objects.filter(state=State.WAITING).order_by("id")
            notice = waiting.select_for_update(skip_locked=True, of=("self",)).first()
            if notice is None:
                return None
            claimed = waiting.filter(pk=notice.pk).update(state=State.CLAIMED, claimed_at=now)
        if claimed:
            wanted = Notice.objects.select_related("release__wave__questionnaire", "user", "contact__organisation")
            return wanted.get(pk=notice.pk)


@transaction.atomic
def retry(*, release: Release, by: User, now: datetime) -> int:
    """Those that were refused or are in doubt wait again, because a person says so; returns how many."""
    unsettled = Notice.objects.filter(release=release, state__in=[State.FAILED, State.IN_DOUBT])
    count = unsettled.update(state=State.WAITING, queued_at=now, claimed_at=None, settled_at=None, error="")
    detail = {"wave": release.wave_id, "release": release.number, "queued": count}
    audit.record(action="mail.retried", subject=str(release.wave), actor=by, detail=detail, now=now)
    return count


def _deliver(
    notice: Notice, *, letterhead: Letterhead, connection: BaseEmailBackend, clock: Callable[[], datetime], no_news_after: timedelta
) -> str:
    now = clock()
    programs = represented(notice.user, notice.release, now=now) if notice.user else {}
    if not _still_wanted(notice, programs) or notice.queued_at < now - no_news_after:
        notice.delete()
        return "dropped"
    try:
        message = compose(notice, programs=programs, letterhead=letterhead, connection=connection)
    except Exception as error:  # noqa: BLE001  (whatever it was, nothing has left, and one mail must not stop the others)
        _settle(notice, state=State.FAILED, at=clock(), error=error)
        return "failed"
    try:
        message.send()
    except Exception as error:  # noqa: BLE001  (whatever it was, the claim must be settled)
        refused = was_refused(error)
        _settle(notice, state=State.FAILED if refused else State.IN_DOUBT, at=clock(), error=error)
        return "failed" if refused else "in_doubt"
    _settle(notice, state=State.SENT, at=clock())
    return "sent"


def represented(user: User, release: Release, *, now: datetime) -> Mapping[str, bool]:
    """Codes of the person's programs that the release has tables of, in order; whether anything of them is shown."""
    own = programs_represented_by(user, today=localdate(now)).order_by("number").values_list("code", flat=True)
    tables = ReleasedTable.objects.filter(release=release, level="program", unit_code__in=own).values_list("unit_code", "status").distinct()
    states: dict[str, set[str]] = {}
    for code, status in tables:
        states.setdefault(code, set()).add(status)
    return {code: ReleasedTable.Status.RELEASED in states[code] for code in own if code in states}


def _representatives(release: Release, now: datetime) -> list[User]:
    held = Assignment.objects.current(today=localdate(now)).holding(Role.REPRESENTATIVE)
    people = User.objects.filter(pk__in=held.values("user"), is_active=True).exclude(email="").order_by("pk")
    return [user for user in people if represented(user, release, now=now)]


def _asked_for_summary(release: Release, *, codes: Mapping[str, str]) -> list[EmployerContact]:
    """Contacts who ticked it after answering; a consent that was taken back has left no row.

    codes   of the consent, by code of the questionnaire
    """
    code = codes.get(release.wave.questionnaire.code)
    if code is None:
        return []
    asked = FollowUp.objects.filter(wave=release.wave, code=code, value="1").exclude(contact=None)
    return list(EmployerContact.objects.filter(pk__in=asked.values("contact")).exclude(email="").order_by("pk"))


def _still_wanted(notice: Notice, programs: Mapping[str, bool]) -> bool:
    """The release stands, and the reader is still who they were when it was queued."""
    if notice.release.withdrawn_at is not None:
        return False
    if notice.user is not None:
        return bool(notice.user.is_active and notice.user.email and programs)
    contact = notice.contact
    return contact is not None and bool(contact.email) and contact in _asked_for_summary(
        notice.release, codes=settings.SURVEYS_SUMMARY_CONSENT
    )  # fmt: skip


def _settle(notice: Notice, *, state: Notice.State, at: datetime, error: Exception | None = None) -> None:
    """Also over a mark of doubt that another run has set in the meantime: here we do know."""
    reason = "" if error is None else f"{type(error).__name__}: {error}".replace(_address(notice), "***")
    unsettled = [State.CLAIMED, State.IN_DOUBT]
    Notice.objects.filter(pk=notice.pk, state__in=unsettled).update(state=state, settled_at=at, error=" ".join(reason.split())[:300])
    if reason:
        logger.warning("notice %s: %s", notice.pk, reason)


def _address(notice: Notice) -> str:
    reader = notice.user or notice.contact
    return reader.email if reader else ""
