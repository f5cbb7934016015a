from collections.abc import Sequence


def holm(p_values: Sequence[float]) -> list[float]:
    """p-values of several comparisons made at once, so raised that one of them under 0.05 is rarely by chance alone.

    p_values   each within 0..1; all comparisons that were looked at, not only the striking ones
    returns    in the order given: for the i-th smallest of m, the largest of (m - j + 1)·p(j) over j <= i, at most 1

    Keeps the chance of any false finding under the level, whatever the dependence between the comparisons.
    Source: Holm (1979), Scandinavian Journal of Statistics 6, 65-70.
    """
    for p in p_values:
        if not 0 <= p <= 1:
            raise ValueError(f"a p-value lies within 0 and 1, got {p}")
    m, reached = len(p_values), 0.0
    adjusted = [0.0] * m
    for rank, place in enumerate(sorted(range(m), key=lambda i: p_values[i])):
        reached = max(reached, (m - rank) * p_values[place])
        adjusted[place] = min(1.0, reached)
    return adjusted
