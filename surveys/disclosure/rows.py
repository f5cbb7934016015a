"""Which counts of one row may be shown when its total is public, so that no small one can be worked out.

For tables that show counts. The internal profile shows none; docs/methods/row-suppression.md has rule, proof and limits.
"""

from collections.abc import Sequence

LOWEST_THRESHOLD = 3  # under it a hidden 1 and 2 would be all there is to confuse


def suppress_row(row: Sequence[int], *, threshold: int) -> tuple[int | None, ...]:
    """The counts of one question in one group, None where one is withheld.

    row         respondents per option; each respondent is in one of them, and their sum, the base, is published
    threshold   a count above 0 and under it is small
    returns     everything where no count is small, and for a row of a single option, which its total gives away

    Otherwise withheld are the smallest counts above 0, from the small ones upwards and equal ones together, until the largest
    of them exceeds the smallest by at least the threshold. Where even all of them do not, the zeros are withheld as well.

    Why an attacker who knows this rule, the total and all that is shown learns no withheld count: the rule looks at values
    and never at places. Exchanging two withheld counts therefore withholds the same places and shows the same numbers, so
    that behind every withheld place there may be the smallest and the largest of them. Where everything is withheld and the
    base is at least threshold + 2, there are other rows behind it that differ by the threshold or more.
    """
    if threshold < LOWEST_THRESHOLD:
        raise ValueError(f"the threshold of a row is at least {LOWEST_THRESHOLD}, got {threshold}")
    if any(count < 0 or count != int(count) for count in row):
        raise ValueError(f"counts are whole numbers of 0 or more, got {list(row)}")
    if len(row) < 2 or not any(0 < count < threshold for count in row):
        return tuple(row)
    level = _level(sorted(count for count in row if count), threshold)
    if level is None:
        return (None,) * len(row)
    return tuple(None if 0 < count <= level else count for count in row)


def _level(ascending: Sequence[int], threshold: int) -> int | None:
    """The count up to which everything above 0 is withheld; None where that would not be enough."""
    return next((count for count in ascending if count >= ascending[0] + threshold), None)
