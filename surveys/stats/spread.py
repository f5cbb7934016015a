from math import sqrt

from .frequencies import Frequencies
from .mean import mean


def standard_deviation(answers: Frequencies) -> float | None:
    """Standard deviation of the population, estimated with n - 1; None for fewer than two respondents.

        s² = n/(n - 1) · Σw(x - m)² / Σw,   m = Σwx / Σw

    n counts respondents. Without weights this is Σ(x - m)²/(n - 1). With weights it does not depend on their scale and
    is the estimator of `svyvar` in Lumley's R package survey (Lumley 2010, Complex Surveys, ch. 2).
    """
    n, centre = answers.n, mean(answers)
    if n < 2 or centre is None:
        return None
    if answers.values.size == 1:
        return 0.0  # exactly: a mean of floats may miss the one value by a hair
    squares = float(answers.weights @ (answers.values - centre) ** 2)
    return sqrt(squares / answers.weight * n / (n - 1))
