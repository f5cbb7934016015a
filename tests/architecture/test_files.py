"""Rules about files that no linter knows."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 300


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def test_no_source_file_is_longer_than_a_reader_can_hold():
    sources = [p for p in tracked("*.py", "*.html", "*.js", "*.css") if "migrations" not in p.parts]
    assert {str(p.relative_to(ROOT)): lines(p) for p in sources if lines(p) > LONGEST} == {}


def test_no_top_level_folder_beside_those_of_the_design():
    allowed = {"mik_site", "home", "surveys", "stories", "departments", "templates", "tests", "docs", ".ci"}
    folders = {p.relative_to(ROOT).parts[0] for p in tracked() if len(p.relative_to(ROOT).parts) > 1}
    assert folders - allowed == set()


def test_pins_have_hashes_and_no_address():
    for path in ROOT.glob("requirements*.txt"):
        text = path.read_text()
        assert "://" not in text, path
        assert len(re.findall(r"^[a-z0-9].*==", text, re.M | re.I)) <= text.count("--hash=sha256:"), path


@pytest.mark.parametrize("pattern", ["NotImplementedError", "pytest.mark.skip", "pytest.mark.xfail", "except Exception:\n        pass"])
def test_nothing_is_left_for_later(pattern):
    here = Path(__file__)
    assert [str(p.relative_to(ROOT)) for p in tracked("*.py") if p != here and pattern in p.read_text()] == []


def test_no_page_or_mail_asks_a_third_party_for_anything():
    loading = re.compile(r"""(?:src|srcset|action)=["']\s*(?:https?:)?//|@import\s+(?:url\()?["']?https?:|url\(["']?https?:""")
    templates = tracked("templates/*.html", "*/templates/*.html", "*.css", "*.js")
    assert [str(p.relative_to(ROOT)) for p in templates if loading.search(p.read_text())] == []
