"""Ranking and searching with a script: by finger, by keyboard, as a screen reader is told; the form holds the answer all the while."""

import re
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from surveys.collection import sittings
from tests.factories.fielding import an_open_wave, invitation_with_token, sitting_key
from tests.factories.institution import a_department, a_faculty, a_program
from tests.factories.respond import ranked_and_searched
from tests.journeys.conftest import DESKTOP, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NEXT = ".actions .button--main"
SAVED = re.compile(r"\d\d:\d\d")
FIRST = {"R1.1": "near", "R1.2": "pay"}


@pytest.fixture
def wave():
    for faculty, program in (("Mühendislik Fakültesi", "Işık Bilimi"), ("Tıp Fakültesi", "Işın Tedavisi"), ("Edebiyat Fakültesi", "Tarih")):
        a_program(department=a_department(faculty=a_faculty(name_tr=faculty)), name_tr=program)
    now = timezone.now()
    return an_open_wave(document=ranked_and_searched(), now=now, closes_at=now + timedelta(days=7))


@pytest.fixture
def token(wave):
    return invitation_with_token(wave=wave)[1]


@pytest.fixture
def link(token, live_server):
    return f"{live_server.url}/a/{token}/"


def ranked(page):
    return page.locator(".ranked li > span").all_inner_texts()


def posted(page, prefix="R1"):
    return page.evaluate(f"""[...document.querySelectorAll('select[name^="{prefix}."]')].map((select) => select.value)""")


def option(page, label):
    return page.locator(".unranked button", has_text=label)


def to_lists(page, link):
    page.goto(link)
    option(page, "Ücret").click()
    page.click(NEXT)
    page.wait_for_selector(".search")  # the script has come


def active(page, field):
    ident = page.get_attribute(field, "aria-activedescendant")
    return page.locator(f"#{ident}").inner_text() if ident else None


def choices(page, field):
    listbox = page.get_attribute(field, "aria-controls")
    return page.locator(f'#{listbox} [role="option"]:visible').all_inner_texts()


def test_options_are_pressed_in_order_moved_and_taken_out(device, link, wave, token):
    page = device()
    page.goto(link)
    for label in ("Ücret", "Aileye yakınlık", "Serbest zaman"):
        option(page, label).click()
    assert (ranked(page), posted(page)) == (["Ücret", "Aileye yakınlık", "Serbest zaman"], ["pay", "near", "free"])
    option(page, "Yükselme olanağı").click(force=True)  # all places are taken
    assert posted(page) == ["pay", "near", "free"]
    page.get_by_role("button", name="Yukarı taşı: Serbest zaman").or_(page.get_by_role("button", name="Move up: Serbest zaman")).click()
    assert posted(page) == ["pay", "free", "near"]
    page.locator('[data-action="out"][data-code="pay"]').click()
    assert (ranked(page), posted(page)) == (["Serbest zaman", "Aileye yakınlık"], ["free", "near", ""])
    expect(page.locator("#saved")).to_have_text(SAVED)
    assert sittings.load(token, wave=wave, key=sitting_key(wave)).answers["R1"] == ["free", "near"]
    page.reload()
    assert ranked(page) == ["Serbest zaman", "Aileye yakınlık"]


def test_a_ranking_is_made_with_the_keyboard_and_said_aloud(device, link):
    page = device(DESKTOP)
    page.goto(link + "?lang=en")
    first = page.locator(".unranked button").first
    first.focus()
    labels = page.locator(".unranked button").all_inner_texts()
    page.keyboard.press("Enter")
    status = page.locator(".ranking [role=status]")
    assert status.inner_text() == f"{labels[0]}: place 1"
    page.keyboard.press("Enter")  # the focus went on to the next option
    assert ranked(page) == labels[:2]
    page.locator('.ranked li:nth-child(2) [data-action="up"]').focus()
    page.keyboard.press("Space")
    assert ranked(page) == [labels[1], labels[0]]
    assert status.inner_text() == f"{labels[1]}: place 1"
    focused = page.evaluate("[document.activeElement.dataset.action, document.activeElement.getAttribute('aria-disabled')]")
    assert focused == ["up", "true"]  # it has arrived at the top and the focus is not lost
    page.keyboard.press("Space")
    assert ranked(page) == [labels[1], labels[0]]


