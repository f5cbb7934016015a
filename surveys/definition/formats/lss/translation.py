"""LimeSurvey's expressions in the words of definition.routing, exactly or not at all."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from surveys.definition.routing import ORDER, RoutingError, read
from surveys.questions import Variable

from .expressions import Binary, Call, Constant, ExpressionError, Joined, Name, Term, Unary, parse
from .names import Names, Target

WORDS = frozenset({"and", "or", "not", "in", "has"})  # of routing: no variable can be named so
_OR, _AND, _NOT, _COMPARISON = range(4)  # how much a condition binds


@dataclass(frozen=True, slots=True)
class Condition:
    """text: as routing writes it. needs: the variables that must have an answer for it to hold. inverse: its negation, where simpler."""

    text: str
    binds: int = _COMPARISON
    needs: frozenset[str] = field(default=frozenset(), compare=False)
    inverse: "Condition | None" = field(default=None, compare=False)


ALWAYS, NEVER = Condition("always"), Condition("never")


def either(conditions: Iterable[Condition]) -> Condition:
    parts = [part for part in dict.fromkeys(conditions) if part != NEVER]
    if ALWAYS in parts:
        return ALWAYS
    if len(parts) < 2:
        return parts[0] if parts else NEVER
    return Condition(" or ".join(part.text for part in parts), _OR, frozenset.intersection(*(part.needs for part in parts)))


def both(conditions: Iterable[Condition]) -> Condition:
    parts = [part for part in dict.fromkeys(conditions) if part != ALWAYS]
    if NEVER in parts:
        return NEVER
    if len(parts) < 2:
        return parts[0] if parts else ALWAYS
    texts = [f"({part.text})" if part.binds == _OR else part.text for part in parts]
    return Condition(" and ".join(texts), _AND, frozenset.union(*(part.needs for part in parts)))


def negated(condition: Condition) -> Condition:
    if condition in {ALWAYS, NEVER}:
        return NEVER if condition == ALWAYS else ALWAYS
    if condition.inverse:
        return replace(condition.inverse, inverse=condition)
    text = condition.text if condition.binds == _COMPARISON else f"({condition.text})"
    return Condition(f"not {text}", _NOT, inverse=condition)


class Translator:
    """`variables`: those asked so far, by code. `shown_if`: the condition each of them is asked under."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self.variables: dict[str, Variable] = {}
        self.shown_if: dict[str, Condition] = {}
        self._relied_on: dict[str, None] = {}

    def translate(self, expression: str) -> Condition:
        """ExpressionError where it says what routing cannot.

        A name without .NAOK makes the whole expression false where its question is hidden: then that question's own condition
        is joined, unless the expression needs its answer anyway.
        """
        self._relied_on = {}
        condition = self._of(parse(expression))
        hidden = [self.shown_if[code] for code in self._relied_on if code in self.shown_if and code not in condition.needs]
        return self.checked(both([*hidden, condition]))

    def checked(self, condition: Condition) -> Condition:
        """The condition, if routing understands it of the variables asked so far."""
        if condition not in {ALWAYS, NEVER}:
            try:
                read(condition.text, self.variables)
            except RoutingError as error:
                raise ExpressionError(str(error).rstrip(".")) from error
        return condition

    def _of(self, term: Term) -> Condition:
        match term:
            case Joined("||", terms):
                return either([self._of(part) for part in terms])
            case Joined(_, terms):
                return both([self._of(part) for part in terms])
            case Unary("!", inner):
                return negated(self._of(inner))
            case Call("is_empty", (Name() as name,)):
                return negated(self._answered(name))
            case Binary(sign, left, right) if sign in _FLIPPED:
                return self._comparison(sign, left, right)
            case Name():
                return self._true(term)
            case Constant(text, quoted):
                return NEVER if _is_zero(text) or (quoted and not text) else ALWAYS
            case Call(function):
                raise ExpressionError(_("there is no function %(name)s here") % {"name": function})
        raise ExpressionError(_("it reckons with answers"))

    def _comparison(self, sign: str, left: Term, right: Term) -> Condition:
        if isinstance(left, Constant):
            sign, left, right = _FLIPPED[sign], right, left
        match left, right:
            case Name(), Constant():
                return self._compared(left, sign, right)
            case Call("count", names), Constant(text) if _number(text) is not None:
                return self._counted(names, sign, text)
            case Call(function), _:
                raise ExpressionError(_("there is no function %(name)s here") % {"name": function})
            case Name(), Name():
                raise ExpressionError(_("it compares two answers with each other"))
        raise ExpressionError(_("it reckons with answers"))

    def _counted(self, names: Iterable[Term], sign: str, text: str) -> Condition:
        """count(...) > 0 and its like: is there any, or is there none?"""
        answered = [self._answered(name) if isinstance(name, Name) else self._of(name) for name in names]
        if (sign, text) in {(">", "0"), (">=", "1"), ("!=", "0")}:
            return either(answered)
        if (sign, text) in {("==", "0"), ("<", "1"), ("<=", "0")}:
            return negated(either(answered))
        raise ExpressionError(_("it counts answers"))

    def _target(self, name: Name) -> Target:
        if name.suffix not in {"", "NAOK", "code"}:
            raise ExpressionError(_("it asks for the property %(name)s") % {"name": f"{name.name}.{name.suffix}"})
        target = self._names.get(name.name)
        if target is None:
            raise ExpressionError(_("there is no question %(name)s before it") % {"name": name.name})
        if target.became == "lost":
            raise ExpressionError(_("%(name)s was not carried over") % {"name": name.name})
        if name.suffix != "NAOK":
            self._relied_on[target.code] = None
        return target

    def _answered(self, name: Name) -> Condition:
        target = self._target(name)
        if target.became == "option":
            return _has(target)
        return Condition(f"answered({target.code})", needs=frozenset([target.code]))

    def _true(self, name: Name) -> Condition:
        """A name alone holds where it has an answer other than 0."""
        target = self._target(name)
        zeros = [ours for theirs, ours in target.codes.items() if _is_zero(theirs)]
        if target.became == "number":
            return both([self._answered(name), Condition(f"{target.code} != 0", needs=frozenset([target.code]))])
        if zeros:
            return both([self._answered(name), negated(_in(target, zeros))])
        return self._answered(name)

    def _compared(self, name: Name, sign: str, constant: Constant) -> Condition:
        target = self._target(name)
        text = constant.text.strip()
        if not text:
            if sign not in {"==", "!="}:
                raise ExpressionError(_("it looks for an order in what has none"))
            return self._answered(name) if sign == "!=" else negated(self._answered(name))
        if sign == "!=":
            return negated(self._compared(name, "==", constant))
        match target.became:
            case "choice":
                return self._chosen(target, sign, text)
            case "option" if sign == "==" and text == target.chosen:
                return _has(target)
            case "number" if (number := _number(text)) is not None:
                return _ordered(target.code, sign, number)
        raise ExpressionError(_("of %(name)s can only be asked whether it was answered") % {"name": name.name})

    def _chosen(self, target: Target, sign: str, text: str) -> Condition:
        chosen = [ours for theirs, ours in target.codes.items() if _holds(theirs, sign, text)]
        if not chosen:
            raise ExpressionError(
                _("no answer to %(code)s satisfies %(sign)s %(value)s") % {"code": target.code, "sign": sign, "value": text}
            )
        number = _number(text)
        options = self.variables[target.code].options
        scale = [o for o in options if o.value is not None and not o.missing]
        if sign != "==" and number is not None and chosen == [o.code for o in scale if ORDER[sign](o.value, float(number))]:
            return _ordered(target.code, sign, number)
        return _in(target, chosen)


