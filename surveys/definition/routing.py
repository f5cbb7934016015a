"""Routing expressions: `show_if` of a question and `--where` of the results, parsed to a small tree, never evaluated as code.

    E02 in [emp_ft, emp_pt] and not E05 < 35
    A21 has C04 or answered(A22)
    E07 >= 2024-05 and first(E31) == pay

Values are bare codes, numbers, years and months, or text in quotes; `in`, `has`, `and`, `or`, `not`, `answered` and `first`
are words of the language.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NoReturn

from django.utils.translation import gettext as _

from surveys.questions import Variable
from surveys.questions.period import is_period

from .binding import RoutingError, bind, number_in
from .conditions import ORDER, And, Answered, Columns, Compare, ComparePeriod, First, Has, In, Mask, Node, Not, Or

__all__ = [
    "ORDER",
    "And",
    "Answered",
    "Columns",
    "Compare",
    "ComparePeriod",
    "First",
    "Has",
    "In",
    "Mask",
    "Node",
    "Not",
    "Or",
    "RoutingError",
    "bind",
    "parse",
    "read",
]

MOST_CHARACTERS, DEEPEST = 2_000, 40

_TOKEN = re.compile(
    r"""\s*(?:(?P<quoted>"[^"]*"|'[^']*')|(?P<sign>==|!=|<=|>=|[<>()\[\],])|(?P<word>[^\s"'=!<>()\[\],]+))""",
)
_WORDS = {"and", "or", "not", "in", "has"}


@lru_cache(maxsize=4096)
def parse(expression: str) -> Node:
    """RoutingError where the expression does not follow the grammar. Knows no variables: see `read`."""
    return _Parser(expression).whole()


def read(expression: str, variables: Mapping[str, Variable]) -> Node:
    """Parsed, and bound to the variables it names. RoutingError also for an unknown variable or an impossible comparison."""
    return bind(parse(expression), variables)


class _Parser:
    """Recursive descent: or < and < not < comparison."""

    def __init__(self, expression: str) -> None:
        self._expression = expression
        self._tokens = self._split()
        self._next = 0
        self._depth = 0

    def whole(self) -> Node:
        node = self._either()
        if self._next < len(self._tokens):
            self._refuse()
        return node

    def _split(self) -> list[tuple[str, str, int]]:
        """(kind, text, position) of every token."""
        if len(self._expression) > MOST_CHARACTERS:
            raise RoutingError(_("A condition may have at most %(most)s characters.") % {"most": MOST_CHARACTERS})
        tokens, position, end = [], 0, len(self._expression.rstrip())
        while position < end:
            found = _TOKEN.match(self._expression, position)
            if not found or not found.lastgroup:
                raise self._error(position)
            text = found[found.lastgroup]
            tokens.append((found.lastgroup, text[1:-1] if found.lastgroup == "quoted" else text, found.end() - len(text)))
            position = found.end()
        return tokens

    def _error(self, position: int) -> RoutingError:
        rest = self._expression[position:].strip()
        if not rest:
            return RoutingError(_("The condition “%(condition)s” ends too early.") % {"condition": self._expression})
        where = {"condition": self._expression, "rest": rest[:30]}
        return RoutingError(_("The condition “%(condition)s” cannot be understood from “%(rest)s” on.") % where)

    def _refuse(self) -> NoReturn:
        raise self._error(self._tokens[self._next][2] if self._next < len(self._tokens) else len(self._expression))

    def _peek(self, *texts: str) -> bool:
        """Is the next token one of these words or signs of the language?"""
        return self._next < len(self._tokens) and self._tokens[self._next][0] != "quoted" and self._tokens[self._next][1] in texts

    def _take(self, *texts: str) -> str:
        if not self._peek(*texts):
            self._refuse()
        self._next += 1
        return self._tokens[self._next - 1][1]

    def _either(self) -> Node:
        node = self._both()
        while self._peek("or"):
            self._take("or")
            node = Or(node, self._both())
        return node

    def _both(self) -> Node:
        node = self._one()
        while self._peek("and"):
            self._take("and")
            node = And(node, self._one())
        return node

    def _one(self) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise RoutingError(_("The condition “%(condition)s” is nested too deeply.") % {"condition": self._expression[:60]})
        try:
            if self._peek("not"):
                self._take("not")
                return Not(self._one())
            if self._peek("("):
                self._take("(")
                node = self._either()
                self._take(")")
                return node
            return self._comparison()
        finally:
            self._depth -= 1

    def _comparison(self) -> Node:
        code = self._word()
        if code == "answered" and self._peek("("):
            return Answered(self._in_brackets())
        if code == "first" and self._peek("("):
            return self._one_of(First, self._in_brackets())
        if self._peek("==", "!=", "in", "not"):
            return self._one_of(In, code)
        match self._take("<", "<=", ">", ">=", "has"):
            case "has":
                return Has(code, self._value())
            case op:
                return self._order(code, op)

    def _one_of(self, kind: type[In] | type[First], code: str) -> Node:
        match self._take("==", "!=", "in", "not"):
            case "==":
                return kind(code, (self._value(),))
            case "!=":
                return Not(kind(code, (self._value(),)))
            case "in":
                return kind(code, self._values())
            case _:
                self._take("in")
                return Not(kind(code, self._values()))

    def _in_brackets(self) -> str:
        self._take("(")
        code = self._word()
        self._take(")")
        return code

    def _order(self, code: str, op: str) -> Node:
        at = self._next
        value = self._value()
        number = number_in(value)
        if number is None and not is_period(value):
            self._next = at
            self._refuse()
        return ComparePeriod(code, op, value) if number is None else Compare(code, op, number)

    def _word(self) -> str:
        if self._next >= len(self._tokens) or self._tokens[self._next][0] != "word" or self._peek(*_WORDS):
            self._refuse()
        self._next += 1
        return self._tokens[self._next - 1][1]

    def _value(self) -> str:
        if self._next < len(self._tokens) and self._tokens[self._next][0] == "quoted":
            self._next += 1
            return self._tokens[self._next - 1][1]
        return self._word()

    def _values(self) -> tuple[str, ...]:
        self._take("[")
        values = [self._value()]
        while self._peek(","):
            self._take(",")
            values.append(self._value())
        self._take("]")
        return tuple(values)
