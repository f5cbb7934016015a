from math import isfinite, sqrt

from .frequencies import Frequencies
from .interval import Estimate
from .mean import mean
from .normal import checked_confidence
from .spread import standard_deviation
from .student import t_quantile


def mean_interval(
    answers: Frequencies, *, confidence: float = 0.95, effective: float | None = None, population: int | None = None
) -> Estimate | None:
    """The mean with its standard error and Student's interval; None where nobody answered.

    effective    Kish's effective n where there are weights; the respondents counted otherwise
    population   how many could have answered, where the frame is known

        se = s / sqrt(n) · sqrt(1 - m/N),   mean ± t·se

    s is the standard deviation of stats.spread, n the effective n, m the respondents counted, t the quantile with n - 1
    degrees of freedom. se and ends are None for fewer than two (effective) respondents and where all gave the same answer:
    nothing is known then about how answers differ, and a width of 0 would be read as certainty. When everybody answered
    (m = N) there is nothing to be uncertain about: se is 0 and the ends are the mean.

    Assumes a simple random sample, and either many answers or a distribution not far from normal; on a 1-5 scale ten
    answers are enough. Source: Student (1908), Biometrika 6, 1-25; the factor of Cochran (1977), section 2.6.
    """
    checked_confidence(confidence)
    centre, n = mean(answers), answers.n if effective is None else effective
    if centre is None:
        return None
    if not (isfinite(n) and 0 < n <= answers.n * (1 + 1e-9)):
        raise ValueError(f"the effective n lies above 0 and is at most the {answers.n} respondents, got {n}")
    left = _left_of_the_variance(answers.n, population)
    if left == 0:
        return Estimate(centre, 0.0, centre, centre, n, "t-interval")
    s = standard_deviation(answers)
    if not s or n <= 1:
        return Estimate(centre, None, None, None, n, "t-interval")
    se = s / sqrt(n) * sqrt(left)
    half = t_quantile(confidence, n - 1) * se
    return Estimate(centre, se, centre - half, centre + half, n, "t-interval")


def _left_of_the_variance(respondents: int, population: int | None) -> float:
    """1 - m/N: s² has the population's N - 1 in it, where the variance P(1 - P) of a share has not (stats.finite)."""
    if population is None:
        return 1.0
    if population < respondents:
        raise ValueError(f"{respondents} respondents are more than the population of {population}")
    return 1 - respondents / population
