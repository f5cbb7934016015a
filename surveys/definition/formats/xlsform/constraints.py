"""What an answer may be, both ways: limits of numbers, periods, texts and choices as constraints in XPath.

The messages are part of the form, so they are in its two languages rather than in the reader's.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from surveys.questions import (
    AnyQuestion,
    ContactQuestion,
    MultipleQuestion,
    NumberQuestion,
    OptionSets,
    PeriodQuestion,
    RegisterQuestion,
    Text,
    TextQuestion,
)
from surveys.questions import Option as ListOption

from . import xpath
from .to_xpath import date, days
from .xpath import Call, Comparison, Every, Own, Some, Term, XPathError, conjuncts, quoted

EMAIL = "regex(., '^[^ @]+@[^ @]+[.][^ @]+$')"


@dataclass(frozen=True, slots=True)
class Constraint:
    expression: str
    message: Text


def longest(characters: int) -> Constraint:
    message = Text(tr=f"En çok {characters} karakter yazabilirsiniz.", en=f"At most {characters} characters, please.")
    return Constraint(f"string-length(.) <= {characters}", message)


def constraint_of(question: AnyQuestion, sets: OptionSets, option: Callable[[str, str], str]) -> Constraint | None:
    """`option`: name of an option in the form, by list and code."""
    match question:
        case NumberQuestion(minimum=low, maximum=high):
            least, most = format(low, "f"), format(high, "f")
            message = Text(tr=f"{least} ile {most} arasında bir sayı giriniz.", en=f"A number from {least} to {most}, please.")
            return Constraint(f". >= {least} and . <= {most}", message)
        case PeriodQuestion(earliest=earliest, latest=latest):
            message = Text(tr=f"{earliest} ile {latest} arasında olmalıdır.", en=f"From {earliest} to {latest}, please.")
            return Constraint(f". >= {date(days(earliest)[0])} and . <= {date(days(latest)[1])}", message)
        case TextQuestion(max_length=characters):
            return longest(characters)
        case ContactQuestion():
            return Constraint(EMAIL, Text(tr="Geçerli bir e-posta adresi giriniz.", en="A valid e-mail address, please."))
        case RegisterQuestion(multiple=True, maximum=most_of_register):
            return Constraint(f"count-selected(.) <= {most_of_register}", _at_most(most_of_register))
        case MultipleQuestion(options=name, maximum=most_of_list):
            return _several(name, sets[name], most_of_list, option)
    return None


def _at_most(most: int) -> Text:
    return Text(tr=f"En çok {most} seçenek işaretleyebilirsiniz.", en=f"At most {most} options, please.")


def _several(name: str, options: tuple[ListOption, ...], most: int | None, option: Callable[[str, str], str]) -> Constraint | None:
    parts = [f"count-selected(.) <= {most}"] if most else []
    alone = [o for o in options if o.exclusive]
    parts += [f"not(selected(., {quoted(option(name, o.code))}) and count-selected(.) > 1)" for o in alone]
    if not parts:
        return None
    turkish = [_at_most(most).tr] if most else []
    english = [_at_most(most).en] if most else []
    if alone:
        turkish.append(f"Tek başına işaretlenir: {', '.join(o.label.in_language('tr') for o in alone)}.")
        english.append(f"Only on its own: {', '.join(o.label.in_language('en') for o in alone)}.")
    return Constraint(" and ".join(parts), Text(tr=" ".join(turkish), en=" ".join(english)))


@dataclass(frozen=True, slots=True)
class Limits:
    """What could be read of a constraint; `whole` where that is all of it. low, high and the dates are inclusive."""

    low: Decimal | None = None
    high: Decimal | None = None
    earliest: str = ""  # ISO days
    latest: str = ""
    characters: int | None = None
    maximum: int | None = None
    alone: tuple[str, ...] = ()
    email: bool = False
    whole: bool = True


def limits(expression: str, *, integer: bool = False) -> Limits:
    """`integer`: more than 4 is at least 5."""
    if not expression:
        return Limits()
    if expression == EMAIL:
        return Limits(email=True)
    try:
        terms = conjuncts(xpath.parse(expression))
    except XPathError:
        return Limits(whole=False)
    return _gather([_limit(term, integer) for term in terms])


def _gather(found: list[Limits | None]) -> Limits:
    """All of them together; of two lower limits the higher holds."""
    known = [limit for limit in found if limit]
    return Limits(
        low=max((f.low for f in known if f.low is not None), default=None),
        high=min((f.high for f in known if f.high is not None), default=None),
        earliest=max((f.earliest for f in known), default=""),
        latest=min((f.latest for f in known if f.latest), default=""),
        characters=min((f.characters for f in known if f.characters), default=None),
        maximum=min((f.maximum for f in known if f.maximum), default=None),
        alone=tuple(code for f in known for code in f.alone),
        whole=len(known) == len(found),
    )


def _limit(term: Term, integer: bool) -> Limits | None:
    match term:
        case Comparison(op, Own(), xpath.Number(number)):
            return _bound(op, Decimal(number), integer)
        case Comparison(">=", Own(), Call("date", (xpath.Text(day),))) if re.fullmatch(_DAY, day):
            return Limits(earliest=day)
        case Comparison("<=", Own(), Call("date", (xpath.Text(day),))) if re.fullmatch(_DAY, day):
            return Limits(latest=day)
        case Comparison("<=" | "<" as op, Call("string-length", (Own(),)), xpath.Number(number)) if number.isdecimal():
            characters = int(number) - (op == "<")
            return Limits(characters=characters) if 1 <= characters <= 20_000 else None
        case Comparison("<=" | "<" as op, Call("count-selected", (Own(),)), xpath.Number(number)) if number.isdecimal():
            maximum = int(number) - (op == "<")
            return Limits(maximum=maximum) if maximum >= 1 else None
    alone = _alone(term)
    return Limits(alone=(alone,)) if alone else None


_DAY = r"(?:1[89]|20|21)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"


def _bound(op: str, number: Decimal, integer: bool) -> Limits | None:
    if op in {">", "<"} and integer and number == number.to_integral_value():
        op, number = f"{op}=", number + (1 if op == ">" else -1)
    return Limits(low=number) if op == ">=" else Limits(high=number) if op == "<=" else None


def _alone(term: Term) -> str:
    """The option that excludes all others, in the ways forms are wont to say it; "" where it says something else."""
    match term:
        case Call("not", (Every((one, other)),)):
            if other == Comparison(">", _COUNT, xpath.Number("1")):
                return _selected(one)
        case Some((one, other)):
            for this, that in ((one, other), (other, one)):
                if that in _JUST_ONE and isinstance(this, Call) and this.function == "not" and len(this.arguments) == 1:
                    return _selected(this.arguments[0])
        case Call("if", (one, then, Call("true", ()))):
            if then in _JUST_ONE:
                return _selected(one)
    return ""


_COUNT = Call("count-selected", (Own(),))
_JUST_ONE = [
    Comparison("=", _COUNT, xpath.Number("1")),
    Comparison("<=", _COUNT, xpath.Number("1")),
    Comparison("<", _COUNT, xpath.Number("2")),
]


def _selected(term: Term) -> str:
    match term:
        case Call("selected", (Own(), xpath.Text(code))):
            return code
    return ""
