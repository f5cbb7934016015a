"""Ticks of a horizontal axis."""

from .canvas import element, share, small
from .figure import Scale
from .palette import Palette


def tick_words(scale: Scale, *, y: float, language: str, palette: Palette) -> list[str]:
    places = [(tick, share(scale.place(tick))) for tick in scale.ticks]
    return [small(scale.tick(tick, language), x=x, y=y, palette=palette, text_anchor="middle") for tick, x in places]


def grid(scale: Scale, *, top: float, bottom: float, palette: Palette) -> list[str]:
    places = [share(scale.place(tick)) for tick in scale.ticks]
    return [element("line", x1=x, x2=x, y1=top, y2=bottom, stroke=palette.rule) for x in places]
