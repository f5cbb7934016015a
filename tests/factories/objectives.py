"""Educational objectives of programs."""

from datetime import date

from departments.models import Program
from surveys.models import Objective, ObjectiveSet


def objectives_of(program: Program, *texts: str | tuple[str, str], on: date = date(2025, 9, 1)) -> ObjectiveSet:
    """P01, P02 ... in that order; a text without an English one gets "(en)"."""
    objective_set = ObjectiveSet.objects.create(program=program, adopted_on=on)
    for number, words in enumerate(texts, start=1):
        tr, en = words if isinstance(words, tuple) else (words, f"{words} (en)")
        Objective.objects.create(objective_set=objective_set, number=number, text_tr=tr, text_en=en)
    return objective_set
