"""Saved views: one's own, under a name that is free, opened with the very question."""

import pytest

from home.models import Role
from surveys.models import AuditEntry, SavedView
from tests.factories.answered import CLOSED
from tests.factories.institution import a_user

QUERY = "rows=Q1&columns=Q2&unit=program%3A10210&c1=cohort&o1=is&v1=2024&where=Q3+%3D%3D+1&varied=1"


@pytest.fixture
def save(analyst, wave):
    def save(name, query=QUERY):
        return analyst.post(f"/admin/explorer/{wave.pk}/save/", {"name": name, "question": query}, follow=True)

    return save


def test_a_saved_view_opens_as_the_question_it_was(analyst, wave, save):
    save("Kurul tablosu")
    view = SavedView.objects.get()
    assert analyst.get(f"/admin/explorer/views/{view.pk}/").url == f"/admin/explorer/{wave.pk}/?{QUERY}"


def test_saving_asks_nothing_again(explored, save):
    explored(QUERY)
    save("Kurul tablosu")
    assert AuditEntry.objects.filter(action="results.explored").count() == 1


def test_a_name_in_use_is_refused_in_words(explored, save):
    save("A")
    response = save("A", "rows=Q2")
    assert "You already have a saved view called “A”: choose another name." in response.content.decode()
    assert [view.question["rows"] for view in SavedView.objects.all()] == ["Q1"]


def test_a_view_is_renamed_and_deleted_by_its_owner(analyst, save):
    save("A")
    view = SavedView.objects.get()
    analyst.post(f"/admin/explorer/views/{view.pk}/rename/", {"name": "B"})
    renamed = list(SavedView.objects.values_list("name", flat=True))
    analyst.post(f"/admin/explorer/views/{view.pk}/delete/")
    assert (renamed, SavedView.objects.count()) == (["B"], 0)


def test_anothers_view_is_unknown(analyst, wave):
    view = SavedView.objects.create(owner=a_user(role=Role.ANALYST), wave=wave, name="A", question={}, saved_at=CLOSED)
    address = f"/admin/explorer/views/{view.pk}/"
    statuses = [analyst.get(address), analyst.post(f"{address}rename/", {"name": "B"}), analyst.post(f"{address}delete/")]
    assert [response.status_code for response in statuses] == [404] * 3
    assert (SavedView.objects.get().name, b">A<" in analyst.get("/admin/explorer/").content) == ("A", False)
