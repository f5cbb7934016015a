"""A university to look at: the same seed and day give the same data."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from departments.models import Program
from departments.registry.unit_files import read
from departments.registry.units import import_units
from home.models import User
from mik_site.demo import benchmarks, content, fieldwork, history, instruments, objectives, traits, users
from surveys.fielding.releasing import release_wave
from surveys.models import Release

STAGES = ("empty", "content", "fielding", "released")
DEMO = Path(__file__).resolve().parents[2] / "demo"


class Command(BaseCommand):
    help = "Fills an empty database with the demo, by calling the product's own verbs. Existing data is never reseeded."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--stage", choices=STAGES, default="released", help="how far to go: empty has units and users only")
        parser.add_argument("--seed", type=int, default=1963, help="same seed and day, same data")
        parser.add_argument("--today", type=date.fromisoformat, default=None, help="the demo's day, YYYY-MM-DD; today by default")

    def handle(self, *args: Any, stage: str, seed: int, today: date | None, **options: Any) -> None:
        if Program.objects.exists() or User.objects.exists():
            self.stdout.write("There is data here already: nothing was seeded.")
            return
        day = today or datetime.now(tz=history.ISTANBUL).date()
        now = datetime.combine(day, time(9), tzinfo=history.ISTANBUL)
        reached = STAGES.index(stage)
        with transaction.atomic():
            self._say("Units and users")
            rows, _ = read(DEMO / "ktu_units.csv")
            report = import_units(rows=rows, today=day)
            self._say(f"  {report.created} programs, {len(report.refused)} rows refused")
            people = users.create_users(today=day)
            if reached >= STAGES.index("content"):
                self._say("Pages")
                content.build_site(today=day)
        if reached >= STAGES.index("fielding"):
            self._field(seed=seed, now=now, people=people, with_history=stage == "released")
        self._say(f"Users: {', '.join(people)}; password of each: {users.PASSWORD}")

    def _field(self, *, seed: int, now: datetime, people: dict[str, User], with_history: bool) -> None:
        by = people["koordinator"]
        self._say("Questionnaires")
        instruments.publish_instruments(DEMO / "questionnaires.yaml", by=by, now=now)
        objectives.enter_objectives(DEMO / "objectives.yaml", now=now, by=by)
        programs = list(Program.objects.select_related("department__faculty").order_by("number"))
        drawn = traits.draw_traits(programs, seed=seed)
        if with_history:
            benchmarks.enter_benchmarks(DEMO / "benchmarks.yaml")
            for year in history.years(now.date()):
                for code in ("MYM", "MIA", "IMA"):
                    wave = history.bring_in(code=code, year=year, base_year=now.year - 2, traits=drawn, seed=seed, by=by)
                    release_wave(wave=wave, by=people["yardimci"], now=now, profile=Release.Profile.PUBLIC)  # a second person publishes
                    self._say(f"  {wave}: imported, closed, released and published")
        self._say("Open waves")
        links = fieldwork.field_waves(
            traits=drawn, seed=seed, now=now, by=by, token_key=settings.SURVEYS_TOKEN_KEY, private=settings.PRIVATE_DIR
        )
        for link in links:
            self._say(f"  {link.what}: {settings.WAGTAILADMIN_BASE_URL}/a/{link.token}/")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