def _has(target: Target) -> Condition:
    return Condition(f"{target.code} has {as_value(target.option)}", needs=frozenset([target.code]))


def _ordered(code: str, sign: str, number: str) -> Condition:
    return Condition(f"{code} {sign} {number}", needs=frozenset([code]), inverse=Condition(f"{code} != {number}") if sign == "==" else None)


def _in(target: Target, chosen: list[str]) -> Condition:
    code, needs = target.code, frozenset([target.code])
    if len(chosen) == 1:
        return Condition(f"{code} == {as_value(chosen[0])}", needs=needs, inverse=Condition(f"{code} != {as_value(chosen[0])}"))
    listed = ", ".join(as_value(option) for option in chosen)
    return Condition(f"{code} in [{listed}]", needs=needs, inverse=Condition(f"{code} not in [{listed}]"))


def as_value(option: str) -> str:
    """In quotes where routing would read it as something else than one value. Codes of options hold no quotation marks here."""
    bare = re.fullmatch(r"[^\s=!<>()\[\],]+", option) and option not in WORDS
    return option if bare else f'"{option}"'


def _number(text: str) -> str | None:
    """As routing writes it, None where it is no number."""
    found = re.fullmatch(r"(-?)([0-9]{0,15})(\.[0-9]{1,9})?", text)
    return f"{found[1]}{found[2] or 0}{found[3] or ''}" if found and (found[2] or found[3]) else None


def _is_zero(text: str) -> bool:
    number = _number(text)
    return number is not None and float(number) == 0


def _holds(answer: str, sign: str, text: str) -> bool:
    """As LimeSurvey compares: two numbers by size, two texts by their letters, a number and a text never."""
    mine, other = _number(answer), _number(text)
    if mine is not None and other is not None:
        return ORDER[sign](float(mine), float(other))
    return (mine is None) == (other is None) and ORDER[sign](answer, text)


_FLIPPED: Mapping[str, str] = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
