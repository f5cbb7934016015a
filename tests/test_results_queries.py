"""What results cost: every screen, page, file and answer asks the database as often for three of everything as for one.

Three programs, years, waves in the field, releases in both profiles, texts, files and saved views; all of them released by the product.
"""

from datetime import timedelta
from functools import partial

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from departments.groups import derive_groups
from departments.models import Program
from home.models import Role
from surveys.definition.compiled import compile_version
from surveys.definition.document import Section
from surveys.exports import accreditation, kinds, report, report_page
from surveys.exports.released import extract
from surveys.fielding.releasing import release_wave
from surveys.models import Benchmark, Cycle, Export, Release, ResultsPage, SavedView, TextAnswer, Wave
from surveys.questions import TextQuestion
from surveys.reports.outcomes import Thresholds
from surveys.reports.periods import released_periods
from tests.factories import pages, results
from tests.factories.answered import CLOSED, a_closed_wave
from tests.factories.documents import published, text
from tests.factories.fielding import an_approved_wave, an_open_wave, invite_many
from tests.factories.institution import a_department, a_faculty, a_program, a_user
from tests.factories.printed import tagged

pytestmark = pytest.mark.django_db
PEOPLE = {
    "coordinator": (Role.COORDINATOR, None),
    "analyst": (Role.ANALYST, None),
    "representative": (Role.REPRESENTATIVE, "department"),
    "dean": (Role.DEAN, "faculty"),
}
SCREENS = [
    "coordinator /admin/",
    "coordinator /admin/results/",
    "coordinator /admin/results/10210/",
    "coordinator /admin/results/10210/files/",
    "coordinator /admin/results/department/D1/",
    "coordinator /admin/results/faculty/F1/",
    "coordinator /admin/results/faculty/F1/files/",
    "coordinator /admin/results/university/",
    "coordinator /admin/release/",
    "coordinator /admin/release/{released}/",
    "coordinator /admin/release/{reviewed}/?breakdown=",
    "coordinator /admin/release/{approved}/forecast/",
    "coordinator /admin/snippets/surveys/benchmark/",
    "representative /admin/",
    "representative /admin/results/",
    "representative /admin/results/10210/",
    "representative /admin/results/department/D1/",
    "dean /admin/results/",
    "dean /admin/results/faculty/F1/",
    "analyst /admin/exports/",
    "analyst /admin/exports/microdata/{released}/",
    "analyst /admin/explorer/",
    "analyst /admin/explorer/{released}/?rows=A16&columns=A17&unit=program:10210",
    "visitor /tr/sonuclar/",
    "visitor /tr/sonuclar/bolum/D1/",
    "visitor /tr/bolumler/insaat/",
    "visitor /api/v1/units/",
    "visitor /api/v1/indicators/",
    "visitor /api/v1/results/",
    "visitor /api/v1/results/MYM/2025/",
    "visitor /api/v1/results/MYM/2025/?format=csv",
    "visitor /api/v1/results/MYM/trend/?variable=A16&unit=10210",
    "visitor /api/v1/response-rates/MYM/2025/",
    "representative /api/v1/results/?profile=internal",
    "representative /api/v1/results/MYM/2025/?profile=internal",
    "representative /api/v1/results/MYM/trend/?variable=A16&unit=10210&profile=internal",
    "representative /api/v1/response-rates/MYM/2025/?profile=internal",
]


