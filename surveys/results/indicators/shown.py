"""Indicators as a release stores them: coarse enough that nobody is counted back from them."""

from surveys.disclosure.rounding import flag, nearest_five, to_places, whole_percent
from surveys.results.derived import IndicatorBody, IndicatorKind, IndicatorShare

_SHARES: frozenset[IndicatorKind] = frozenset({"rate", "net_promoter", "response_rate"})  # whole; the others to two decimals


def rounded_indicator(body: IndicatorBody) -> IndicatorBody:
    """Internal profile: whole per cent and points, everything else to two decimals, no counts but what figures rest on.

    Of unweighted bodies.
    """
    places = 0 if body["kind"] in _SHARES else 2
    shown: IndicatorBody = {**body}
    shown.pop("effective_n", None)
    shown["value"] = _rounded(body["value"], places)
    shown["se"] = _rounded(body["se"], places or 1)
    shown["low"], shown["high"] = _rounded(body["low"], places), _rounded(body["high"], places)
    for name in ("mean", "sd"):
        if name in body:
            shown[name] = _rounded(body[name], 2)  # type: ignore[literal-required]
    if "shares" in body:
        shown["shares"] = [_share(line, body["n"]) for line in body["shares"]]
    if body["kind"] == "rate":
        shown["flag"] = "zero" if body["value"] == 0 else "all" if body["value"] == 100 else None
    return shown


def public_indicator(body: IndicatorBody, *, percent_base: int, mean_base: int) -> IndicatorBody:
    """Public profile, after HESA: n to the nearest 5, no percentage under one base, no average under another.

    body           unrounded
    percent_base   fewest respondents behind a percentage: 23
    mean_base      fewest respondents behind a mean or a median: 8

    Standard errors, standard deviations and flags are left out: they would give the exact n away.
    """
    n, valued = body["n"], body.get("mean_n", body["n"])
    if body["kind"] in _SHARES:
        places, fewest, behind = 0, percent_base, n
    else:
        places, fewest, behind = 1, mean_base, min(valued, body.get("other_n", valued))
    enough = behind >= fewest
    shown: IndicatorBody = {
        "measure": "indicator", "kind": body["kind"], "version": body["version"],
        "value": _rounded(body["value"], places) if enough else None,
        "se": None,
        "low": _rounded(body["low"], places) if enough else None,
        "high": _rounded(body["high"], places) if enough else None,
        "n": nearest_five(n),
        "reason": body.get("reason") if enough else "small_base",
    }  # fmt: skip
    if "mean" in body:
        shown["mean"] = _rounded(body["mean"], 1) if enough else None
    if "mean_n" in body:
        shown["mean_n"] = nearest_five(body["mean_n"])
    if "other_n" in body:
        shown["other_n"] = nearest_five(body["other_n"])
    if "shares" in body:
        shown["shares"] = [
            {"code": line["code"], "percent": whole_percent(line["n"], n) if n >= percent_base else None} for line in body["shares"]
        ]
    if "band" in body:
        shown["band"] = body["band"] if enough else None
    return shown


def _share(line: IndicatorShare, base: int) -> IndicatorShare:
    if not base:
        return {"code": line["code"], "percent": None, "flag": None}
    return {"code": line["code"], "percent": whole_percent(line["n"], base), "flag": flag(line["n"], base)}


def _rounded(value: float | None, places: int) -> float | None:
    if value is None:
        return None
    return to_places(value, places) if places else int(to_places(value, 0))
