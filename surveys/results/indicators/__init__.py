"""Indicators K01 to K14: data over codes (definitions.yaml), with n and interval. docs/methods/indicators.md has the formulas."""

from .columns import IndicatorColumn
from .definitions import definitions
from .evaluation import indicator_columns
from .lines import indicator_lines
from .response import response_rate_indicator
from .shown import public_indicator, rounded_indicator
from .unpaired import unpaired_gap

__all__ = [
    "IndicatorColumn",
    "definitions",
    "indicator_columns",
    "indicator_lines",
    "public_indicator",
    "response_rate_indicator",
    "rounded_indicator",
    "unpaired_gap",
]
