"""K03: two waves, two groups of people. From released tables, so from what anyone may see of either."""

from surveys.results.derived import IndicatorBody
from surveys.results.tables import Body
from surveys.stats.welch import Sample, difference_of_means

from .columns import blank


def unpaired_gap(own: Body, other: Body, *, confidence: float) -> IndicatorBody:
    """Mean of `own` less mean of `other` with Welch's interval; n and other_n say what each rests on.

    own, other   bodies of tables on one scale, released: means and sd of two decimals, so the gap is off by 0.01 at most

    No value where one of them has no mean; no interval where one rests on a single answer or neither has any spread.
    """
    body = blank("unpaired_gap", n=own["mean_n"] or 0)
    body["other_n"] = other["mean_n"] or 0
    found = difference_of_means(_sample(own), _sample(other), confidence=confidence)
    if found is not None:
        body["value"], body["se"], body["low"], body["high"] = found.value, found.se, found.low, found.high
    return body


def _sample(table: Body) -> Sample | None:
    """Of a single answer the spread is unknown; with n = 1 it is not used."""
    if table["mean"] is None or not table["mean_n"]:
        return None
    worth = table.get("effective_n") or table["mean_n"]
    if table["sd"] is None:
        return Sample(table["mean"], 0.0, 1.0)
    return Sample(table["mean"], table["sd"], worth)
