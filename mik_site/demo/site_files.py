"""What a file under pages/ may say; an unknown key is refused, so that a misspelt one is not lost in silence."""

from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict

PAGES = Path(__file__).parent / "pages"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SubPageFile(_Strict):
    title: str
    summary: str = ""
    body: list[dict[str, Any]] = []


class PageFile(_Strict):
    """One page. `path` is its address below the home page; a department's follows from its name.

    key        the same in both languages: the two pages are translations of each other
    days_ago   published that many days before the demo's day
    body       list of one-key mappings, see markup.body_value
    """

    path: str = ""
    type: Literal["standard", "department_index", "story_index", "story", "results"] = "standard"
    key: str = ""
    title: str = ""
    summary: str = ""
    menu: bool = False
    footer: bool = False
    days_ago: int = 60
    introduction: str = ""
    body: list[dict[str, Any]] = []
    related: list[str] = []
    subpages: list[SubPageFile] = []
    faculty: str = ""
    department: str = ""
    illustration: str = ""
    person: str = ""
    program_name: str = ""
    year: int = 0
    place: str = ""
    quote: str = ""


class HomeFile(_Strict):
    title: str
    summary: str
    hero_title: str
    hero_text: str
    hero_button: str
    hero_page: str
    second_button: str
    second_page: str
    latest_section: str = ""
    body: list[dict[str, Any]] = []


def read_home(language: str) -> HomeFile:
    text = yaml.safe_load((PAGES / language / "1_home.yaml").read_text(encoding="utf-8"))
    return HomeFile.model_validate(text["home"])


def read_pages(language: str) -> list[PageFile]:
    """Parents before their children, in the order of the menu."""
    files = sorted(path for path in (PAGES / language).glob("*.yaml") if path.name != "1_home.yaml")
    return [PageFile.model_validate(entry) for path in files for entry in yaml.safe_load(path.read_text(encoding="utf-8"))]
