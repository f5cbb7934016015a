"""XPath as routing's conditions. What routing cannot ask is refused with the reason: a condition half understood asks the wrong people."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce

from django.utils.translation import gettext as _

from surveys.definition.routing import And, Answered, Compare, ComparePeriod, First, Has, In, Node, Not, Or
from surveys.questions import Variable

from .to_xpath import days
from .xpath import Call, Comparison, Every, Number, Ref, Some, Term, Text, XPathError

_SEVERAL = {"choices", "registers", "ranking"}
_COUNTING = {"count-selected", "string-length"}


@dataclass(frozen=True, slots=True)
class Scope:
    """variables by code; `codes`: of the variable behind a name of the form; `gone`: names that were not carried over;
    `options`: codes by (variable, name of the choice) where the two differ."""

    variables: Mapping[str, Variable]
    codes: Mapping[str, str]
    gone: frozenset[str] = frozenset()
    options: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def variable(self, ref: Ref) -> Variable:
        if ref.name in self.gone:
            raise XPathError(_("%(name)s is not carried over.") % {"name": ref.name})
        code = self.codes.get(ref.name)
        if code is None or code not in self.variables:
            raise XPathError(_("%(name)s is not answered before it.") % {"name": ref.name})
        return self.variables[code]

    def option(self, variable: Variable, name: str) -> str:
        return self.options.get((variable.code, name), name)


def to_condition(term: Term, scope: Scope) -> Node | None:
    """None where it always holds. XPathError where it says what routing cannot."""
    if term == Call("true", ()):
        return None
    match term:
        case Every(terms):
            inner = [node for part in terms if (node := to_condition(part, scope)) is not None]
            return reduce(And, inner) if inner else None
        case Some(terms):
            return _any_of(terms, scope)
        case Call("not", (inner_term,)):
            inner_node = to_condition(inner_term, scope)
            if inner_node is None:
                raise XPathError(_("It never holds."))
            return Not(inner_node)
        case Call("selected", (Ref() as ref, Text(text))):
            variable = scope.variable(ref)
            option = scope.option(variable, text)
            return Has(variable.code, option) if variable.storage in _SEVERAL else In(variable.code, (option,))
        case Comparison(op, left, right):
            return _comparison(op, left, right, scope)
    raise XPathError(_("It asks what a condition here cannot ask."))


def _any_of(terms: tuple[Term, ...], scope: Scope) -> Node:
    """Alternatives about one question are one list of options; every place of a ranking is the ranking as a whole."""
    nodes: list[Node] = []
    at = 0
    while at < len(terms):
        if ranked := _ranked_anywhere(terms[at:], scope):
            nodes.append(ranked)
            at += scope.variables[ranked.code].maximum
            continue
        node = to_condition(terms[at], scope)
        at += 1
        if node is None:
            raise XPathError(_("It always holds."))
        last = nodes[-1] if nodes else None
        if isinstance(node, In) and isinstance(last, In) and node.code == last.code:
            nodes[-1] = In(node.code, tuple(dict.fromkeys([*last.values, *node.values])))
        elif isinstance(node, First) and isinstance(last, First) and node.code == last.code:
            nodes[-1] = First(node.code, tuple(dict.fromkeys([*last.values, *node.values])))
        else:
            nodes.append(node)
    return reduce(Or, nodes)


def _ranked_anywhere(terms: tuple[Term, ...], scope: Scope) -> Has | None:
    """selected-at(${r}, 0) = 'a' or selected-at(${r}, 1) = 'a' ... for each of the places that are asked, at the head of `terms`."""
    match terms[0]:
        case Comparison("=", Call("selected-at", (Ref() as ref, Number("0"))), Text(text)):
            variable = scope.variable(ref)
            each = tuple(Comparison("=", Call("selected-at", (ref, Number(str(n)))), Text(text)) for n in range(variable.maximum))
            if len(each) > 1 and terms[: len(each)] == each:
                return Has(variable.code, scope.option(variable, text))
    return None


def _comparison(op: str, left: Term, right: Term, scope: Scope) -> Node:
    if op == "!=":
        return _negated(_comparison("=", left, right, scope))
    match left, right:
        case Ref() as ref, Text(""):
            if op == "=":
                return Not(Answered(scope.variable(ref).code))
        case Ref() as ref, Text(text) | Number(text):
            return _with_value(op, scope.variable(ref), text, scope, number=isinstance(right, Number))
        case Ref() as ref, Call("date", (Text(text),)):
            return _with_date(op, scope.variable(ref), text)
        case Call("selected-at", (Ref() as ref, Number("0"))), Text(text):
            variable = scope.variable(ref)
            if op == "=" and variable.storage == "ranking":
                return First(variable.code, (scope.option(variable, text),))
        case Call(function, (Ref() as ref,)), Number(text) if function in _COUNTING:
            answered = Answered(scope.variable(ref).code)
            if (op, text) in {(">", "0"), (">=", "1")}:
                return answered
            if (op, text) in {("=", "0"), ("<", "1")}:
                return Not(answered)
    raise XPathError(_("It compares what cannot be compared here."))


def _negated(node: Node) -> Node:
    return node.inner if isinstance(node, Not) else Not(node)


def _with_value(op: str, variable: Variable, text: str, scope: Scope, *, number: bool) -> Node:
    named = {"name": variable.code}
    if variable.storage in _SEVERAL:
        raise XPathError(_("%(name)s has several answers: ask for one of them with selected().") % named)
    if variable.storage in {"text", "period"}:
        raise XPathError(_("Of %(name)s only can be asked whether it was answered, or its date.") % named)
    if op == "=" and variable.storage != "number":
        return _is_option(variable, text, scope, number=number)
    if not re.fullmatch(r"-?(\d+(\.\d*)?|\.\d+)", text):
        raise XPathError(_("%(name)s is compared with a text.") % named)
    return Compare(variable.code, "==" if op == "=" else op, float(text))


def _is_option(variable: Variable, text: str, scope: Scope, *, number: bool) -> Node:
    """A number is compared with the numbers that codes stand for: 1 is "1", and "01" too."""
    if not number:
        return In(variable.code, (scope.option(variable, text),))
    same = tuple(o.code for o in variable.options if o.value == float(text))
    if not same:
        raise XPathError(_("%(name)s has no option %(option)s.") % {"name": variable.code, "option": text})
    return In(variable.code, same)


def _with_date(op: str, variable: Variable, day: str) -> Node:
    """The first day of a year or month stands for the whole of it, as devices store it; so does the last in > and <=."""
    if variable.storage == "period":
        period = day[:4] if variable.unit == "year" else day[:7]
        first, last = days(period) if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])-\d\d", day) else ("", "")
        if day == first or (day == last and op in {">", "<="}):
            return ComparePeriod(variable.code, "==" if op == "=" else op, period)
    raise XPathError(_("%(name)s cannot be compared with the date %(date)s.") % {"name": variable.code, "date": day})
