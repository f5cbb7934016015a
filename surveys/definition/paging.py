"""Where a page ends. A questionnaire must work without JavaScript, so a question never stands on the page of what it depends on."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from surveys.questions import (
    AnyQuestion,
    DualMatrixQuestion,
    DynamicMatrixQuestion,
    MatrixQuestion,
    PrefilledQuestion,
    Question,
    TextQuestion,
)

from .routing import RoutingError, parse

MOST_QUESTIONS = 8
LONG_TEXT = 200  # characters; a longer text has its page to itself

_MATRICES = (MatrixQuestion, DualMatrixQuestion, DynamicMatrixQuestion)


def conditions_of(question: Question) -> tuple[str, ...]:
    """Every expression the question or one of its columns is shown by."""
    return tuple(c for c in (question.show_if, *(column.show_if for column in getattr(question, "columns", ()))) if c)


def split_by_conditions(questions: Iterable[AnyQuestion]) -> Iterator[tuple[AnyQuestion, ...]]:
    """Pages of one section: a page ends before a question that depends on it."""
    return _split(questions, ends_before=lambda page, question: False)


def split_by_topic(questions: Iterable[AnyQuestion]) -> Iterator[tuple[AnyQuestion, ...]]:
    """Pages of a questionnaire that names no sections.

    A page ends at a matrix and at a long text, where the construct changes, after eight questions, and before a question
    that depends on it. Known facts (program, year) head the first page and are not counted.
    """
    return _split(questions, ends_before=_ends_before)


def _split(
    questions: Iterable[AnyQuestion], *, ends_before: Callable[[Sequence[AnyQuestion], AnyQuestion], bool]
) -> Iterator[tuple[AnyQuestion, ...]]:
    page: list[AnyQuestion] = []
    for question in questions:
        if page and (_depends_on(question, page) or ends_before(page, question)):
            yield tuple(page)
            page = []
        page.append(question)
    if page:
        yield tuple(page)


def _ends_before(page: Sequence[AnyQuestion], question: AnyQuestion) -> bool:
    asked = [q for q in page if not isinstance(q, PrefilledQuestion)]
    if not asked:
        return False
    constructs = [q.construct for q in asked if q.construct]
    return (
        _stands_alone(question)
        or _stands_alone(asked[-1])
        or len(asked) >= MOST_QUESTIONS
        or bool(question.construct and constructs and constructs[-1] != question.construct)
    )


def _stands_alone(question: Question) -> bool:
    return isinstance(question, _MATRICES) or (isinstance(question, TextQuestion) and question.max_length > LONG_TEXT)


def _depends_on(question: Question, page: Sequence[Question]) -> bool:
    """Does a condition of the question name a variable of this page? Unreadable conditions are check's to report."""
    here = {q.code for q in page} | {row.code for q in page for row in getattr(q, "rows", ())}
    try:
        named = {code for condition in conditions_of(question) for code in parse(condition).codes()}
    except RoutingError:
        return False
    return any(code in here or code.rpartition("_")[0] in here or code.partition(".")[0] in here for code in named)
