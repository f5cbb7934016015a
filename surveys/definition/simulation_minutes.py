"""How long answering takes: words read at the speed of the language, a time of thinking and clicking per answer, and the turning of pages.

The figures and where they come from: docs/methods/simulation.md.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, Literal

from surveys.questions import AnyQuestion, DynamicMatrixQuestion, RegisterQuestion

from .compiled import Compiled
from .document import option_set_names

Language = Literal["tr", "en"]
LANGUAGES: tuple[Language, ...] = ("tr", "en")
WORDS_A_MINUTE: Mapping[Language, int] = {"tr": 166, "en": 228}
SECONDS_A_PAGE = 3.0
SECONDS: Mapping[str, float] = {  # thinking and clicking, per variable
    "single": 3.0,
    "multiple": 5.0,
    "register": 8.0,
    "ranking": 4.0,  # per place
    "likert": 3.0,
    "matrix": 3.0,
    "dual_matrix": 3.0,
    "dynamic_matrix": 3.0,
    "nps": 4.0,
    "number": 6.0,
    "period": 6.0,
    "text": 10.0,
    "consent": 4.0,
    "contact": 10.0,
}
LONG_TEXT, SECONDS_LONG_TEXT = 200, 30.0  # characters; averaged over those who write and those who do not
MOST_OPTIONS_READ = 20  # of a long list nobody reads more than a screen


class Times:
    """Seconds of one questionnaire in one language."""

    def __init__(self, compiled: Compiled, language: Language) -> None:
        self.compiled, self.language = compiled, language
        self._pace = 60 / WORDS_A_MINUTE[language]

    def seconds(self, *, asked: Iterable[str], shown: Iterable[str], pages: int) -> float:
        """asked: variables. shown: questions, known facts and notes included."""
        return (
            pages * SECONDS_A_PAGE
            + sum(self._of_questions[code] for code in shown)
            + sum(self._of_variables[code] for code in asked)
        )  # fmt: skip

    @cached_property
    def _of_questions(self) -> dict[str, float]:
        """Reading a question and its answers."""
        return {q.code: self._pace * self._words_of(q) for q in self.compiled.document.questions}

    @cached_property
    def _of_variables(self) -> dict[str, float]:
        """Answering, and reading a row of a matrix. The text beside "other" is written by few: no time."""
        found: dict[str, float] = {}
        for question in self.compiled.document.questions:
            for variable in question.variables(self.compiled.document.option_sets):
                if variable.storage == "text" and variable.code != question.code:
                    found[variable.code] = 0.0
                    continue
                row = self._words(variable.label) if variable.row and not isinstance(question, DynamicMatrixQuestion) else 0
                row = _OBJECTIVE_WORDS if isinstance(question, DynamicMatrixQuestion) else row
                found[variable.code] = self._pace * row + _answering(question, variable.maximum)
        return found

    def _words_of(self, question: AnyQuestion) -> int:
        sets = self.compiled.document.option_sets
        texts = [question.label, question.hint, getattr(question, "low", None), getattr(question, "high", None)]
        texts += [column.label for column in getattr(question, "columns", ())]
        words = sum(self._words(text) for text in texts)
        if isinstance(question, RegisterQuestion):
            return words  # what is looked for in a register is known beforehand
        options = [option for name in dict.fromkeys(option_set_names(question)) for option in sets[name][:MOST_OPTIONS_READ]]
        return words + sum(self._words(option.label) for option in options)

    def _words(self, text: Any) -> int:
        return len(text.in_language(self.language).split()) if hasattr(text, "in_language") else 0


_OBJECTIVE_WORDS = 15  # a program's own objective; its wording is not in the questionnaire


def _answering(question: AnyQuestion, places: int) -> float:
    if question.kind == "text" and question.max_length > LONG_TEXT:
        return SECONDS_LONG_TEXT
    return SECONDS[question.kind] * (places if question.kind == "ranking" else 1)
