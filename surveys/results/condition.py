"""One condition of a filter, as someone chooses it from lists, and as the routing language writes it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from django.utils.translation import gettext as _

from surveys.questions import Variable

from .columns import COHORT_VARIABLE
from .selection import WrongUse

Operator = Literal["is", "not", "least", "most"]
OPERATORS: tuple[Operator, ...] = get_args(Operator)
_ORDER = {"least": ">=", "most": "<="}


@dataclass(frozen=True, slots=True)
class Condition:
    """value: code of an option, or a number, year or month as it is typed."""

    variable: str
    operator: Operator
    value: str


def expression(conditions: Iterable[Condition], where: str, variables: Mapping[str, Variable]) -> str:
    """All of the conditions, and `where`, as one expression; empty where there is nothing. WrongUse for what cannot be compared."""
    parts = [_written(condition, variables) for condition in conditions]
    if where.strip():
        parts.append(f"({where.strip()})" if parts else where.strip())
    return " and ".join(parts)


def _written(condition: Condition, variables: Mapping[str, Variable]) -> str:
    """`not` is said of those who answered: who was never asked has not said otherwise."""
    code, variable = condition.variable, variables.get(condition.variable)
    if variable is None and code != COHORT_VARIABLE:
        raise WrongUse(_("There is no question with the code %(code)s.") % {"code": code})
    if condition.operator in _ORDER:
        return f"{code} {_ORDER[condition.operator]} {_number(condition, variable)}"
    several = variable is not None and variable.storage in {"choices", "registers", "ranking"}
    typed = variable is None or variable.storage in {"number", "period"}
    same = f"{code} {'has' if several else '=='} {_typed(condition) if typed else _quoted(condition.value)}"
    return same if condition.operator == "is" else f"answered({code}) and not {same}"


def _number(condition: Condition, variable: Variable | None) -> str:
    """Of an option its value; else the number, year or month that was typed."""
    if variable is None or variable.storage in {"number", "period"}:
        return _typed(condition)
    chosen = next((option for option in variable.options if option.code == condition.value), None)
    if chosen is None or chosen.value is None or chosen.missing:
        raise WrongUse(
            _("“At least” and “at most” need an answer with a place on a scale; %(value)s of %(code)s has none.")
            % {"code": condition.variable, "value": condition.value}
        )
    return f"{chosen.value:g}"


def _typed(condition: Condition) -> str:
    """A comma is read as a point."""
    given = condition.value.strip().replace(",", ".")
    if not re.fullmatch(r"-?\d{1,15}(\.\d{1,6})?|\d{4}-\d\d", given):
        raise WrongUse(
            _("%(code)s is compared with a number, a year or a month such as 2024-05, not with “%(value)s”.")
            % {"code": condition.variable, "value": condition.value}
        )
    return given


def _quoted(value: str) -> str:
    return f"'{value}'" if '"' in value else f'"{value}"'
