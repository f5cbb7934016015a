from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .sheets import as_sheets


class StraightLines(NamedTuple):
    """flagged   one per sheet: the same answer to every item it answered
    judged    one per sheet: enough items answered to say so
    n         sheets judged
    share     flagged of judged; None where none was
    """

    flagged: NDArray[np.bool_]
    judged: NDArray[np.bool_]
    n: int
    share: float | None
    method: str = "straight-lining"


def straight_lines(items: ArrayLike, *, fewest: int = 5) -> StraightLines:
    """Sheets that give one answer to a whole block of items on one scale ("non-differentiation").

    items    sheets x items of one scale, as they were asked (reversed items not turned round), nan where not answered
    fewest   items a sheet must have answered to be judged, at least 2

    A flag, not a verdict: who is content with everything says so in one line. Reversed items in the block make it telling.
    Nobody is removed; figures are given with and without. Source: Schonlau & Toepoel (2015), Survey Research Methods 9,
    125-137; simple nondifferentiation in Kim et al. (2019), Social Science Computer Review 37, 214-233.
    """
    if fewest < 2:
        raise ValueError(f"one answer is always a straight line; need at least 2 items, got {fewest}")
    given = as_sheets(items)
    known = ~np.isnan(given)
    judged = known.sum(axis=1) >= fewest
    if given.shape[1]:
        lowest = np.where(known, given, np.inf).min(axis=1)
        highest = np.where(known, given, -np.inf).max(axis=1)
        flagged = judged & (lowest == highest)
    else:
        flagged = judged
    n = int(judged.sum())
    return StraightLines(flagged, judged, n, int(flagged.sum()) / n if n else None)


def straight_lines_of_codes(items: Iterable[NDArray[np.uint8]], *, valued: NDArray[np.bool_], fewest: int = 5) -> StraightLines:
    """As `straight_lines`, of items as they are stored: a column of codes an item, one element a sheet. A million sheets in no time.

    valued   256 x: whether the code is an answer on the scale; no two codes of one value
    """
    if fewest < 2:
        raise ValueError(f"one answer is always a straight line; need at least 2 items, got {fewest}")
    # "No answer" is the highest code where the lowest answer is sought, and 0 where the highest is.
    below, above = (np.where(valued, np.arange(256), stand_in).astype(np.uint8) for stand_in in (255, 0))
    prefix = int(valued.sum())
    in_front = bool(valued[:prefix].all())  # the answers are the codes 0 .. prefix - 1: nothing needs looking up
    lowest = highest = given = None
    for column in items:
        known = column < prefix if in_front else valued[column]
        low = column if in_front else below[column]
        high = column * known if in_front else above[column]
        if lowest is None or highest is None or given is None:
            lowest, highest, given = low.copy(), high, known.astype(np.uint16)
        else:
            np.minimum(lowest, low, out=lowest)
            np.maximum(highest, high, out=highest)
            given += known
    if lowest is None or highest is None or given is None:
        nobody = np.zeros(0, bool)
        return StraightLines(nobody, nobody, 0, None)
    judged = given >= fewest
    flagged = judged & (lowest == highest)
    n = int(judged.sum())
    return StraightLines(flagged, judged, n, int(flagged.sum()) / n if n else None)


def longest_runs(items: ArrayLike) -> NDArray[np.int64]:
    """Per sheet, the most items in a row with one answer ("long string"); a missing answer ends the run. 0 for an empty sheet.

    items   sheets x items in the order in which they were shown: of no use where their order was random
    Source: Johnson (2005), Journal of Research in Personality 39, 103-129.
    """
    given = as_sheets(items)
    longest = np.zeros(len(given), np.int64)
    running = np.zeros(len(given), np.int64)
    before = np.full(len(given), np.nan)
    for answers in given.T:
        running = np.where(np.isnan(answers), 0, np.where(answers == before, running + 1, 1))
        longest = np.maximum(longest, running)
        before = answers
    return longest
