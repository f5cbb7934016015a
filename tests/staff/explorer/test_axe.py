"""Our part of the explorer has nothing for axe to find, in either theme, and fits a phone."""

import re
from pathlib import Path

import pytest

from tests.staff.results.test_axe import look

CSS = Path(__file__).resolve().parents[3] / "mik_site" / "static" / "css"
SHEETS = ("tokens", "charts", "dashboard", "dashboard_overview", "explorer")


@pytest.fixture
def pages(analyst, wave, explored):
    """The first page, the reason, a table with conditions, and a statement, as HTML of our part alone."""
    address = f"/admin/explorer/{wave.pk}/"
    analyst.post(f"{address}save/", {"name": "Kurul tablosu", "question": "rows=Q1"})
    bodies = [
        explored("rows=Q1&columns=Q2&c1=cohort&o1=least&v1=2024&c2=Q2&o2=not&v2=99"),
        explored("rows=Q1&where=Q1 == 1"),
        analyst.get("/admin/explorer/"),
    ]
    session = analyst.session
    session.pop("explorer_reasons")
    session.save()
    bodies.append(analyst.get(address))
    styles = "".join(f"<style>{(CSS / f'{name}.css').read_text()}</style>" for name in SHEETS)
    hidden = "<style>.w-sr-only { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }</style>"
    head = f"<head><title>Explorer</title>{styles}{hidden}</head>"
    body = '<body style="background: var(--color-ground)"><main><h1>Explorer</h1>'
    ours = [re.search(r'<div class="results">.*', page.content.decode(), re.S)[0].split("</main>")[0] for page in bodies]
    return [f'<!doctype html><html lang="en">{head}{body}{part}</main></body></html>' for part in ours]


@pytest.mark.browser
def test_axe_finds_nothing_in_either_theme_and_nothing_reaches_beyond_a_phone(pages, chromium):
    assert [look(chromium, html, theme) for html in pages for theme in ("light", "dark")] == [([], 0)] * 8
