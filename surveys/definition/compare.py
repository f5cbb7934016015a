"""Whether two versions asked the same thing, variable by variable: what the machine proposes, and why. A person decides.

same       nothing a respondent reads or chooses from is different
reworded   question, row, help, options or their order read differently
rescaled   other options, values or range, read as something else, or asked of other people
new, gone  in one of the two only

The part after sending has no variables and no trend.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from surveys.models import Comparison
from surveys.questions import AnyQuestion, Option, Text, Variable

from .code_refusals import in_words as meaning_in_words
from .code_refusals import named
from .condition_words import all_in_words
from .difference_words import LANGUAGES, field_name, quoted, titled, written
from .document import Document
from .ledger import meaning_of_variable
from .routing import RoutingError, parse

Verdict = Comparison.Verdict


@dataclass(frozen=True, slots=True)
class Proposal:
    """label     as the later version has it, or the earlier where it is gone
    why       sentences in the language of the thread; empty where nothing is to be said
    unmarked  the wording of the question changed and its wording number was not raised
    """

    code: str
    label: Text
    verdict: Verdict
    why: tuple[str, ...] = ()
    unmarked: bool = False


def compare(earlier: Document, later: Document) -> tuple[Proposal, ...]:
    """Every variable of either document: those of the later in the order asked, then those that are gone."""
    before, after = _asked(earlier), _asked(later)
    common = (propose(before[code], item) if code in before else _only(item, Verdict.NEW) for code, item in after.items())
    return (*common, *(_only(item, Verdict.GONE) for code, item in before.items() if code not in after))


@dataclass(frozen=True, slots=True)
class Item:
    """A variable with the question it belongs to and its document."""

    variable: Variable
    question: AnyQuestion
    document: Document


def propose(before: Item, after: Item) -> Proposal:
    """Of a variable that both versions have."""
    rescaled, reworded = tuple(_rescaled(before, after)), tuple(_reworded(before, after))
    verdict = Verdict.RESCALED if rescaled else Verdict.REWORDED if reworded else Verdict.SAME
    unmarked = _asks(before) != _asks(after) and before.question.item_version == after.question.item_version
    why = (*rescaled, *reworded)
    if unmarked:
        why = (*why, _("The wording number of %(code)s is still %(n)d.") % {"code": after.question.code, "n": after.question.item_version})
    return Proposal(after.variable.code, after.variable.label, verdict, why, unmarked)


def _only(item: Item, verdict: Verdict) -> Proposal:
    why = _("Not asked in the earlier version.") if verdict == Verdict.NEW else _("Not asked in the later version.")
    return Proposal(item.variable.code, item.variable.label, verdict, (why,))


def _asked(document: Document) -> dict[str, Item]:
    return {
        variable.code: Item(variable, question, document)
        for question in document.questions
        for variable in question.variables(document.option_sets)
    }


def _rescaled(before: Item, after: Item) -> Iterator[str]:
    old, new = before.variable, after.variable
    meanings = [meaning_of_variable(v) for v in (old, new)]
    if meanings[0] != meanings[1]:
        yield _changed(field_name("measure"), *(meaning_in_words(meaning) for meaning in meanings))
    yield from _options(old, new)
    for name in ("maximum", "decimals", "unit", "reverse"):
        values = [getattr(v, name) for v in (old, new)]
        if values[0] != values[1] and not (name == "maximum" and _all_of(old) and _all_of(new)):
            yield _changed(field_name(name), *(written(name, value) for value in values))
    if (old.low, old.high) != (new.low, new.high):
        yield _changed(_("Range"), *(_range(v, item.question) for v, item in ((old, before), (new, after))))
    if _condition(old) != _condition(new):
        said = [all_in_words(item.variable.show_if, item.document.variables, language=_language()) for item in (before, after)]
        yield _changed(_("Asked of others"), *(words or _("asked of everybody") for words in said))


def _options(old: Variable, new: Variable) -> Iterator[str]:
    before, after = ({option.code: option for option in variable.options} for variable in (old, new))
    language = _language()
    for words, codes in (
        (_("Options added: %(options)s."), [code for code in after if code not in before]),
        (_("Options taken out: %(options)s."), [code for code in before if code not in after]),
    ):
        if codes:
            options = [titled(code, (after.get(code) or before[code]).label.in_language(language)) for code in codes]
            yield words % {"options": named(options)}
    for code in after:
        if code in before and _counts(before[code]) != _counts(after[code]):
            for name in ("value", "missing", "low", "high", "exclusive"):
                values = [getattr(option, name) for option in (before[code], after[code])]
                if values[0] != values[1]:
                    words = _("%(part)s, %(what)s") % {"part": _("Option %(code)s") % {"code": code}, "what": field_name(name, "option")}
                    yield _changed(words, *(written(name, value) for value in values))


def _counts(option: Option) -> tuple[Any, ...]:
    return (option.value, option.missing, option.low, option.high, option.exclusive)


def _all_of(variable: Variable) -> bool:
    """As many answers as there are options: the number follows the list, which is told already."""
    return variable.storage in {"choices", "ranking"} and variable.maximum == len(variable.options)


def _range(variable: Variable, question: AnyQuestion) -> str:
    low, high = (getattr(question, name, None) for name in ("minimum", "maximum"))
    if variable.storage == "period":
        low, high = (getattr(question, name, None) for name in ("earliest", "latest"))
    return f"{low}–{high}"


def _condition(variable: Variable) -> list[Any]:
    """What decides whether it is asked, whatever way it is written down."""
    found: list[Any] = []
    for expression in variable.show_if:
        try:
            found.append(parse(expression).as_json())
        except RoutingError:
            found.append(expression)
    return found


def _reworded(before: Item, after: Item) -> Iterator[str]:
    old, new = ({**_texts(i), **_option_texts(i.variable, o.variable)} for i, o in ((before, after), (after, before)))
    for what in {**old, **new}:
        one, other = old.get(what) or Text(), new.get(what) or Text()
        for language, name in LANGUAGES.items():
            if (first := getattr(one, language)) != (second := getattr(other, language)):
                yield _changed(_("%(field)s (%(language)s)") % {"field": what, "language": name}, quoted(first), quoted(second))
    pairs = (before.variable, after.variable), (after.variable, before.variable)
    shared = [[o.code for o in variable.options if o.code in _codes(other)] for variable, other in pairs]
    if shared[0] != shared[1]:
        yield _("The options stand in another order.")
    if before.question.kind != after.question.kind:
        yield _changed(field_name("kind"), *(written("kind", item.question.kind) for item in (before, after)))
    writing = [[o.code for o in item.variable.options if o.other_text] for item in (before, after)]
    if writing[0] != writing[1]:
        yield _changed(field_name("other_text"), *(written("options", codes) for codes in writing))
    versions = [item.question.item_version for item in (before, after)]
    if versions[0] != versions[1]:
        yield _changed(field_name("item_version"), *(str(version) for version in versions))


def _codes(variable: Variable) -> set[str]:
    return {option.code for option in variable.options}


def _asks(item: Item) -> tuple[Any, ...]:
    """What is read before an answer is chosen."""
    column = next((c.label for c in getattr(item.question, "columns", ()) if c.facet == item.variable.facet), None)
    return item.question.label, item.variable.label, item.question.hint, column


def _texts(item: Item) -> Mapping[str, Text | None]:
    """Everything a respondent reads about the variable, by what it is."""
    question, label, hint, column = _asks(item)
    low, high = (getattr(item.question, name, None) for name in ("low", "high"))
    return {
        field_name("label"): question,
        _("Statement"): label if item.variable.row else None,
        _("Column"): column,
        field_name("hint"): hint,
        field_name("unit_label"): getattr(item.question, "unit_label", None),
        field_name("low"): low if isinstance(low, Text) else None,
        field_name("high"): high if isinstance(high, Text) else None,
    }


def _option_texts(variable: Variable, other: Variable) -> Mapping[str, Text | None]:
    """Of the options both have."""
    shared = _codes(other)
    return {_("Option %(code)s") % {"code": o.code}: o.label for o in variable.options if o.code in shared}


def _changed(what: str, before: str, after: str) -> str:
    return _("%(what)s: %(before)s → %(after)s") % {"what": what, "before": before, "after": after}


def _language() -> str:
    return "en" if (get_language() or "").startswith("en") else "tr"
