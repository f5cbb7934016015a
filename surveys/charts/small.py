"""One figure with its interval in the height of a line of text."""

from .canvas import band, element, mark
from .figure import PERCENT, Estimate, Scale
from .palette import STYLED, Palette

WIDTH, HEIGHT = 120, 20


def strip(own: Estimate, whole: Estimate | None = None, *, scale: Scale = PERCENT, palette: Palette = STYLED) -> str:
    """Dot and interval, and the whole it is held against as an open mark; silent to a screen reader. Empty where it is hidden."""
    if not own.shown or own.value is None:
        return ""
    y, drawn = HEIGHT / 2, [element("line", x1=0, x2=WIDTH, y1=HEIGHT / 2, y2=HEIGHT / 2, stroke=palette.rule)]
    if own.low is not None and own.high is not None:
        drawn.append(band(palette.own, x1=_across(own.low, scale), x2=_across(own.high, scale), y1=y, y2=y))
    if whole is not None and whole.shown and whole.value is not None:
        x = f"{_across(whole.value, scale):.1f}"
        drawn.append(mark("diamond", x=x, y=y, colour=palette.university, palette=palette, radius=5))
    drawn.append(mark("disc", x=f"{_across(own.value, scale):.1f}", y=y, colour=palette.own, palette=palette, radius=5))
    size = {"width": WIDTH, "height": HEIGHT, "viewBox": f"0 0 {WIDTH} {HEIGHT}"}
    return element("svg", *drawn, xmlns="http://www.w3.org/2000/svg", class_="chart strip", aria_hidden="true", **size)


def _across(value: float, scale: Scale) -> float:
    return WIDTH * scale.place(value) / 100
