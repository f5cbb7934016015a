"""Colours of a drawing: names that the page's style sheet fills. A printer or a PDF passes literal colours instead."""

from dataclasses import dataclass


def _named(name: str, otherwise: str = "currentColor") -> str:
    return f"var(--chart-{name}, {otherwise})"


@dataclass(frozen=True, slots=True)
class Palette:
    """steps: worst to best answer of a scale, each with the ink that is readable on it."""

    ink: str = "currentColor"
    muted: str = _named("muted")
    rule: str = _named("grid")
    surface: str = _named("surface", "Canvas")
    own: str = _named("own")
    faculty: str = _named("faculty")
    university: str = _named("university")
    earlier: str = _named("earlier")
    acquired: str = _named("own")
    required: str = _named("required")
    employers: str = _named("employer")
    gap: str = _named("gap")
    steps: tuple[str, ...] = tuple(_named(f"step-{step}") for step in range(1, 6))
    inks: tuple[str, ...] = tuple(_named(f"ink-{step}", "Canvas") for step in range(1, 6))

    def step(self, position: int, of: int) -> tuple[str, str]:
        """(fill, ink) of answer `position` (from 0) of a scale with `of` answers: the ends always take the ends."""
        last = len(self.steps) - 1
        index = round(position * last / (of - 1)) if of > 1 else last
        if of == 4 and position in (1, 2):  # no middle answer, so no middle colour
            index = 1 if position == 1 else 3
        return self.steps[index], self.inks[index]


STYLED = Palette()
