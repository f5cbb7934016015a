"""What a document says and an XLSForm cannot, in words and by name, for the person who exports it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from surveys.definition.check import DefinitionProblem
from surveys.definition.document import Document
from surveys.definition.wordings import texts
from surveys.questions import DynamicMatrixQuestion, PrefilledQuestion, RankingQuestion, RegisterQuestion

from .leftovers import Leftover, Place
from .names import FormNames
from .pipes import piped
from .rows import PROGRAMS_FILE

_NOTHING: tuple[Any, ...] = (None, False, "", [], {}, {"tr": "", "en": ""})

# Of a key of a document: what it is. Keys that are not here say nothing that a form would have to say.
_WORDS: Mapping[str, Callable[[], str]] = {
    "audience": lambda: _("who the questionnaire is for"),
    "minutes": lambda: _("the minutes it takes"),
    "legal_basis": lambda: _("the legal basis"),
    "privacy": lambda: _("the privacy notice"),
    "domains": lambda: _("domains of competencies"),
    "constructs": lambda: _("names of constructs"),
    "facets": lambda: _("names of facets"),
    "competencies": lambda: _("competencies and their tags"),
    "indicators": lambda: _("indicators"),
    "metadata": lambda: _("what the source says of fieldwork and edition"),
    "title": lambda: _("the title in the second language"),
    "missing": lambda: _("which kind of no-answer an option is"),
    "value": lambda: _("the value of an option on its scale"),
    "exclusive": lambda: _("options that exclude all others"),
    "other_text": lambda: _("options that ask for a text"),
    "low": lambda: _("the lower bound of a band"),
    "high": lambda: _("the upper bound of a band"),
    "headline": lambda: _("headline questions"),
    "construct": lambda: _("the construct a question measures"),
    "reverse": lambda: _("reversed items"),
    "measure": lambda: _("the level of measurement"),
    "item_version": lambda: _("the version of an item"),
    "note": lambda: _("notes for the people who make the questionnaire"),
    "classification": lambda: _("the standard a list of options follows"),
    "pii": lambda: _("how far an answer may point at a person"),
    "decimals": lambda: _("the number of decimals"),
    "unit": lambda: _("the unit of a number"),
    "unit_label": lambda: _("the unit of a number, which stands in the hint"),
    "review": lambda: _("texts that are shown without a review"),
    "shuffle": lambda: _("rows in an order of their own for each respondent"),
    "report_key": lambda: _("the question that decides the program reported on"),
    "source": lambda: _("where a known fact comes from"),
    "required": lambda: _("being required"),
}


def remarks(document: Document, names: FormNames, leftovers: Iterable[Leftover]) -> Iterator[DefinitionProblem]:
    """`leftovers`: what the sheet mik says, what a reader of the form would otherwise have to guess included."""
    places: dict[str, list[str]] = defaultdict(list)
    silent = {Place("question", question.code, key="required") for question in document.all_questions if not question.asks}
    for leftover in leftovers:
        if leftover.place.key in _WORDS and _says_something(leftover) and leftover.place not in silent:
            places[leftover.place.key].append(".".join(filter(None, [leftover.place.code, leftover.place.part])))
    for key, words in _WORDS.items():
        if key in places:
            named = ", ".join(dict.fromkeys(name for name in places[key] if name))
            message = _("An XLSForm has no place for %(what)s (%(places)s); only the sheet mik keeps it.") if named else _(
                "An XLSForm has no place for %(what)s; only the sheet mik keeps it."
            )  # fmt: skip
            yield DefinitionProblem(key, "not_carried", message % {"what": words(), "places": named})
    yield from _renamed(names)
    yield from _otherwise(document)
    yield from _pipes(document)


def _says_something(leftover: Leftover) -> bool:
    return leftover.value not in _NOTHING and not (leftover.place.key == "item_version" and leftover.value == 1)


def _renamed(names: FormNames) -> Iterator[DefinitionProblem]:
    for code, name in {**names.questions, **names.variables}.items():
        if code != name:
            message = _("%(code)s is called %(name)s in the form: names there are letters, digits and _, each once whatever its case.")
            yield DefinitionProblem(f"questions.{code}", "renamed", message % {"code": code, "name": name})
    for name, new in names.lists.items():
        if name != new:
            message = _("The list %(code)s is called %(name)s in the form.") % {"code": name, "name": new}
            yield DefinitionProblem(f"option_sets.{name}", "renamed", message)
    for (name, code), new in names.options.items():
        message = _("The option %(code)s is called %(name)s in the form, where quotation marks cannot be part of a code.")
        yield DefinitionProblem(f"option_sets.{name}.{code}", "renamed", message % {"code": code, "name": new})


def _otherwise(document: Document) -> Iterator[DefinitionProblem]:
    """What the form does otherwise, question by question."""
    for question in document.all_questions:
        said, message = {"code": question.code}, ""
        if isinstance(question, RegisterQuestion) and question.register_name == "programs":
            message = _(
                "%(code)s asks for programs, which are no part of the form: a file %(file)s with the columns name and label goes with it."
            )
            said["file"] = PROGRAMS_FILE
        elif isinstance(question, DynamicMatrixQuestion):
            message = _("The rows of %(code)s are the objectives of a program and come with the wave: in the form they are numbered only.")
        elif isinstance(question, PrefilledQuestion):
            message = _("%(code)s is known beforehand: in the form it is a field that only can be read, which the link has to fill in.")
        elif isinstance(question, RankingQuestion) and question.maximum is not None:
            message = _("%(code)s asks for some places only; a form always has all options ranked.")
        if message:
            yield DefinitionProblem(f"questions.{question.code}", "otherwise", message % said)
    if document.after:
        codes = ", ".join(question.code for question in document.after)
        message = _("%(codes)s are asked apart from the answers here; a form keeps them in the same record, with the answers.")
        yield DefinitionProblem("after", "otherwise", message % {"codes": codes})


def _pipes(document: Document) -> Iterator[DefinitionProblem]:
    for path, text, _needed in texts(document):
        for name in dict.fromkeys(name for words in (text.tr, text.en) for name in piped(words)):
            variable = document.variables.get(name)
            if variable is None:
                message = _("{%(name)s} is filled in here and stays as it is in the form.")
                yield DefinitionProblem(path, "pipe", message % {"name": name})
            elif variable.options or variable.register:
                message = _("{%(name)s} is the label of the answer here; in the form it is its code.")
                yield DefinitionProblem(path, "pipe", message % {"name": name})
