from math import sqrt

from .fisher import f_quantile, f_tails
from .normal import checked_confidence


def t_quantile(confidence: float, freedom: float) -> float:
    """t with `confidence` of Student's distribution between -t and t.

    freedom   degrees of freedom, any positive number (Welch's are no whole ones)

    The square of t is F with 1 and `freedom` degrees of freedom. Tested against scipy to 1e-10.
    Source: Student (1908), Biometrika 6, 1-25; Abramowitz & Stegun (1964), 26.7.
    """
    return sqrt(f_quantile(checked_confidence(confidence), 1.0, float(freedom)))


def t_two_sided(value: float, freedom: float) -> float:
    """Probability of a t at least this far from 0, to either side, if nothing were the matter."""
    return f_tails(value * value, 1.0, float(freedom))[1]
