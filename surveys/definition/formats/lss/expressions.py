"""LimeSurvey's expressions as a tree. Only read, never evaluated.

Q1.NAOK == "A1" && !is_empty(123X4X5SQ001)
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

MOST_CHARACTERS, DEEPEST = 4_000, 40

_TOKEN = re.compile(
    r"""\s*(?:(?P<quoted>"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+')"""
    r"""|(?P<name>\d+X\d+X\d+[\w#]*(?:\.\w+)*|[A-Za-z_][\w:]*(?:\.\w+)*)"""
    r"""|(?P<number>\d+(?:\.\d+)?|\.\d+)"""
    r"""|(?P<sign>\|\||&&|==|!=|<=|>=|[=<>!+\-*/%^(),]))"""
)
_WORDS = {"and": "&&", "or": "||", "eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}


class ExpressionError(ValueError):
    """Why an expression cannot be carried over, as half a sentence in the reader's language."""


@dataclass(frozen=True, slots=True)
class Constant:
    text: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """suffix: what stands behind the last dot: NAOK, shown, value ..."""

    name: str
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    function: str
    arguments: tuple["Term", ...]


@dataclass(frozen=True, slots=True)
class Unary:
    sign: str
    inner: "Term"


@dataclass(frozen=True, slots=True)
class Binary:
    """Comparisons and arithmetic."""

    sign: str
    left: "Term"
    right: "Term"


@dataclass(frozen=True, slots=True)
class Joined:
    """Two or more terms, all of them (&&) or any of them (||)."""

    sign: str
    terms: tuple["Term", ...]


Term = Constant | Name | Call | Unary | Binary | Joined

# From what binds least to what binds most; operators of one level group from the left.
_LEVELS = (("||",), ("&&",), ("==", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "/", "%"))
_JOINING = 2  # levels


def parse(expression: str) -> Term:
    """ExpressionError where it is too long, or no expression."""
    return _Parser(expression).whole()


class _Parser:
    def __init__(self, expression: str) -> None:
        if len(expression) > MOST_CHARACTERS:
            raise ExpressionError(_("it is longer than %(most)d characters") % {"most": MOST_CHARACTERS})
        self._expression = expression
        self._tokens = self._split()
        self._next = 0
        self._depth = 0

    def whole(self) -> Term:
        term = self._level(0)
        if self._next < len(self._tokens):
            raise self._error()
        return term

    def _split(self) -> list[tuple[str, str, int]]:
        """(kind, text, place) of every token; the words for operators are turned into their signs."""
        tokens: list[tuple[str, str, int]] = []
        at, end = 0, len(self._expression.rstrip())
        while at < end:
            found = _TOKEN.match(self._expression, at)
            if not found or not found.lastgroup:
                raise self._cannot(at)
            kind, text = found.lastgroup, found[found.lastgroup]
            if kind == "name" and text.lower() in _WORDS:
                kind, text = "sign", _WORDS[text.lower()]
            if text == "=":
                raise ExpressionError(_("a single = does not compare, it sets a value"))
            tokens.append((kind, text, found.start(found.lastgroup)))
            at = found.end()
        return tokens

    def _error(self) -> ExpressionError:
        return self._cannot(self._tokens[self._next][2] if self._next < len(self._tokens) else len(self._expression))

    def _cannot(self, at: int) -> ExpressionError:
        rest = self._expression[at:].strip()[:30]
        return ExpressionError(_("it cannot be understood from “%(rest)s” on") % {"rest": rest} if rest else _("it ends too early"))

    def _sign(self, *signs: str) -> str:
        """The next token, taken, where it is one of these signs; else ""."""
        if self._next < len(self._tokens) and self._tokens[self._next][0] == "sign" and self._tokens[self._next][1] in signs:
            self._next += 1
            return self._tokens[self._next - 1][1]
        return ""

    def _level(self, level: int) -> Term:
        if level == len(_LEVELS):
            return self._unary()
        term = self._level(level + 1)
        if level < _JOINING:
            terms = [term]
            while self._sign(*_LEVELS[level]):
                terms.append(self._level(level + 1))
            return Joined(_LEVELS[level][0], tuple(terms)) if len(terms) > 1 else term
        while sign := self._sign(*_LEVELS[level]):
            term = Binary(sign, term, self._level(level + 1))
        return term

    def _unary(self) -> Term:
        self._depth += 1
        if self._depth > DEEPEST:
            raise ExpressionError(_("it is nested too deeply"))
        try:
            if sign := self._sign("!", "-", "+"):
                return _signed(sign, self._unary())
            if self._sign("("):
                term = self._level(0)
                self._close()
                return term
            return self._single()
        finally:
            self._depth -= 1

    def _single(self) -> Term:
        if self._next >= len(self._tokens) or self._tokens[self._next][0] == "sign":
            raise self._error()
        kind, text, _place = self._tokens[self._next]
        self._next += 1
        if kind == "quoted":
            return Constant(re.sub(r"\\(.)", r"\1", text[1:-1], flags=re.DOTALL), quoted=True)
        if kind == "number":
            return Constant(text)
        if self._sign("("):
            return Call(text, self._arguments())
        name, _dot, suffix = text.partition(".")
        return Name(name, suffix)

    def _arguments(self) -> tuple[Term, ...]:
        if self._sign(")"):
            return ()
        arguments = [self._level(0)]
        while self._sign(","):
            arguments.append(self._level(0))
        self._close()
        return tuple(arguments)

    def _close(self) -> None:
        if not self._sign(")"):
            raise self._error()


def _signed(sign: str, term: Term) -> Term:
    if isinstance(term, Constant) and not term.quoted and sign in "+-":
        return term if sign == "+" else Constant(term.text[1:] if term.text.startswith("-") else f"-{term.text}")
    return Unary(sign, term)