class University:
    """Grows: the first time to one of everything, the second time to three."""

    def __init__(self) -> None:
        pages.below(pages.home(), ResultsPage(title="Sonuçlar", slug="sonuclar"))
        self.faculty = a_faculty(code="F1")
        self.department = a_department(code="D1", name_tr="İnşaat", faculty=self.faculty)
        pages.a_microsite(self.department, parent=pages.a_department_index())
        plain = tagged(results.graduates_document())
        words = Section(code="S9", questions=(TextQuestion(code="A22", label=text("Neyi değiştirirdiniz?")),))
        self.graduates = published(plain.model_copy(update={"sections": (*plain.sections, words)}))
        self.employers = published(results.employers_document())
        self.asked = published(results.employment_document())
        self.people = {who: a_user(role=role, unit=getattr(self, unit or "", None), username=who) for who, (role, unit) in PEOPLE.items()}
        self.second = a_user(role=Role.DEPUTY)
        self.programs = []

    def grow(self, *, to: int) -> dict[str, int]:
        """Numbers that addresses name."""
        while len(self.programs) < to:
            number = len(self.programs)
            self.programs.append(a_program(code=str(10210 + number), department=self.department))
            year = 2025 - number
            released = self.release(year)
            self.files(released, number)
            self.field(number)
        places = {name: Wave.objects.filter(state=name).order_by("pk").first().pk for name in ("reviewed", "approved")}
        return {**places, "released": Wave.objects.get(name="2025", questionnaire__code="MYM").pk}

    def release(self, year: int) -> Wave:
        """Graduates and employers of all programs there are, to the house and to everybody; another wave waits for its release."""
        cycle = Cycle.objects.create(year=year)
        waves = {}
        for version in (self.graduates, self.employers, self.asked):
            facts = {"name": str(year), "cycle": cycle, "closed_at": CLOSED.replace(year=year)}
            state = Wave.State.CLOSED if version is not self.asked else Wave.State.REVIEWED
            wave = waves[version.pk] = a_closed_wave(version, [s for p in self.programs for s in sheets(version, p)], state=state, **facts)
            if version is self.asked:
                continue
            Wave.objects.filter(pk=wave.pk).update(state=Wave.State.REVIEWED)
            release_wave(wave=wave, by=self.people["coordinator"], now=timezone.now())
            release_wave(wave=wave, by=self.second, now=timezone.now(), profile=Release.Profile.PUBLIC)
        wave = waves[self.graduates.pk]
        written = {"wave": wave, "variable": "A22", "decision": "published"}
        TextAnswer.objects.bulk_create(TextAnswer(program=p, text=f"söz {n}", **written) for p in self.programs for n in range(12))
        return wave

    def files(self, wave: Wave, number: int) -> None:
        question = {"rows": "A16", "columns": "", "unit": "", "conditions": [], "where": "", "weighted": False, "varied": False}
        SavedView.objects.create(owner=self.people["analyst"], wave=wave, name=f"Görünüm {number}", question=question, saved_at=CLOSED)
        Export.objects.create(
            owner=self.people["analyst"], kind=kinds.RESULTS_CSV, name="a.csv", asked_at=CLOSED, state="done", size=9,
            expires_at=timezone.now() + timedelta(days=1),
            question={"release": wave.releases.first().pk, "units": [["university", "KTU"]]},
        )  # fmt: skip
        Benchmark.objects.create(indicator="K04", year=2020 + number, value=78, about_tr="Ülke", about_en="Country", source="YÖK")

    def field(self, number: int) -> None:
        """A wave that is answered and one that is about to be, of all programs there are."""
        for wave in (an_open_wave(name=f"Açık {number}"), an_approved_wave(name=f"Onaylı {number}")):
            for program in self.programs:
                invite_many(wave, 12, program=program)


def sheets(version, program) -> list[dict]:
    """Thirty answer sheets, of five employers where employers are asked; a release of either profile shows them."""
    document = compile_version(version).document
    codes = [code for code in document.variables if code != "A22"]
    longest = {"A17": 4, "A20": 10}
    fields = ("own", "near", "far")
    return [
        {
            "program": program,
            "cohort": 2023,
            "organisation": n % 5 if document.audience == "employers" else None,
            "answers": {code: fields[n % 3] if code == "E19" else str(1 + n % longest.get(code, 5)) for code in codes},
        }
        for n in range(30)
    ]


@pytest.fixture
def university(db):
    cache.clear()
    pages.a_site()
    yield University()
    cache.clear()


def queries(run) -> int:
    """Without what a process keeps, and without what a cache would keep for the next reader."""
    run()
    cache.clear()
    with CaptureQueriesContext(connection) as counted:
        run()
    return len(counted)


def reader(who: str, university: University) -> Client:
    """Signed in, and where it is the analyst, with the reason said that the explorer asks for."""
    client = Client()
    if who in university.people:
        derive_groups(user=university.people[who], today=timezone.localdate())
        client.force_login(university.people[who])
    for wave in Wave.objects.filter(state=Wave.State.RELEASED) if who == "analyst" else ():
        client.post(f"/admin/explorer/{wave.pk}/reason/", {"reason": "Bölüm kurulu için"})
    return client


def costs_of_screens(university: University, places: dict[str, int]) -> dict[str, int]:
    clients = {who: reader(who, university) for who in (*PEOPLE, "visitor")}

    def read(line: str) -> None:
        who, address = line.split()
        response = clients[who].get(address.format(**places))
        assert response.status_code == 200, line
        if response.streaming:
            b"".join(response)

    return {line: queries(partial(read, line)) for line in SCREENS}


def costs_of_papers(university: University) -> dict[str, int]:
    """Of what is printed and put into files."""
    program = Program.objects.select_related("department__faculty").get(code="10210")

    def made(what: str) -> None:
        periods = released_periods()
        asked = {"periods": periods, "period": periods.find("2025"), "language": "tr"}
        match what:
            case "page":
                report_page.html(program=program, **asked)
            case "report of a program":
                report.program_html(program=program, **asked, text_threshold=5)
            case "report of a faculty":
                report.faculty_html(faculty=university.faculty, **asked)
            case "accreditation":
                accreditation.html(program=program, **asked, thresholds=Thresholds())
            case "tables":
                units = [("university", "KTU"), *(("program", p.code) for p in university.programs)]
                release = Release.objects.get(wave__name="2025", wave__questionnaire__code="MYM", profile="internal")
                extract(release=release, units=units, university=settings.SURVEYS_UNIVERSITY, language="tr")

    papers = ("page", "report of a program", "report of a faculty", "accreditation", "tables")
    return {what: queries(partial(made, what)) for what in papers}


def test_three_programs_years_waves_and_files_cost_what_one_of_each_costs(university):
    places = university.grow(to=1)
    one = {**costs_of_screens(university, places), **costs_of_papers(university)}
    university.grow(to=3)
    three = {**costs_of_screens(university, places), **costs_of_papers(university)}
    assert {line: (one[line], three[line]) for line in one if one[line] != three[line]} == {}
