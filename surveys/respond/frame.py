"""The screen around the questions, rendered by its template once for every place in a questionnaire and kept per process."""

from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import get_template
from django.utils.safestring import mark_safe

from .intro import Introduction
from .screen import shell

_QUESTIONS, _CONCERN = "<!-- questions -->", "-concern-"


@dataclass(frozen=True, slots=True)
class Frame:
    """What a screen says besides its questions.

    introduction   on the first page only
    titled         the page has a title of its own
    scripts        names of those its questions want besides respond.js
    """

    language: str
    title: str
    titled: bool
    number: int
    of: int
    introduction: Introduction | None
    pilot: bool
    synthetic: bool
    scripts: tuple[str, ...] = ()


def around(frame: Frame, questions: str, *, concern_url: str) -> str:
    """The whole document."""
    before, after = _halves(frame)
    return f"{before.replace(_CONCERN, concern_url)}{questions}{after}"


def context(frame: Frame) -> dict[str, object]:
    """For templates/surveys/respond/page.html."""
    return {
        **shell(frame.language),
        "frame": frame,
        "wave": frame,
        "title": frame.title,
        "number": frame.number,
        "of": frame.of,
        "first": frame.number == 1,
        "last": frame.number == frame.of,
        "introduction": frame.introduction,
        "scripts": [f"respond/{name}.js" for name in frame.scripts],
    }


@lru_cache(maxsize=2048)
def _halves(frame: Frame) -> tuple[str, str]:
    """Before and after the questions."""
    page = get_template("surveys/respond/page.html").render({**context(frame), "questions": mark_safe(_QUESTIONS), "concern_url": _CONCERN})
    before, _, after = page.partition(_QUESTIONS)
    return before, after
