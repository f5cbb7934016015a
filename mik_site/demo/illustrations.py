"""Abstract pictures of the coast, drawn here: no photograph of a person or place is needed, and none is borrowed."""

from collections.abc import Callable
from io import BytesIO
from math import pi, sin

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from home.models import SiteImage

WIDTH, HEIGHT, FINER = 1280, 720, 2  # drawn twice as large and reduced, for smooth edges
_NIGHT, _DEEP, _TEAL, _FOAM, _COPPER, _LEAF = "#0a2a3c", "#133f55", "#0d6f7f", "#9fdbe2", "#f2a65e", "#3f8f6b"
_TITLES = {"valley": "Vadi", "grid": "Izgara", "leaves": "Yapraklar", "waves": "Dalgalar"}


def illustration(name: str) -> SiteImage:
    """The picture of that name, drawn and stored on first use."""
    kept = SiteImage.objects.filter(title=_TITLES[name]).first()
    if kept is not None:
        return kept
    picture = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), _NIGHT)
    _DRAWINGS[name](ImageDraw.Draw(picture), WIDTH * FINER, HEIGHT * FINER)
    small = picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    content = BytesIO()
    small.save(content, "PNG", optimize=True)
    file = ContentFile(content.getvalue(), name=f"{name}.png")
    return SiteImage.objects.create(title=_TITLES[name], file=file, width=WIDTH, height=HEIGHT, credit="Koordinatörlük çizimi")


def _valley(draw: ImageDraw.ImageDraw, width: int, height: int) -> None:
    draw.ellipse((width * 0.68, height * 0.12, width * 0.68 + height * 0.22, height * 0.34), fill=_COPPER)
    for base, swing, count, colour in ((0.55, 0.22, 2.3, _DEEP), (0.68, 0.16, 3.1, "#0f5566"), (0.82, 0.12, 4.3, _TEAL)):
        ridge = [(x, height * (base - swing * (1 - abs(2 * ((count * x / width + base) % 1) - 1)))) for x in range(0, width + 1, 16)]
        draw.polygon([*ridge, (width, height), (0, height)], fill=colour)
    river = [(width * (0.5 + 0.05 * sin(6 * t / 40)) + (t - 20) * 6, height * (0.78 + 0.22 * t / 40)) for t in range(41)]
    draw.line(river, fill=_FOAM, width=height // 60, joint="curve")


def _waves(draw: ImageDraw.ImageDraw, width: int, height: int) -> None:
    for row in range(14):
        y = height * (0.12 + row * 0.065)
        crest = [(x, y + height * 0.018 * sin(2 * pi * (5 - row * 0.12) * x / width + row * 0.9)) for x in range(0, width + 1, 12)]
        draw.line(
            crest, fill=_COPPER if row == 4 else (_TEAL if row % 3 else _FOAM), width=height // (90 if row % 3 else 130), joint="curve"
        )


def _grid(draw: ImageDraw.ImageDraw, width: int, height: int) -> None:
    step = width // 16
    for column in range(17):
        for row in range(10):
            size = step * (0.12 + 0.3 * (0.5 + 0.5 * sin(column * 0.55 + row * 0.8)))
            x, y = column * step, row * step + step // 2
            colour = _COPPER if (column * 7 + row * 3) % 23 == 0 else (_TEAL if (column + row) % 2 else _DEEP)
            draw.rounded_rectangle((x - size, y - size, x + size, y + size), radius=size * 0.35, fill=colour)


def _leaves(draw: ImageDraw.ImageDraw, width: int, height: int) -> None:
    step = height // 5
    for row in range(-1, 6):
        for column in range(-1, 10):
            x, y = column * step + (step // 2 if row % 2 else 0), row * step
            colour = _COPPER if (column * 5 + row * 2) % 11 == 0 else (_LEAF if (column + row) % 3 else _TEAL)
            half = [(x + step * 0.5 * t / 12, y + step * 0.5 - step * 0.32 * sin(pi * t / 24) - step * 0.02 * t) for t in range(25)]
            other = [
                (x + step * 0.5 * t / 12, y + step * 0.5 + step * 0.18 * sin(pi * t / 24) - step * 0.02 * t) for t in range(24, -1, -1)
            ]
            draw.polygon([*half, *other], fill=colour)
            draw.line([half[0], half[-1]], fill=_NIGHT, width=height // 180)


_DRAWINGS: dict[str, Callable[[ImageDraw.ImageDraw, int, int], None]] = {
    "valley": _valley,
    "grid": _grid,
    "leaves": _leaves,
    "waves": _waves,
}
