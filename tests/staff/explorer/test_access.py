"""Only the named analyst, of the whole admin; the reason before the first figure; a log of every question."""

from datetime import date

import pytest

from home.models import Role
from surveys.models import AuditEntry, SavedView, Wave
from tests.factories.answered import CLOSED
from tests.factories.institution import a_user, an_assignment

ASKED = "results.explored"


def addresses(wave, view):
    return (
        "/admin/explorer/",
        f"/admin/explorer/{wave.pk}/",
        f"/admin/explorer/{wave.pk}/?rows=Q1",
        f"/admin/explorer/views/{view.pk}/",
    )


@pytest.fixture
def view(wave):
    question = {"rows": "Q1", "columns": "", "unit": "", "conditions": [], "where": "", "weighted": False, "varied": False}
    return SavedView.objects.create(owner=a_user(role=Role.ANALYST), wave=wave, name="A", question=question, saved_at=CLOSED)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ANALYST])
def test_no_other_office_opens_it_the_coordinator_included(wave, view, civil, sign_in, role):
    unit = {Role.REPRESENTATIVE: civil.department, Role.DEAN: civil.department.faculty}.get(role)
    client = sign_in(role, unit)
    posted = [
        client.post(f"/admin/explorer/{wave.pk}/{what}/", {"reason": "x" * 20, "name": "B"}).status_code for what in ("reason", "save")
    ]
    assert [client.get(address).status_code for address in addresses(wave, view)] + posted == [403] * 6
    assert (AuditEntry.objects.filter(action__in=[ASKED, "results.reason"]).count(), SavedView.objects.count()) == (0, 1)


def test_a_coordinator_who_is_appointed_analyst_opens_it(wave, sign_in):
    client = sign_in(Role.COORDINATOR, username="ikisi")
    user = AuditEntry._meta.get_field("actor").related_model.objects.get(username="ikisi")
    an_assignment(user=user, role=Role.ANALYST)
    assert client.get("/admin/explorer/").status_code == 200


def test_a_superuser_without_the_role_does_not(wave, sign_in):
    assert sign_in(is_superuser=True, is_staff=True).get("/admin/explorer/").status_code == 403


def test_the_right_ends_with_its_term(wave, client):
    user = a_user(role=Role.ANALYST, until=date(2024, 6, 1), is_superuser=True)
    client.force_login(user)
    assert client.get("/admin/explorer/").status_code == 403


def test_a_visitor_is_asked_to_sign_in(wave, client):
    response = client.get(f"/admin/explorer/{wave.pk}/?rows=Q1")
    assert (response.status_code, response.url.startswith("/admin/login/")) == (302, True)


def test_only_the_analyst_finds_it_in_the_menu(wave, sign_in):
    assert [b"/admin/explorer/" in sign_in(role).get("/admin/").content for role in (Role.ANALYST, Role.COORDINATOR)] == [True, False]


def test_before_the_reason_no_figure_is_shown_and_no_question_logged(analyst, wave):
    response = analyst.get(f"/admin/explorer/{wave.pk}/?rows=Q1&columns=Q2")
    assert b'name="reason"' in response.content
    assert b"crosstab" not in response.content
    assert AuditEntry.objects.filter(action=ASKED).count() == 0


def test_the_reason_is_asked_once_a_session_and_wave_and_stands_beside_every_question(analyst, wave):
    other = Wave.objects.create(questionnaire=wave.questionnaire, version=wave.version, name="2025", state="closed", closed_at=CLOSED)
    given = analyst.post(f"/admin/explorer/{wave.pk}/reason/", {"reason": "Bölüm kurulu için", "question": "rows=Q1"})
    assert given.url == f"/admin/explorer/{wave.pk}/?rows=Q1"
    for rows in ("Q1", "Q2"):
        analyst.get(f"/admin/explorer/{wave.pk}/?rows={rows}")
    said = AuditEntry.objects.filter(action=ASKED).order_by("pk").values_list("detail__rows", "detail__reason")
    assert list(said) == [("Q1", "Bölüm kurulu için"), ("Q2", "Bölüm kurulu için")]
    assert b'name="reason"' in analyst.get(f"/admin/explorer/{other.pk}/").content
    analyst.logout()
    analyst.force_login(a_user(role=Role.ANALYST, is_superuser=True))
    assert b'name="reason"' in analyst.get(f"/admin/explorer/{wave.pk}/").content


@pytest.mark.parametrize("reason", ["", "kısa", " " * 30, "x" * 301])
def test_a_reason_that_says_nothing_is_no_reason(analyst, wave, reason):
    response = analyst.post(f"/admin/explorer/{wave.pk}/reason/", {"reason": reason}, follow=True)
    assert b'name="reason"' in response.content
    assert AuditEntry.objects.filter(action="results.reason").count() == 0


def test_the_page_is_kept_in_no_cache(explored):
    assert "no-store" in explored("rows=Q1")["Cache-Control"]


def test_the_options_of_a_variable_are_no_question(explored):
    explored("rows=Q1&c1=Q2&o1=is&step=options")
    assert AuditEntry.objects.filter(action=ASKED).count() == 0
