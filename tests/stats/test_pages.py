"""Who reads a method's name beside a figure finds its page; who reads a page finds the code."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted(path.name for path in (ROOT / "surveys" / "stats").glob("*.py") if path.name != "__init__.py")
PAGES = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "methods").glob("*.md")}
SOURCES = {name: (ROOT / "surveys" / "stats" / name).read_text(encoding="utf-8") for name in MODULES}
BEARING = r'(?:method: str = |method=|(?:Estimate|Difference)\(.*, )"([a-z-]+)"\)?$'
NAMED = {name for text in SOURCES.values() for name in re.findall(BEARING, text, re.MULTILINE)}


@pytest.mark.parametrize("module", MODULES)
def test_every_statistic_has_a_page(module):
    assert [name for name, text in PAGES.items() if f"`surveys/stats/{module}`" in text] != []


def test_every_name_a_figure_bears_is_a_page():
    assert len(NAMED) > 12
    assert NAMED - PAGES.keys() == set()


@pytest.mark.parametrize("page", sorted(name for name, text in PAGES.items() if "`surveys/stats/" in text))
def test_a_page_gives_source_and_what_it_was_tested_against_and_names_code_that_is_there(page):
    assert ("Source: " in PAGES[page], "Tested against: " in PAGES[page]) == (True, True)
    named = set(re.findall(r"`surveys/stats/(\w+\.py)`", PAGES[page]))
    assert named - set(MODULES) == set()
