"""What can be answered to a question beside its options: ranges, numbers of choices, lengths. In the language that is active."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from surveys.questions import Question, Text
from surveys.questions.period import in_words

Facts = list[tuple[str, str]]


def answer_facts(question: Question, *, language: str) -> Facts:
    """(name, value) in the order of reading; empty values are for the caller to leave out."""
    of_kind = _OF_KIND.get(getattr(question, "kind", ""))
    return of_kind(question, language) if of_kind else []


def _both(text: Text, language: str) -> str:
    """The language of the codebook first."""
    said = (text.en, text.tr) if language == "en" else (text.tr, text.en)
    return " / ".join(dict.fromkeys(part for part in said if part))


def _number(question: Any, language: str) -> Facts:
    unit = _both(question.unit_label, language) if question.unit_label else question.unit
    return [
        (_("Range"), f"{question.minimum:f} – {question.maximum:f}"),
        (_("Unit"), unit),
        (_("Decimals"), str(question.decimals)),
    ]


def _period(question: Any, language: str) -> Facts:
    earliest, latest = (in_words(period, language) for period in (question.earliest, question.latest))
    precision = _("year and month") if question.precision == "month" else _("year")
    return [(_("Range"), f"{earliest} – {latest}"), (_("Precision"), precision)]


def _several(question: Any, language: str) -> Facts:
    return [(_("Answers"), _("at most %(n)d") % {"n": question.maximum} if question.maximum else "")]


def _places(question: Any, language: str) -> Facts:
    return [(_("Places"), str(question.maximum) if question.maximum else _("every option"))]


def _register(question: Any, language: str) -> Facts:
    programs = _("the university's programs, by permanent code") if question.register_name == "programs" else ""
    several = _several(question, language) if question.multiple else []
    key = [(_("Use"), _("decides which program the response counts for"))] if question.report_key else []
    return [(_("Choose from"), programs), *several, *key]


def _text(question: Any, language: str) -> Facts:
    return [
        (_("Length"), _("at most %(n)d characters") % {"n": question.max_length}),
        (_("Seen by others"), _("after a person has read it") if question.review else _("as it is")),
    ]


def _known(question: Any, language: str) -> Facts:
    return [
        (_("Known from"), {"program": _("the invitation: program"), "cohort": _("the invitation: year of graduation")}[question.source])
    ]


_OF_KIND: dict[str, Callable[[Any, str], Facts]] = {
    "number": _number,
    "period": _period,
    "multiple": _several,
    "ranking": _places,
    "register": _register,
    "text": _text,
    "prefilled": _known,
}
