from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray


class Speeders(NamedTuple):
    """flagged   one per sheet; never where no time is known
    limit     seconds below which a sheet is flagged
    n         sheets with a known time
    """

    flagged: NDArray[np.bool_]
    limit: float
    n: int
    method: str = "straight-lining"


def speeders(seconds: ArrayLike, *, faster_by: float = 0.5, fewest: int = 10) -> Speeders | None:
    """Sheets filled in much faster than the middle one; None where too few times are known to have a middle.

    seconds     time of filling in per sheet, nan where not known, otherwise above 0
    faster_by   by which share of the median; 0.5 flags those who took less than half of it
    fewest      known times needed

    Our own waves store no times, because a time would point at a person (docs/methods/anonymity.md): this is for responses
    taken over from elsewhere that bring them along. Compare sheets of one route through the questionnaire only.
    Source: Greszki, Meyer & Schoen (2015), Public Opinion Quarterly 79, 471-503, who use 0.3, 0.4 and 0.5.
    """
    if not 0 < faster_by < 1:
        raise ValueError(f"faster_by is a share strictly between 0 and 1, got {faster_by}")
    times = np.asarray(seconds, float)
    known = ~np.isnan(times)
    if times.ndim != 1 or np.isinf(times).any() or (times[known] <= 0).any():
        raise ValueError("times are one number of seconds above 0 per sheet, or nan where not known")
    n = int(known.sum())
    if n < max(1, fewest):
        return None
    limit = float(np.median(times[known])) * (1 - faster_by)
    return Speeders(np.where(known, times, np.inf) < limit, limit, n)
