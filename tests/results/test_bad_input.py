"""Answers nobody would wish for, all the way from the closed wave to screen, paper, file and API: a clear sentence in place of a number,
never a wrong number, never an exception."""

import io
import json
import re
from html import unescape

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone, translation
from openpyxl import load_workbook
from wagtail.users.models import UserProfile

from departments.models import Department, Program
from home.models import Role
from surveys.collection import responses
from surveys.definition.compiled import compile_version
from surveys.exports import report_page
from surveys.exports.released import extract
from surveys.exports.rights import may_have_released
from surveys.exports.workbook import write_workbook
from surveys.fielding.releasing import release_wave
from surveys.fielding.transitions import Refused
from surveys.models import Cycle, QuestionnaireVersion, Release, Wave
from surveys.reports.periods import released_periods
from tests.factories import results
from tests.factories.answered import a_closed_wave
from tests.factories.documents import published
from tests.factories.institution import a_department, a_program, a_user
from tests.factories.response_files import response_file

pytestmark = pytest.mark.django_db
SMALL, ONE = "withheld (n < 10)", "withheld (one organisation gave most of the answers)"
LONGEST = {"A17": 4, "A20": 10}
NOTHING = {
    "base": None,
    "missing": None,
    "options": [],
    "mean_n": None,
    "mean": None,
    "sd": None,
    "median": None,
    "top2": None,
    "nps": None,
}


@pytest.fixture(autouse=True)
def _in_english():
    cache.clear()
    with translation.override("en"):
        yield


@pytest.fixture
def version(db):
    return published(results.graduates_document())


@pytest.fixture
def civil(db):
    return a_program(code="10210", name_tr="İnşaat", name_en="Civil", department=a_department(code="D1", name_en="Civil Department"))


@pytest.fixture
def big(db):
    """Another department's, with enough answers for a wave to be worth releasing."""
    return a_program(code="20000", name_tr="Büyük", name_en="Big")


def sheets(version, program, n: int, same: str | None = "", **facts) -> list[dict]:
    """same: one answer to everything, None for none to anything; answers vary where it is not given."""
    codes = compile_version(version).document.variables
    said = [{code: str(1 + (i + len(code)) % LONGEST.get(code, 5)) if same == "" else same for code in codes} for i in range(n)]
    return [{"program": program, "answers": answers, **facts} for answers in said]


def released(version, rows: list[dict], *, profiles=("internal", "public"), **facts) -> Wave:
    cycle, _made = Cycle.objects.get_or_create(year=2026)
    wave = a_closed_wave(version, rows, state=Wave.State.REVIEWED, cycle=cycle, **facts)
    for profile, role in zip(profiles, (Role.COORDINATOR, Role.DEPUTY), strict=False):
        release_wave(wave=wave, by=a_user(role=role), now=timezone.now(), profile=profile)
    return wave


class Shown:
    """What a representative of the program's department finds of the program, wherever it may be looked for; in English."""

    def __init__(self, program: Program, wave: Wave, *, reader=None) -> None:
        self.program, self.wave = program, wave
        self.client = Client()
        user = reader or a_user(role=Role.REPRESENTATIVE, unit=program.department)
        UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "en"})
        self.client.force_login(user)

    def screen(self) -> str:
        response = self.client.get(f"/admin/results/{self.program.code}/")
        assert response.status_code == 200
        return response.content.decode()

    def paper(self) -> str:
        periods = released_periods()
        return report_page.html(program=self.program, periods=periods, period=periods.find("2026"), language="en")

    def tables(self, profile: str = "internal") -> list[dict]:
        address = f"/api/v1/results/{self.wave.questionnaire.code}/{self.wave.name}/?profile={profile}&unit={self.program.code}&limit=2000"
        response = self.client.get(address)
        assert response.status_code == 200
        return response.json()["tables"]

    def table(self, variable: str, profile: str = "internal") -> dict:
        return next(table for table in self.tables(profile) if table["variable"] == variable)

    def workbook(self, folder) -> list[list[object]]:
        """Figures, status and reason of every line."""
        release = self.wave.releases.get(profile=Release.Profile.INTERNAL)
        units = [("program", self.program.code)]
        with translation.override("en"):
            found = extract(release=release, units=units, university=settings.SURVEYS_UNIVERSITY, language="en")
            write_workbook(folder / "tables.xlsx", found, office="Office")
        sheet = load_workbook(folder / "tables.xlsx")["Tables"]
        heading, *rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        return [row[heading.index("Percent") :] for row in rows]

    def own_cells(self, html: str = "") -> set[str]:
        """Everything beside the program's name in the tables under the charts; of the university's figures none."""
        found = set()
        for row in re.findall(r"<tr\b[^>]*>(.*?)</tr>", html or self.screen(), flags=re.DOTALL):
            cells = [" ".join(unescape(re.sub(r"<[^>]+>", " ", cell)).split()) for cell in re.split(r"</t[hd]>", row)]
            if cells[0] == self.program.name_en:
                found |= set(cells[1:4])
        return found


