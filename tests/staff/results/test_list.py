"""The list of programs is what its address asks for."""

import re

import pytest

from departments.models import Level
from home.models import Role
from surveys.staff.results.listing import PER_PAGE, Listing
from tests.factories import results
from tests.factories.documents import published
from tests.factories.institution import a_program
from tests.factories.released import graduate_bodies, release_year

LIST = "/admin/results/"


@pytest.fixture
def released(civil, mechanical):
    """Two programs and one of another faculty, whose tables are withheld."""
    version = published(results.graduates_document())
    release = release_year(version, programs=[civil, mechanical])
    law = a_program(code="30001", name_tr="Kamu Hukuku", level=Level.MASTER)
    results.release_tables(release, unit=law.code, **dict.fromkeys(graduate_bodies(1, 1), "small_base"))
    return law


def names(client, **query):
    body = client.get(LIST, query).content.decode()
    if "<tbody>" not in body:
        return []
    return re.findall(r'<th scope="row"><a href="/admin/results/([^/?]+)/', body.split("<tbody>")[1].split("</tbody>")[0])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["10210", "30001", "10220"]),
        ({"faculty": "F1"}, ["10210", "10220"]),
        ({"level": "yukseklisans"}, ["30001"]),
        ({"text": "INSAAT"}, ["10210"]),
        ({"text": "1022"}, ["10220"]),
        ({"act": "1"}, ["30001"]),
        ({"faculty": "F1", "act": "1"}, []),
        ({"sort": "-name"}, ["10220", "30001", "10210"]),
    ],
)
def test_it_is_narrowed_and_sorted_by_the_address(released, sign_in, query, found):
    assert names(sign_in(Role.COORDINATOR), **query) == found


@pytest.mark.parametrize("query", [{"page": "2"}, {"page": "0"}, {"page": "x"}, {"level": "lise"}, {"sort": "code"}])
def test_what_does_not_exist_is_not_found(released, sign_in, query):
    assert sign_in(Role.COORDINATOR).get(LIST, query).status_code == 404


def test_a_long_list_comes_in_pages_that_keep_the_question(released, civil, sign_in):
    for _number in range(PER_PAGE):
        a_program(department=civil.department)
    client = sign_in(Role.COORDINATOR)
    first, second = names(client, faculty="F1"), names(client, faculty="F1", page="2")
    assert (len(first), len(second), len({*first, *second})) == (PER_PAGE, 2, PER_PAGE + 2)
    assert 'href="?faculty=F1&amp;page=2#programs-title"' in client.get(LIST, {"faculty": "F1"}).content.decode()


def test_a_link_keeps_what_was_asked_and_begins_at_page_one():
    asked = Listing(wave="2026", faculty="F1", text="su", page=3)
    assert asked.link(sort="rate") == "?wave=2026&sort=rate&faculty=F1&text=su"
    assert asked.link(page=2) == "?wave=2026&faculty=F1&text=su&page=2"


def test_where_to_act_names_only_programs_the_reader_may_see(released, civil, sign_in):
    coordinator = sign_in(Role.COORDINATOR).get(LIST).content.decode()
    dean = sign_in(Role.DEAN, civil.department.faculty).get(LIST).content.decode()
    assert ("Kamu Hukuku" in coordinator.split("<tbody>")[0], "Kamu Hukuku" in dean) == (True, False)


def test_a_dean_is_led_to_the_own_faculty_and_the_rectorate_to_the_university(released, civil, sign_in):
    dean = sign_in(Role.DEAN, civil.department.faculty).get(LIST).content.decode()
    rectorate = sign_in(Role.RECTORATE).get(LIST).content.decode()
    links = ("/admin/results/faculty/F1/", "/admin/results/university/")
    assert [[link in html for link in links] for html in (dean, rectorate)] == [[True, False], [True, True]]
