"""How the answers spread over a scale: one stacked bar a question."""

from dataclasses import dataclass

from . import numbers
from .canvas import LINE, SMALL, drawing, element, hatched, label, label_lines, share, small, words
from .figure import Table
from .palette import STYLED, Palette

_BAR = 24
_NARROWEST = 11  # per cent of the width; less holds no figure on a phone


@dataclass(frozen=True, slots=True)
class DistributionRow:
    """shares: percentage of each answer from worst to best, as released (they may add up to 99 or 101)."""

    label: str
    shares: tuple[float, ...] = ()
    best: float | None = None  # percentage of the two best answers
    mean: float | None = None
    n: int | None = None
    hidden: str = ""


@dataclass(frozen=True, slots=True)
class Distribution:
    """answers: labels of the scale from worst to best; columns: item, two best, mean, base (headings of the table)."""

    title: str
    sentence: str
    answers: tuple[str, ...]
    rows: tuple[DistributionRow, ...]
    columns: tuple[str, str, str, str]
    language: str

    def svg(self, palette: Palette = STYLED) -> str:
        y = LINE * len(self.answers) + 8
        drawn = self._legend(palette)
        for row in self.rows:
            drawn += label(row.label, y=y + SMALL)
            y += LINE * len(label_lines(row.label)) + 2
            drawn += self._bar(row, y=y, palette=palette)
            y += _BAR + 16
            drawn.append(small(self._below(row), x=0, y=y, palette=palette))
            y += 22
        return drawing(title=self.title, description=self.sentence, height=y - 10, children=drawn)

    def _legend(self, palette: Palette) -> list[str]:
        drawn = []
        for number, answer in enumerate(self.answers):
            fill, _ = palette.step(number, len(self.answers))
            drawn += [
                element("rect", x=1, y=LINE * number + 2, width=13, height=13, rx=2, fill=fill),
                words(answer, x=22, y=LINE * number + 13),
            ]
        return drawn

    def _bar(self, row: DistributionRow, *, y: float, palette: Palette) -> list[str]:
        whole = sum(row.shares)
        if row.hidden or not whole:
            return hatched(y=y + _BAR / 2, height=_BAR, palette=palette, reason=row.hidden or numbers.NOTHING)
        drawn, left = [], 0.0
        for number, value in enumerate(row.shares):
            width = 100 * value / whole
            fill, ink = palette.step(number, len(row.shares))
            if width:
                place = {"x": share(left), "y": y, "width": share(width), "height": _BAR}
                drawn.append(element("rect", **place, fill=fill, stroke=palette.surface, stroke_width=1.5))
            if width >= _NARROWEST:
                figure = numbers.percent(value, self.language)
                drawn.append(words(figure, x=share(left + width / 2), y=y + 16, fill=ink, font_size=SMALL, text_anchor="middle"))
            left += width
        return drawn

    def _below(self, row: DistributionRow) -> str:
        if row.hidden:
            return f"{self.columns[3]} {numbers.NOTHING}"
        _, best, mean, base = self.columns
        figures = {
            best: numbers.percent(row.best, self.language),
            mean: numbers.mean(row.mean, self.language),
            base: numbers.count(row.n, self.language),
        }
        return " · ".join(f"{name} {figure}" for name, figure in figures.items())

    def table(self) -> Table:
        item, best, mean, base = self.columns
        return Table(self.title, (item, *self.answers, best, mean, base), tuple(self._cells(row) for row in self.rows))

    def _cells(self, row: DistributionRow) -> tuple[str, ...]:
        if row.hidden:
            return (row.label, *(row.hidden for _ in self.answers), row.hidden, row.hidden, row.hidden)
        return (
            row.label,
            *(numbers.percent(value, self.language) for value in row.shares),
            numbers.percent(row.best, self.language),
            numbers.mean(row.mean, self.language),
            numbers.count(row.n, self.language),
        )
