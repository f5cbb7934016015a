"""The graduates' questionnaire on a phone, from the link to the thanks, as a graduate goes through it."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

import mik_site.demo
from surveys.definition.compiled import compile_version
from surveys.definition.formats import yaml_file
from surveys.definition.programs import program_numbers
from surveys.fielding.waves import close_wave
from surveys.models import Invitation, Response
from tests.factories.fielding import an_open_wave, invitation_with_token
from tests.journeys.conftest import DESKTOP

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STANDARD = Path(mik_site.demo.__file__).parent / "questionnaires.yaml"
SAVED = re.compile(r"\d\d:\d\d")
NEXT = ".actions .button--main"


@pytest.fixture
def wave():
    graduates = next(document for document in yaml_file.read(STANDARD) if document.code == "MYM")
    now = timezone.now()
    return an_open_wave(document=graduates, now=now, closes_at=now + timedelta(days=7))


@pytest.fixture
def link(wave, live_server):
    return f"{live_server.url}/a/{invitation_with_token(wave=wave)[1]}/"


def choose(page, variable, option):
    page.locator(f'label:has(input[name="{variable}"][value="{option}"])').click()


def answer_competencies(page):
    for number in range(1, 17):
        choose(page, f"C{number:02d}_A", 1 + number % 5)


def go_on_to(page, text):
    """Through pages that may be skipped, until `text` is on the screen."""
    for _ in range(12):
        if page.get_by_text(text, exact=False).first.is_visible():
            return
        page.click(NEXT)
    raise AssertionError(f"{text} never came: {page.url}")


def test_answered_on_a_phone_without_javascript(device, link, wave):
    page = device(javascript=False)
    page.goto(link)
    assert page.evaluate("1") == 1
    assert page.locator("dl.fact").count() == 2  # program and year are known and not asked
    choose(page, "A03", "now")
    page.click(NEXT)
    page.click(NEXT)  # nothing chosen: the summary has the focus and leads to the field
    assert page.locator(".faults li").count() == 16
    assert page.evaluate("document.activeElement.id") == "faults"
    answer_competencies(page)
    page.click(NEXT)
    go_on_to(page, "Öğretimin niteliği")
    choose(page, "A06", 4)
    go_on_to(page, "Genel olarak programınızdan memnuniyetiniz")
    choose(page, "A16", 5)
    choose(page, "A20", 9)
    page.click(NEXT)
    go_on_to(page, "Programın en güçlü yönü nedir?")
    page.fill("textarea", "Hocalar <3\nve proje")
    while "/review/" not in page.url:
        page.click(NEXT)
    receipt = page.locator(".receipt").inner_text()
    page.click(NEXT)
    assert page.locator(".receipt").inner_text() == receipt
    page.reload()  # the browser sends the form again
    assert page.locator(".receipt").inner_text() == receipt
    choose(page, "A24", "mentor")
    page.click(".apart .button")
    assert "/after/thanks/" in page.url
    close_wave(wave=wave, now=timezone.now() + timedelta(days=30), by=None)
    answers = compile_version(wave.version).codebook.unpack(bytes(Response.objects.get().record), programs=program_numbers())
    assert {code: answers[code] for code in ("A03", "C01_A", "C05_A", "C01_R", "A06", "A07", "A16", "A20")} == {
        "A03": "now", "C01_A": "2", "C05_A": "1", "C01_R": None, "A06": "4", "A07": None, "A16": "5", "A20": "9",
    }  # fmt: skip


def test_taken_up_on_another_device_in_another_language(device, link):
    phone = device(javascript=False)
    phone.goto(link)
    choose(phone, "A03", "past")
    phone.click(NEXT)
    answer_competencies(phone)
    choose(phone, "C01_R", 5)
    phone.click(".actions .button--quiet")
    desktop = device(DESKTOP)
    desktop.goto(link)
    assert desktop.is_checked('input[name="C01_R"][value="5"]')
    desktop.click(".top__language")
    assert desktop.locator("html").get_attribute("lang") == "en"
    assert desktop.is_checked('input[name="C16_A"][value="2"]')
    desktop.click(NEXT)
    phone.goto(link)
    assert phone.locator("html").get_attribute("lang") == "en"


def test_saved_while_being_filled_in_and_kept_without_a_connection(device, link):
    phone = device()
    phone.goto(link)
    choose(phone, "A03", "now")
    expect(phone.locator("#saved")).to_have_text(SAVED)
    phone.click(NEXT)
    phone.context.set_offline(True)
    choose(phone, "C01_A", 4)
    phone.click(NEXT)
    assert phone.locator("#saved[data-state=offline]").is_visible()
    phone.context.set_offline(False)
    expect(phone.locator("#saved")).to_have_text(SAVED)
    other = device()
    other.goto(link)
    assert other.is_checked('input[name="C01_A"][value="4"]')


def test_the_pages_around_the_questionnaire_stand_in_nobodys_way(device, link, live_server):
    page = device()
    for address in ("/a/", "/a/link/", "/a/receipt/", "/a/nonsense/"):
        page.goto(f"{live_server.url}{address}?lang=tr")
        assert Axe().run(page).response["violations"] == [], address
    for address in ("concern/", "later/"):
        page.goto(link + address)
        assert Axe().run(page).response["violations"] == [], address
    page.goto(link + "concern/")
    page.click(NEXT)
    assert page.locator(".fault").is_visible()
    assert Axe().run(page).response["violations"] == []


@pytest.mark.parametrize(("viewport", "scheme"), [(None, "light"), (DESKTOP, "dark")])
def test_nothing_stands_in_anyones_way(device, link, viewport, scheme):
    page = device(*([viewport] if viewport else []), color_scheme=scheme)
    page.goto(link)
    choose(page, "A03", "now")
    while True:
        assert Axe().run(page).response["violations"] == [], page.url
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
        assert len(page.content().encode()) < 70_000
        if page.locator(".apart").count():
            break
        page.click(NEXT)
        if page.locator(".faults").count():
            assert Axe().run(page).response["violations"] == [], page.url
            for group in page.locator('[role="radiogroup"][aria-required="true"]').all():
                group.locator("label").first.click()
            page.click(NEXT)
    assert Invitation.objects.get().done
