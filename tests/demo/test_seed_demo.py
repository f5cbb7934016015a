"""The demo, seeded twice in databases of its own: on SQLite, and on PostgreSQL where the run has one."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]
DAY = "2026-11-20"
ASKED = [("MYM", "2026", "faculty"), ("MIA", "2025", "university"), ("IMA", "2024", "university")]
PAGES = """
from django.utils.html import strip_tags
from wagtail.models import Page
for page in Page.objects.filter(depth__gt=1).order_by("url_path").specific():
    print(page.url_path, page.title, " ".join(strip_tags(str(getattr(page, "body", ""))).split()))
"""
COUNTS = """
from surveys.models import Wave
for wave in Wave.objects.order_by("questionnaire__code", "name"):
    print(wave, wave.state, wave.pilot, wave.synthetic, wave.responses.count(), wave.sealed.count())
"""

FROZEN = """
from surveys.models import Wave
for wave in Wave.objects.order_by("pk"):
    print(wave, wave.objectives.count())
"""


class Demo:
    """A seeded database of its own, asked through the command line only."""

    def __init__(self, folder: Path, address: str) -> None:
        self.environment = {
            **os.environ,
            "VAR_DIR": str(folder),
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "mik_site.settings.dev",
        }
        self.manage("migrate", "--verbosity", "0")
        self.console = self.manage("seed_demo", "--today", DAY, "--seed", "7")

    def manage(self, *arguments: str) -> str:
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def results(self, code: str, wave: str, level: str) -> dict:
        return json.loads(self.manage("results", code, "--wave", wave, "--level", level))

    def shown(self, program: str) -> str:
        return self.manage("shell", "--verbosity", "0", "--command", program)


@pytest.fixture(scope="module")
def demos(tmp_path_factory):
    first, second = tmp_path_factory.mktemp("first"), tmp_path_factory.mktemp("second")
    with ThreadPoolExecutor(2) as pool:
        made = [pool.submit(Demo, first, f"sqlite:///{first}/demo.sqlite3"), pool.submit(Demo, second, _other_database(second))]
        return [future.result() for future in made]


def _other_database(folder: Path) -> str:
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith("postgres"):
        return f"sqlite:///{folder}/demo.sqlite3"
    parts = urlsplit(given)
    with psycopg.connect(given, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS mik_demo")
        connection.execute("CREATE DATABASE mik_demo")
    return urlunsplit(parts._replace(path="/mik_demo"))


@pytest.mark.parametrize(("code", "wave", "level"), ASKED)
def test_same_seed_and_day_give_the_same_results_on_either_database(demos, code, wave, level):
    one, other = (demo.results(code, wave, level) for demo in demos)
    assert one["tables"] != []
    assert one == other


@pytest.mark.parametrize("program", [PAGES, COUNTS], ids=["pages", "waves"])
def test_same_seed_and_day_give_the_same_pages_and_waves(demos, program):
    one, other = (demo.shown(program) for demo in demos)
    assert len(one.splitlines()) > 10
    assert one == other


def test_released_and_open_waves_ask_graduates_the_objectives_of_their_own_program(demos):
    """Computer engineering adopted new ones in the demo's year: its hash differs from the year before, civil engineering's does not."""
    asked = {year: _objectives(demos[0].results("MYM", year, "program")) for year in ("2025", "2026")}
    assert {year: len(found) for year, found in asked.items()} == {"2025": 7, "2026": 7}
    same = {name for name, sha256 in asked["2026"].items() if asked["2025"].get(name) == sha256}
    assert "İnşaat Mühendisliği" in same
    assert "Bilgisayar Mühendisliği" not in same
    assert "MYM 2026 güz 7" in demos[0].shown(FROZEN).splitlines()


def _objectives(document: dict) -> dict[str, str]:
    """Hash of the objectives by name of the program, of those whose first objective somebody answered."""
    tables = [t for t in document["tables"] if t["variable"] == "P01" and t["base"]]
    return {t["unit"]["name"]["tr"]: t["objective"]["sha256"] for t in tables}


def test_the_console_names_users_and_a_link_for_each_audience(demos):
    console = demos[0].console
    assert [name for name in ("koordinator", "editor", "temsilci", "rektorluk") if name not in console] == []
    assert console.count("/a/") == 3


def test_existing_data_is_never_reseeded(demos):
    assert demos[0].manage("seed_demo", "--today", DAY) == "There is data here already: nothing was seeded.\n"


def test_every_wave_of_the_demo_says_that_it_is_made_up(demos):
    assert [line for line in demos[0].shown(COUNTS).splitlines() if " True" not in line] == []
