"""Screens of departments, faculties and the university, and who opens them."""

import pytest

from home.models import Role
from surveys.models import TextAnswer
from tests.factories import results
from tests.factories.documents import published
from tests.factories.institution import a_department, a_faculty
from tests.factories.released import graduate_bodies, release_year

UNIVERSITY, FACULTY, OTHER_FACULTY = "/admin/results/university/", "/admin/results/faculty/F1/", "/admin/results/faculty/F2/"
DEPARTMENT, OTHER_DEPARTMENT = "/admin/results/department/D1/", "/admin/results/department/D9/"
ADDRESSES = (UNIVERSITY, FACULTY, OTHER_FACULTY, DEPARTMENT, OTHER_DEPARTMENT)


@pytest.fixture
def released(civil):
    a_department(code="D9", faculty=a_faculty(code="F2"))
    release = release_year(published(results.graduates_document()), programs=[civil])
    results.release_tables(release, level="department", unit="D1", **graduate_bodies(71, 60))
    return release


def statuses(client):
    return tuple(client.get(address).status_code for address in ADDRESSES)


@pytest.mark.parametrize(
    ("role", "found"),
    [
        (Role.COORDINATOR, (200,) * 5),
        (Role.DEPUTY, (200,) * 5),
        (Role.RECTORATE, (200,) * 5),
        (Role.ANALYST, (200,) * 5),
        (Role.EDITOR, (403,) * 5),
    ],
)
def test_roles_of_the_whole_university(released, sign_in, role, found):
    assert statuses(sign_in(role)) == found


def test_a_dean_opens_the_own_faculty_and_its_departments_only(released, civil, sign_in):
    assert statuses(sign_in(Role.DEAN, civil.department.faculty)) == (404, 200, 404, 200, 404)


def test_a_representative_opens_the_own_department_and_nothing_wider(released, civil, sign_in):
    assert statuses(sign_in(Role.REPRESENTATIVE, civil.department)) == (404, 404, 404, 200, 404)


@pytest.mark.parametrize(("address", "figure"), [(UNIVERSITY, "66%"), (FACULTY, "64%"), (DEPARTMENT, "71%")])
def test_each_shows_its_own_headline(released, sign_in, address, figure):
    html = sign_in(Role.COORDINATOR).get(address).content.decode()
    first = html.split('class="headline__figure">')[1][:60]
    assert first.startswith(figure)


def test_the_university_stands_beside_nothing(released, sign_in):
    html = sign_in(Role.COORDINATOR).get(UNIVERSITY).content.decode()
    assert html.split('<dl class="headline__beside">')[1].split("</dl>")[0].strip() == ""


@pytest.mark.parametrize(
    ("role", "seen"), [(Role.COORDINATOR, True), (Role.REPRESENTATIVE, True), (Role.DEAN, False), (Role.RECTORATE, False)]
)
def test_texts_are_for_the_coordinatorship_and_the_own_representative(released, civil, sign_in, role, seen):
    unit = {Role.REPRESENTATIVE: civil.department, Role.DEAN: civil.department.faculty}.get(role)
    client = sign_in(role, unit)
    for number in range(10):
        TextAnswer.objects.create(wave=released.wave, program=civil, variable="A16", text=f"söz {number}", decision="published")
    assert ("söz 3" in client.get("/admin/results/10210/").content.decode()) == seen
