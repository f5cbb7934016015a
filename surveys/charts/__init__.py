"""Drawings of released figures. Pure: data in, SVG text and a table twin out; no Django, no database, no wording of its own.

A drawing has no fixed width: horizontal positions are percentages, text is set in pixels, so it reflows from a phone
to a wall without a script and without text shrinking (docs/decisions/010-charts-without-a-viewbox.md).
"""

from .competencies import Competencies, CompetencyRow
from .distribution import Distribution, DistributionRow
from .estimates import EstimateRow, Estimates
from .figure import Estimate, Figure, Table
from .key import Whose, swatch
from .palette import Palette
from .trend import Trend, TrendPoint

__all__ = [
    "Competencies",
    "CompetencyRow",
    "Distribution",
    "DistributionRow",
    "Estimate",
    "EstimateRow",
    "Estimates",
    "Figure",
    "Palette",
    "Table",
    "Trend",
    "TrendPoint",
    "Whose",
    "swatch",
]
