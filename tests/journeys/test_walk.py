"""A coordinator walks through a draft in the admin: questions come and go, on a phone's width and a computer's, and nothing is kept."""

import pytest
from playwright.sync_api import expect

from home.models import Role
from surveys.definition.publishing import import_draft
from surveys.models import Sitting
from tests.factories.documents import work_document
from tests.factories.institution import a_user
from tests.journeys.conftest import DESKTOP

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(device, live_server, client):
    user = a_user(role=Role.COORDINATOR)
    client.force_login(user)
    page = device(DESKTOP)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page.goto(f"{live_server.url}/admin/surveys/design/{import_draft(document=work_document()).pk}/simulation/walk/")
    return page


def test_questions_come_and_go_as_they_would_and_can_all_be_shown(page):
    pages = page.frame_locator("iframe.walk__frame")
    hidden = pages.locator("[data-question=W3]")
    expect(hidden).to_be_hidden()
    pages.get_by_label("seçenek yes").check()
    expect(hidden).to_be_visible()
    pages.get_by_label("seçenek no", exact=True).check()
    expect(hidden).to_be_hidden()
    pages.locator("#preview-all input").check()
    expect(hidden).to_be_visible()
    assert Sitting.objects.count() == 0


def test_the_frame_is_as_wide_as_a_phone_or_a_computer(page):
    frame = page.locator("iframe.walk__frame")
    widths = []
    for width in ("390", "1280"):
        page.locator(f"[name=width][value='{width}']").check()
        widths.append(frame.evaluate("frame => frame.contentWindow.innerWidth"))
    room = page.evaluate(
        "document.getElementById('walk-stage').clientWidth - document.querySelector('.walk__frame').getBoundingClientRect().width"
    )
    assert (widths, room >= 0) == ([390, 1280], True)
