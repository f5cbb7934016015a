"""A figure, how sure it is, and what stands beside it: dot and interval, with comparisons as open marks."""

from dataclasses import dataclass

from . import numbers
from .axis import grid, tick_words
from .canvas import LINE, SMALL, band, drawing, element, label, label_lines, legend, mark, share, small, stripes, words
from .figure import PERCENT, Estimate, Scale, Table
from .key import BESIDE, Whose, shape_and_colour
from .palette import STYLED, Palette

_TRACK = 36  # the figure and its interval above, what stands beside it below
_PLOT = 76  # per cent of the width; the figure stands to its right


@dataclass(frozen=True, slots=True)
class EstimateRow:
    label: str
    own: Estimate
    beside: tuple[Estimate | None, ...] = ()  # in the order of Estimates.comparisons


@dataclass(frozen=True, slots=True)
class Estimates:
    """columns: item, figure, interval, base (headings). comparisons: words of what stands beside, at most three; whose marks they bear."""

    title: str
    sentence: str
    rows: tuple[EstimateRow, ...]
    own: str
    comparisons: tuple[str, ...]
    columns: tuple[str, str, str, str]
    language: str
    scale: Scale = PERCENT
    keyed: bool = True  # with its legend
    whose: tuple[Whose, ...] = BESIDE

    def svg(self, palette: Palette = STYLED) -> str:
        marks = tuple(shape_and_colour(whose, palette) for whose in self.whose[: len(self.comparisons)])
        drawn, y = [], 0.0
        if self.keyed:
            named = [(shape, colour, text) for (shape, colour), text in zip(marks, self.comparisons, strict=True)]
            drawn += legend([("disc", palette.own, self.own), *named], y=SMALL, palette=palette)
            y = LINE * (1 + len(named)) + 6
        plot: list[str] = []
        said = ""  # a reason is given once for the rows that follow each other under it
        for row in self.rows:
            if row.label:
                drawn += label(row.label, y=y + SMALL)
                y += LINE * len(label_lines(row.label))
            if row.label and row.own.hidden and row.own.hidden != said:  # a drawing without labels stands beneath the reason
                drawn.append(small(row.own.hidden, x=0, y=y + SMALL, palette=palette))
                y += LINE
            said = row.own.hidden
            plot += grid(self.scale, top=y + 2, bottom=y + _TRACK, palette=palette) + self._row(row, y, marks, palette)
            drawn.append(self._figure(row, y + 17, palette))
            y += _TRACK + 8
        plot += tick_words(self.scale, y=y + 6, language=self.language, palette=palette)
        drawn.append(element("svg", *plot, width=share(_PLOT), overflow="visible"))
        return drawing(title=self.title, description=self.sentence, height=int(y + 14), children=drawn)

    def _row(self, row: EstimateRow, y: float, marks: tuple[tuple[str, str], ...], palette: Palette) -> list[str]:
        drawn = []
        if row.own.shown and row.own.low is not None and row.own.high is not None:
            ends = [share(self.scale.place(end)) for end in (row.own.low, row.own.high)]
            drawn.append(band(palette.own, x1=ends[0], x2=ends[1], y1=y + 12, y2=y + 12))
        if row.own.shown and row.own.value is not None:
            drawn.append(mark("disc", x=share(self.scale.place(row.own.value)), y=y + 12, colour=palette.own, palette=palette))
        else:
            drawn.append(stripes(width=12, palette=palette, x1=0, x2="100%", y1=y + 12, y2=y + 12))
        for (shape, colour), other in zip(marks, row.beside, strict=False):
            if other is not None and other.shown and other.value is not None:
                drawn.append(mark(shape, x=share(self.scale.place(other.value)), y=y + 28, colour=colour, palette=palette, radius=5))
        return drawn

    def _figure(self, row: EstimateRow, y: float, palette: Palette) -> str:
        if not row.own.shown:
            return small(numbers.NOTHING, x="100%", y=y, palette=palette, text_anchor="end")
        return words(self.scale.written(row.own.value, self.language), x="100%", y=y, text_anchor="end", font_weight=600)

    def table(self) -> Table:
        item, figure, interval, base = self.columns
        return Table(self.title, (item, figure, interval, base, *self.comparisons), tuple(self._cells(row) for row in self.rows))

    def _cells(self, row: EstimateRow) -> tuple[str, ...]:
        beside = tuple(self._written(other) for other in row.beside)
        if row.own.hidden:
            return (row.label, row.own.hidden, row.own.hidden, row.own.hidden, *beside)
        own = self.scale.written(row.own.value, self.language)
        return (row.label, own, self.scale.interval(row.own, self.language), numbers.count(row.own.n, self.language), *beside)

    def _written(self, other: Estimate | None) -> str:
        if other is None:
            return numbers.NOTHING
        return other.hidden or self.scale.written(other.value, self.language)
