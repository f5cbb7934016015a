"""A real browser: Debian's Chromium, or the one BROWSER names. One for the whole run: playwright starts only once in a process."""

import os

import pytest
from playwright.sync_api import sync_playwright

PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def chromium():
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # playwright keeps an event loop in this thread, which Django mistakes for async code
    with sync_playwright() as playwright:
        path = os.environ.get("BROWSER", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-background-networking"])
        yield browser
        browser.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")


@pytest.fixture
def device(chromium):
    """Opens a screen of its own, with nothing remembered: device(width, javascript=...)."""
    contexts = []

    def open_device(viewport=PHONE, *, javascript=True, **options):
        context = chromium.new_context(viewport=viewport, java_script_enabled=javascript, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        return page

    yield open_device
    for context in contexts:
        context.close()
