from math import isfinite, sqrt
from typing import NamedTuple

from .frequencies import Frequencies
from .interval import Difference
from .mean import mean
from .normal import checked_confidence
from .spread import standard_deviation
from .student import t_quantile, t_two_sided


class Sample(NamedTuple):
    """What a table keeps of the answers: mean, standard deviation with n - 1, and n (the effective n where there are weights)."""

    mean: float
    sd: float
    n: float


def sample_of(answers: Frequencies, *, effective: float | None = None) -> Sample | None:
    """None for fewer than two respondents."""
    centre, s = mean(answers), standard_deviation(answers)
    return None if centre is None or s is None else Sample(centre, s, answers.n if effective is None else effective)


def difference_of_means(first: Sample | None, second: Sample | None, *, confidence: float = 0.95) -> Difference | None:
    """Mean of the first group minus that of the second, of two groups that share nobody and may differ in spread.

        se² = s1²/n1 + s2²/n2
        v   = se⁴ / ((s1²/n1)²/(n1 - 1) + (s2²/n2)²/(n2 - 1))        degrees of freedom
        d ± t(v)·se,   p of |d|/se under Student's t with v

    returns   None where a sample is missing; se, ends and p None where a sample is of one or neither has any spread

    Graduates and employers of one program are two such groups. The same respondents asked twice are not: stats.paired.
    No finite population factor: the question is whether the groups differ by more than chance.
    Source: Welch (1947), Biometrika 34, 28-35; Satterthwaite (1946), Biometrics Bulletin 2, 110-114.
    """
    checked_confidence(confidence)
    if first is None or second is None:
        return None
    for sample in (first, second):
        if not (isfinite(sample.mean) and isfinite(sample.sd) and isfinite(sample.n) and sample.sd >= 0 and sample.n > 0):
            raise ValueError(f"a sample has a mean, a standard deviation of 0 or more and somebody in it, got {tuple(sample)}")
    value, n = first.mean - second.mean, (first.n, second.n)
    a, b = first.sd**2 / first.n, second.sd**2 / second.n
    if min(n) <= 1 or a + b <= 0:
        return Difference(value, None, None, None, None, n, "difference-of-means")
    se = sqrt(a + b)
    # Shares of the variance, because the fourth power of a small se would vanish.
    freedom = 1 / ((a / (a + b)) ** 2 / (first.n - 1) + (b / (a + b)) ** 2 / (second.n - 1))
    half = t_quantile(confidence, freedom) * se
    return Difference(value, se, value - half, value + half, t_two_sided(value / se, freedom), n, "difference-of-means")
