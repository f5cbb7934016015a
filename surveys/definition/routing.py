"""Routing expressions: `show_if` of a question and `--where` of the results, parsed to a small tree, never evaluated as code.

    E02 in [emp_ft, emp_pt] and not E05 < 35
    A21 has C04 or answered(A22)

Values are bare codes, numbers, or text in quotes; `in`, `has`, `and`, `or`, `not` and `answered` are words of the language.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NoReturn

from django.utils.translation import gettext as _

from surveys.questions import Variable

from .conditions import ORDER, And, Answered, Columns, Compare, Has, In, Mask, Node, Not, Or

__all__ = [
    "ORDER",
    "And",
    "Answered",
    "Columns",
    "Compare",
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


class RoutingError(ValueError):
    """The expression cannot be understood; the text says where, in the reader's language."""


@lru_cache(maxsize=4096)
def parse(expression: str) -> Node:
    """RoutingError where the expression does not follow the grammar. Knows no variables: see `read`."""
    return _Parser(expression).whole()


def read(expression: str, variables: Mapping[str, Variable]) -> Node:
    """Parsed, and bound to the variables it names. RoutingError also for an unknown variable or an impossible comparison."""
    return bind(parse(expression), variables)


def bind(node: Node, variables: Mapping[str, Variable]) -> Node:
    """The same condition in terms of what is stored.

    An order comparison of a choice (`A16 >= 4`) becomes the list of options whose value satisfies it, so that "no opinion"
    (an option without a value) never satisfies one; equality with a number variable becomes a comparison of numbers.
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
            if variable.storage not in {"choices", "registers"}:
                raise RoutingError(_("%(code)s takes one answer: write == instead of has.") % {"code": code})
            _options_exist(variable, (value,))
        case Compare(code, op, number):
            variable = _known(code, variables)
            if variable.storage == "number":
                return node
            scale = [o for o in variable.options if o.value is not None and not o.missing]
            if variable.storage != "choice" or not scale:
                raise RoutingError(_("%(code)s has no order: it cannot be compared with %(op)s.") % {"code": code, "op": op})
            return In(code, tuple(o.code for o in scale if ORDER[op](o.value, number)))
    return node


def _bind_in(node: Node, variable: Variable, values: tuple[str, ...]) -> Node:
    if variable.storage == "text":
        raise RoutingError(_("%(code)s is free text: only answered(%(code)s) can be asked of it.") % {"code": variable.code})
    if variable.storage in {"choices", "registers"}:
        raise RoutingError(_("%(code)s takes several answers: write has instead of == or in.") % {"code": variable.code})
    if variable.storage != "number":
        _options_exist(variable, values)
        return node
    numbers = [_number(value) for value in values]
    if None in numbers or not numbers:
        raise RoutingError(
            _("%(code)s is a number and cannot be compared with %(values)s.") % {"code": variable.code, "values": ", ".join(values)}
        )
    alternatives: list[Node] = [Compare(variable.code, "==", number) for number in numbers if number is not None]
    bound = alternatives[0]
    for alternative in alternatives[1:]:
        bound = Or(bound, alternative)
    return bound


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


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else None


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
            self._take("(")
            node = Answered(self._word())
            self._take(")")
            return node
        match self._take("==", "!=", "<", "<=", ">", ">=", "in", "not", "has"):
            case "==":
                return In(code, (self._value(),))
            case "!=":
                return Not(In(code, (self._value(),)))
            case "in":
                return In(code, self._values())
            case "not":
                self._take("in")
                return Not(In(code, self._values()))
            case "has":
                return Has(code, self._value())
            case op:
                return self._order(code, op)

    def _order(self, code: str, op: str) -> Node:
        at = self._next
        number = _number(self._value())
        if number is None:
            self._next = at
            self._refuse()
        return Compare(code, op, number)

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
