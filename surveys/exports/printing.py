"""What every printed page of results shares: the house's style sheet, its mark, the marks of the charts, and the printer itself."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from surveys.charts import CompetencyRow, Figure, Whose, swatch
from surveys.charts.canvas import mark
from surveys.charts.figure import Table
from surveys.charts.palette import STYLED
from surveys.charts.paper import on_paper
from surveys.charts.track import track
from surveys.reports.periods import ReleasedWave

STYLES = "css/report_print.css"
FACE = "Noto Sans, Liberation Sans, DejaVu Sans, Arial, sans-serif"
FULL, THIRD, TRACK = 860, 290, 270  # widths of drawings in pixels of their own; the page scales them
TALLEST = 940  # height at full width that still leaves room for a heading

_LONGEST_FIGURE = 6
_HEIGHT = re.compile(r' height="([0-9.]+)"')
_MARKS: tuple[Whose, ...] = ("own", "faculty", "university", "earlier")
_OF_COMPETENCIES = {
    "acquired": ("disc", STYLED.acquired),
    "required": ("triangle", STYLED.required),
    "employers": ("block", STYLED.employers),
}


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure ready for paper; the table holds everything the drawing shows. words: which of its columns hold words."""

    title: str
    sentence: str
    drawing: SafeString
    table: Table
    words: tuple[bool, ...]
    note: str = ""

    @property
    def headings(self) -> list[tuple[str, bool]]:
        return list(zip(self.table.columns, self.words, strict=True))

    @property
    def rows(self) -> list[list[tuple[str, bool]]]:
        return [list(zip(row, self.words, strict=True)) for row in self.table.rows]

    @property
    def short(self) -> bool:
        """Short enough to stand on one page whole."""
        return len(self.table.rows) <= 18


def printed(figure: Figure, *, width: float = FULL) -> Printed:
    """Scaled so that it fits on one page, however many lines it has."""
    height = float(_HEIGHT.search(figure.svg)[1])  # type: ignore[index]  # every drawing has one
    drawing = mark_safe(on_paper(figure.svg, width=width * max(1.0, height / TALLEST), face=FACE))
    return Printed(figure.title, figure.sentence, drawing, figure.table, _words(figure.table), figure.note)


def _words(table: Table) -> tuple[bool, ...]:
    """The first column, and every other that holds something longer than a figure with its interval."""
    columns = zip(*table.rows, strict=True) if table.rows else ((),) * len(table.columns)
    return tuple(number == 0 or any(_is_word(cell) for cell in column) for number, column in enumerate(columns))


def _is_word(cell: str) -> bool:
    return len(cell) > _LONGEST_FIGURE and not any(sign.isdigit() for sign in cell)


def track_style(row: CompetencyRow) -> SafeString:
    """The line of a competency as a background: the figures stand beside it, so that nothing need be read aloud twice."""
    return _background(on_paper(track(row), width=TRACK, face=FACE))


def page(template: str, *, context: Mapping[str, Any], language: str) -> str:
    """One page that stands alone: its styles are in it, and it asks nothing of any network."""
    with override(language):
        shared = {"language": language, "university": university(language), "styles": styles()}
        return render_to_string(template, {**shared, **context})


def laid_out(html: str) -> Any:
    """A weasyprint.Document; its `pages` can be counted before it is written."""
    import weasyprint  # type: ignore[import-untyped]  # noqa: PLC0415  (needs Pango: only who prints must have it)
    from weasyprint.urls import URLFetcher  # type: ignore[import-untyped]  # noqa: PLC0415  (as above)

    return weasyprint.HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=("data",))).render(pdf_variant="pdf/ua-1")


def written(document: Any) -> bytes:
    return bytes(document.write_pdf(pdf_variant="pdf/ua-1") or b"")


def pdf(html: str) -> bytes:
    return written(laid_out(html))


def university(language: str) -> str:
    names = cast(Mapping[str, str], settings.SURVEYS_UNIVERSITY["name"])
    return names[language]


def releases(waves: Sequence[ReleasedWave]) -> list[str]:
    """Which releases the figures come from, a phrase each: what a reader quotes."""
    return [
        _("%(wave)s: release %(number)s of %(date)s")
        % {
            "wave": released.wave,
            "number": released.release.number,
            "date": date_format(released.release.released_at, "j F Y"),
        }
        for released in waves
    ]


@cache
def styles() -> SafeString:
    """The style sheet, the house's mark and the marks of the charts, which stand in the text as backgrounds."""
    sheet, house = (_static(name) for name in (STYLES, "img/mark.svg"))
    rules = [f".house__mark {{ {_background(house)} }}"]
    rules += [f".mark--{whose} {{ {_background(on_paper(swatch(whose), width=16, face=FACE))} }}" for whose in _MARKS]
    for name, (shape, colour) in _OF_COMPETENCIES.items():
        drawn = mark(shape, x="8", y=8, colour=colour, palette=STYLED, radius=5)
        small = f'<svg xmlns="http://www.w3.org/2000/svg" height="16">{drawn}</svg>'
        rules.append(f".mark--{name} {{ {_background(on_paper(small, width=16, face=FACE))} }}")
    return mark_safe("\n".join([sheet, *rules]))


def _static(name: str) -> str:
    return Path(str(finders.find(name))).read_text(encoding="utf-8")


def _background(svg: str) -> SafeString:
    return mark_safe(f"background-image: url('data:image/svg+xml,{quote(svg)}')")
