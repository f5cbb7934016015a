"""Sends the mails that wait, once, and says how it went. `run_worker` does the same every few seconds."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from surveys.mailing.compose import Letterhead
from surveys.mailing.notices import send_notices
from surveys.mailing.sending import IN_DOUBT_AFTER, Sent, send_waiting


class Command(BaseCommand):
    help = "Send the waiting mails. Exit status: 0 done, 1 the mail server cannot be reached or refused something."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--limit", type=int, default=10_000, help="At most this many messages (default 10000).")
        parser.add_argument(
            "--in-doubt-after", type=float, default=IN_DOUBT_AFTER.total_seconds() / 60, metavar="MINUTES",
            help="A message claimed this long ago and never settled is in doubt (default 15).",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        in_doubt_after, letterhead = timedelta(minutes=options["in_doubt_after"]), Letterhead.of(settings)
        sent = Sent()
        try:
            for send in (send_waiting, send_notices):  # notices of results with what is left of the limit
                left = options["limit"] - sent.handled
                sent += send(clock=timezone.now, limit=left, letterhead=letterhead, in_doubt_after=in_doubt_after)
        except OSError as error:
            raise CommandError(_("The mail server cannot be reached: %(error)s") % {"error": error}) from error
        self.stdout.write(
            _("Sent: %(sent)d, refused: %(failed)d, in doubt: %(in_doubt)d, no longer needed: %(dropped)d")
            % {"sent": sent.sent, "failed": sent.failed, "in_doubt": sent.in_doubt, "dropped": sent.dropped}
        )
        if sent.failed:
            raise CommandError(_("Refused and doubtful messages wait for a decision under Surveys, Mails to decide."))
