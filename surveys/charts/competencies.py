"""What the program gave, what the work asks, what employers see: three marks on one line, the widest gap first."""

from dataclasses import dataclass

from . import numbers
from .axis import grid, tick_words
from .canvas import LINE, SMALL, drawing, element, hatched, label, label_lines, legend, mark, share, small, words
from .figure import FIVE, Estimate, Table
from .key import BESIDE, Whose, shape_and_colour
from .palette import STYLED, Palette

_TRACK = 26
_SECOND = 14  # what stands beside, below
_PLOT = 80


@dataclass(frozen=True, slots=True)
class CompetencyRow:
    """Means from 1 to 5. `acquired` and `required` come from graduates, `employers` from other people.

    paired   required minus acquired of those who gave both, where it was released
    """

    label: str
    acquired: Estimate
    required: Estimate
    employers: Estimate | None = None
    beside: tuple[Estimate | None, ...] = ()  # acquired elsewhere, in the order of Competencies.comparisons
    paired: Estimate | None = None

    @property
    def gap(self) -> float | None:
        """Required minus acquired; positive where the work asks for more. Of the released means where no paired gap was released."""
        if self.paired is not None and self.paired.shown and self.paired.value is not None:
            return self.paired.value
        if not (self.acquired.shown and self.required.shown):
            return None
        return round((self.required.value or 0) - (self.acquired.value or 0), 2)


@dataclass(frozen=True, slots=True)
class Competencies:
    """words of the three marks (with their bases), and headings: item, gap, base. comparisons: where else it was acquired."""

    title: str
    sentence: str
    rows: tuple[CompetencyRow, ...]
    acquired: str
    required: str
    employers: str
    columns: tuple[str, str, str]
    language: str
    comparisons: tuple[str, ...] = ()
    whose: tuple[Whose, ...] = BESIDE
    decimals: int = 2  # of the means, as they were released

    @property
    def sorted_rows(self) -> tuple[CompetencyRow, ...]:
        """Widest deficit first; those kept back last, in the order asked."""
        return tuple(sorted(self.rows, key=lambda row: (row.gap is None, -(row.gap or 0))))

    @property
    def _with_employers(self) -> bool:
        return any(row.employers is not None for row in self.rows)

    def svg(self, palette: Palette = STYLED) -> str:
        entries = [("disc", palette.acquired, self.acquired), ("triangle", palette.required, self.required)]
        if self._with_employers:
            entries.append(("block", palette.employers, self.employers))
        marks = tuple(shape_and_colour(whose, palette) for whose in self.whose[: len(self.comparisons)])
        entries += [(shape, colour, text) for (shape, colour), text in zip(marks, self.comparisons, strict=True)]
        track = _TRACK + (_SECOND if marks else 0)
        drawn = legend(entries, y=SMALL, palette=palette)
        y = float(LINE * len(entries) + 8)
        drawn.append(small(self.columns[1], x="100%", y=y + 4, palette=palette, text_anchor="end"))
        plot = tick_words(FIVE, y=y + 4, language=self.language, palette=palette)
        y += 14
        for row in self.sorted_rows:
            drawn += label(row.label, y=y + SMALL)
            y += LINE * len(label_lines(row.label))
            plot += grid(FIVE, top=y + 2, bottom=y + track - 2, palette=palette) + self._row(row, y + _TRACK / 2, palette)
            for (shape, colour), other in zip(marks, row.beside, strict=False):
                if other is not None and other.shown and other.value is not None:
                    plot.append(mark(shape, x=share(FIVE.place(other.value)), y=y + _TRACK + 4, colour=colour, palette=palette, radius=5))
            gap = numbers.signed(row.gap, self.language, decimals=self.decimals)
            drawn.append(words(gap, x="100%", y=y + _TRACK / 2 + 5, text_anchor="end", font_weight=600 if (row.gap or 0) > 0 else None))
            y += track + 8
        plot += tick_words(FIVE, y=y + 4, language=self.language, palette=palette)
        drawn.append(element("svg", *plot, width=share(_PLOT), overflow="visible"))
        return drawing(title=self.title, description=self.sentence, height=int(y + 12), children=drawn)

    def _row(self, row: CompetencyRow, y: float, palette: Palette) -> list[str]:
        if not (row.acquired.shown or row.required.shown):
            return hatched(y=y, height=_TRACK - 8, palette=palette, reason=row.acquired.hidden or row.required.hidden or numbers.NOTHING)
        drawn = []
        if row.gap is not None and row.acquired.value is not None and row.required.value is not None:
            ends = [share(FIVE.place(value)) for value in (row.acquired.value, row.required.value)]
            colour = palette.gap if row.gap > 0 else palette.rule
            drawn.append(element("line", x1=ends[0], x2=ends[1], y1=y, y2=y, stroke=colour, stroke_width=5, stroke_opacity=0.55))
        for shape, colour, estimate in (
            ("block", palette.employers, row.employers),
            ("triangle", palette.required, row.required),
            ("disc", palette.acquired, row.acquired),
        ):
            if estimate is not None and estimate.shown and estimate.value is not None:
                drawn.append(mark(shape, x=share(FIVE.place(estimate.value)), y=y, colour=colour, palette=palette))
        return drawn

    def table(self) -> Table:
        item, gap, base = self.columns
        sources = (self.acquired, self.required, self.employers) if self._with_employers else (self.acquired, self.required)
        headings = tuple(heading for source in sources for heading in (source, f"{base} ({source})"))
        return Table(self.title, (item, *headings, *self.comparisons, gap), tuple(self._cells(row) for row in self.sorted_rows))

    def _cells(self, row: CompetencyRow) -> tuple[str, ...]:
        estimates = (row.acquired, row.required, row.employers) if self._with_employers else (row.acquired, row.required)
        cells = []
        for estimate in estimates:
            if estimate is None:
                cells += [numbers.NOTHING, numbers.NOTHING]
            elif estimate.hidden:
                cells += [estimate.hidden, estimate.hidden]
            else:
                cells += [numbers.mean(estimate.value, self.language, decimals=self.decimals), numbers.count(estimate.n, self.language)]
        for other in row.beside:
            shown = None if other is None else other.hidden or numbers.mean(other.value, self.language, decimals=self.decimals)
            cells.append(numbers.NOTHING if shown is None else shown)
        return (row.label, *cells, numbers.signed(row.gap, self.language, decimals=self.decimals))
