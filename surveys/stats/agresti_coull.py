from math import isfinite, sqrt

from .finite import checked_factor, finite_population_factor
from .interval import Interval
from .normal import normal_quantile

QILT_CONFIDENCE = 0.90


def agresti_coull_interval(hits: float, base: float, *, confidence: float = 0.95, factor: float = 1.0) -> Interval:
    """Agresti-Coull interval for a proportion: the plain interval after adding z² answers, half of them hits.

    Arguments as of stats.wilson.wilson_interval. With z the normal quantile times sqrt(factor):

        n~ = n + z²,   p~ = (hits + z²/2) / n~,   p~ ± z·sqrt(p~(1 - p~)/n~)

    cut at 0 and 1. The centre is that of Wilson's interval and the interval never shorter. The factor shrinks the added
    answers too, so that p alone is left when everybody answered. Assumes a simple random sample.
    Source: Agresti & Coull (1998), The American Statistician 52, 119-126; Brown, Cai & DasGupta (2001), Statistical
    Science 16, 101-133.
    """
    _check(hits, base)
    z = normal_quantile(confidence) * sqrt(checked_factor(factor))
    added = base + z * z
    centre = (hits + z * z / 2) / added
    half = z * sqrt(centre * (1 - centre) / added)
    return Interval(max(0.0, centre - half), min(1.0, centre + half))


def qilt_interval(hits: float, base: float, *, population: float, confidence: float = QILT_CONFIDENCE) -> Interval | None:
    """As beside Australian graduate surveys: 90 %, the finite population factor on the width alone.

        n~ = n + z²,   p~ = (hits + z²/2) / n~,   p~ ± z·sqrt(p~(1 - p~)/n~)·sqrt((N - n)/(N - 1))

    population   N, all graduates of the group
    returns      None where so many answered that the interval would leave out the share it is about: its centre is drawn
                 towards one half by as much as if nobody had. Use Wilson's with the factor there.

    Source: QILT, Graduate Outcomes Survey: 90 % Agresti-Coull. Its published notes do not say where the factor goes;
    here it goes where the calculations that reproduce such tables put it.
    """
    _check(hits, base)
    z = normal_quantile(confidence)
    added = base + z * z
    centre = (hits + z * z / 2) / added
    half = z * sqrt(centre * (1 - centre) / added * finite_population_factor(base, population))
    low, high = max(0.0, centre - half), min(1.0, centre + half)
    return Interval(low, high) if low <= hits / base <= high else None


def _check(hits: float, base: float) -> None:
    if not (isfinite(base) and 0 <= hits <= base) or base < 1:
        raise ValueError(f"need 0 <= hits <= base and base >= 1, got {hits}/{base}")
