from math import erfc, exp, gamma, isfinite, lgamma, log, sqrt

_MOST_TERMS = 100_000


def chi_squared_above(value: float, freedom: int) -> float:
    """Probability of a chi-squared of `value` or more with `freedom` degrees of freedom, a whole number of at least 1.

    The regularised upper incomplete gamma function at freedom/2, value/2: by its power series below its middle, by the
    continued fraction 6.5.31 of Abramowitz & Stegun (1964) above. Tested against scipy to 1e-10.
    Source: Pearson (1900), Philosophical Magazine 50, 157-175.
    """
    if freedom < 1 or not value >= 0:
        raise ValueError(f"need at least one degree of freedom and a value of at least 0, got {freedom} and {value}")
    if value / 2 == 0:
        return 1.0
    if not isfinite(value):
        return 0.0
    if freedom == 1:
        return erfc(sqrt(value / 2))
    a, x = freedom / 2, value / 2
    power = exp(a * log(x) - x - lgamma(a)) if a > 100 or x > 100 else x**a * exp(-x) / gamma(a)
    return 1 - power * _series(a, x) if x < a + 1 else power * _fraction(a, x)


def _series(a: float, x: float) -> float:
    term = total = 1 / a
    for n in range(1, _MOST_TERMS):
        term *= x / (a + n)
        total += term
        if term <= total * 1e-17:
            break
    return total


def _fraction(a: float, x: float) -> float:
    """Lentz's method; x > a, so no denominator comes near 0."""
    b = x + 1 - a
    c, d = 1e300, 1 / b
    value = d
    for n in range(1, _MOST_TERMS):
        term = n * (a - n)
        b += 2
        d, c = 1 / (term * d + b), b + term / c
        value *= d * c
        if abs(d * c - 1) <= 1e-16:
            break
    return value
