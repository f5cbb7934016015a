from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from surveys.fielding.releasing import release_wave
from surveys.fielding.transitions import Refused
from surveys.models import ReleasedTable, Wave


class Command(BaseCommand):
    help = "Check, withhold, round and store the tables of a closed wave; people read only these. Cannot be undone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", metavar="CODE", help="code of the questionnaire")
        parser.add_argument("--wave", required=True, metavar="NAME")
        parser.add_argument(
            "--as", dest="user", metavar="USER", help="user name of who releases; the operator of the command line otherwise"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        wave = Wave.objects.filter(questionnaire__code=options["code"], name=options["wave"]).first()
        if wave is None:
            raise CommandError(
                _("%(code)s has no wave called %(name)s.") % {"code": options["code"], "name": options["wave"]}, returncode=2
            )
        user = get_user_model().objects.filter(username=options["user"]).first() if options["user"] else None
        if options["user"] and user is None:
            raise CommandError(_("There is no user called %(name)s.") % {"name": options["user"]}, returncode=2)
        try:
            release = release_wave(wave=wave, by=user, now=timezone.now())
        except Refused as error:
            raise CommandError("\n".join(error.reasons)) from error
        shown = release.tables.filter(status=ReleasedTable.Status.RELEASED).count()
        counts = {"shown": shown, "withheld": release.tables.count() - shown}
        self.stderr.write(_("Released: %(shown)d tables; withheld: %(withheld)d.") % counts)
