"""The few SVG elements the charts are made of, escaped once and here."""

from html import escape
from textwrap import wrap

from .palette import Palette

TEXT, SMALL = 13, 12  # pixels, at every width; nothing is set smaller
LINE = 18
LABEL_WIDTH = 46  # characters of a label that fit beside each other on a 390 px screen


def element(name: str, *children: str, **attributes: object) -> str:
    """`<name …>children</name>`; an attribute of None is left out, `_` stands for `-`. Children are markup already."""
    written = "".join(f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"' for key, value in attributes.items() if value is not None)
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def _value(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else escape(str(value))


def share(value: float) -> str:
    """A position or length as a percentage of the width."""
    return f"{_value(float(value))}%"


def drawing(*, title: str, description: str, height: int, children: list[str]) -> str:
    """A whole picture: named and described for those who do not see it, as wide as its place, `height` pixels tall."""
    return element(
        "svg",
        element("title", escape(title)),
        element("desc", escape(description)),
        *children,
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        class_="chart",
        width="100%",
        overflow="visible",
        height=height,
        font_size=TEXT,
        fill="currentColor",
    )


def words(content: str, *, x: object, y: float, **attributes: object) -> str:
    return element("text", escape(content), x=x, y=y, **attributes)


def small(content: str, *, x: object, y: float, palette: Palette, **attributes: object) -> str:
    return words(content, x=x, y=y, font_size=SMALL, **{"fill": palette.muted, **attributes})


def label_lines(content: str) -> list[str]:
    """A label broken so that it fits on a phone; SVG does not break lines by itself."""
    return wrap(content, LABEL_WIDTH, break_long_words=True) or [""]


def label(content: str, *, y: float) -> list[str]:
    return [words(line, x=0, y=y + LINE * number) for number, line in enumerate(label_lines(content))]


def band(colour: str, *, width: float = 8, **ends: object) -> str:
    """An interval: a broad pale line between its ends."""
    return element("line", **ends, stroke=colour, stroke_width=width, stroke_opacity=0.3, stroke_linecap="round")


def stripes(*, width: float, palette: Palette, **ends: object) -> str:
    return element("line", **ends, stroke=palette.rule, stroke_width=width, stroke_dasharray="2 5", class_="chart__withheld")


def on_stripes(content: str, *, x: object, y: float, palette: Palette) -> str:
    """Words with a halo, so that the stripes behind them do not cross the letters."""
    halo = {"stroke": palette.surface, "stroke_width": 6, "stroke_linejoin": "round", "paint_order": "stroke"}
    return small(content, x=x, y=y, palette=palette, text_anchor="middle", **halo)


def hatched(*, y: float, height: float, palette: Palette, reason: str) -> list[str]:
    """A place where a figure is kept back: stripes over the whole width and the reason in words."""
    return [stripes(width=height, palette=palette, x1=0, x2="100%", y1=y, y2=y), on_stripes(reason, x="50%", y=y + 4, palette=palette)]


def mark(shape: str, *, x: str, y: float, colour: str, palette: Palette, radius: float = 6) -> str:
    """A mark centred on (x, y): filled or open, told apart by its shape before its colour."""
    filled = {"stroke": palette.surface, "stroke_width": 1.5, "fill": colour}
    hollow = {"stroke": colour, "stroke_width": 2, "fill": palette.surface}
    r = radius
    match shape:
        case "disc":
            drawn = element("circle", r=r, **filled)
        case "ring":
            drawn = element("circle", r=r - 1, **hollow)
        case "square":
            drawn = element("rect", x=-r + 1, y=-r + 1, width=2 * r - 2, height=2 * r - 2, **hollow)
        case "block":
            drawn = element("rect", x=-r + 1, y=-r + 1, width=2 * r - 2, height=2 * r - 2, **filled)
        case "diamond":
            drawn = element("path", d=f"M0 {-r - 1}L{r + 1} 0L0 {r + 1}L{-r - 1} 0Z", **hollow)
        case "triangle":
            drawn = element("path", d=f"M0 {-r - 1}L{r + 1} {r - 1}L{-r - 1} {r - 1}Z", **filled)
        case "lozenge":
            drawn = element("path", d=f"M0 {-r - 1.5}L{r + 1.5} 0L0 {r + 1.5}L{-r - 1.5} 0Z", **filled)
        case _:
            raise ValueError(f"no mark of shape {shape!r}")
    return element("svg", drawn, x=x, y=y, overflow="visible")


def legend(entries: list[tuple[str, str, str]], *, y: float, palette: Palette) -> list[str]:
    """Entries of (shape, colour, words), one below the other: a row of them would not fit on a phone."""
    return [
        part
        for number, (shape, colour, text) in enumerate(entries)
        for part in (
            mark(shape, x="8", y=y + LINE * number - 4, colour=colour, palette=palette),
            words(text, x=22, y=y + LINE * number),
        )
    ]
