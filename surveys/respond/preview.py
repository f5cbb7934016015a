"""A questionnaire before anybody is asked: every page as the respondent will see it, one after another, routing live in the browser.

Nothing is stored and nothing is sent. A draft may be unfinished: what cannot be shown yet is named where it would stand.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.utils import timezone, translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from surveys.definition.check import DefinitionProblem
from surveys.definition.compiled import Compiled
from surveys.definition.condition_words import in_words
from surveys.definition.document import Document, option_set_names
from surveys.definition.readable import readable
from surveys.questions import AnyQuestion, DynamicMatrixQuestion, PeriodQuestion, RegisterQuestion

from .intro import introduction_of
from .pages import question_markup
from .programs import NO_PROGRAMS, Programs, living_programs
from .screen import shell

EXAMPLE_OBJECTIVES = 3  # of the program's own; a preview knows no program
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "X-Frame-Options": "SAMEORIGIN",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
        "form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
    ),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A question as it stands on its page. conditions: in words. fault: why it cannot be shown, or not as it is meant."""

    code: str
    markup: SafeString
    conditions: tuple[str, ...]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class ShownPage:
    number: int
    code: str
    title: str
    questions: tuple[Shown, ...]


def render_preview(
    document: Document, *, language: str, request: HttpRequest, unfinished: Sequence[DefinitionProblem] = ()
) -> HttpResponse:
    """The whole questionnaire on one screen. `language` is that of the texts, "tr" or "en".

    unfinished   what a draft says and cannot be shown yet: named at the top

    The screen may stand in a frame of the same site; `?lang=` in its language link is the caller's to read.
    """
    with translation.override(language):
        page = get_template("surveys/respond/preview.html").render(
            {**_context(document, language, request), "unfinished": [str(problem) for problem in unfinished]}
        )
    return HttpResponse(page, headers=HEADERS)


def _context(document: Document, language: str, request: HttpRequest) -> dict[str, Any]:
    sound, faults = readable(document)
    compiled = Compiled(sound)
    pages = [
        ShownPage(
            page.number,
            page.code,
            page.title.in_language(language) if page.title else "",
            tuple(_shown(compiled, q, document, language, faults) for q in page.questions),
        )
        for page in compiled.pages
    ]
    slots = _slots(sound)
    other = request.GET.copy()
    other["lang"] = "en" if language == "tr" else "tr"
    return {
        **shell(language),
        "title": document.title.in_language(language),
        "other_address": f"?{other.urlencode()}",
        "introduction": introduction_of(document, language, slots=frozenset(slots), closes_at=None),
        "pages": pages,
        "after": tuple(_shown(compiled, q, document, language, faults) for q in sound.after),
        "routing": {**compiled.as_json(), "slots": slots, "fields": _fields(sound)},
    }


def _shown(compiled: Compiled, question: AnyQuestion, document: Document, language: str, faults: dict[str, str]) -> Shown:
    original = next(q for q in document.all_questions if q.code == question.code)
    conditions = tuple(_conditions(original, document, language))
    if any(not document.option_sets[name] for name in option_set_names(question)):
        return Shown(question.code, mark_safe(""), conditions, _("The list of answers of this question is still empty."))
    programs: Programs = NO_PROGRAMS
    if isinstance(question, RegisterQuestion) and question.register_name == "programs":
        programs = living_programs(now=timezone.now())
    markup = question_markup(compiled, question, language, programs)
    filled = markup.fill({}, words={name: f"{_BEFORE}{name}{_BEHIND}" for name in markup.piped})
    return Shown(question.code, mark_safe(_pipes(filled, document)), conditions, faults.get(question.code, ""))


def _conditions(question: AnyQuestion, document: Document, language: str) -> Iterator[str]:
    def words(condition: str) -> str:
        return in_words(condition, document.variables, language=language)

    if question.show_if:
        yield _("Asked if %(condition)s.") % {"condition": words(question.show_if)}
    for column in getattr(question, "columns", ()):
        if column.show_if:
            values = {"column": column.label.in_language(language), "condition": words(column.show_if)}
            yield _("“%(column)s” is asked if %(condition)s.") % values


_BEFORE, _BEHIND = "\ue000", "\ue001"  # private characters: no text of a questionnaire holds them, and escaping leaves them alone
_PIPE = re.compile(f"{_BEFORE}([^{_BEHIND}]*){_BEHIND}")


def _pipes(markup: str, document: Document) -> str:
    """Words known only per respondent as places the script fills with the label of the answer chosen above."""
    examples = {"program": _("(the program)"), "cohort": _("(year of graduation)")}
    for number, slot in enumerate(_slots(document), start=1):
        examples[slot] = _("(objective %(number)d of the program)") % {"number": number}

    def place(found: re.Match[str]) -> str:
        name = found[1]
        known = "" if name in examples else f' data-pipe="{name}"'
        return f'<span class="piped"{known}>{escape(examples.get(name, "…"))}</span>'

    return _PIPE.sub(place, markup)


def _slots(document: Document) -> list[str]:
    codes = [code for q in document.questions if isinstance(q, DynamicMatrixQuestion) for code in q.slot_codes]
    return codes[:EXAMPLE_OBJECTIVES]


def _fields(document: Document) -> dict[str, dict[str, Any]]:
    """How the script reads each variable off the form, as the questions' own `parse` does."""
    fields: dict[str, dict[str, Any]] = {}
    for question in document.questions:
        for v in question.variables(document.option_sets):
            field: dict[str, Any] = {"storage": v.storage}
            if v.storage == "number":
                field |= {"low": v.low, "high": v.high, "decimals": v.decimals}
            elif isinstance(question, PeriodQuestion):
                field |= {"earliest": question.earliest, "latest": question.latest}
            elif v.storage == "ranking":
                field |= {"places": v.maximum}
            elif v.code != question.code and v.code.endswith(".other"):
                sets = (document.option_sets[name] for name in option_set_names(question))
                field |= {"beside": question.code, "written": [o.code for options in sets for o in options if o.other_text]}
            fields[v.code] = field
    return fields
