"""From unrounded tables to what the internal profile shows of them."""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from surveys.disclosure.groups import Group
from surveys.disclosure.policy import Policy, Reason
from surveys.disclosure.rounding import flag, to_places, whole_percent
from surveys.disclosure.tree import reasons_to_withhold

from .columns import ORGANISATION, Columns
from .counting import Tally
from .tables import Body, NetPromoter, OptionLine, Share
from .tabulate import Tabulation


def reasons(tabulation: Tabulation, tallies: Mapping[str, Tally], *, policy: Policy) -> dict[tuple[int, str], Reason | None]:
    """By unit and variable: None where the table may be shown. Each variable is a question of its own, with bases of its own."""
    return {
        (unit, code): reason
        for code, counted in tallies.items()
        for unit, reason in enumerate(_of_variable(tabulation, counted, policy))
        if unit < len(tabulation.tree.units) and tabulation.applies(code, unit)
    }


def mean_places_shown(tabulation: Tabulation, tallies: Mapping[str, Tally], *, policy: Policy) -> frozenset[tuple[int, str]]:
    """Units and rankings whose mean places may be shown, where the table is.

    Each mean rests on those who ranked its option, so these are groups too: none of them may be small, nor what is left of
    them below a unit. All of a ranking or none, since with every place filled the means of a table add up to a known sum.
    """
    shown: set[tuple[int, str]] = set()
    for code, counted in tallies.items():
        if counted.ranks is not None:
            sizes = np.column_stack([counted.base, counted.n])
            groups = _leaf_groups(tabulation, counted, sizes, employers=policy.minimum_organisations is not None)
            found = reasons_to_withhold(tabulation.tree.hierarchy, groups, policy=policy)
            shown |= {(unit, code) for unit, reason in enumerate(found) if reason is None}
    return frozenset(shown)


def _of_variable(tabulation: Tabulation, counted: Tally, policy: Policy) -> list[Reason | None]:
    valued = counted.valued
    sizes = np.column_stack([counted.base, counted.base if valued is None else valued])
    groups = _leaf_groups(tabulation, counted, sizes, employers=policy.minimum_organisations is not None)
    if counted.variable.code in tabulation.by_program_only:
        return [policy.objection(group) for group in groups]  # never rolled up: nothing to subtract from
    return reasons_to_withhold(tabulation.tree.hierarchy, groups, policy=policy)


def _leaf_groups(tabulation: Tabulation, counted: Tally, sizes: np.ndarray, *, employers: bool) -> list[Group]:
    """Per unit of the hierarchy: respondents counted at it directly. The last one has no program.

    sizes   units x groups that may not be small; the base is the first of them
    """
    tree = tabulation.tree
    places = [tree.index["program", code] for code in tabulation.columns.programs]
    without = sizes[0] - sizes[places].sum(axis=0)
    by_place = {place: (column, sizes[place]) for column, place in enumerate(places, 1)}
    by_place[len(tree.units)] = (0, without)
    organisations = _organisations(tabulation.columns, counted) if employers else {}
    nobody = Group((0,) * sizes.shape[1])
    groups = [nobody] * (len(tree.units) + 1)
    for place, (column, counts) in by_place.items():
        groups[place] = Group(tuple(counts.tolist()), organisations.get(column, {}))
    return groups


def _organisations(columns: Columns, counted: Tally) -> dict[int, Counter[int]]:
    """Answers in the base per program column and organisation; answers of unknown organisations count as one organisation's."""
    base = in_base(columns, counted)
    pairs, n = np.unique(np.column_stack([columns.program[base], columns[ORGANISATION][base]]), axis=0, return_counts=True)
    found: dict[int, Counter[int]] = {}
    for (program, organisation), number in zip(pairs.tolist(), n.tolist(), strict=True):
        found.setdefault(program, Counter())[organisation] = number
    return found


def in_base(columns: Columns, counted: Tally) -> np.ndarray:
    """Who is in the base of the tally's variable."""
    variable = counted.variable
    base = columns.answered(variable.code)
    if variable.storage == "choices":
        kept = {option.code for option in variable.options if option.missing != "na"}
    else:
        kept = set(counted.options)
    for option in variable.options:
        if option.missing and option.code not in kept:
            base &= ~columns.is_option(variable.code, option.code)
    return base


def rounded(body: Body, *, mean_places: bool = False) -> Body:
    """Whole percentages, means to two decimals, no counts but base and missing, exact ends flagged.

    mean_places   of a ranking: whether they may be shown (mean_places_shown)

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
