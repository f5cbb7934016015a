"""One competency on one short line, for a row of a printed table: the figures stand beside it in words."""

from .axis import grid
from .canvas import drawing, element, mark, share, stripes
from .competencies import CompetencyRow
from .figure import FIVE
from .palette import STYLED, Palette

HEIGHT = 18


def track(row: CompetencyRow, palette: Palette = STYLED) -> str:
    """Marks from 1 to 5 and the gap between what was acquired and what is required; stripes where both are kept back."""
    y = HEIGHT / 2
    drawn = grid(FIVE, top=1, bottom=HEIGHT - 1, palette=palette)
    if not (row.acquired.shown or row.required.shown):
        drawn.append(stripes(width=8, palette=palette, x1=0, x2="100%", y1=y, y2=y))
    if row.gap is not None and row.acquired.value is not None and row.required.value is not None:
        ends = [share(FIVE.place(value)) for value in (row.acquired.value, row.required.value)]
        colour = palette.gap if row.gap > 0 else palette.rule
        drawn.append(element("line", x1=ends[0], x2=ends[1], y1=y, y2=y, stroke=colour, stroke_width=5, stroke_opacity=0.6))
    for shape, colour, estimate in (
        ("block", palette.employers, row.employers),
        ("triangle", palette.required, row.required),
        ("disc", palette.acquired, row.acquired),
    ):
        if estimate is not None and estimate.shown and estimate.value is not None:
            drawn.append(mark(shape, x=share(FIVE.place(estimate.value)), y=y, colour=colour, palette=palette))
    return drawing(title="", description="", height=HEIGHT, children=drawn)
