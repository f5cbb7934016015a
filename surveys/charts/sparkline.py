"""A figure over the waves in the height of a line of text; the figures themselves stand beside it."""

from collections.abc import Sequence
from itertools import pairwise

from .canvas import element
from .figure import PERCENT, Scale
from .palette import STYLED, Palette
from .trend import TrendPoint

WIDTH, HEIGHT, _INSET = 96, 28, 5


def sparkline(points: Sequence[TrendPoint], *, scale: Scale = PERCENT, palette: Palette = STYLED) -> str:
    """A dot a wave, the last one filled; joined where two waves may be compared, apart where not. Silent to a screen reader."""
    places = [_place(number, point, len(points), scale) for number, point in enumerate(points)]
    drawn = [element("line", x1=0, x2=WIDTH, y1=y, y2=y, stroke=palette.rule) for y in (_INSET, HEIGHT - _INSET)]
    for number, (before, after) in enumerate(pairwise(places), start=1):
        if before and after and points[number].joined:
            drawn.append(element("line", x1=before[0], y1=before[1], x2=after[0], y2=after[1], stroke=palette.own, stroke_width=2))
        elif not points[number].joined:
            middle = _across(number - 0.5, len(points))
            drawn.append(element("line", x1=middle, x2=middle, y1=1, y2=HEIGHT - 1, stroke=palette.muted, stroke_dasharray="2 3"))
    for number, place in enumerate(places):
        if place:
            last = number == len(places) - 1
            fill = palette.own if last else palette.surface
            drawn.append(element("circle", cx=place[0], cy=place[1], r=3.5 if last else 2.5, fill=fill, stroke=palette.own))
    return element(
        "svg",
        *drawn,
        xmlns="http://www.w3.org/2000/svg",
        class_="chart sparkline",
        width=WIDTH,
        height=HEIGHT,
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        aria_hidden="true",
    )


def _across(number: float, of: int) -> float:
    return WIDTH / 2 if of == 1 else _INSET + (WIDTH - 2 * _INSET) * number / (of - 1)


def _place(number: int, point: TrendPoint, of: int, scale: Scale) -> tuple[float, float] | None:
    if not point.own.shown or point.own.value is None:
        return None
    inside = min(max(point.own.value, scale.low), scale.high)
    y = HEIGHT - _INSET - (HEIGHT - 2 * _INSET) * (inside - scale.low) / (scale.high - scale.low)
    return _across(number, of), y
