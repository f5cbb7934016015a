"""What a release stores beside tables: indicators and the reliability of scales."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict  # as in tables

IndicatorKind = Literal["rate", "paired_gap", "unpaired_gap", "net_promoter", "time_bands", "grouped_median", "response_rate"]


class ScaleBody(TypedDict):
    """Cronbach's alpha as a release stores it, with Feldt's interval; null under thirty sheets."""

    measure: Literal["scale"]
    items: list[str]
    alpha: float | None
    low: float | None
    high: float | None
    n: int
    missing_rule: Literal["listwise"]


class IndicatorShare(TypedDict):
    """One band of a time_bands indicator, 0-100 of n. n: raw only. flag: released only."""

    code: str
    percent: float | None
    n: NotRequired[int]
    flag: NotRequired[Literal["zero", "all"] | None]


class IndicatorBody(TypedDict):
    """One figure of one indicator by this version of definitions.yaml; docs/methods/indicators.md has the formulas.

    value    per cent of a rate, steps of a gap, points of a net promoter score, months of time_bands, minimum wages of a
             grouped_median; null where nobody is in the base, or for `reason`
    n        respondents behind it; of an unpaired gap those of its first side, and other_n those of its second
    sd       of a gap the differences', of time_bands the months'; mean_n: of time_bands, who is behind value, mean and sd
    band     of a grouped_median: option in which the median lies
    flag     of a rate: exactly nobody or exactly everybody, not merely rounded there; released only
    reason   no value though somebody answered: it lies in a band without an end, or too few answered (public)
    """

    measure: Literal["indicator"]
    kind: IndicatorKind
    version: int
    value: float | None
    se: float | None
    low: float | None
    high: float | None
    n: int
    sd: NotRequired[float | None]
    mean: NotRequired[float | None]
    mean_n: NotRequired[int]
    other_n: NotRequired[int]
    shares: NotRequired[list[IndicatorShare]]
    band: NotRequired[str | None]
    flag: NotRequired[Literal["zero", "all"] | None]
    reason: NotRequired[Literal["open_band", "small_base"] | None]
    effective_n: NotRequired[float | None]