def withheld(reason: str) -> dict:
    return {"status": "withheld", "reason": reason, **NOTHING}


def kept_back(tables: list[dict]) -> list[dict]:
    """Of each table what it says, without what it is about; each thing said once."""
    said = [{name: table.get(name) for name in withheld("")} for table in tables if table["measure"] != "indicator"]
    return [one for place, one in enumerate(said) if one not in said[:place]]


@pytest.mark.parametrize("n", [1, 4, 5, 9])
@pytest.mark.parametrize("same", ["", "4"])
def test_under_ten_answers_a_sentence_stands_in_the_place_of_every_figure(version, civil, big, tmp_path, n, same):
    shown = Shown(civil, released(version, [*sheets(version, civil, n, same), *sheets(version, big, 40)]))
    assert shown.own_cells() == {SMALL}
    assert SMALL in unescape(shown.paper()).replace("\xa0", " ")
    assert [kept_back(shown.tables(profile)) for profile in ("internal", "public")] == [[withheld("small_base")]] * 2
    assert {tuple(line) for line in shown.workbook(tmp_path)} == {(*["withheld"] * 11, None, "Withheld", "withheld (n\xa0<\xa010)")}


def test_the_tenth_answer_brings_figures_and_in_public_a_mean_without_percentages(version, civil, big, tmp_path):
    shown = Shown(civil, released(version, [*sheets(version, civil, 10), *sheets(version, big, 40)]))
    inside, outside = shown.table("A16"), shown.table("A16", "public")
    assert (inside["base"], inside["mean"], [option["percent"] for option in inside["options"]][:5]) == (10, 3.0, [20] * 5)
    assert (outside["base"], outside["mean"], {option["percent"] for option in outside["options"]}) == (10, 3.0, {None})
    assert {"40%", "10"} <= shown.own_cells()
    assert [line[0] for line in shown.workbook(tmp_path)].count(0.2) > 0


def test_a_program_nobody_answered_for_has_no_figures_and_the_screen_says_so(version, civil, big):
    shown = Shown(civil, released(version, sheets(version, big, 40)))
    assert (shown.tables(), shown.tables("public"), shown.own_cells()) == ([], [], {"–"})
    said = "Nobody replied from here in this wave, so there are no figures to show."
    assert (said in shown.screen(), said in shown.paper()) == (True, True)


def test_who_left_everything_out_is_counted_nowhere(version, civil, big, tmp_path):
    shown = Shown(civil, released(version, [*sheets(version, civil, 25, None), *sheets(version, big, 40)]))
    assert (shown.own_cells(), kept_back(shown.tables())) == ({SMALL}, [withheld("small_base")])
    assert {line[-2] for line in shown.workbook(tmp_path)} == {"Withheld"}
    university = next(t for t in shown.client.get("/api/v1/results/MYM/2026/?unit=KTU&variable=A16&profile=internal").json()["tables"])
    assert university["base"] == 40


def test_one_answer_of_everybody_has_no_spread_and_is_told_from_nearly_everybody(version, civil, big, tmp_path):
    shown = Shown(civil, released(version, [*sheets(version, civil, 30, "4"), *sheets(version, big, 40)]))
    table = shown.table("A16")
    assert (table["mean"], table["sd"], table["median"], table["top2"]) == (4.0, 0.0, 4.0, {"percent": 100, "low": 89, "high": 100})
    assert [(o["percent"], o["flag"]) for o in table["options"][:5]] == [(0, "zero")] * 3 + [(100, "all"), (0, "zero")]
    assert "100%" in shown.own_cells()
    assert not {"nan", "inf", "None"} & {word.lower() for word in re.findall(r"[A-Za-z]+", shown.paper())}


def test_one_organisation_with_nine_tenths_of_the_answers_is_not_published(version, civil, big, tmp_path):
    released(version, [*sheets(version, civil, 30), *sheets(version, big, 40)])
    employers = published(results.employers_document())
    rows = [row | {"organisation": number} for row, number in zip(sheets(employers, civil, 30), [0] * 27 + [1, 2, 3], strict=True)]
    shown = Shown(civil, released(employers, rows))
    assert [kept_back(shown.tables(profile)) for profile in ("internal", "public")] == [[withheld("dominance")]] * 2
    assert {(line[0], line[-2], line[-1]) for line in shown.workbook(tmp_path)} == {("withheld", "Withheld", ONE)}
    assert ONE in shown.screen()


