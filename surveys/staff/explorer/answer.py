"""What was found, in sentences and one sheet."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surveys.definition.condition_words import in_words
from surveys.results.columns import COHORT_VARIABLE
from surveys.results.exploring import Explored

from .asking import Asked
from .choices import Words
from .sheet import Sheet, count, sheet_of


@dataclass(frozen=True, slots=True)
class Answer:
    """nothing    why there are no figures; then there is no sheet
    title      what was crossed with what
    who        unit and filter in words
    straight   how many sheets give one answer to everything, and whether they are in the table
    """

    title: str
    who: str
    nothing: str
    sheet: Sheet | None
    respondents: str
    straight: str


def answer_of(found: Explored, asked: Asked, words: Words) -> Answer:
    question, table = asked.question, found.table
    title = words.variable(question.rows)
    if question.columns:
        title = _("%(rows)s, by %(columns)s") % {"rows": title, "columns": words.variable(question.columns)}
    filtered = question.expression(words.document.variables)
    who = words.unit(question.unit)
    if filtered:
        who = f"{who}; {_filter(filtered, words)}"
    sheet = None if table is None else sheet_of(table, rows=question.rows, columns=question.columns, words=words)
    respondents = "" if table is None else count(table.respondents, words.language)
    return Answer(title, who, _nothing(found), sheet, respondents, _straight(found, asked, words) if sheet else "")


def _filter(expression: str, words: Words) -> str:
    """As a sentence, in which the year of graduation has a name: it is no question with a code."""
    said = in_words(expression, words.document.variables, language=words.language)
    if COHORT_VARIABLE in words.document.variables:
        return said
    return re.sub(rf"\b{COHORT_VARIABLE}\b", lambda _found: words.variable(COHORT_VARIABLE), said)


def _nothing(found: Explored) -> str:
    if found.nobody:
        return _("Nobody matches this unit and filter.")
    if found.table is None:
        return _("Too few: a table is shown from %(minimum)d respondents in its base on.") % {"minimum": found.minimum}
    return ""


def _straight(found: Explored, asked: Asked, words: Words) -> str:
    if found.straight is None:
        return ""
    n, judged = found.straight
    if not judged:
        if not asked.question.varied:
            return ""
        return _("No scale here has five items answered by anybody: sheets with one answer to everything cannot be told apart.")
    figures = {"n": count(n, words.language), "judged": count(judged, words.language)}
    if asked.question.varied:
        return (
            ngettext(
                "Without %(n)s sheet that gives one answer to everything, of %(judged)s judged.",
                "Without %(n)s sheets that give one answer to everything, of %(judged)s judged.",
                n,
            )
            % figures
        )
    return (
        ngettext(
            "%(n)s sheet of %(judged)s judged gives one answer to everything and is counted here.",
            "%(n)s sheets of %(judged)s judged give one answer to everything and are counted here.",
            n,
        )
        % figures
    )
