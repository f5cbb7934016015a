from math import isfinite, sqrt
from typing import NamedTuple

from .normal import two_sided


class ScoreZ(NamedTuple):
    z: float
    p: float
    n: float
    method: str = "share-against-fixed"


def score_z_test(hits: float, base: float, expected: float) -> ScoreZ | None:
    """Test of a share against a fixed one; None where nobody answered or where the fixed share is 0 or 1.

    hits, base   respondents, or their effective number where there are weights
    expected     the fixed share, within 0..1: that of a whole so large that its own uncertainty does not count

        z = (hits/base - P) / sqrt(P(1 - P)/base)

    The test that Wilson's interval (stats.wilson) turns around: p is under 0.05 just where the interval of 95 % leaves P out.
    Source: Wilson (1927), Journal of the American Statistical Association 22, 209-212.
    """
    if not (isfinite(base) and 0 <= hits <= base):
        raise ValueError(f"need 0 <= hits <= base, got {hits}/{base}")
    if not 0 <= expected <= 1:
        raise ValueError(f"a share lies within 0 and 1, got {expected}")
    if not base or expected in (0, 1):
        return None
    z = (hits / base - expected) / sqrt(expected * (1 - expected) / base)
    return ScoreZ(z, two_sided(z), base)