@pytest.mark.parametrize("weight", ["0", "-1", "nan"])
def test_a_weight_that_weighs_nothing_refuses_its_row_and_the_rest_gives_right_figures(version, tmp_path, weight):
    rows = [{"A16": "4", "w": "2"}, {"A16": "1", "w": weight}, {"A16": "2", "w": "1"}]
    err, out = io.StringIO(), io.StringIO()
    path = response_file(tmp_path, *rows)
    call_command("import_responses", "MYM", str(path), "--wave", "old", "--weight-column", "w", "--close", stdout=io.StringIO(), stderr=err)
    assert err.getvalue() == f"Row 3 refused: w: A weight must be a number above 0, not {weight}.\n"
    call_command("results", "MYM", "--wave", "old", "--level", "university", "--weighted", stdout=out)
    (table,) = [table for table in json.loads(out.getvalue())["tables"] if table["variable"] == "A16"]
    assert (table["base"], round(table["mean"], 4)) == (2, 3.3333)


def add(wave: Wave, version: QuestionnaireVersion, rows: list[dict]) -> None:
    """Answers to another version in the same wave."""
    codebook = compile_version(version).codebook
    packed = [responses.ResponseRow(program_id=row["program"].pk, record=codebook.pack(row["answers"], programs={})) for row in rows]
    responses.insert(wave=wave, version=version, rows=packed)


def test_two_versions_of_one_structure_are_counted_together(version, civil, big):
    mended = QuestionnaireVersion.objects.create(
        questionnaire=version.questionnaire, number=2, document=version.document, structure_hash=version.structure_hash,
        text_hash="other", published_at=version.published_at, approved_as="test",
    )  # fmt: skip
    wave = released(version, [*sheets(version, civil, 12), *sheets(version, big, 20)], profiles=())
    add(wave, mended, sheets(mended, civil, 8))
    for profile, role in (("internal", Role.COORDINATOR), ("public", Role.DEPUTY)):
        release_wave(wave=wave, by=a_user(role=role), now=timezone.now(), profile=profile)
    shown = Shown(civil, wave)
    assert ([shown.table("A16", profile)["base"] for profile in ("internal", "public")], "20" in shown.own_cells()) == ([20, 20], True)


def test_answers_stored_unlike_are_refused_in_words(version, civil):
    wave = released(version, sheets(version, civil, 20), profiles=())
    other = published(results.employment_document())
    add(wave, other, sheets(other, civil, 1, "own"))
    with pytest.raises(Refused) as refused:
        release_wave(wave=wave, by=a_user(role=Role.COORDINATOR), now=timezone.now())
    assert refused.value.reasons == ("The wave holds answers to versions that do not store them alike; it cannot be released.",)
    assert (Release.objects.count(), Wave.objects.get().state) == (0, Wave.State.REVIEWED)
    with pytest.raises(CommandError, match="do not store them alike"):
        call_command("results", "MYM", "--wave", "2026")


@pytest.mark.parametrize("layout", ["json", "csv", "xlsx"])
def test_a_filter_that_selects_nobody_gives_empty_tables(version, civil, tmp_path, layout):
    released(version, sheets(version, civil, 20), profiles=())
    path = tmp_path / f"tables.{layout}"
    asked = ["--where", "A16 == 1 and A16 == 2", "--level", "program", "--unit", "10210", "--format", layout, "--output", str(path)]
    call_command("results", "MYM", "--wave", "2026", *asked)
    if layout == "json":
        tables = json.loads(path.read_text())["tables"]
        facts = [(t["base"], t["mean"], t["top2"], {o["percent"] for o in t["options"]}) for t in tables if t["variable"] == "A16"]
        assert facts == [(0, None, None, {None})]
    assert "nan" not in (path.read_text().lower() if layout != "xlsx" else "")


def test_the_explorer_says_in_words_that_a_filter_selects_nobody(version, civil):
    wave = released(version, sheets(version, civil, 20), profiles=())
    shown = Shown(civil, wave, reader=a_user(role=Role.ANALYST))
    address = f"/admin/explorer/{wave.pk}/"
    shown.client.post(f"{address}reason/", {"reason": "For the board of the department"})
    html = shown.client.get(f"{address}?rows=A16&where=A16+%3D%3D+1+and+A16+%3D%3D+2").content.decode()
    assert ("Nobody" in html, "crosstab__figure" in html) == (True, False)


def test_a_merged_department_is_read_by_its_successor_under_the_name_it_was_released_with(version, civil, big):
    wave = released(version, [*sheets(version, civil, 25), *sheets(version, big, 40)])
    heir = a_department(code="D9", name_en="Civil and Environmental Department")
    representative = a_user(role=Role.REPRESENTATIVE, unit=heir)
    shown = Shown(civil, wave, reader=representative)
    assert shown.client.get("/admin/results/10210/").status_code == 404
    Department.objects.filter(code="D1").update(successor=heir)
    assert ("Civil" in shown.screen(), "40%" in shown.own_cells()) == (True, True)
    assert shown.table("A16")["unit"] == {"level": "program", "code": "10210", "name": {"tr": "İnşaat", "en": "Civil"}}
    assert shown.client.get("/admin/results/department/D1/").status_code == 200
    assert may_have_released(representative, {"units": [["program", "10210"], ["department", "D1"]]}, timezone.localdate())
