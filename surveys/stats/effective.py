def effective_n(weight: float, squares: float) -> float:
    """How many equally weighted answers these are worth, (Σw)² / Σw².

    weight, squares   Σw and Σw² over the respondents of the base
    returns           0 without weight; n where all weights are equal, never more

    Source: Kish (1965), Survey Sampling, section 11.7.
    """
    return weight * weight / squares if squares > 0 else 0.0
