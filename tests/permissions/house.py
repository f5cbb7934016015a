"""A university in which every figure, name and word of the other department is unlike any of the own one, and everybody who may ask."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import Permission
from django.utils import timezone

from departments.models import Program
from home.models import Role, User
from surveys.definition.document import Section
from surveys.exports import kinds
from surveys.models import Benchmark, Export, Release, ResultsPage, SavedView, TextAnswer, Wave
from surveys.questions import TextQuestion
from tests.factories import pages, results
from tests.factories.answered import CLOSED
from tests.factories.documents import published, text
from tests.factories.fielding import NOW, an_open_wave, invite_many
from tests.factories.institution import a_department, a_faculty, a_program, a_user, an_assignment
from tests.factories.printed import tagged
from tests.factories.public import publish_year
from tests.factories.released import release_employers, release_year

OTHER_NAMES = ("77077", "Zırhlı Araçlar", "Zırhlı Bölüm", "Zırhlı söz")
FAR_NAMES = ("88088", "Uzak Programı", "Uzak Bölüm", "Uzak Fakülte", "Uzak söz")
OTHER_FIGURES = ("89", "211", "137", "4.77", "0.77")

# Who asks; units are those of `House`.
PEOPLE: dict[str, tuple[tuple[Role, str], ...]] = {
    "owner": ((Role.ANALYST, ""),),  # of the files and views that the others try
    "nobody": (),
    "editor": ((Role.EDITOR, ""),),
    "own": ((Role.REPRESENTATIVE, "department"),),
    "other": ((Role.REPRESENTATIVE, "other_department"),),
    "dean": ((Role.DEAN, "faculty"),),
    "dean2": ((Role.DEAN, "far_faculty"),),
    "rector": ((Role.RECTORATE, ""),),
    "analyst": ((Role.ANALYST, ""),),
    "coord": ((Role.COORDINATOR, ""),),
    "deputy": ((Role.DEPUTY, ""),),
    "ended": ((Role.COORDINATOR, ""), (Role.ANALYST, ""), (Role.REPRESENTATIVE, "department")),  # all of it until yesterday
    "super": (),
}


@dataclass(frozen=True, slots=True)
class House:
    own: Program
    other: Program
    far: Program
    wave: Wave
    benchmark: Benchmark

    @property
    def release(self) -> Release:
        return self.wave.releases.get(profile="internal")

    def unit(self, name: str):
        return {
            "": None,
            "department": self.own.department,
            "other_department": self.other.department,
            "faculty": self.own.department.faculty,
            "far_faculty": self.far.department.faculty,
        }[name]

    def person(self, who: str) -> User:
        """In office since 2024; "ended" until yesterday, and still let into the admin for something else."""
        over = timezone.localdate() - timedelta(days=1)
        user = a_user(username=who, **({"is_superuser": True, "is_staff": True} if who == "super" else {}))
        for role, unit in PEOPLE[who]:
            an_assignment(user=user, role=role, unit=self.unit(unit), until=over if who == "ended" else None)
        if who == "ended":
            user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        return user

    def places(self, owner: User) -> dict[str, int]:
        """Numbers that addresses name; the file and the view are the owner's."""
        question = {"rows": "A16", "columns": "", "unit": "", "conditions": [], "where": "", "weighted": False, "varied": False}
        view = SavedView.objects.create(owner=owner, wave=self.wave, name="A", question=question, saved_at=CLOSED)
        file = Export.objects.create(owner=owner, kind=kinds.RESULTS_CSV, name="a.csv", asked_at=CLOSED)
        return {"wave": self.wave.pk, "benchmark": self.benchmark.pk, "view": view.pk, "file": file.pk}


def a_house() -> House:
    """The own and the other department of one faculty, and a far one of another; a year released to the house and to everybody, another
    still in the field."""
    pages.below(pages.home(), ResultsPage(title="Sonuçlar", slug="sonuclar"))
    near, far_faculty = a_faculty(code="F1", name_tr="Yakın Fakülte"), a_faculty(code="F2", name_tr="Uzak Fakülte")
    own = a_program(code="10210", name_tr="İnşaat Mühendisliği", department=a_department(code="D1", name_tr="İnşaat", faculty=near))
    other = a_program(
        code="77077", name_tr="Zırhlı Araçlar", department=a_department(code="D2", name_tr="Zırhlı Bölüm", faculty=near), number=7077
    )
    far = a_program(
        code="88088", name_tr="Uzak Programı", department=a_department(code="D3", name_tr="Uzak Bölüm", faculty=far_faculty), number=8088
    )
    wave = _released(own, other, far)
    asked = an_open_wave(name="Açık", now=NOW)
    for program, number in ((own, 12), (other, 137), (far, 20)):
        invite_many(asked, number, program=program)
    benchmark = Benchmark.objects.create(indicator="K04", year=2023, value=78, about_tr="Ülke", about_en="Country", source="YÖK")
    return House(own, other, far, wave, benchmark)


def _released(own: Program, other: Program, far: Program) -> Wave:
    plain = tagged(results.graduates_document())
    words = Section(code="S9", questions=(TextQuestion(code="A22", label=text("Neyi değiştirirdiniz?")),))
    version = published(plain.model_copy(update={"sections": (*plain.sections, words)}))
    employers = published(results.employers_document())
    release_year(version, year=2025, programs=[own])
    release = release_year(version, programs=[own])
    hired = release_employers(employers, programs=[own])
    department = {"A16": results.scale_body(4, 7, 15, 43, 31, base=31, mean=3.98, top2=(74, 56, 86))}
    results.release_tables(release, level="department", unit=own.department.code, **department)
    for program in (other, far):
        for level, unit in (("program", program.code), ("department", program.department.code)):
            results.release_tables(release, level=level, unit=unit, **_sentinels())
            results.release_tables(release, level=level, unit=unit, by=("cohort", "2024"), A16=_answers())
        results.release_tables(hired, unit=program.code, C01_P=_answers(), I13=_answers())
    for program, word in ((own, "Kendi söz"), (other, "Zırhlı söz"), (far, "Uzak söz")):
        written = {"wave": release.wave, "program": program, "variable": "A22", "decision": "published"}
        TextAnswer.objects.bulk_create(TextAnswer(text=f"{word} {n}", **written) for n in range(12))
    publish_year(version, year=2024, programs=[own], withheld=[other, far], departments=[own.department])
    return release.wave


def _answers() -> dict:
    return results.scale_body(0, 2, 3, 6, 89, base=211, mean=4.77, top2=(89, 84, 93)) | {"sd": 0.77}


def _sentinels() -> dict:
    codes = ("C01_A", "C02_A", "C03_A", "C01_R", "C02_R", "C03_R", "A06", "A07", "A10", "A11", "A16", "A17")
    nps = results.nps_body(89, 84, 93, base=211)
    return {**{code: _answers() for code in codes}, "A20": nps, "response_rate": results.rate_body(137, 211)}
