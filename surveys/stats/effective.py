from math import isfinite


def effective_n(weight: float, squares: float) -> float:
    """How many equally weighted answers these are worth, (Σw)² / Σw².

    weight, squares   Σw and Σw² over the respondents of the base
    returns           0 without weight; n where all weights are equal, never more

    Source: Kish (1965), Survey Sampling, section 11.7.
    """
    _check(weight, squares)
    return weight * weight / squares if squares > 0 else 0.0


def design_effect(weight: float, squares: float, n: float) -> float | None:
    """By how much unequal weights raise the variance of a mean, n·Σw² / (Σw)² = 1 + (sd of the weights / their mean)².

    n         respondents, counted
    returns   1 where all weights are equal; None without respondents

    The effective n is n divided by it. It stands for the weights alone, under the assumption that they have nothing to do
    with the answers; clustering and gains from stratification are not in it.
    Source: Kish (1992), Weighting for Unequal P_i, Journal of Official Statistics 8, 183-200.
    """
    worth = effective_n(weight, squares)
    return n / worth if worth > 0 else None


def _check(weight: float, squares: float) -> None:
    if not (isfinite(weight) and isfinite(squares) and weight >= 0 and squares >= 0) or (weight > 0) != (squares > 0):
        raise ValueError(f"sums of weights and of their squares are 0 or more, and 0 together; got {weight} and {squares}")
