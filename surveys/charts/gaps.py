"""Differences of two means, the widest first, with their intervals on both sides of zero."""

from dataclasses import dataclass
from typing import Literal

from . import numbers
from .axis import grid, tick_words
from .canvas import LINE, SMALL, band, drawing, element, label, label_lines, legend, mark, share, small, stripes, words
from .figure import DIFFERENCE, Estimate, Scale, Table
from .palette import STYLED, Palette

Certainty = Literal["clear", "sign", "same", "unknown"]
_TRACK, _PLOT = 24, 76
_WIDE = Scale(-4, 4, (-4, -2, 0, 2, 4), "difference")


@dataclass(frozen=True, slots=True)
class GapRow:
    """`difference`: first minus second, with its interval where one was released.

    certainty   clear: more than chance, also among this many comparisons; sign: its interval leaves zero out, but one of so many
                would by chance; same: its interval holds zero; unknown: no interval
    said        the same in words
    """

    label: str
    difference: Estimate
    first: Estimate
    second: Estimate
    certainty: Certainty
    said: str


@dataclass(frozen=True, slots=True)
class Gaps:
    """columns: item, difference, interval, first, n, second, n, verdict (headings). legend: words of clear, sign, same, unknown."""

    title: str
    sentence: str
    rows: tuple[GapRow, ...]
    columns: tuple[str, ...]
    legend: tuple[str, str, str, str]
    language: str

    @property
    def sorted_rows(self) -> tuple[GapRow, ...]:
        """Largest difference first; those kept back last, in the order asked."""
        return tuple(sorted(self.rows, key=lambda row: (not row.difference.shown, -(row.difference.value or 0))))

    @property
    def scale(self) -> Scale:
        figures = [row.difference for row in self.rows if row.difference.shown]
        ends = [end for estimate in figures for end in (estimate.value, estimate.low, estimate.high) if end is not None]
        return DIFFERENCE if all(abs(end) <= DIFFERENCE.high for end in ends) else _WIDE

    def svg(self, palette: Palette = STYLED) -> str:
        used = {row.certainty for row in self.rows if row.difference.shown}
        entries = [
            (*_look(certainty, palette), text)
            for certainty, text in zip(("clear", "sign", "same", "unknown"), self.legend, strict=True)
            if certainty in used
        ]
        drawn, y = legend(entries, y=SMALL, palette=palette), float(LINE * len(entries) + 8)
        plot = tick_words(self.scale, y=y + 4, language=self.language, palette=palette)
        y += 12
        for row in self.sorted_rows:
            drawn += label(row.label, y=y + SMALL)
            y += LINE * len(label_lines(row.label))
            if not row.difference.shown:
                drawn.append(small(row.difference.hidden or numbers.NOTHING, x=0, y=y + SMALL, palette=palette))
                y += LINE
            plot += grid(self.scale, top=y + 2, bottom=y + _TRACK - 2, palette=palette) + self._row(row, y + _TRACK / 2, palette)
            drawn.append(self._figure(row, y + _TRACK / 2 + 4, palette))
            y += _TRACK + 6
        drawn.append(element("svg", *plot, width=share(_PLOT), overflow="visible"))
        return drawing(title=self.title, description=self.sentence, height=int(y + 4), children=drawn)

    def _row(self, row: GapRow, y: float, palette: Palette) -> list[str]:
        zero, gap = share(self.scale.place(0)), row.difference
        drawn = [element("line", x1=zero, x2=zero, y1=y - 12, y2=y + 12, stroke=palette.ink, stroke_width=1.5)]
        shape, colour = _look(row.certainty, palette)
        if not gap.shown or gap.value is None:
            return [stripes(width=12, palette=palette, x1=0, x2="100%", y1=y, y2=y), *drawn]
        if gap.low is not None and gap.high is not None:
            ends = [share(self.scale.place(end)) for end in (gap.low, gap.high)]
            drawn.append(band(colour, x1=ends[0], x2=ends[1], y1=y, y2=y))
        return [*drawn, mark(shape, x=share(self.scale.place(gap.value)), y=y, colour=colour, palette=palette)]

    def _figure(self, row: GapRow, y: float, palette: Palette) -> str:
        figure = DIFFERENCE.written(row.difference.value, self.language) if row.difference.shown else numbers.NOTHING
        if row.certainty in {"clear", "sign"}:
            return words(figure, x="100%", y=y, text_anchor="end", font_weight=600 if row.certainty == "clear" else None)
        return small(figure, x="100%", y=y, palette=palette, text_anchor="end")

    def table(self) -> Table:
        return Table(self.title, self.columns, tuple(self._cells(row) for row in self.sorted_rows))

    def _cells(self, row: GapRow) -> tuple[str, ...]:
        gap = row.difference.hidden or DIFFERENCE.written(row.difference.value, self.language)
        sides = [
            cell
            for side in (row.first, row.second)
            for cell in (side.hidden or numbers.mean(side.value, self.language), numbers.count(side.n, self.language))
        ]
        return (row.label, gap, DIFFERENCE.interval(row.difference, self.language), *sides, row.said)


def _look(certainty: str, palette: Palette) -> tuple[str, str]:
    """Shape and colour: what may be chance is hollow and grey."""
    return {
        "clear": ("disc", palette.own),
        "sign": ("ring", palette.own),
        "same": ("ring", palette.muted),
        "unknown": ("diamond", palette.muted),
    }[certainty]
