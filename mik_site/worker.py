"""What happens beside the web server: mail and files asked for every few seconds, and once a minute what has come due."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any

from django.conf import settings as configured
from django.core.management import call_command
from django.db import close_old_connections
from django.utils import timezone

from departments.groups import derive_every_group
from surveys.exports import jobs
from surveys.fielding.waves import close_due
from surveys.mailing.compose import Letterhead
from surveys.mailing.notices import send_notices
from surveys.mailing.sending import send_waiting

from .locks import under_lock

logger = logging.getLogger("mik.worker")

MAIL_EVERY = timedelta(seconds=3)
PERIODIC_EVERY = timedelta(minutes=1)
MAILS_A_ROUND = 200  # so that a large sending does not hold up what has come due
FILES_A_ROUND = 1  # so that large files do not hold up the mail

Verb = Callable[[datetime], object]


def close_waves(now: datetime) -> object:
    return close_due(now=now)


def publish_scheduled(now: datetime) -> object:
    return call_command("publish_scheduled", verbosity=0)


def derive_groups(now: datetime) -> object:
    """A term that ended yesterday has no membership today, whether its holder logs in or not."""
    return derive_every_group(today=timezone.localdate(now))


def drop_expired_exports(now: datetime) -> object:
    return jobs.drop_expired(now=now, folder=configured.PRIVATE_DIR)


# Each may run any number of times and does nothing where nothing is due.
PERIODIC: tuple[Verb, ...] = (close_waves, publish_scheduled, derive_groups, drop_expired_exports)


def run_periodic(*, verbs: Sequence[Verb] = PERIODIC, now: datetime, folder: Path) -> list[str]:
    """Run every verb unless another worker is at it; returns the names of those that failed. One failure stops no other."""
    failed = []
    with under_lock("periodic", folder=folder) as ours:
        for verb in verbs if ours else ():
            try:
                verb(now)
            except Exception:  # whatever it was: one failing verb must not stop the others
                logger.exception("%s failed; it will be tried again in a minute", verb.__name__)
                failed.append(verb.__name__)
    return failed


def send_mail(letterhead: Letterhead) -> int:
    """How many messages were dealt with; none, and a line in the log, where the mail server cannot be reached."""
    handled = 0
    for kind, send in (("mail", send_waiting), ("notices of results", send_notices)):
        try:
            sent = send(clock=timezone.now, limit=MAILS_A_ROUND, letterhead=letterhead)
        except OSError as error:
            logger.warning("the mail server cannot be reached: %s", error)
            break
        if sent.handled:
            counts = (sent.sent, sent.failed, sent.in_doubt, sent.dropped)
            logger.info("%s: %s sent, %s refused, %s in doubt, %s no longer needed", kind, *counts)
        handled += sent.handled
    return handled


def run(*, stop: Event, settings: Any, once: bool = False) -> None:
    """Until `stop` is set, or for one round. What is under way when it is set is finished first."""
    letterhead = Letterhead.of(settings)
    due = timezone.now()
    while not stop.is_set():
        close_old_connections()
        try:
            now = timezone.now()
            if now >= due or once:
                run_periodic(now=now, folder=settings.PRIVATE_DIR)
                due = now + PERIODIC_EVERY
            made = jobs.make_waiting(clock=timezone.now, folder=settings.PRIVATE_DIR, limit=FILES_A_ROUND)
            busy = send_mail(letterhead) >= MAILS_A_ROUND or made > 0
        except Exception:  # whatever it was: mail and closing go on after a lost connection or a full disk
            if once:
                raise
            logger.exception("a round failed; the next one follows")
            busy = False
        if once:
            return
        stop.wait(0 if busy else MAIL_EVERY.total_seconds())
