"""From a condition as it is written to one in terms of what is stored: comparisons are resolved, impossible ones refused."""

import re
from collections.abc import Mapping
from functools import reduce

from django.utils.translation import gettext as _

from surveys.questions import Variable
from surveys.questions.period import is_period, ordinal, written_period

from .conditions import ORDER, And, Answered, Compare, ComparePeriod, First, Has, In, Node, Not, Or


class RoutingError(ValueError):
    """The expression cannot be understood; the text says where, in the reader's language."""


def bind(node: Node, variables: Mapping[str, Variable]) -> Node:
    """The same condition in terms of what is stored. RoutingError for an unknown variable and an impossible comparison.

    An order comparison of a choice (`A16 >= 4`) becomes the list of options whose value satisfies it, so that "no opinion"
    (an option without a value) never satisfies one; equality with a number or a period becomes a comparison.
    """
    match node:
        case Not(inner):
            return Not(bind(inner, variables))
        case And(left, right):
            return And(bind(left, variables), bind(right, variables))
        case Or(left, right):
            return Or(bind(left, variables), bind(right, variables))
        case Answered(code):
            _known(code, variables)
        case In(code, values):
            return _bind_in(node, _known(code, variables), values)
        case Has(code, value):
            variable = _known(code, variables)
            if variable.storage not in {"choices", "registers", "ranking"}:
                raise RoutingError(_("%(code)s takes one answer: write == instead of has.") % {"code": code})
            _options_exist(variable, (value,))
        case First(code, values):
            variable = _known(code, variables)
            if variable.storage != "ranking":
                raise RoutingError(_("%(code)s is not a ranking: first(%(code)s) cannot be asked of it.") % {"code": code})
            _options_exist(variable, values)
        case Compare(code, op, number):
            return _bind_order(node, _known(code, variables), op, number)
        case ComparePeriod(code, op, period):
            return _bind_period(_known(code, variables), op, period)
    return node


def number_in(text: str) -> float | None:
    return float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else None


def _bind_in(node: Node, variable: Variable, values: tuple[str, ...]) -> Node:
    code = variable.code
    match variable.storage:
        case "text":
            raise RoutingError(_("%(code)s is free text: only answered(%(code)s) can be asked of it.") % {"code": code})
        case "choices" | "registers":
            raise RoutingError(_("%(code)s takes several answers: write has instead of == or in.") % {"code": code})
        case "ranking":
            message = _("%(code)s is a ranking: write %(code)s has %(option)s, or first(%(code)s) == %(option)s.")
            raise RoutingError(message % {"code": code, "option": values[0]})
        case "number":
            numbers = [number_in(value) for value in values]
            if None in numbers:
                message = _("%(code)s is a number and cannot be compared with %(values)s.")
                raise RoutingError(message % {"code": code, "values": ", ".join(values)})
            return _any_of([Compare(code, "==", number) for number in numbers if number is not None])
        case "period":
            return _any_of([_bind_period(variable, "==", value) for value in values])
    _options_exist(variable, values)
    return node


def _any_of(alternatives: list[Node]) -> Node:
    return reduce(Or, alternatives)


def _bind_order(node: Node, variable: Variable, op: str, number: float) -> Node:
    if variable.storage == "number":
        return node
    if variable.storage == "period":
        return _bind_period(variable, op, f"{number:g}")
    scale = [o for o in variable.options if o.value is not None and not o.missing]
    if variable.storage != "choice" or not scale:
        raise RoutingError(_("%(code)s has no order: it cannot be compared with %(op)s.") % {"code": variable.code, "op": op})
    return In(variable.code, tuple(o.code for o in scale if ORDER[op](o.value, number)))


def _bind_period(variable: Variable, op: str, period: str) -> Node:
    """A year beside months is the whole of it: after 2024 is after December, until 2024 is until December."""
    said = {"code": variable.code, "op": op, "value": period}
    if variable.storage != "period":
        raise RoutingError(_("%(code)s is neither a year nor a month: it cannot be compared with %(value)s.") % said)
    if not is_period(period):
        raise RoutingError(_("%(code)s is compared with a year (2024) or a month (2024-05), not with %(value)s.") % said)
    if variable.unit == "year" and len(period) > 4:
        raise RoutingError(_("%(code)s asks for a year only: it cannot be compared with the month %(value)s.") % said)
    if variable.unit == "year" or len(period) > 4:
        bounds = [(op, period)]
    else:
        january, december = f"{period}-01", f"{period}-12"
        bounds = {
            ">=": [(">=", january)],
            ">": [(">", december)],
            "<=": [("<=", december)],
            "<": [("<", january)],
            "==": [(">=", january), ("<=", december)],
        }[op]
    low, high = int(variable.low or 0), int(variable.high or 0)
    if not all(ORDER[sign](_nearest(sign, ordinal(bound), low, high), ordinal(bound)) for sign, bound in bounds):
        limits = {"earliest": written_period(low, variable.unit), "latest": written_period(high, variable.unit)}
        raise RoutingError(_("%(code)s lies between %(earliest)s and %(latest)s: no answer is %(op)s %(value)s.") % {**said, **limits})
    comparisons: list[Node] = [ComparePeriod(variable.code, sign, bound) for sign, bound in bounds]
    return reduce(And, comparisons)


def _nearest(sign: str, bound: int, low: int, high: int) -> int:
    """The possible answer that comes nearest to satisfying the comparison."""
    return min(max(bound, low), high) if sign == "==" else high if sign in {">", ">="} else low


def _known(code: str, variables: Mapping[str, Variable]) -> Variable:
    try:
        return variables[code]
    except KeyError:
        raise RoutingError(_("There is no question with the code %(code)s.") % {"code": code}) from None


def _options_exist(variable: Variable, values: tuple[str, ...]) -> None:
    """Programs stand outside the document, so their codes are taken as they are."""
    if variable.register:
        return
    if unknown := sorted(set(values) - {o.code for o in variable.options}):
        raise RoutingError(_("%(code)s has no option %(options)s.") % {"code": variable.code, "options": ", ".join(unknown)})
