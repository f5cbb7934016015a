"""From the tally of a unit to the body of its table: unrounded, with the base of every figure."""

import numpy as np

from surveys.questions.period import written_period
from surveys.stats.effective import effective_n
from surveys.stats.finite import finite_population_factor
from surveys.stats.frequencies import Frequencies, from_counts
from surveys.stats.mean import mean
from surveys.stats.median import median, weighted_median
from surveys.stats.nps import net_promoter_score
from surveys.stats.quantile import quantile
from surveys.stats.spread import standard_deviation
from surveys.stats.top import top_codes, top_share

from .counting import Tally
from .tables import Body, NetPromoter, OptionLine, Quantiles, Share

SHORTEST_SCALE_WITH_TOP_TWO = 4  # of three steps the highest two are nearly everything
PROMOTERS, DETRACTORS = (9, 10), (0, 6)


class Scale:
    """What is the same of a tally for every unit, looked at once.

    known    which options have a value
    values   theirs; `ascending` where they need no sorting and repeat nothing
    highest  the two best of an ordinal scale of four or more; None of any other
    """

    def __init__(self, tally: Tally) -> None:
        self.known = ~np.isnan(tally.values)
        self.values = tally.values[self.known]
        steps = np.unique(self.values)
        self.ascending = bool((np.diff(self.values) > 0).all())
        enough = tally.variable.measure == "ordinal" and steps.size >= SHORTEST_SCALE_WITH_TOP_TWO
        self.highest = top_codes(tally.values) if enough else None


def body(tally: Tally, unit: int, *, weighted: bool, confidence: float, population: int | None = None, scale: Scale | None = None) -> Body:
    """scale        of the tally, where many units of it are wanted
    weighted     percentages, mean, sd and median use the weights, and intervals the effective n; base and n stay counts
    population   how many could have answered, where the frame is known: intervals are narrower by what is known of it
    """
    scale = scale or Scale(tally)
    base = int(tally.base[unit])
    mass = float(tally.base_weight[unit]) if weighted else float(base)
    worth = effective_n(mass, float(tally.squares[unit])) if weighted else float(base)
    weights = tally.weights[unit] if weighted else tally.n[unit].astype(float)
    # A frame counted at launch can be smaller than who answered in the end; then it tells nothing about certainty.
    factor = finite_population_factor(base, population) if population and population >= base else 1.0
    period = tally.variable.measure == "period"
    answers = None if period else _answers(tally, scale, unit, weights, weighted=weighted)
    made: Body = {
        "measure": tally.variable.measure,  # type: ignore[typeddict-item]  # texts are in no record
        "base": base,
        "missing": int(tally.missing[unit]),
        "excluded": {
            "na": int(tally.na[unit]),
            "refused": int(tally.refused[unit]),
            "dk": int(tally.dk[unit]),
            "not_asked": int(tally.not_asked[unit]),
        },
        "options": _lines(tally, unit, weights, mass, weighted=weighted),
        "mean_n": None if answers is None else answers.n,
        "mean": None if answers is None else mean(answers),
        "sd": None if answers is None else standard_deviation(answers),
        "median": None if answers is None else (weighted_median if weighted else median)(answers),
        "top2": _top_two(tally, scale, unit, weights, mass, worth, confidence, factor),
        "nps": _nps(tally, weights, mass, worth, confidence, factor),
    }
    if period:
        made["median"] = _median_period(tally, unit, weighted=weighted)
    if tally.variable.measure == "number" and answers is not None:
        made["quantiles"] = None if weighted else _quantiles(answers)
    if weighted:
        made["effective_n"] = worth if base else None
    return made


def _answers(tally: Tally, scale: Scale, unit: int, weights: np.ndarray, *, weighted: bool) -> Frequencies | None:
    """None where the measure has no mean."""
    if tally.numbers is not None:
        given = tally.numbers[unit]
        return given if weighted else Frequencies(given.values, given.counts, given.counts.astype(float))
    if not scale.values.size:
        return None
    counts, mass = tally.n[unit, scale.known], weights[scale.known]
    if not scale.ascending or weighted:
        return from_counts(scale.values, counts, mass)
    given = counts > 0
    return Frequencies(scale.values[given], counts[given], mass[given])


def _median_period(tally: Tally, unit: int, *, weighted: bool) -> str | None:
    """The earliest period by which half of the answers lie: between two of them there may be none."""
    answers = _answers(tally, Scale(tally), unit, tally.weights[unit], weighted=weighted)
    middle = weighted_median(answers) if answers else None
    return None if middle is None else written_period(int(middle), tally.variable.unit)


def _lines(tally: Tally, unit: int, weights: np.ndarray, mass: float, *, weighted: bool) -> list[OptionLine]:
    lines: list[OptionLine] = [
        {"code": code, "n": n, "percent": 100 * weight / mass if mass > 0 else None}
        for code, n, weight in zip(tally.options, tally.n[unit].tolist(), weights.tolist(), strict=True)
    ]
    if tally.ranks is not None:
        first = tally.ranks.first[unit].tolist()
        first_weights = tally.ranks.first_weights[unit].tolist() if weighted else first
        places = (tally.ranks.weighted_places if weighted else tally.ranks.places)[unit].tolist()
        for line, n, weight, place, ranked in zip(lines, first, first_weights, places, weights.tolist(), strict=True):
            line["first"] = {"n": n, "percent": 100 * weight / mass if mass > 0 else None}
            line["mean_place"] = place / ranked if ranked > 0 else None
    return lines


def _top_two(
    tally: Tally, scale: Scale, unit: int, weights: np.ndarray, mass: float, worth: float, confidence: float, factor: float
) -> Share | None:
    highest = scale.highest
    if highest is None:
        return None
    share = top_share(float(weights[highest].sum()), mass, effective=worth, confidence=confidence, factor=factor)
    if share is None:
        return None
    low, high = share.interval
    return {"n": int(tally.n[unit, highest].sum()), "percent": 100 * share.share, "low": 100 * low, "high": 100 * high}


def _nps(tally: Tally, weights: np.ndarray, mass: float, worth: float, confidence: float, factor: float) -> NetPromoter | None:
    if tally.variable.measure != "nps":
        return None
    promoters = float(weights[(tally.values >= PROMOTERS[0]) & (tally.values <= PROMOTERS[1])].sum())
    detractors = float(weights[(tally.values >= DETRACTORS[0]) & (tally.values <= DETRACTORS[1])].sum())
    score = net_promoter_score(promoters, detractors, mass, effective=worth, confidence=confidence, factor=factor)
    if score is None:
        return None
    return {
        "value": score.value,
        "se": score.se,
        "low": score.low,
        "high": score.high,
        "promoters": 100 * promoters / mass,
        "passives": 100 * (mass - promoters - detractors) / mass,
        "detractors": 100 * detractors / mass,
    }


def _quantiles(answers: Frequencies) -> Quantiles | None:
    p10, p25, p75, p90 = (quantile(answers, share) for share in (0.1, 0.25, 0.75, 0.9))
    if p10 is None or p25 is None or p75 is None or p90 is None:
        return None
    return {"p10": p10, "p25": p25, "p75": p75, "p90": p90}
