"""A routing expression as a sentence for someone who does not read code."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from surveys.questions import Variable
from surveys.questions.period import in_words as period_in_words
from surveys.questions.period import is_period

from .routing import And, Answered, Compare, ComparePeriod, First, Has, In, Node, Not, Or, RoutingError, parse


def in_words(expression: str, variables: Mapping[str, Variable], *, language: str) -> str:
    """E.g. "E02 is one of: full time, part time". The expression itself where it cannot be read."""
    try:
        return _say(parse(expression), variables, language)
    except RoutingError:
        return expression


def _say(node: Node, variables: Mapping[str, Variable], language: str) -> str:
    def labels(code: str, values: tuple[str, ...]) -> str:
        options = {o.code: o.label.in_language(language) for o in variables[code].options} if code in variables else {}
        if storage(code) == "period":
            options = {value: period_in_words(value, language) for value in values if is_period(value)}
        return ", ".join(f"“{options.get(value, value)}”" for value in values)

    def storage(code: str) -> str:
        return variables[code].storage if code in variables else ""

    match node:
        case Not(In(code, values)):
            return _("%(code)s is none of %(values)s") % {"code": code, "values": labels(code, values)}
        case Not(First(code, values)):
            return _("%(code)s does not put %(values)s first") % {"code": code, "values": labels(code, values)}
        case Not(inner):
            return _("not (%(condition)s)") % {"condition": _say(inner, variables, language)}
        case And(left, right):
            one, other = (_say_part(part, variables, language) for part in (left, right))
            return _("%(one)s and %(other)s") % {"one": one, "other": other}
        case Or(left, right):
            return _("%(one)s or %(other)s") % {"one": _say(left, variables, language), "other": _say(right, variables, language)}
        case Answered(code):
            return _("%(code)s was answered") % {"code": code}
        case In(code, (value,)):
            return _("%(code)s is %(value)s") % {"code": code, "value": labels(code, (value,))}
        case In(code, values):
            return _("%(code)s is one of %(values)s") % {"code": code, "values": labels(code, values)}
        case First(code, values):
            return _("%(code)s puts %(values)s first") % {"code": code, "values": labels(code, values)}
        case Has(code, value) if storage(code) == "ranking":
            return _("%(value)s was ranked in %(code)s") % {"code": code, "value": labels(code, (value,))}
        case Has(code, value):
            return _("%(value)s was chosen in %(code)s") % {"code": code, "value": labels(code, (value,))}
        case ComparePeriod(code, op, period):
            return _of_period(code, op, period, language)
        case Compare(code, op, number) if storage(code) == "period" and is_period(f"{number:g}"):
            return _of_period(code, op, f"{number:g}", language)
        case Compare(code, op, number):
            signs = {
                "<": _("%(code)s is less than %(number)s"),
                "<=": _("%(code)s is at most %(number)s"),
                ">": _("%(code)s is more than %(number)s"),
                ">=": _("%(code)s is at least %(number)s"),
            }
            return signs.get(op, "%(code)s = %(number)s") % {"code": code, "number": f"{number:g}"}
    return str(node)


def _of_period(code: str, op: str, period: str, language: str) -> str:
    signs = {
        "<": _("%(code)s is before %(period)s"),
        "<=": _("%(code)s is %(period)s or earlier"),
        ">": _("%(code)s is after %(period)s"),
        ">=": _("%(code)s is %(period)s or later"),
    }
    return signs.get(op, "%(code)s = %(period)s") % {"code": code, "period": period_in_words(period, language)}


def all_in_words(expressions: Iterable[str], variables: Mapping[str, Variable], *, language: str) -> str:
    """Conditions that must all hold, as one sentence; empty where there are none."""
    whole = " and ".join(f"({expression})" for expression in expressions)
    return in_words(whole, variables, language=language) if whole else ""


def _say_part(node: Node, variables: Mapping[str, Variable], language: str) -> str:
    """In brackets where "or" inside "and" would be read the other way round."""
    said = _say(node, variables, language)
    return f"({said})" if isinstance(node, Or) else said
