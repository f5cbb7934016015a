"""Tables of every unit and variable from columns. Unrounded: they leave only through results.release."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from surveys.definition.document import Document
from surveys.questions import DynamicMatrixQuestion, RegisterQuestion, SingleQuestion

from .columns import COHORT, COHORT_VARIABLE, Columns
from .counting import Floats, Tally, tally
from .figures import body
from .tables import Body, Breakdown
from .units import UnitTree


@dataclass(frozen=True)
class Tabulation:
    """Tallies of a set of responses, of every variable of the record, for all units of the tree at once."""

    columns: Columns
    document: Document
    tree: UnitTree

    @cached_property
    def membership(self) -> Floats:
        return self.tree.membership(self.columns.programs)

    @cached_property
    def respondents(self) -> np.ndarray:
        """Responses per unit."""
        counted = np.bincount(self.columns.program, minlength=self.membership.shape[1])
        return np.rint(self.membership @ counted).astype(np.int64)

    @cached_property
    def by_program_only(self) -> frozenset[str]:
        """Variables whose meaning differs by program: never rolled up."""
        questions = {q.code for q in self.document.questions if isinstance(q, DynamicMatrixQuestion)}
        return frozenset(v.code for v in self.columns.variables.values() if v.question in questions)

    def tallies(self) -> dict[str, Tally]:
        """By variable, in the order of the record."""
        single = {q.code for q in self.document.questions if isinstance(q, (SingleQuestion, RegisterQuestion))}
        return {
            code: tally(self.columns, code, membership=self.membership, keeps_refusals=variable.question in single)
            for code, variable in self.columns.variables.items()
        }

    def applies(self, variable: str, unit: int) -> bool:
        return variable not in self.by_program_only or self.tree.units[unit].level == "program"

    def bodies(self, units: Sequence[int], *, weighted: bool, confidence: float) -> dict[tuple[int, str], Body]:
        """By unit and variable, unit after unit."""
        tallies = self.tallies()
        return {
            (unit, code): body(counted, unit, weighted=weighted, confidence=confidence)
            for unit in units
            for code, counted in tallies.items()
            if self.applies(code, unit)
        }


def breakdown(columns: Columns, by: str) -> Iterator[tuple[Breakdown, Columns]]:
    """The responses of every value of a single-choice variable, or of the frame stratum `cohort`; unused options too.

    ValueError where the variable takes several answers, or none that could divide respondents.
    """
    if by == COHORT_VARIABLE and by not in columns.variables:
        for year in np.unique(columns[COHORT]):
            if year:
                yield {"variable": by, "value": str(year)}, columns.select(columns[COHORT] == year)
        return
    variable = columns.variables[by]
    if variable.storage not in {"choice", "register"}:
        raise ValueError(by)
    values = [option.code for option in variable.options]
    if variable.register:
        chosen: Mapping[int, str] = columns.numbers.by_number
        values = [chosen[int(number)] for number in np.unique(columns[by]) if int(number) in chosen]
    for value in values:
        yield {"variable": by, "value": value}, columns.select(columns.is_option(by, value))
