"""Who finds whose results: the table of rights, page by page."""

from datetime import date

import pytest

from home.models import Role
from surveys.staff.results.panel import MOST_PROGRAMS
from tests.factories import results
from tests.factories.documents import published
from tests.factories.institution import a_program
from tests.factories.released import release_year

LIST, OWN, OTHER, UNKNOWN = "/admin/results/", "/admin/results/10210/", "/admin/results/10220/", "/admin/results/99999/"
EVERYTHING, OWN_ONLY, NOTHING = (200, 200, 200, 404), (200, 200, 404, 404), (403, 403, 403, 403)
ADDRESSES = (LIST, OWN, OTHER, UNKNOWN)


@pytest.fixture
def released(civil, mechanical):
    return release_year(published(results.graduates_document()), programs=[civil, mechanical])


def statuses(client):
    return tuple(client.get(address).status_code for address in ADDRESSES)


@pytest.mark.parametrize(
    ("role", "found"),
    [
        (Role.COORDINATOR, EVERYTHING),
        (Role.DEPUTY, EVERYTHING),
        (Role.RECTORATE, EVERYTHING),
        (Role.ANALYST, EVERYTHING),
        (Role.EDITOR, NOTHING),
    ],
)
def test_roles_of_the_whole_university(released, sign_in, role, found):
    assert statuses(sign_in(role)) == found


def test_a_representative_finds_exactly_the_programs_of_the_own_department(released, civil, sign_in):
    assert statuses(sign_in(Role.REPRESENTATIVE, civil.department)) == OWN_ONLY


def test_a_dean_finds_the_programs_of_the_faculty_and_no_other(released, civil, sign_in):
    elsewhere = a_program(code="20000")
    client = sign_in(Role.DEAN, civil.department.faculty)
    assert (statuses(client), client.get(f"/admin/results/{elsewhere.code}/").status_code) == (EVERYTHING, 404)


def test_a_right_ends_with_its_term(released, civil, sign_in):
    client = sign_in(Role.REPRESENTATIVE, civil.department)
    user = client.get("/admin/").wsgi_request.user
    user.assignments.update(until=date(2024, 12, 31))
    assert statuses(client) == NOTHING


def test_a_superuser_without_a_role_reads_no_results(released, sign_in):
    assert statuses(sign_in(is_superuser=True, is_staff=True)) == NOTHING


def test_a_visitor_is_asked_to_sign_in(released, client):
    answers = [client.get(address) for address in ADDRESSES]
    assert {(answer.status_code, answer.url.split("?")[0]) for answer in answers} == {(302, "/admin/login/")}


@pytest.mark.parametrize("address", [LIST, OWN, "/admin/"])
def test_nothing_on_a_screen_betrays_a_program_of_others(released, civil, mechanical, sign_in, address):
    html = sign_in(Role.REPRESENTATIVE, civil.department).get(address).content.decode()
    betrayed = [word for word in (mechanical.code, mechanical.name_tr, mechanical.department.name_tr) if word in html]
    assert (civil.name_tr in html, betrayed) == (True, [])


def test_only_readers_find_results_in_menu_and_on_the_home_screen(released, civil, sign_in):
    reader = sign_in(Role.REPRESENTATIVE, civil.department).get("/admin/").content.decode()
    editor = sign_in(Role.EDITOR).get("/admin/").content.decode()
    assert ("/admin/results/" in reader, "results-panel" in reader) == (True, True)
    assert ("/admin/results/" in editor, "results-panel" in editor) == (False, False)


def test_who_answers_for_many_programs_finds_the_university_on_the_home_screen(released, civil, sign_in):
    for _number in range(MOST_PROGRAMS):
        a_program(department=civil.department)
    departments = sign_in(Role.REPRESENTATIVE, civil.department).get("/admin/").content.decode()
    offices = sign_in(Role.COORDINATOR).get("/admin/").content.decode()
    wanted = ("/admin/results/university/", "/admin/results/?act=1", f"/admin/results/{civil.code}/")
    assert [address in departments for address in wanted] == [False, True, False]
    assert [address in offices for address in wanted] == [True, True, False]


@pytest.mark.parametrize("query", ["?wave=1999", "?wave=%27%3B--", "?sort=secret"])
def test_an_unknown_period_or_column_is_not_found(released, civil, sign_in, query):
    assert sign_in(Role.REPRESENTATIVE, civil.department).get(LIST + query).status_code == 404
