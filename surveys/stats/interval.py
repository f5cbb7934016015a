"""What the figures look like that leave this package."""

from typing import NamedTuple


class Interval(NamedTuple):
    low: float
    high: float


class Estimate(NamedTuple):
    """One figure about one group.

    value, se, low, high   in the unit of the figure; se and the ends are None where the answers leave them undefined
    n                      what they rest on: respondents, or Kish's effective n where there are weights
    method                 page in docs/methods/
    """

    value: float
    se: float | None
    low: float | None
    high: float | None
    n: float
    method: str


class Difference(NamedTuple):
    """First minus second.

    low, high, p   None where the answers leave them undefined
    n              what each side rests on; both sides of a paired difference rest on the same pairs
    p              two-sided, of "no difference"
    """

    value: float
    se: float | None
    low: float | None
    high: float | None
    p: float | None
    n: tuple[float, float]
    method: str
