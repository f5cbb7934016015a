"""Figures as a reader of Turkish or English writes them: %72 and 4,01 against 72% and 4.01."""

from functools import lru_cache

from babel.numbers import format_decimal, format_percent

NOTHING = "–"


@lru_cache(maxsize=4096)
def percent(value: float | None, language: str) -> str:
    """value: 0-100. Whole percentages, as they are released."""
    return NOTHING if value is None else format_percent(round(value) / 100, locale=language)


@lru_cache(maxsize=4096)
def mean(value: float | None, language: str, *, decimals: int = 2) -> str:
    """decimals   as many as were released: two within the house, one in public"""
    return NOTHING if value is None else format_decimal(round(value, decimals), "0." + "0" * decimals, locale=language)


@lru_cache(maxsize=4096)
def count(value: int | None, language: str) -> str:
    return NOTHING if value is None else format_decimal(value, locale=language)


@lru_cache(maxsize=4096)
def signed(value: float | None, language: str, *, decimals: int = 0) -> str:
    """With its sign, the true minus included; zero has none."""
    if value is None:
        return NOTHING
    form = "0" if decimals == 0 else "0." + "0" * decimals
    return format_decimal(round(value, decimals) or 0, form if round(value, decimals) == 0 else f"+{form};−{form}", locale=language)
