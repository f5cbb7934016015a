"""The regularised incomplete beta function: behind Student's t and Fisher's F."""

from math import exp, inf, lgamma, log, log1p, pi, sqrt

_LARGEST_RELATIVE_ERROR = 1e-16
_MOST_TERMS = 200_000  # the fraction needs about sqrt(max(a, b)) of them; 1e9 degrees of freedom stay far below
_TINY = 1e-300


def beta_tails(a: float, b: float, x: float, y: float) -> tuple[float, float]:
    """(I_x(a, b), 1 - I_x(a, b)), both without cancellation.

    a, b   > 0
    x, y   within 0..1 and x + y = 1; both are taken, because the one near 1 does not hold the digits of the other

    A continued fraction on the side where it converges fast, by Lentz's method.
    Source: Didonato & Morris (1992), Algorithm 708, ACM Transactions on Mathematical Software 18, 360-373, equation 9.
    """
    if x <= 0:
        return 0.0, 1.0
    if y <= 0:
        return 1.0, 0.0
    power = beta_power(a, b, x, y)
    if x <= (a + 1) / (a + b + 2):
        lower = power / _fraction(a, b, x, y)
        return lower, 1 - lower
    upper = power / _fraction(b, a, y, x)
    return 1 - upper, upper


def beta_power(a: float, b: float, x: float, y: float) -> float:
    """x^a y^b / B(a, b).

    Written with the deviances of a from (a + b)x and of b from (a + b)y, so that it keeps its digits where a and b are in
    the millions and the gamma functions have none left. Source: Loader (2000), Fast and Accurate Computation of
    Binomial Probabilities.
    """
    n = a + b
    log_scale = _stirling_error(n) - _stirling_error(a) - _stirling_error(b) - _deviance(a, n * x) - _deviance(b, n * y)
    return sqrt(a * (b / n) / (2 * pi)) * exp(log_scale)


def _deviance(observed: float, expected: float) -> float:
    """u·ln(u/v) + v - u."""
    if expected <= 0:
        return inf
    off = (observed - expected) / expected
    if abs(off) < 0.5:
        return expected * ((1 + off) * log1p(off) - off)
    return observed * log(observed / expected) + expected - observed


def _stirling_error(z: float) -> float:
    """lnΓ(z) - ((z - 1/2)·ln z - z + ln(2π)/2)."""
    if z < 16:
        return lgamma(z) - (z - 0.5) * log(z) + z - 0.5 * log(2 * pi)
    square = z * z
    return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / z


def _fraction(a: float, b: float, x: float, y: float) -> float:
    excess = a * y - b * x + 1  # not a - (a + b)x + 1, which has no digits left where x is near 1 and a in the millions
    value = a * excess / (a + 1)
    c, d = value, 0.0
    for m in range(1, _MOST_TERMS):
        over = a + 2 * m - 1
        top = (a + m - 1) * x / over * ((a + b + m - 1) * x / over) * m * (b - m)
        bottom = m + m * (b - m) * x / over + (a + m) * (excess + m * (1 + y)) / (over + 2)
        d = bottom + top * d
        d = 1 / (d if abs(d) > _TINY else _TINY)
        c = bottom + top / c
        c = c if abs(c) > _TINY else _TINY
        value *= c * d
        if abs(c * d - 1) <= _LARGEST_RELATIVE_ERROR:
            return value
    raise ValueError(f"the incomplete beta function was not reached for a={a}, b={b}")  # beyond 1e9 degrees of freedom
