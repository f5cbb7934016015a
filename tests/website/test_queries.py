"""Lists cost the same whether they have one row or three."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import pages
from tests.factories.institution import a_department, a_program


def _queries(client, address: str) -> int:
    client.get(address)  # what is asked once per process is asked here
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_home_page_asks_the_same_number_of_questions_for_one_and_three_children(client, site):
    news, stories = pages.a_page("Haberler"), pages.a_story_index()
    home = pages.home()
    home.latest_section = news
    home.save()
    counts = []
    for number in range(3):
        pages.a_page(f"Haber {number}", parent=news)
        pages.a_page(f"Sayfa {number}")
        pages.a_story(parent=stories, title=f"Hikâye {number}")
        counts.append(_queries(client, "/tr/"))
    assert counts == [counts[0]] * 3


def test_the_list_of_departments_asks_the_same_number_of_questions_for_one_and_three(client, site):
    index = pages.a_department_index()
    counts = []
    for name in ("Kimya", "Fizik", "Tarih"):
        department = a_department(name_tr=name)
        a_program(department=department)
        pages.a_microsite(department, parent=index)
        counts.append(_queries(client, "/tr/bolumler/"))
    assert counts == [counts[0]] * 3


@pytest.mark.parametrize("programs", [1, 3])
def test_a_microsite_asks_the_same_number_of_questions_whatever_its_programs(client, site, programs):
    department = a_department(name_tr="Kimya")
    pages.a_microsite(department, parent=pages.a_department_index())
    a_program(department=department)
    first = _queries(client, "/tr/bolumler/kimya/")
    for _ in range(programs):
        a_program(department=department)
    assert _queries(client, "/tr/bolumler/kimya/") == first
