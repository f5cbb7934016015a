from math import isfinite


def finite_population_factor(n: float, population: float) -> float:
    """What is left of the variance of a share when n of a known population answered: (N - n)/(N - 1), between 0 and 1.

    n            respondents, counted; not the effective n: it is people who are no longer uncertain
    population   how many could have answered, of the frame; at least n and at least 1

    0 when everybody answered. Draws without replacement give a share P the variance P(1 - P)/n · (N - n)/(N - 1), that of
    the hypergeometric distribution. Assumes that those who answered are a simple random sample of the frame; nonresponse
    that depends on the answer is not mended by it. Leave it out when two groups are compared to learn whether something
    beyond chance made them differ (Cochran 1977, section 2.14).
    Source: Cochran (1977), Sampling Techniques, 3rd ed., sections 2.6 and 3.2.
    """
    if not (isfinite(n) and isfinite(population) and 0 <= n <= population and population >= 1):
        raise ValueError(f"need 0 <= n <= population and population >= 1, got {n} of {population}")
    return (population - n) / (population - 1) if population > 1 else 0.0


def checked_factor(factor: float) -> float:
    if not 0 <= factor <= 1:
        raise ValueError(f"a finite population factor lies between 0 and 1, got {factor}")
    return factor