def test_what_is_wrong_leads_to_the_ranking(device, link):
    page = device()
    page.goto(link)
    page.click(NEXT)
    page.click(".faults a")
    assert page.evaluate("document.activeElement.closest('.ranking') !== null || location.hash === '#f-R1'")
    assert page.locator("#f-R1").is_visible()
    assert Axe().run(page).response["violations"] == []


@pytest.mark.parametrize("typed", ["IŞIK", "ışık", "isik", "bilimi isik", "mühendislik"])
def test_a_program_is_found_however_its_letters_are_typed(device, link, typed):
    page = device()
    to_lists(page, link)
    page.fill("#f-L4", typed)
    assert choices(page, "#f-L4") == ["Işık Bilimi (lisans)"]


def test_a_country_is_searched_chosen_and_taken_back_with_the_keyboard(device, link):
    page = device(DESKTOP)
    to_lists(page, link)
    page.focus("#f-L1")
    assert page.get_attribute("#f-L1", "aria-expanded") == "false"
    page.keyboard.type("turk")
    assert page.get_attribute("#f-L1", "aria-expanded") == "true"
    assert choices(page, "#f-L1")[:2] == ["Türkiye", "Turks ve Kaykos Adaları"]
    assert active(page, "#f-L1") == "Türkiye"
    page.keyboard.press("ArrowDown")
    assert active(page, "#f-L1") == "Turks ve Kaykos Adaları"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert (page.input_value("#f-L1"), page.evaluate("document.querySelector('[name=L1]').value")) == ("Türkiye", "TR")
    assert page.get_attribute("#f-L1", "aria-expanded") == "false"
    page.fill("#f-L1", "alm")
    page.keyboard.press("Escape")
    assert page.input_value("#f-L1") == "Türkiye"
    page.fill("#f-L1", "")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('[name=L1]').value") == ""


def there_and_back(page):
    """On to the next page and back again: the browser is asked for neither before it has arrived."""
    onward(page)
    page.go_back()


def onward(page):
    before = page.url
    page.click(NEXT)
    page.wait_for_url(lambda url: url != before, wait_until="load")


def test_leaving_a_search_keeps_what_is_meant_beyond_doubt_and_nothing_else(device, link):
    page = device()
    to_lists(page, link)
    page.fill("#f-L1", "hollan")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('[name=L1]').value") == "NL"
    page.fill("#f-L1", "narnia")
    page.keyboard.press("Tab")
    assert (page.input_value("#f-L1"), page.evaluate("document.querySelector('[name=L1]').value")) == ("Hollanda", "NL")
    assert "narnia" in page.locator(".search + .search__status").first.inner_text()
    there_and_back(page)
    assert page.input_value("#f-L1") == "Hollanda"


def test_boxes_of_a_long_list_are_filtered_and_what_is_chosen_is_told(device, link):
    page = device()
    to_lists(page, link)
    field = page.locator('.searched input[type="search"]')
    field.fill("IĞDIR")
    assert page.locator(".searched .card:visible").all_inner_texts() == ["Iğdır"]
    page.locator(".searched .card:visible").click()
    field.press("Enter")
    assert "/2/" in page.url
    field.fill("trabz")
    page.locator(".searched .card:visible").click()
    assert "Trabzon, Iğdır" in page.locator(".search__chosen").inner_text()
    field.press("Escape")
    assert page.locator(".searched .card").count() == 81
    there_and_back(page)
    assert page.evaluate("[...document.querySelectorAll('[name=L2]:checked')].map((box) => box.value)") == ["61", "76"]


@pytest.mark.parametrize(("viewport", "scheme"), [(PHONE, "light"), (DESKTOP, "dark")])
def test_nothing_stands_in_anyones_way_and_pages_stay_small(device, link, live_server, viewport, scheme):
    page = device(viewport, color_scheme=scheme)
    sizes = {}
    page.on("response", lambda reply: sizes.__setitem__(reply.url.split("?")[0].removeprefix(live_server.url), reply))
    page.goto(link)
    for label in ("Ücret", "Aileye yakınlık", "Serbest zaman"):
        option(page, label).click()
    assert Axe().run(page).response["violations"] == []
    onward(page)
    sizes.clear()
    page.reload()
    whole = sum(len(reply.body()) for reply in sizes.values())
    assert whole < 100_000, {url: len(reply.body()) for url, reply in sizes.items()}
    page.click("#f-L4")
    assert page.locator("#f-L4").get_attribute("aria-expanded") == "true"
    assert Axe().run(page).response["violations"] == []
    page.keyboard.press("Escape")
    page.fill("#f-L1", "a")
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
