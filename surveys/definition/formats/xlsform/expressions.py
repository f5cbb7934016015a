"""Routing's tree as the expression it is written in: definition.routing.parse reads the same tree from it."""

import re
from collections.abc import Iterable

from surveys.definition.routing import And, Answered, Compare, ComparePeriod, First, Has, In, Node, Not, Or

from .to_xpath import AND, ATOM, OR, Piece, joined, plain


def expression(node: Node) -> str:
    return _say(node)[0]


def _say(node: Node) -> Piece:
    match node:
        case Not(In(code, values)):
            return f"{code} {_one_of(values, '!=', 'not in')}", ATOM
        case Not(First(code, values)):
            return f"first({code}) {_one_of(values, '!=', 'not in')}", ATOM
        case Not(Compare(code, "==", number)):
            return f"{code} != {plain(number)}", ATOM
        case Not(ComparePeriod(code, "==", period)):
            return f"{code} != {period}", ATOM
        case Not(inner):
            text, held = _say(inner)
            return f"not {text if held == ATOM else f'({text})'}", ATOM
        case And(left, right):
            return joined("and", AND, [_say(left), _say(right)])
        case Or(left, right):
            return joined("or", OR, [_say(left), _say(right)])
        case In(code, values):
            return f"{code} {_one_of(values, '==', 'in')}", ATOM
        case First(code, values):
            return f"first({code}) {_one_of(values, '==', 'in')}", ATOM
        case Has(code, value):
            return f"{code} has {_value(value)}", ATOM
        case Answered(code):
            return f"answered({code})", ATOM
        case Compare(code, op, number):
            return f"{code} {op} {plain(number)}", ATOM
        case ComparePeriod(code, op, period):
            return f"{code} {op} {period}", ATOM
    raise TypeError(f"no expression for {node!r}")


def _one_of(values: Iterable[str], one: str, several: str) -> str:
    written = [_value(value) for value in values]
    return f"{one} {written[0]}" if len(written) == 1 else f"{several} [{', '.join(written)}]"


def _value(value: str) -> str:
    if re.fullmatch(r"""[^\s"'=!<>()\[\],]+""", value) and value not in {"and", "or", "not", "in", "has"}:
        return value
    return f"'{value}'" if '"' in value else f'"{value}"'
