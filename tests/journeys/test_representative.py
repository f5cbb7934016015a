"""A representative before a meeting: logs in, finds the own program's results, and nobody else's."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from home.models import Role
from tests.factories import results
from tests.factories.documents import published
from tests.factories.institution import a_program, a_user
from tests.factories.released import release_year
from tests.journeys.conftest import DESKTOP, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "bir-parola-1963"


@pytest.fixture
def programs():
    """The representative's own, and one of another department."""
    own, other = a_program(code="10210", name_tr="İnşaat Mühendisliği"), a_program(code="10220", name_tr="Kimya")
    release_year(published(results.graduates_document()), programs=[own, other])
    user = a_user(role=Role.REPRESENTATIVE, unit=own.department, username="temsilci")
    user.set_password(PASSWORD)
    user.save()
    return own, other


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_from_the_login_to_the_own_results_and_no_further(device, live_server, programs, viewport):
    own, other = programs
    page = device(viewport, locale="tr-TR")
    page.goto(f"{live_server.url}/admin/results/")
    page.fill("input[name=username]", "temsilci")
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit]")
    expect(page.locator("main")).to_contain_text(own.name_tr)
    expect(page.locator("main")).not_to_contain_text(other.name_tr)
    page.get_by_role("link", name=own.name_tr).first.click()
    for question in ("Kaç kişi yanıtladı?", "Ne değişti?", "Nelere bakmalı?"):
        expect(page.locator("main")).to_contain_text(question)
    found = Axe().run(page, context=".results").response["violations"]
    assert [(v["id"], [node["html"] for node in v["nodes"]]) for v in found] == []
    assert page.goto(f"{live_server.url}/admin/results/{other.code}/").status == 404
