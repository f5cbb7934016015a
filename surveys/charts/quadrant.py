"""How much something matters against how well it is done: a numbered point each, with its intervals as a cross."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Literal

from . import numbers
from .canvas import SMALL, drawing, element, mark, share, small, words
from .figure import Estimate, Scale, Table
from .palette import STYLED, Palette

Side = Literal["high", "low", "unsure"]
_HEIGHT, _TOP, _LEFT = 300, 26, 7.0  # pixels, pixels, per cent of the width
_WIDTHS = (300, 640)  # of the plot on a phone and on a desk: a number is set where it is free on both
_NEAR = ((9, 4), (-9, 4), (0, -9), (0, 18), (10, -6), (-10, -6), (10, 14), (-10, 14))
_FAR = ((20, 4), (-20, 4), (0, -22), (0, 31), (16, -18), (-16, -18), (16, 27), (-16, 27), (32, 4), (-32, 4), (0, -35), (0, 44))
_BOX = (14, 12)
_Boxes = list[list[tuple[float, float]]]  # centres, of each width


@dataclass(frozen=True, slots=True)
class QuadrantPoint:
    """across: how well it is done; up: how much it matters. Both means from 1 to 5 with their intervals."""

    number: int
    label: str
    across: Estimate
    up: Estimate

    @property
    def shown(self) -> bool:
        return self.across.shown and self.up.shown

    def sides(self, lines: tuple[float, float]) -> tuple[Side, Side]:
        """On which side of each line it certainly lies; unsure where an interval touches the line, or there is none."""
        return side(self.across, lines[0]), side(self.up, lines[1])

    def placed(self, lines: tuple[float, float]) -> bool:
        return self.shown and "unsure" not in self.sides(lines)


def side(estimate: Estimate, line: float) -> Side:
    if not estimate.shown or estimate.low is None or estimate.high is None:
        return "unsure"
    if estimate.low > line:
        return "high"
    return "low" if estimate.high < line else "unsure"


@dataclass(frozen=True, slots=True)
class Quadrant:
    """lines: where the plot is divided, across and up. axes: words of both. columns: number, item, across, interval, up, interval, place.

    quarters   words of the four corners: high up and low across first, then clockwise
    places     of each point in words, in the order of `points`
    """

    title: str
    sentence: str
    points: tuple[QuadrantPoint, ...]
    lines: tuple[float, float]
    axes: tuple[str, str]
    quarters: tuple[str, str, str, str]
    columns: tuple[str, ...]
    places: tuple[str, ...]
    language: str

    def _scales(self) -> tuple[Scale, Scale]:
        return tuple(
            _range([axis for point in self.points if point.shown for axis in (getattr(point, name),)], line)
            for name, line in zip(("across", "up"), self.lines, strict=True)
        )  # type: ignore[return-value]  # two of them

    def svg(self, palette: Palette = STYLED) -> str:
        across, up = self._scales()
        shown = [point for point in self.points if point.shown]
        plot = [*self._frame(across, up, palette)]
        spots = [(across.place(point.across.value or 0), self._y(up, point.up.value or 0)) for point in shown]
        for point, (x, y) in zip(shown, spots, strict=True):
            plot += self._cross(point, x, y, across, up, palette)
        for point, (x, y), (dx, dy, anchor) in zip(shown, spots, _numbered(spots), strict=True):
            plot += self._point(point, x, y, palette)
            ink = palette.ink if point.placed(self.lines) else palette.muted
            halo = {"stroke": palette.surface, "stroke_width": 3, "paint_order": "stroke", "stroke_linejoin": "round"}
            number = words(str(point.number), x=dx, y=dy, text_anchor=anchor, font_size=SMALL, font_weight=600, fill=ink, **halo)
            plot.append(element("svg", number, x=share(x), y=y, overflow="visible"))
        drawn = [
            small(f"↑ {self.axes[1]}", x=0, y=SMALL, palette=palette),
            element("svg", *plot, x=share(_LEFT), width=share(100 - _LEFT), overflow="visible"),
            *(small(up.tick(tick, self.language), x=0, y=self._y(up, tick) + 4, palette=palette) for tick in up.ticks),
            small(f"{self.axes[0]} →", x="100%", y=_TOP + _HEIGHT + 36, palette=palette, text_anchor="end"),
        ]
        return drawing(title=self.title, description=self.sentence, height=_TOP + _HEIGHT + 42, children=drawn)

    @staticmethod
    def _y(up: Scale, value: float) -> float:
        return _TOP + _HEIGHT * (1 - up.place(value) / 100)

    def _frame(self, across: Scale, up: Scale, palette: Palette) -> Iterator[str]:
        bottom = _TOP + _HEIGHT
        yield element("rect", x=0, y=_TOP, width="100%", height=_HEIGHT, fill="none", stroke=palette.rule)
        for tick in across.ticks:
            yield small(across.tick(tick, self.language), x=share(across.place(tick)), y=bottom + 16, palette=palette, text_anchor="middle")
        x, y = share(across.place(self.lines[0])), self._y(up, self.lines[1])
        dashes = {"stroke": palette.muted, "stroke_dasharray": "5 4"}
        yield element("line", x1=x, x2=x, y1=_TOP, y2=bottom, **dashes)
        yield element("line", x1=0, x2="100%", y1=y, y2=y, **dashes)
        for text, (end, anchor), at in zip(self.quarters, _CORNERS, (_TOP + 15, _TOP + 15, bottom - 7, bottom - 7), strict=True):
            yield small(text, x=end, y=at, palette=palette, text_anchor=anchor, font_style="italic")

    def _cross(self, point: QuadrantPoint, x: float, y: float, across: Scale, up: Scale, palette: Palette) -> Iterator[str]:
        colour = palette.own if point.placed(self.lines) else palette.muted
        thin = {"stroke": colour, "stroke_opacity": 0.4, "stroke_width": 1.5}
        if point.across.low is not None and point.across.high is not None:
            ends = [share(across.place(end)) for end in (point.across.low, point.across.high)]
            yield element("line", x1=ends[0], x2=ends[1], y1=y, y2=y, **thin)
        if point.up.low is not None and point.up.high is not None:
            tops = [self._y(up, end) for end in (point.up.low, point.up.high)]
            yield element("line", x1=share(x), x2=share(x), y1=tops[0], y2=tops[1], **thin)

    def _point(self, point: QuadrantPoint, x: float, y: float, palette: Palette) -> Iterator[str]:
        placed = point.placed(self.lines)
        shape, colour = ("disc", palette.own) if placed else ("ring", palette.muted)
        yield mark(shape, x=share(x), y=y, colour=colour, palette=palette, radius=5)

    def table(self) -> Table:
        return Table(self.title, self.columns, tuple(self._cells(*pair) for pair in zip(self.points, self.places, strict=True)))

    def _cells(self, point: QuadrantPoint, place: str) -> tuple[str, ...]:
        across, up = self._scales()
        figures = [
            cell
            for scale, estimate in ((across, point.across), (up, point.up))
            for cell in (estimate.hidden or numbers.mean(estimate.value, self.language), scale.interval(estimate, self.language))
        ]
        return (str(point.number), point.label, *figures, place)


_CORNERS = (("2%", "start"), ("98%", "end"), ("98%", "end"), ("2%", "start"))


def _range(estimates: Sequence[Estimate], line: float) -> Scale:
    """Half steps around every interval and the line, within 1 to 5."""
    ends = [end for estimate in estimates for end in (estimate.value, estimate.low, estimate.high) if end is not None]
    low = max(1.0, floor(2 * min([*ends, line]) - 0.2) / 2)
    high = min(5.0, ceil(2 * max([*ends, line]) + 0.2) / 2)
    whole = tuple(float(tick) for tick in range(ceil(low), floor(high) + 1))
    return Scale(low, high, whole, "mean", inset=5)


def _numbered(spots: Sequence[tuple[float, float]]) -> list[tuple[int, int, str]]:
    """Where each number stands beside its point: the first place that is free of points and of numbers set before it."""
    points: _Boxes = [[(width * x / 100, y) for x, y in spots] for width in _WIDTHS]
    numbers_set: _Boxes = [[] for _width in _WIDTHS]
    found = []
    for x, y in spots:
        everything = [[*marks, *set_already] for marks, set_already in zip(points, numbers_set, strict=True)]
        places = (*_NEAR, *_FAR)
        choice = next((place for taken in (everything, numbers_set) for place in places if _free(x, y, place, taken)), places[0])
        for width, boxes in zip(_WIDTHS, numbers_set, strict=True):
            boxes.append(_centre(x, y, choice, width))
        dx, dy = choice
        found.append((dx, dy, "start" if dx > 0 else "end" if dx < 0 else "middle"))
    return found


def _centre(x: float, y: float, place: tuple[int, int], width: int) -> tuple[float, float]:
    dx, dy = place
    return width * x / 100 + dx + (7 if dx > 0 else -7 if dx < 0 else 0), y + dy - 4


def _free(x: float, y: float, place: tuple[int, int], taken: _Boxes) -> bool:
    for width, boxes in zip(_WIDTHS, taken, strict=True):
        cx, cy = _centre(x, y, place, width)
        if not 8 <= cx <= width - 8:
            return False
        if any(abs(cx - bx) < _BOX[0] and abs(cy - by) < _BOX[1] for bx, by in boxes):
            return False
    return True
