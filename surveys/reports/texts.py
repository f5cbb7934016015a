"""What graduates and employers wrote: reviewed texts of one program, where enough people wrote."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from departments.models import Program
from surveys.models import TextAnswer, Wave

from .periods import ReleasedWave

Decision = TextAnswer.Decision
FIRST = 6  # texts of a question that stand open on the page


@dataclass(frozen=True, slots=True)
class TextsOf:
    """One question. base: how many wrote; the texts are those a reviewer let through, as the reviewer let them through."""

    question: str
    wave: str
    base: int
    texts: tuple[str, ...]

    @property
    def first(self) -> tuple[str, ...]:
        return self.texts[:FIRST]

    @property
    def further(self) -> tuple[str, ...]:
        return self.texts[FIRST:]


@dataclass(frozen=True, slots=True)
class Texts:
    """few: questions that people answered, but too few of them for any text to be shown."""

    questions: tuple[TextsOf, ...]
    few: int
    threshold: int

    def __bool__(self) -> bool:
        return bool(self.questions or self.few)


def reviewed_texts(*, program: Program, waves: Sequence[ReleasedWave], threshold: int, language: str) -> Texts:
    """Of released waves, never a text that is waiting or was withheld. Two queries.

    threshold   how many must have written an answer to the question in this program and wave, reviewed or not
    """
    released = {found.wave.pk: found for found in waves if found.wave.state == Wave.State.RELEASED}
    written = TextAnswer.objects.filter(wave__in=released, program=program)
    counts = list(written.values_list("wave", "variable").annotate(n=Count("pk")).order_by())
    bases = {(wave, variable): n for wave, variable, n in counts if variable in released[wave].document.variables}
    enough = {key for key, n in bases.items() if n >= threshold}
    passed: dict[tuple[int, str], list[str]] = {}
    # keys are random, so this order says nothing about who wrote when
    allowed = written.filter(decision__in=[Decision.PUBLISHED, Decision.REDACTED]).order_by("pk")
    for wave, variable, decision, text, shown in allowed.values_list("wave", "variable", "decision", "text", "shown_text"):
        words = shown if decision == Decision.REDACTED else text
        if (wave, variable) in enough and words.strip():
            passed.setdefault((wave, variable), []).append(words)
    questions = tuple(
        TextsOf(variable.label.in_language(language), str(found.wave), bases[key, code], tuple(passed[key, code]))
        for key, found in released.items()
        for code, variable in found.document.variables.items()
        if (key, code) in passed
    )
    return Texts(questions, sum(n < threshold for n in bases.values()), threshold)
