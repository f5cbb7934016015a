"""What is written of an unrounded table: for people of the house (internal) and for everybody (public)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from surveys.disclosure.rounding import flag, nearest_five, to_places, whole_percent

from .derived import ScaleBody
from .indicators import public_indicator, rounded_indicator
from .layers import Item
from .tables import Body, NetPromoter, OptionLine, Share


@dataclass(frozen=True, slots=True)
class PublicRule:
    """percent_base   fewest respondents behind a percentage
    mean_base      fewest behind a mean
    """

    percent_base: int
    mean_base: int

    @property
    def method(self) -> dict[str, int]:
        """As a release writes down what it was made with."""
        return {"percent_base": self.percent_base, "mean_base": self.mean_base}


HESA = PublicRule(percent_base=23, mean_base=8)  # as the United Kingdom publishes its Graduate Outcomes


def internal(item: Item, unit: int, *, mean_places: bool = False) -> Mapping[str, Any]:
    whole: Any = item.body(unit)
    if item.kind == "table":
        return rounded(whole, mean_places=mean_places)
    return rounded_indicator(whole) if item.kind == "indicator" else _rounded_scale(whole)


def public(item: Item, unit: int, *, rule: PublicRule) -> Mapping[str, Any]:
    """Counts to the nearest five, nothing that a few people stand behind: the rule of HESA (docs/methods/disclosure.md)."""
    whole: Any = item.body(unit)
    if item.kind == "table":
        return _public_table(whole, rule)
    if item.kind == "indicator":
        return public_indicator(whole, percent_base=rule.percent_base, mean_base=rule.mean_base)
    return {**_rounded_scale(whole), "n": nearest_five(whole["n"])}


def public_rate(rate: Mapping[str, Any], *, rule: PublicRule) -> Mapping[str, Any]:
    """A RateBody with every count to the nearest five; the rate itself where enough were invited."""
    counts = {name: nearest_five(rate[name]) for name in ("base", "population", "replied")}
    return {**rate, **counts, "percent": rate["percent"] if rate["base"] >= rule.percent_base else None, "flag": None}


def _rounded_scale(scale: ScaleBody) -> ScaleBody:
    return {**scale, "alpha": _two(scale["alpha"]), "low": _two(scale["low"]), "high": _two(scale["high"])}


def _public_table(body: Body, rule: PublicRule) -> Body:
    base, percentages = body["base"], body["base"] >= rule.percent_base
    mean_n = body["mean_n"]
    mean = None if body["mean"] is None or (mean_n or 0) < rule.mean_base else to_places(body["mean"], 1)
    options: list[OptionLine] = []
    for line in body["options"]:
        shown: OptionLine = {"code": line["code"], "percent": whole_percent(line["n"], base) if percentages else None, "flag": None}
        if "first" in line:
            shown["first"] = {"percent": whole_percent(line["first"]["n"], base) if percentages else None, "flag": None}
            shown["mean_place"] = None
        options.append(shown)
    return {
        "measure": body["measure"],
        "base": nearest_five(base),
        "missing": None,
        "options": options,
        "mean_n": None if mean_n is None else nearest_five(mean_n),
        "mean": mean,
        "sd": None,
        "median": None,
        "top2": _share(body["top2"], base) if percentages else None,
        "nps": _points(body["nps"]) if percentages else None,
    }


def rounded(body: Body, *, mean_places: bool = False) -> Body:
    """Whole percentages, means to two decimals, no counts but base and missing, exact ends flagged.

    mean_places   of a ranking: whether they may be shown (disclosed.mean_places_shown)

    What counts people outside the base, and the quantiles of a number, are left out: near its threshold a base of ten has
    single persons as its quantiles.
    """
    base = body["base"]
    return {
        "measure": body["measure"],
        "base": base,
        "missing": body["missing"],
        "options": [_option(line, base, mean_places) for line in body["options"]],
        "mean_n": body["mean_n"],
        "mean": _two(body["mean"]),
        "sd": _two(body["sd"]),
        "median": body["median"] if isinstance(body["median"], str) else _two(body["median"]),
        "top2": _share(body["top2"], base),
        "nps": _points(body["nps"]),
    }


def _option(line: OptionLine, base: int, mean_places: bool) -> OptionLine:
    shown: OptionLine = {"code": line["code"], "percent": whole_percent(line["n"], base), "flag": flag(line["n"], base)}
    if "first" in line:
        first = line["first"]["n"]
        shown["first"] = {"percent": whole_percent(first, base), "flag": flag(first, base)}
        shown["mean_place"] = _two(line["mean_place"]) if mean_places else None
    return shown


def _two(value: float | None) -> float | None:
    return None if value is None else to_places(value, 2)


def _share(share: Share | None, base: int) -> Share | None:
    if share is None:
        return None
    return {"percent": whole_percent(share["n"], base), "low": int(to_places(share["low"], 0)), "high": int(to_places(share["high"], 0))}


def _points(score: NetPromoter | None) -> NetPromoter | None:
    if score is None:
        return None
    whole: Sequence[int] = [
        int(to_places(score[name], 0))  # type: ignore[literal-required]  # the keys of NetPromoter
        for name in ("value", "low", "high", "promoters", "passives", "detractors")
    ]
    value, low, high, promoters, passives, detractors = whole
    return {
        "value": value,
        "se": to_places(score["se"], 1),
        "low": low,
        "high": high,
        "promoters": promoters,
        "passives": passives,
        "detractors": detractors,
    }
