"""Which mark stands for whom, in every chart and in the words beside it."""

from typing import Literal

from .canvas import element, mark
from .palette import STYLED, Palette

Whose = Literal["own", "faculty", "university", "earlier"]
BESIDE: tuple[Whose, ...] = ("faculty", "university", "earlier")  # the order of every comparison


def shape_and_colour(whose: Whose, palette: Palette) -> tuple[str, str]:
    return {
        "own": ("disc", palette.own),
        "faculty": ("square", palette.faculty),
        "university": ("diamond", palette.university),
        "earlier": ("ring", palette.earlier),
    }[whose]


def swatch(whose: Whose, palette: Palette = STYLED) -> str:
    """The mark alone, for a line of text that serves as the legend; silent to a screen reader, as the words say it."""
    shape, colour = shape_and_colour(whose, palette)
    drawn = mark(shape, x="8", y=8, colour=colour, palette=palette, radius=5)
    return element("svg", drawn, xmlns="http://www.w3.org/2000/svg", class_="chart__swatch", width=16, height=16, aria_hidden="true")
