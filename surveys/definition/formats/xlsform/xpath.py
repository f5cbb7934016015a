"""The part of XPath that XLSForms are written in, as a tree. Only read, never evaluated.

selected(${work}, 'yes') and ${hours} >= 30
"""

import re
from dataclasses import dataclass
from typing import NoReturn

from django.utils.translation import gettext as _

MOST_CHARACTERS, DEEPEST = 30_000, 40  # a condition on a list of countries names every one of them

_TOKEN = re.compile(
    r"""\s*(?:(?P<quoted>"[^"]*"|'[^']*')"""
    r"""|(?P<ref>\$\{[^{}\s]+\})"""
    r"""|(?P<number>\d+(?:\.\d*)?|\.\d+)"""
    r"""|(?P<name>[A-Za-z_][\w.:-]*)"""
    r"""|(?P<sign>!=|<=|>=|[=<>(),.\-]))"""
)
_STRAIGHT = str.maketrans("‘’“”", "''\"\"")  # what a word processor makes of quotation marks


class XPathError(ValueError):
    """Why an expression cannot be carried over, as a sentence in the reader's language."""


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class Number:
    text: str  # as written, so that no digit is lost


@dataclass(frozen=True, slots=True)
class Ref:
    """${name}"""

    name: str


@dataclass(frozen=True, slots=True)
class Own:
    """The dot of a constraint: the answer itself."""


@dataclass(frozen=True, slots=True)
class Call:
    function: str
    arguments: tuple["Term", ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    op: str  # = != < <= > >=
    left: "Term"
    right: "Term"


@dataclass(frozen=True, slots=True)
class Every:
    """Two or more terms joined by `and`."""

    terms: tuple["Term", ...]


@dataclass(frozen=True, slots=True)
class Some:
    """Two or more terms joined by `or`."""

    terms: tuple["Term", ...]


Term = Text | Number | Ref | Own | Call | Comparison | Every | Some

_TURNED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


def parse(expression: str) -> Term:
    """XPathError where it is too long, too deep or written otherwise than this can read."""
    return _Parser(expression.translate(_STRAIGHT)).whole()


def conjuncts(term: Term) -> tuple[Term, ...]:
    """What must all hold."""
    return tuple(part for inner in term.terms for part in conjuncts(inner)) if isinstance(term, Every) else (term,)


def quoted(text: str) -> str:
    """A text as XPath writes it; codes with both kinds of quotation marks are not written (names.choice)."""
    return f'"{text}"' if "'" in text else f"'{text}'"


class _Parser:
    """Recursive descent: or < and < comparison. Arithmetic and paths are refused where they are met."""

    def __init__(self, expression: str) -> None:
        if len(expression) > MOST_CHARACTERS:
            raise XPathError(_("It is longer than %(most)d characters.") % {"most": MOST_CHARACTERS})
        self._expression = expression
        self._tokens = self._split()
        self._next = 0
        self._depth = 0

    def whole(self) -> Term:
        term = self._some()
        if self._next < len(self._tokens):
            self._refuse()
        return term

    def _split(self) -> list[tuple[str, str, int]]:
        tokens, position, end = [], 0, len(self._expression.rstrip())
        while position < end:
            found = _TOKEN.match(self._expression, position)
            if not found or not found.lastgroup:
                raise self._error(position)
            tokens.append((found.lastgroup, found[found.lastgroup], found.start(found.lastgroup)))
            position = found.end()
        return tokens

    def _error(self, position: int) -> XPathError:
        rest = self._expression[position:].strip()
        return XPathError(_("It cannot be read from “%(rest)s” on.") % {"rest": rest[:30]} if rest else _("It ends too early."))

    def _refuse(self) -> NoReturn:
        raise self._error(self._tokens[self._next][2] if self._next < len(self._tokens) else len(self._expression))

    def _at(self, kind: str, *texts: str) -> bool:
        here = self._tokens[self._next] if self._next < len(self._tokens) else ("", "", 0)
        return here[0] == kind and here[1] in texts

    def _take(self, kind: str, *texts: str) -> str:
        """The next token where it is one of these, else ""."""
        if not self._at(kind, *texts):
            return ""
        self._next += 1
        return self._tokens[self._next - 1][1]

    def _some(self) -> Term:
        self._depth += 1
        if self._depth > DEEPEST:
            raise XPathError(_("It is nested too deeply."))
        terms = [self._every()]
        while self._take("name", "or"):
            terms.append(self._every())
        self._depth -= 1
        return Some(tuple(terms)) if len(terms) > 1 else terms[0]

    def _every(self) -> Term:
        terms = [self._comparison()]
        while self._take("name", "and"):
            terms.append(self._comparison())
        return Every(tuple(terms)) if len(terms) > 1 else terms[0]

    def _comparison(self) -> Term:
        left = self._single()
        op = self._take("sign", "=", "!=", "<", "<=", ">", ">=")
        if not op:
            return left
        right = self._single()
        if isinstance(left, Text | Number) and not isinstance(right, Text | Number):
            return Comparison(_TURNED[op], right, left)
        return Comparison(op, left, right)

    def _single(self) -> Term:
        if self._take("sign", "("):
            term = self._some()
            if not self._take("sign", ")"):
                self._refuse()
            return term
        minus = self._take("sign", "-")
        if self._next >= len(self._tokens):
            self._refuse()
        kind, text, _place = self._tokens[self._next]
        if kind == "number":
            self._next += 1
            return Number(f"-{text}" if minus else text)
        if minus or (kind == "sign" and text != ".") or text in {"and", "or"}:
            self._refuse()
        self._next += 1
        if kind == "quoted":
            return Text(text[1:-1])
        if kind == "ref":
            return Ref(text[2:-1])
        return Own() if kind == "sign" else self._call(text)

    def _call(self, function: str) -> Term:
        if not self._take("sign", "("):
            self._next -= 1
            self._refuse()
        arguments = []
        if not self._at("sign", ")"):
            arguments.append(self._some())
            while self._take("sign", ","):
                arguments.append(self._some())
        if not self._take("sign", ")"):
            self._refuse()
        return Call(function, tuple(arguments))
