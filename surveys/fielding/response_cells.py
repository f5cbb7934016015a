"""How one cell of a table of old answers becomes an answer, and why it may not."""

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import pairwise

from django.utils.translation import gettext as _

from surveys.questions import AnyQuestion, OptionSets, Value, Variable
from surveys.questions.base import written
from surveys.questions.period import written_period


class CellRefused(Exception):
    """One cell that cannot be taken, and with it its row."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(f"{column}: {reason}")
        self.column = column
        self.reason = reason


class ColumnsRefused(Exception):
    """The columns as a whole cannot be used. `wrong_use`: one that was asked for by name is not there."""

    def __init__(self, message: str, *, wrong_use: bool = False) -> None:
        super().__init__(message)
        self.wrong_use = wrong_use


def reader(variable: Variable, question: AnyQuestion, sets: OptionSets, programs: Collection[str]) -> Callable[[str], Value]:
    """From a cell that is not empty to an answer; CellRefused for what is none."""
    known: Mapping[str, str] = {code: code for code in (programs if variable.register else [o.code for o in variable.options])}

    def read_choice(cell: str) -> Value:
        if cell in known:
            return known[cell]
        raise CellRefused(variable.code, _("%(value)s is none of its options.") % {"value": cell[:40]})

    def read_choices(cell: str) -> Value:
        given = cell.split()
        if unknown := [code for code in given if code not in known]:
            raise CellRefused(variable.code, _("%(value)s is none of its options.") % {"value": unknown[0][:40]})
        chosen = [code for code in known if code in set(given)] if not variable.register else list(dict.fromkeys(given))
        refuse_too_many(variable, chosen)
        return chosen

    def read_written(cell: str) -> Value:
        parsed = question.parse({variable.code: [cell]}, sets, asked=frozenset((variable.code,)))
        for problem in parsed.problems:
            raise CellRefused(variable.code, _PROBLEMS[problem.code]() % {**_limits(variable), "value": cell[:40]})
        return parsed.answers[variable.code]

    def read_text(cell: str) -> Value:
        return written({variable.code: [cell]}, variable.code) or None

    readers: Mapping[str, Callable[[str], Value]] = {
        "number": read_written,
        "period": read_written,
        "text": read_text,
        "choices": read_choices,
        "registers": read_choices,
        "ranking": lambda cell: ranking_of(variable, cell.split()),
    }
    return readers.get(variable.storage, read_choice)


def ranking_of(variable: Variable, given: Sequence[str]) -> Value:
    """Codes of options by place, best first, "" where a place was left empty; None where all are."""
    code, known = variable.code, {option.code for option in variable.options}
    ranked = [option for option in given if option]
    if unknown := [option for option in ranked if option not in known]:
        raise CellRefused(code, _("%(value)s is none of its options.") % {"value": unknown[0][:40]})
    if twice := [option for place, option in enumerate(ranked) if option in ranked[:place]]:
        raise CellRefused(code, _("%(value)s stands in two places.") % {"value": twice[0]})
    if any(later and not earlier for earlier, later in pairwise(given)):
        raise CellRefused(code, _("A place is empty and a later one is not."))
    if len(ranked) > variable.maximum:
        values = {"count": len(ranked), "most": variable.maximum}
        raise CellRefused(code, _("%(count)d options are ranked, at most %(most)d may be.") % values)
    return ranked or None


def _limits(variable: Variable) -> dict[str, object]:
    if variable.storage != "period":
        return {"low": variable.low, "high": variable.high, "decimals": variable.decimals}
    low, high = (written_period(int(end or 0), variable.unit) for end in (variable.low, variable.high))
    return {"earliest": low, "latest": high}


_PROBLEMS: Mapping[str, Callable[[], str]] = {
    "not_a_number": lambda: _("%(value)s is not a number."),
    "out_of_range": lambda: _("%(value)s lies outside %(low)g to %(high)g."),
    "too_many_decimals": lambda: _("%(value)s has more than %(decimals)d decimals."),
    "not_a_year": lambda: _("%(value)s is not a year; write it like 2024."),
    "not_a_month": lambda: _("%(value)s is not a month; write it like 2024-05."),
    "year_out_of_range": lambda: _("%(value)s lies outside %(earliest)s to %(latest)s."),
    "month_out_of_range": lambda: _("%(value)s lies outside %(earliest)s to %(latest)s."),
}


def refuse_too_many(variable: Variable, chosen: Sequence[str]) -> None:
    if len(chosen) > variable.maximum:
        raise CellRefused(
            variable.code, _("%(count)d options are chosen, at most %(most)d may be.") % {"count": len(chosen), "most": variable.maximum}
        )
    if len(chosen) > 1 and any(o.exclusive for o in variable.options if o.code in chosen):
        raise CellRefused(variable.code, _("An option that excludes the others is chosen beside them."))
