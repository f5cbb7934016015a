"""Objectives in the admin: whose a person reads and writes, and what becomes final once it was asked."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from departments.groups import derive_groups
from home.models import Assignment, Role
from surveys.fielding.waves import open_wave
from surveys.models import Objective, ObjectiveSet, WaveObjectives
from tests.factories.fielding import CLOSES, NOW, an_approved_wave, an_open_wave, invite_many
from tests.factories.institution import a_department, a_program, a_user
from tests.factories.objectives import objectives_of
from tests.fielding.test_objectives import asks_objectives

pytestmark = pytest.mark.django_db
LIST = "/admin/surveys/objectives/"


@pytest.fixture
def civil():
    return a_program(code="CIV", name_tr="İnşaat Mühendisliği")


@pytest.fixture
def mining():
    return a_program(code="MIN", name_tr="Maden Mühendisliği")


@pytest.fixture
def sign_in(client):
    def sign_in(role=None, unit=None):
        user = a_user(role=role, unit=unit)
        derive_groups(user=user, today=timezone.localdate())
        client.force_login(user)
        return client

    return sign_in


def written(*rows, adopted_on="2025-09-01", source="Kurul 12/3"):
    """Posted form; rows are Turkish texts, or (Turkish, English)."""
    posted = {"adopted_on": adopted_on, "source": source}
    for number, row in enumerate(rows, start=1):
        tr, en = row if isinstance(row, tuple) else (row, f"{row} (en)")
        posted |= {f"tr_{number}": tr, f"en_{number}": en}
    return posted


def stored():
    return [
        (o.objective_set.program.code, o.slot, o.text_tr)
        for o in Objective.objects.select_related("objective_set__program").order_by("objective_set__program__number", "number")
    ]


def listed(response):
    return [(line.program.code, line.count) for line in response.context["lines"]]


def test_the_list_says_which_programs_have_none(sign_in, civil, mining):
    objectives_of(civil, "Tasarlar", "Yönetir")
    objectives_of(mining, "Gelecek", on=date(2199, 1, 1))
    client = sign_in(Role.COORDINATOR)
    assert [listed(client.get(LIST + query)) for query in ("", "?missing=1", "?q=ınsaat", "?q=maden&missing=1", "?q=yok")] == [
        [("CIV", 2), ("MIN", 0)],
        [("MIN", 0)],
        [("CIV", 2)],
        [("MIN", 0)],
        [],
    ]


@pytest.mark.parametrize(
    ("role", "unit", "seen"),
    [
        (Role.COORDINATOR, None, ["CIV", "MIN"]),
        (Role.DEPUTY, None, ["CIV", "MIN"]),
        (Role.EDITOR, None, ["CIV", "MIN"]),
        (Role.RECTORATE, None, ["CIV", "MIN"]),
        (Role.ANALYST, None, ["CIV", "MIN"]),
        (Role.DEAN, "faculty", ["CIV"]),
        (Role.REPRESENTATIVE, "department", ["CIV"]),
    ],
)
def test_everybody_reads_those_of_their_own_area(sign_in, civil, mining, role, unit, seen):
    units = {None: None, "faculty": civil.department.faculty, "department": civil.department}
    client = sign_in(role, units[unit])
    assert [code for code, _count in listed(client.get(LIST))] == seen
    assert [client.get(f"{LIST}{code}/").status_code for code in ("CIV", "MIN", "XXX")] == [
        200 if code in seen else 404 for code in ("CIV", "MIN", "XXX")
    ]


def test_nobody_without_an_office_reads_any(sign_in, civil):
    client = sign_in(Role.EDITOR)
    Assignment.objects.update(until=date(2024, 1, 2))
    assert [client.get(url).status_code for url in (LIST, f"{LIST}CIV/")] == [302, 302]


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.DEPUTY])
def test_the_office_writes_those_of_any_program(sign_in, civil, mining, role):
    client = sign_in(role)
    assert [client.post(f"{LIST}{code}/new/", written("Tasarlar")).status_code for code in ("CIV", "MIN")] == [302, 302]
    assert stored() == [("CIV", "P01", "Tasarlar"), ("MIN", "P01", "Tasarlar")]


def attempts(client, code, objective_set):
    """Status of every way to change something of the program."""
    pk = objective_set.pk
    return [
        client.get(f"{LIST}{code}/new/").status_code,
        client.post(f"{LIST}{code}/new/", written("Başka", adopted_on="2026-01-01")).status_code,
        client.get(f"{LIST}{code}/{pk}/").status_code,
        client.post(f"{LIST}{code}/{pk}/", written("Başka")).status_code,
        client.post(f"{LIST}{code}/{pk}/withdraw/").status_code,
    ]


def test_a_representative_writes_those_of_the_own_department_only(sign_in, civil, mining):
    own, other = objectives_of(civil, "Tasarlar"), objectives_of(mining, "Çıkarır")
    client = sign_in(Role.REPRESENTATIVE, civil.department)
    assert attempts(client, "MIN", other) == [404] * 5
    assert attempts(client, "CIV", other) == [200, 302, 404, 404, 404]
    assert attempts(client, "CIV", own) == [200, 422, 200, 302, 302]
    assert stored() == [("CIV", "P01", "Başka"), ("MIN", "P01", "Çıkarır")]


@pytest.mark.parametrize("role", [Role.EDITOR, Role.RECTORATE, Role.ANALYST])
def test_who_only_reads_changes_nothing(sign_in, civil, role):
    objective_set = objectives_of(civil, "Tasarlar")
    client = sign_in(role)
    assert attempts(client, "CIV", objective_set) == [302] * 5
    assert "new/" not in client.get(f"{LIST}CIV/").content.decode()
    assert stored() == [("CIV", "P01", "Tasarlar")]


def test_a_dean_who_also_represents_a_department_writes_those_of_the_department_only(sign_in, civil):
    neighbour = a_program(code="MAK", department=a_department(faculty=civil.department.faculty))
    client = sign_in(Role.DEAN, civil.department.faculty)
    Assignment.objects.create(
        user_id=client.session["_auth_user_id"], role=Role.REPRESENTATIVE, unit_level="department", unit_code=civil.department.code,
        since=date(2024, 1, 1),
    )  # fmt: skip
    assert [client.get(f"{LIST}{code}/new/").status_code for code in ("CIV", neighbour.code)] == [200, 302]


def test_places_left_empty_are_passed_over(sign_in, civil):
    sign_in(Role.COORDINATOR).post(f"{LIST}CIV/new/", written("Tasarlar", ("", ""), "Yönetir"))
    assert stored() == [("CIV", "P01", "Tasarlar"), ("CIV", "P02", "Yönetir")]


def test_what_lacks_a_language_is_said_beside_the_field_and_what_was_written_stays(sign_in, civil):
    response = sign_in(Role.COORDINATOR).post(f"{LIST}CIV/new/", written(("Tasarlar", ""), ("", "Leads")))
    form = response.context["form"]
    assert (response.status_code, form.errors["en_1"], form.errors["tr_2"]) == (
        422,
        ["Bu amacın İngilizcesini de yazın."],
        ["Bu amacın Türkçesini de yazın."],
    )
    assert ("Tasarlar" in response.content.decode(), ObjectiveSet.objects.count()) == (True, 0)


def test_nothing_written_or_a_day_taken_is_refused_in_words(sign_in, civil):
    objectives_of(civil, "Tasarlar", on=date(2025, 9, 1))
    client = sign_in(Role.COORDINATOR)
    refused = [client.post(f"{LIST}CIV/new/", posted).context["form"].non_field_errors() for posted in (written(), written("Yönetir"))]
    taken = "İnşaat Mühendisliği için 1 Eylül 2025 tarihinde kabul edilmiş amaçlar zaten var."
    assert refused == [["En az bir amaç yazın.", taken], [taken]]


def test_a_copy_begins_with_the_earlier_wordings_and_no_day(sign_in, civil, mining):
    earlier, foreign = objectives_of(civil, "Tasarlar", "Yönetir"), objectives_of(mining, "Çıkarır")
    client = sign_in(Role.REPRESENTATIVE, civil.department)
    form = client.get(f"{LIST}CIV/new/?from={earlier.pk}").context["form"]
    assert [(place.tr.value(), place.en.value()) for place in form.places if place.filled] == [
        ("Tasarlar", "Tasarlar (en)"),
        ("Yönetir", "Yönetir (en)"),
    ]
    assert form["adopted_on"].value() is None
    assert [client.get(f"{LIST}CIV/new/?from={other}").status_code for other in (foreign.pk, "x")] == [404, 404]


def test_what_a_wave_has_asked_is_copied_and_not_mended(sign_in, civil):
    objective_set = objectives_of(civil, "Tasarlar")
    an_open_wave(document=asks_objectives(code="MYM"))
    client = sign_in(Role.COORDINATOR)
    page = client.get(f"{LIST}CIV/").content.decode()
    assert ("MYM 2026" in page, f"{objective_set.pk}/withdraw" in page, f"?from={objective_set.pk}" in page) == (True, False, True)
    for response in (
        client.post(f"{LIST}CIV/{objective_set.pk}/", written("Başka"), follow=True),
        client.post(f"{LIST}CIV/{objective_set.pk}/withdraw/", follow=True),
    ):
        assert "mezunlara soruldu (MYM 2026)" in str(next(iter(response.context["messages"])))
    assert stored() == [("CIV", "P01", "Tasarlar")]


def test_the_list_asks_the_database_as_often_for_three_rows_as_for_one(sign_in, civil):
    client = sign_in(Role.COORDINATOR)
    objectives_of(civil, "Tasarlar")
    client.get(LIST)
    asked = []
    for _round in (1, 2):
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        asked.append(len(queries))
        for program in (a_program(), a_program()):
            objectives_of(program, "Bir", "İki")
    assert asked[0] == asked[1]


def test_the_screen_of_a_wave_names_programs_without_objectives_before_it_is_opened(sign_in, civil, mining):
    objectives_of(civil, "Tasarlar")
    wave = an_approved_wave(document=asks_objectives(code="MYM"))
    for program in (civil, mining):
        invite_many(wave, 1, program=program)
    page = sign_in(Role.COORDINATOR).get(f"/admin/surveys/waves/inspect/{wave.pk}/")
    objectives = page.context["objectives"]
    assert (objectives.frozen, [program.code for program in objectives.without]) == (0, ["MIN"])
    assert "1 programın eğitim amacı yok: dönem bu hâliyle açılırsa" in page.content.decode()
    assert f"{LIST}MIN/" in page.content.decode()


def test_after_opening_it_says_how_many_were_frozen(sign_in, civil):
    objectives_of(civil, "Tasarlar")
    wave = an_open_wave(document=asks_objectives(code="MYM"))
    page = sign_in(Role.COORDINATOR).get(f"/admin/surveys/waves/inspect/{wave.pk}/").content.decode()
    assert ("Dönem açılırken 1 programın eğitim amaçları donduruldu." in page, WaveObjectives.objects.count()) == (True, 1)


def test_a_questionnaire_that_does_not_ask_for_objectives_says_nothing_of_them(sign_in, civil):
    wave = an_approved_wave()
    invite_many(wave, 1, program=civil)
    assert sign_in(Role.COORDINATOR).get(f"/admin/surveys/waves/inspect/{wave.pk}/").context["objectives"] is None


def test_what_a_wave_asked_is_read_with_its_hash_by_whoever_reads_the_programs(sign_in, civil, mining):
    objectives_of(civil, "Tasarlar", "Yönetir")
    objectives_of(mining, "Çıkarır")
    wave = an_open_wave(document=asks_objectives(code="MYM"))
    url = f"/admin/surveys/waves/{wave.pk}/objectives/"
    kept = WaveObjectives.objects.get(program=civil)
    seen = {
        role: [(one.program.code, [place for place, _words in one.wordings]) for one in sign_in(role, unit).get(url).context["asked"]]
        for role, unit in ((Role.COORDINATOR, None), (Role.REPRESENTATIVE, civil.department))
    }
    assert seen == {Role.COORDINATOR: [("CIV", ["P01", "P02"]), ("MIN", ["P01"])], Role.REPRESENTATIVE: [("CIV", ["P01", "P02"])]}
    assert kept.sha256 in sign_in(Role.DEAN, civil.department.faculty).get(url).content.decode()


def test_the_codebook_leads_to_what_was_asked(sign_in, civil):
    objectives_of(civil, "Tasarlar")
    wave = an_approved_wave(document=asks_objectives(code="MYM"))
    client = sign_in(Role.REPRESENTATIVE, civil.department)
    address = f"/admin/surveys/versions/{wave.version_id}/"
    before = list(client.get(address).context["waves_with_objectives"])
    open_wave(wave=wave, closes_at=CLOSES, now=NOW, by=None)
    assert (before, f"/waves/{wave.pk}/objectives/" in client.get(address).content.decode()) == ([], True)
