"""Our part of the results screens has nothing for axe to find. Wagtail's frame around it is Wagtail's."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from home.models import Role
from tests.factories import results
from tests.factories.documents import published
from tests.factories.released import release_employers, release_year

CSS = Path(__file__).resolve().parents[3] / "mik_site" / "static" / "css"
SHEETS = ("tokens", "charts", "dashboard", "dashboard_overview", "dashboard_parts", "dashboard_list")


@pytest.fixture
def pages(civil, mechanical, sign_in):
    """The list and one program, as HTML of our part alone, with its style sheets inside."""
    programs = [civil, mechanical]
    version = published(results.graduates_document())
    release_year(version, year=2025, programs=programs, shift=-40)
    release_year(version, programs=programs, synthetic=True)
    release_employers(published(results.employers_document()), programs=programs)
    client = sign_in(Role.COORDINATOR)
    styles = "".join(f"<style>{(CSS / f'{name}.css').read_text()}</style>" for name in SHEETS)
    bodies = [client.get(address).content.decode() for address in ("/admin/results/", "/admin/results/10210/")]
    ours = [re.search(r'<div class="results">.*(?=</div>\s*</div>\s*</main>)|<div class="results">.*', body, re.S)[0] for body in bodies]
    head = f"<head><title>Results</title>{styles}</head>"
    body = '<body style="background: var(--color-ground)"><main><h1>Results</h1>'
    return [f'<!doctype html><html lang="en">{head}{body}{part}</main></body></html>' for part in ours]


@pytest.mark.browser
def test_axe_finds_nothing_in_either_theme_and_nothing_reaches_beyond_a_phone(pages, chromium):
    assert [look(chromium, html, theme) for html in pages for theme in ("light", "dark")] == [([], 0)] * 4


def look(browser, html: str, theme: str) -> tuple[list[str], int]:
    """Violations, and by how many pixels the page is wider than a phone."""
    page = browser.new_page(viewport={"width": 390, "height": 844}, color_scheme=theme)
    page.set_content(re.sub(r"<script.*?</script>", "", html, flags=re.S))
    for details in page.query_selector_all("details"):
        details.evaluate("element => { element.open = true }")
    violations = Axe().run(page).response["violations"]
    wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    page.close()
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in violations], wider
