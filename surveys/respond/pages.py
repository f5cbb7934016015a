"""From a page of a version to the markup of it: built once per page, language and branch, kept per process."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from django.utils import translation

from surveys.definition.compiled import Compiled, Page
from surveys.questions import (
    Answers,
    AnyQuestion,
    ConsentQuestion,
    ContactQuestion,
    DualMatrixQuestion,
    DynamicMatrixQuestion,
    LikertQuestion,
    MatrixQuestion,
    MultipleQuestion,
    NoteQuestion,
    NpsQuestion,
    NumberQuestion,
    PeriodQuestion,
    PrefilledQuestion,
    RankingQuestion,
    RegisterQuestion,
    SingleQuestion,
    Text,
    TextQuestion,
)
from surveys.questions.period import in_words

from . import controls, dates, lists, matrix, places
from .markup import Markup, Piece
from .programs import NO_PROGRAMS, Programs

KNOWN_WORDS = ("program", "cohort")


@lru_cache(maxsize=1024)
def page_markup(
    compiled: Compiled,
    page: Page,
    language: str,
    asked: frozenset[str],
    shown: frozenset[str],
    programs: Programs = NO_PROGRAMS,
    order: int | None = None,
) -> Markup:
    """A page has few branches and few orders, so few of these exist.

    asked, shown   variables and questions of this page that routing asks
    order          of rows and options, where `is_shuffled`
    """
    sheet = _sheet(compiled, language, programs, order)
    with translation.override(language):
        return Markup(piece for question in page.questions if question.code in shown for piece in _question(question, sheet, asked))


def is_shuffled(page: Page) -> bool:
    return any(getattr(question, "shuffle", False) for question in page.questions)


@lru_cache(maxsize=256)
def after_markup(compiled: Compiled, questions: tuple[AnyQuestion, ...], language: str) -> Markup:
    """The after-part. Option sets of its questions are the document's."""
    sheet = _sheet(compiled, language, NO_PROGRAMS)
    with translation.override(language):
        return Markup(piece for question in questions for piece in _question(question, sheet, frozenset()))


def question_markup(compiled: Compiled, question: AnyQuestion, language: str, programs: Programs = NO_PROGRAMS) -> Markup:
    """One question with every row and facet it may have. Not kept: drafts, which are looked at like this, change all the time."""
    asked = frozenset(v.code for v in question.variables(compiled.document.option_sets))
    with translation.override(language):
        return Markup(_question(question, _sheet(compiled, language, programs), asked))


def _sheet(compiled: Compiled, language: str, programs: Programs, order: int | None = None) -> controls.Sheet:
    return controls.Sheet(compiled.document, language, programs, frozenset((*KNOWN_WORDS, *compiled.document.variables)), order)


def _question(question: AnyQuestion, sheet: controls.Sheet, asked: frozenset[str]) -> list[Piece]:
    match question:
        case SingleQuestion():
            long = len(sheet.document.option_sets[question.options]) > lists.MOST_CARDS
            return lists.drop_down(question, sheet) if long else controls.single(question, sheet)
        case MultipleQuestion():
            return controls.multiple(question, sheet)
        case RegisterQuestion():
            return lists.register(question, sheet)
        case RankingQuestion():
            return places.ranking(question, sheet)
        case LikertQuestion():
            return controls.likert(question, sheet)
        case MatrixQuestion():
            return matrix.matrix(question, sheet, asked)
        case DualMatrixQuestion():
            return matrix.dual_matrix(question, sheet, asked)
        case DynamicMatrixQuestion():
            return matrix.dynamic_matrix(question, sheet, asked)
        case NpsQuestion():
            return controls.nps(question, sheet)
        case NumberQuestion():
            return controls.number(question, sheet)
        case PeriodQuestion():
            return dates.period(question, sheet)
        case TextQuestion():
            return controls.text(question, sheet)
        case PrefilledQuestion():
            return controls.prefilled(question, sheet)
        case NoteQuestion():
            return controls.note(question, sheet)
        case ConsentQuestion():
            return controls.consent(question, sheet)
        case ContactQuestion():
            return controls.contact(question, sheet)


def spoken(
    compiled: Compiled, names: Iterable[str], answers: Answers, *, known: Callable[[], Mapping[str, Text]], language: str
) -> dict[str, str]:
    """Words for the pipes `names`: what is known of the respondent (asked for only if needed), else the label of an earlier answer."""
    wanted = list(names)
    facts = known() if wanted else {}
    return {
        name: facts[name].in_language(language) if name in facts else _answer_label(compiled, name, answers, language) for name in wanted
    }


def _answer_label(compiled: Compiled, name: str, answers: Answers, language: str) -> str:
    value, variable = answers.get(name), compiled.document.variables.get(name)
    if value is None or variable is None:
        return "…"
    if variable.storage == "period":
        return in_words(str(value), language)
    labels = {option.code: option.label.in_language(language) for option in variable.options}
    return ", ".join(labels.get(code, code) for code in ([value] if isinstance(value, str) else value))
