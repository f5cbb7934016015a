"""How figures of the internal profile are written: fine enough to work with, too coarse to count people back."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Literal


def whole_percent(hits: int, base: int) -> int:
    """Whole per cent, halves upward, in whole numbers throughout so that no floating point decides a half."""
    if base < 1:
        raise ValueError(f"need a base of at least one, got {base}")
    return (200 * hits + base) // (2 * base)


def flag(hits: int, base: int) -> Literal["zero", "all"] | None:
    """Exactly nobody or exactly everybody: then the figure speaks of every single respondent."""
    if hits == 0:
        return "zero"
    return "all" if hits == base else None


def to_places(value: float, places: int) -> float:
    """Halves away from zero, of the shortest decimal that stands for the number: 2.675 gives 2.68."""
    return float(Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def nearest_five(count: int) -> int:
    """To the nearest multiple of five, halves upward."""
    if count < 0:
        raise ValueError(f"counts are 0 or more, got {count}")
    return (count + 2) // 5 * 5
