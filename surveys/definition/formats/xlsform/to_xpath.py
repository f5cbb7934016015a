"""Routing's conditions as XPath.

Unanswered is the empty string in XPath and satisfies no comparison but !=, as in routing (definition.conditions).
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from surveys.definition.routing import And, Answered, Compare, ComparePeriod, First, Has, In, Node, Not, Or, bind
from surveys.questions import Variable

from .xpath import quoted

OR, AND, ATOM = range(3)  # how tightly a piece of XPath holds together

Piece = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Names:
    """What variables and their options are called in the form. Options by (variable, code) where the form names them otherwise."""

    variables: Mapping[str, Variable]
    in_form: Mapping[str, str]
    options: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def ref(self, code: str) -> str:
        return f"${{{self.in_form[code]}}}"

    def option(self, code: str, option: str) -> str:
        return quoted(self.options.get((code, option), option))


def to_xpath(node: Node, names: Names) -> str:
    """Of a condition as written; it is bound first, so that order comparisons of choices are lists of options."""
    return _write(bind(node, names.variables), names)[0]


def _write(node: Node, names: Names) -> Piece:
    match node:
        case Not(inner):
            return f"not({_write(inner, names)[0]})", ATOM
        case And(left, right):
            return joined("and", AND, [_write(left, names), _write(right, names)])
        case Or(left, right):
            return joined("or", OR, [_write(left, names), _write(right, names)])
        case Answered(code):
            return f"{names.ref(code)} != ''", ATOM
        case In(code, ()):  # an order comparison that no option satisfies
            return f"{names.ref(code)} != '' and {names.ref(code)} = ''", AND
        case In(code, values):
            return joined("or", OR, [(f"{names.ref(code)} = {names.option(code, value)}", ATOM) for value in values])
        case First(code, values):
            return joined("or", OR, [(_ranked(names, code, value, 0), ATOM) for value in values])
        case Has(code, value):
            places, options = names.variables[code].maximum, names.variables[code].options
            if names.variables[code].storage == "ranking" and places < len(options):  # XLSForm ranks them all
                return joined("or", OR, [(_ranked(names, code, value, place), ATOM) for place in range(places)])
            return f"selected({names.ref(code)}, {names.option(code, value)})", ATOM
        case Compare(code, op, number):
            return f"{names.ref(code)} {'=' if op == '==' else op} {plain(number)}", ATOM
        case ComparePeriod(code, op, period):
            return _write_period(names.ref(code), op, period)
    raise TypeError(f"no XPath for {node!r}")


def _ranked(names: Names, code: str, option: str, place: int) -> str:
    return f"selected-at({names.ref(code)}, {place}) = {names.option(code, option)}"


def joined(word: str, level: int, pieces: list[Piece]) -> Piece:
    if len(pieces) == 1:
        return pieces[0]
    return f" {word} ".join(text if held >= level else f"({text})" for text, held in pieces), level


def plain(number: float) -> str:
    """Without an exponent, which neither language knows."""
    return format(Decimal(repr(number)).normalize() + 0, "f")


def _write_period(ref: str, op: str, period: str) -> Piece:
    """Devices store the first day of the year or month; the comparison holds for any of its days."""
    first, last = days(period)
    match op:
        case "==":
            return f"{ref} >= {date(first)} and {ref} <= {date(last)}", AND
        case ">=" | "<":
            return f"{ref} {op} {date(first)}", ATOM
    return f"{ref} {op} {date(last)}", ATOM


def date(day: str) -> str:
    return f"date('{day}')"


def days(period: str) -> tuple[str, str]:
    """First and last day of a year or month, ISO."""
    year, _dash, month = period.partition("-")
    if not month:
        return f"{year}-01-01", f"{year}-12-31"
    return f"{period}-01", f"{period}-{monthrange(int(year), int(month))[1]}"
