"""Our part of the screens of versions has nothing for axe to find and fits a phone. Wagtail's frame around it is Wagtail's."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from home.models import Role
from tests.fielding.test_comparing import version_with
from tests.staff.test_versions import as_role, at, put_out

CSS = Path(__file__).resolve().parents[2] / "mik_site" / "static" / "css"
SHEETS = ("tokens", "registers", "versions")


@pytest.fixture
def pages(db, client):
    """Versions, difference and comparison, as HTML of our part alone, with its style sheets inside."""
    put_out(version_with())
    put_out(version_with(Q1="Bir!", Q3=None, Q4="Dört", hours=60), days=1)
    as_role(client, Role.COORDINATOR)
    styles = "".join(f"<style>{(CSS / f'{name}.css').read_text()}</style>" for name in SHEETS)
    bodies = [client.get(at(what)).content.decode() for what in ("versions", "difference", "compare")]
    parts = [re.search(r'<div class="register">.*(?=</div>\s*</div>\s*</main>)|<div class="register">.*', body, re.S)[0] for body in bodies]
    head = f"<head><title>Versions</title>{styles}</head>"
    return [f'<!doctype html><html lang="en">{head}<body><main><h1>Versions</h1>{part}</main></body></html>' for part in parts]


@pytest.mark.browser
def test_axe_finds_nothing_and_nothing_reaches_beyond_a_phone(pages, chromium):
    assert [look(chromium, html) for html in pages] == [([], 0)] * 3


def look(browser, html: str) -> tuple[list[str], int]:
    """Violations, and by how many pixels the page is wider than a phone."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.set_content(re.sub(r"<script.*?</script>", "", html, flags=re.S))
    for details in page.query_selector_all("details"):
        details.evaluate("element => { element.open = true }")
    violations = Axe().run(page).response["violations"]
    wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    page.close()
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in violations], wider
