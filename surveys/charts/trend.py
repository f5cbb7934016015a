"""One figure over the waves, with its interval; broken where two waves cannot be compared."""

from dataclasses import dataclass

from . import numbers
from .canvas import LINE, SMALL, band, drawing, element, legend, mark, on_stripes, share, small, stripes, words
from .figure import PERCENT, Estimate, Scale, Table
from .palette import STYLED, Palette

_TOP, _PLOT_HEIGHT = 20, 120
_LEFT, _RIGHT = 14.0, 92.0  # per cent of the width
_MOST_IN_WORDS = 4  # waves that can each say they are withheld without touching the next


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """joined: may be compared with the point before it (same question, same answers)."""

    wave: str
    own: Estimate
    whole: Estimate | None = None
    joined: bool = True


@dataclass(frozen=True, slots=True)
class Trend:
    """own, whole: words of the two lines, whole empty where there is one; columns: wave, figure, interval, base (of the table)."""

    title: str
    sentence: str
    points: tuple[TrendPoint, ...]
    own: str
    whole: str
    columns: tuple[str, str, str, str]
    language: str
    scale: Scale = PERCENT

    def svg(self, palette: Palette = STYLED) -> str:
        lines = [("disc", palette.own, self.own), ("diamond", palette.university, self.whole)][: 2 if self.whole else 1]
        top = LINE * len(lines) + _TOP
        drawn = legend(lines, y=SMALL, palette=palette)
        for tick in (self.scale.ticks[0], self.scale.ticks[len(self.scale.ticks) // 2], self.scale.ticks[-1]):
            y = self._y(tick, top)
            drawn += [
                element("line", x1=share(_LEFT), x2="100%", y1=y, y2=y, stroke=palette.rule),
                small(self.scale.tick(tick, self.language), x=0, y=y + 4, palette=palette),
            ]
        drawn += self._lines(top, palette)
        for number, point in enumerate(self.points):
            drawn += self._point(number, point, top, palette)
        return drawing(title=self.title, description=self.sentence, height=top + _PLOT_HEIGHT + 28, children=drawn)

    def _x(self, number: float) -> str:
        if len(self.points) == 1:
            return share((_LEFT + _RIGHT) / 2)
        first = _LEFT + 12
        return share(first + (_RIGHT - first) * number / (len(self.points) - 1))

    def _y(self, value: float, top: float) -> float:
        inside = min(max(value, self.scale.low), self.scale.high)
        return top + _PLOT_HEIGHT * (1 - (inside - self.scale.low) / (self.scale.high - self.scale.low))

    def _lines(self, top: float, palette: Palette) -> list[str]:
        drawn = []
        for number, (before, after) in enumerate(zip(self.points, self.points[1:], strict=False)):
            if not after.joined:
                x, bottom = self._x(number + 0.5), top + _PLOT_HEIGHT
                drawn.append(element("line", x1=x, x2=x, y1=top, y2=bottom, stroke=palette.muted, stroke_dasharray="2 4"))
            pairs = ((before.whole, after.whole, palette.university, "4 4"), (before.own, after.own, palette.own, None))
            for start, end, colour, dashes in pairs:
                if after.joined and start and end and start.shown and end.shown and start.value is not None and end.value is not None:
                    places = {
                        "x1": self._x(number),
                        "x2": self._x(number + 1),
                        "y1": self._y(start.value, top),
                        "y2": self._y(end.value, top),
                    }
                    drawn.append(element("line", **places, stroke=colour, stroke_width=2, stroke_dasharray=dashes))
        return drawn

    def _point(self, number: int, point: TrendPoint, top: float, palette: Palette) -> list[str]:
        x, bottom, own = self._x(number), top + _PLOT_HEIGHT, point.own
        drawn = [small(point.wave, x=x, y=bottom + 20, palette=palette, text_anchor="middle")]
        if point.whole is not None and point.whole.shown and point.whole.value is not None:
            drawn.append(mark("diamond", x=x, y=self._y(point.whole.value, top), colour=palette.university, palette=palette, radius=4))
        if own.low is not None and own.high is not None and own.shown:
            ends = (self._y(own.low, top), self._y(own.high, top))
            drawn.append(band(palette.own, x1=x, x2=x, y1=ends[0], y2=ends[1]))
        if own.shown and own.value is not None:
            above = self._y(own.value if own.high is None else own.high, top) - 8
            figure = self.scale.written(own.value, self.language)
            drawn.append(mark("disc", x=x, y=self._y(own.value, top), colour=palette.own, palette=palette))
            drawn.append(words(figure, x=x, y=above, text_anchor="middle", font_weight=600))
        else:
            drawn.append(stripes(width=14, palette=palette, x1=x, x2=x, y1=top, y2=bottom))
            said = own.hidden_briefly if len(self.points) <= _MOST_IN_WORDS else ""
            drawn.append(on_stripes(said or numbers.NOTHING, x=x, y=top + _PLOT_HEIGHT / 2, palette=palette))
        return drawn

    def table(self) -> Table:
        columns = (*self.columns, self.whole)[: 5 if self.whole else 4]
        return Table(self.title, columns, tuple(self._cells(point)[: len(columns)] for point in self.points))

    def _cells(self, point: TrendPoint) -> tuple[str, ...]:
        whole = numbers.NOTHING if point.whole is None else point.whole.hidden or self.scale.written(point.whole.value, self.language)
        if point.own.hidden:
            return (point.wave, point.own.hidden, point.own.hidden, point.own.hidden, whole)
        own = self.scale.written(point.own.value, self.language)
        return (point.wave, own, self.scale.interval(point.own, self.language), numbers.count(point.own.n, self.language), whole)
