"""The list of own files in the admin: who sees it, who downloads, and what is asked again at the door."""

from datetime import date

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from home.models import Assignment, Role
from surveys.exports import jobs, kinds
from surveys.models import Export
from surveys.reports.periods import ReleasedWave
from tests.factories import results
from tests.factories.documents import published
from tests.factories.exports import a_kind, an_analyst, an_export, ticking, writes
from tests.factories.institution import a_department, a_faculty, a_program, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def private(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path / "private"
    return settings.PRIVATE_DIR


@pytest.fixture
def house():
    """Two departments of one faculty with a program each, and a release about both."""
    faculty = a_faculty(code="F1")
    own, other = (a_program(code=code, department=a_department(code=d, faculty=faculty)) for code, d in (("P1", "D1"), ("P2", "D2")))
    release = results.a_released_wave(version=published(results.graduates_document(code="MYM")))
    body = results.scale_body(4, 7, 15, 43, 31, base=31, mean=3.98, top2=(74, 56, 86))
    for level, unit in (("program", "P1"), ("program", "P2"), ("department", "D1"), ("university", "KTU")):
        results.release_tables(release, level=level, unit=unit, A16=body)
    return own, other, release


def ask(client, release, *units, kind=kinds.RESULTS_XLSX):
    return client.post(reverse("staff_exports:ask"), {"kind": kind, "release": release.pk, "unit": list(units), "name": "MYM 2026"})


def test_a_representative_gets_the_own_department_and_another_is_unknown(client, house):
    own, _other, release = house
    client.force_login(a_user(role=Role.REPRESENTATIVE, unit=own.department))
    refused = [["program:P2"], ["department:D2"], ["faculty:F1"], ["university:"], ["program:P1", "program:P2"], ["program:NONE"], []]
    assert [ask(client, release, *units).status_code for units in refused] == [404] * len(refused)
    assert Export.objects.count() == 0
    assert ask(client, release, "program:P1", "department:D1").url == reverse("staff_exports:index")
    assert Export.objects.get().question == {"release": release.pk, "units": [["program", "P1"], ["department", "D1"]]}


@pytest.mark.parametrize(
    ("role", "units"),
    [
        (Role.COORDINATOR, ["university:", "faculty:F1", "department:D2", "program:P2"]),
        (Role.RECTORATE, ["university:"]),
        (Role.ANALYST, ["university:"]),
        (Role.DEAN, ["faculty:F1", "department:D2", "program:P2"]),
    ],
)
def test_who_reads_more_asks_for_more(client, house, role, units):
    own, _other, release = house
    client.force_login(a_user(role=role, unit=own.department.faculty if role == Role.DEAN else None))
    assert ask(client, release, *units).status_code == 302


def test_an_editor_has_no_list(client, house):
    client.force_login(a_user(role=Role.EDITOR))
    assert client.get(reverse("staff_exports:index")).status_code in {302, 403}
    assert ask(client, house[2], "program:P1").status_code == 404


def test_from_the_button_to_the_workbook(client, house, private):
    own, _other, release = house
    client.force_login(a_user(role=Role.REPRESENTATIVE, unit=own.department))
    ask(client, release, "program:P1")
    jobs.make_waiting(clock=ticking(), folder=private, limit=1)
    export = Export.objects.get()
    Export.objects.update(expires_at=None)
    response = client.get(reverse("staff_exports:download", args=[export.pk]))
    content = b"".join(response.streaming_content)
    assert (export.state, export.error, content[:2], len(content)) == (Export.State.DONE, "", b"PK", export.size)
    wanted = ("Content-Disposition", "X-Content-Type-Options", "Content-Type")
    assert [response[name] for name in wanted] == ['attachment; filename="mym-2026.xlsx"', "nosniff", kinds.XLSX]
    assert {"private", "no-store"} <= {part.strip() for part in response["Cache-Control"].split(",")}


def test_a_withdrawn_release_is_not_handed_out_any_more(client, house, private):
    own, _other, release = house
    client.force_login(a_user(role=Role.REPRESENTATIVE, unit=own.department))
    ask(client, release, "program:P1")
    jobs.make_waiting(clock=ticking(), folder=private, limit=1)
    Export.objects.update(expires_at=None)
    release.withdrawn_at = release.released_at
    release.save()
    assert client.get(reverse("staff_exports:download", args=[Export.objects.get().pk])).status_code == 403


def test_a_file_is_its_owners_alone_and_only_while_in_office(client, monkeypatch, private):
    export = jobs.make(export=an_export(kind=a_kind(monkeypatch, writes("x"))), folder=private, clock=ticking())
    Export.objects.update(expires_at=None)
    address = reverse("staff_exports:download", args=[export.pk])
    client.force_login(an_analyst())
    strangers = [client.get(address).status_code, client.post(reverse("staff_exports:delete", args=[export.pk])).status_code]
    client.force_login(export.owner)
    found = client.get(address)
    here = b"".join(found.streaming_content)
    Assignment.objects.filter(user=export.owner).update(until=date(2026, 3, 1))
    assert (strangers, here) == ([404, 404], b"x")
    assert client.get(address).status_code != 200


def test_deleting_takes_a_post(client, monkeypatch, private):
    export = jobs.make(export=an_export(kind=a_kind(monkeypatch, writes("x"))), folder=private, clock=ticking())
    client.force_login(export.owner)
    address = reverse("staff_exports:delete", args=[export.pk])
    assert (client.get(address).status_code, Export.objects.count()) == (405, 1)
    client.post(address)
    assert (Export.objects.count(), list((private / "exports").iterdir())) == (0, [])


def test_a_longer_list_asks_the_database_no_more(client, monkeypatch):
    kind, owner = a_kind(monkeypatch, writes("x")), an_analyst()
    client.force_login(owner)
    client.get(reverse("staff_exports:index"))  # what is cached for good
    asked = []
    for files in (1, 3):
        while Export.objects.count() < files:
            an_export(kind=kind, owner=owner)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(reverse("staff_exports:index")).content.decode()
        asked.append(len(queries))
        assert (page.count('class="file file--waiting"'), 'http-equiv="refresh"' in page) == (files, True)
    assert asked[0] == asked[1]


@pytest.mark.parametrize("role", list(Role))
def test_the_form_for_single_answers_is_the_analysts(client, role):
    wave = results.a_released_wave().wave
    unit = {Role.REPRESENTATIVE: a_department(), Role.DEAN: a_faculty()}.get(role)
    client.force_login(a_user(role=role, unit=unit))
    address = reverse("staff_exports:microdata", args=[wave.pk])
    given = {"kind": kinds.MICRODATA_SAV, "answers": "codes", "language": "tr", "reason": "Bölüm öz değerlendirme raporu için."}
    allowed = role == Role.ANALYST
    assert ([client.get(address).status_code, client.post(address, given).status_code] == [200, 302]) == allowed
    assert Export.objects.count() == int(allowed)


def test_without_a_reason_the_form_comes_back(client):
    wave = results.a_released_wave().wave
    client.force_login(an_analyst())
    given = {"kind": kinds.MICRODATA_CSV, "answers": "codes", "language": "tr", "reason": "tez"}
    assert client.post(reverse("staff_exports:microdata", args=[wave.pk]), given).status_code == 422
    assert Export.objects.count() == 0


def test_the_buttons_offer_single_answers_to_analysts_alone(rf, house):
    shown = {}
    for role in (Role.ANALYST, Role.COORDINATOR):
        request = rf.get("/")
        request.user = a_user(role=role)
        page = Template("{% load exports %}{% export_buttons released 'program:P1' %}")
        html = page.render(Context({"request": request, "released": ReleasedWave(house[2])}))
        shown[role] = (html.count('value="program:P1"'), html.count("/microdata/"), html.count('name="kind"'))
    assert shown == {Role.ANALYST: (1, 1, 2), Role.COORDINATOR: (1, 0, 2)}
