"""Why a document may not follow the versions before it: a code would mean something else, or an answer would have no option any more."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surveys.models import Questionnaire
from surveys.questions import Variable

from . import ledger
from .check import DefinitionProblem
from .document import Document
from .kind_words import KINDS, MEASURES, MISSING
from .ledger import Entry, Meaning

MOST_NAMED = 6  # codes in one sentence

STORAGES = {
    "choice": gettext_lazy("one answer of a list"),
    "choices": gettext_lazy("several answers of a list"),
    "program": gettext_lazy("a program"),
    "programs": gettext_lazy("several programs"),
    "ranking": gettext_lazy("options in order"),
    "number": gettext_lazy("a number"),
    "year": gettext_lazy("a year"),
    "month": gettext_lazy("a year and a month"),
    "text": gettext_lazy("free text"),
    "table": gettext_lazy("a heading over several statements"),
}


def refusals(document: Document, questionnaire: Questionnaire) -> list[DefinitionProblem]:
    """Empty where every code keeps what it meant and every option that was answered is still there."""
    lists = list_names(document)
    changed = list(ledger.changed(ledger.known(questionnaire), document))
    return [
        *_variables(document, [(first, now) for first, now in changed if not now.option]),
        *_options([(first, now) for first, now in changed if now.option], lists),
        *_removed(document, ledger.answered(questionnaire), lists),
    ]


def list_names(document: Document) -> dict[str, str]:
    """Name of the list each variable is answered from, where it has one."""
    found = {}
    for question in document.all_questions:
        columns = {column.facet: column.options for column in getattr(question, "columns", ())}
        for variable in question.variables(document.option_sets):
            if name := columns.get(variable.facet) or getattr(question, "options", None):
                found[variable.code] = name
    return found


def _variables(document: Document, changed: list[tuple[Entry, Entry]]) -> Iterator[DefinitionProblem]:
    questions = {v.code: q.code for q in document.all_questions for v in q.variables(document.option_sets)}
    for first, now in changed:
        message = _(
            "%(code)s has been “%(before)s” since version %(number)d and cannot become “%(now)s”. Give the new question a code of its own."
        )
        facts = {"code": now.code, "before": in_words(first.meaning), "number": first.since, "now": in_words(now.meaning)}
        yield DefinitionProblem(f"questions.{questions.get(now.code, now.code)}", "code_reused", message % facts)


@dataclass(frozen=True, slots=True)
class _Change:
    """One option of one list that would mean something else, in the same way for all variables that use the list."""

    path: str
    option: str
    before: str
    now: str
    since: int


def _options(changed: list[tuple[Entry, Entry]], lists: Mapping[str, str]) -> Iterator[DefinitionProblem]:
    """One sentence an option, however many questions share its list."""
    grouped: dict[_Change, list[str]] = {}
    for first, now in changed:
        change = _Change(_path(now.code, lists, now.option), now.option, *_parts(first.meaning, now.meaning), first.since)
        grouped.setdefault(change, []).append(now.code)
    for change, codes in grouped.items():
        message = _(
            "Option %(option)s of %(codes)s has meant “%(before)s” since version %(number)d and cannot become “%(now)s”."
            " Put it back, or give the new answer a code of its own."
        )
        facts = {"option": change.option, "codes": named(codes), "before": change.before, "number": change.since, "now": change.now}
        yield DefinitionProblem(change.path, "option_reused", message % facts)


def _removed(document: Document, answered: Mapping[str, Mapping[str, int]], lists: Mapping[str, str]) -> Iterator[DefinitionProblem]:
    """One sentence for all options that left one list at once."""
    grouped: dict[tuple[str, tuple[str, ...], int], list[str]] = {}
    for code, variable in document.variables.items():
        gone = _gone(variable, answered.get(code, {}))
        if gone:
            key = (_path(code, lists), tuple(gone), max(answered[code][option] for option in gone))
            grouped.setdefault(key, []).append(code)
    for (path, options, number), codes in grouped.items():
        message = _(
            "Version %(number)d has been in the field, and its answers may hold what was taken out of %(codes)s: %(options)s."
            " Put it back (its wording may say that it is no longer offered), or give the question a new code."
        )
        yield DefinitionProblem(path, "option_removed", message % {"number": number, "codes": named(codes), "options": named(options)})


def _gone(variable: Variable, answered: Mapping[str, int]) -> list[str]:
    kept = {option.code for option in variable.options}
    return [option for option in answered if option not in kept]


def _path(code: str, lists: Mapping[str, str], option: str = "") -> str:
    name = lists.get(code)
    return f"option_sets.{name}" + (f".{option}" if option else "") if name else f"questions.{code}"


def named(codes: list[str] | tuple[str, ...]) -> str:
    """Codes in a sentence; of many the first and how many more."""
    if len(codes) <= MOST_NAMED:
        return ", ".join(codes)
    first = ", ".join(codes[: MOST_NAMED - 1])
    return _("%(first)s and %(n)d more") % {"first": first, "n": len(codes) - MOST_NAMED + 1}


def in_words(meaning: Meaning) -> str:
    """What is kept of a variable: "one answer of a list (ordered categories)"."""
    storage, measure = meaning["storage"], meaning["measure"]
    words = str(STORAGES.get(storage) or KINDS.get(storage, storage))
    return f"{words} ({MEASURES[measure]})" if storage == "choice" else words


def _parts(before: Meaning, now: Meaning) -> tuple[str, str]:
    """Both meanings of an option, said only as far as they differ."""
    words = {
        "value": lambda value: _("no value") if value is None else _("value %(value)s") % {"value": f"{value:g}"},
        "missing": lambda value: _("an answer") if value is None else str(MISSING[value]),
        "low": lambda value: _("no lower bound") if value is None else _("from %(value)s") % {"value": f"{value:g}"},
        "high": lambda value: _("no upper bound") if value is None else _("to %(value)s") % {"value": f"{value:g}"},
    }
    differing = [name for name in words if before.get(name) != now.get(name)]
    first, second = (", ".join(words[name](meaning.get(name)) for name in differing) for meaning in (before, now))
    return first, second
