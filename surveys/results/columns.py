"""Answers of a wave as contiguous columns, one element a response. What tabulation, filters and scales compute on."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from surveys.definition.codebook import ANSWERED, NO_PROGRAMS, NOT_ASKED_U2, UNRANKED, Codebook, ProgramNumbers
from surveys.definition.conditions import ORDER, Mask
from surveys.questions import Variable

PROGRAM, COHORT, ORGANISATION, WEIGHT = "@program", "@cohort", "@organisation", "@weight"
STRATA = {PROGRAM: "<u2", COHORT: "<u2", ORGANISATION: "<u4", WEIGHT: "<f4"}
NO_PROGRAM = 0  # index of responses that rate no program; cohort and organisation 0: unknown

COHORT_VARIABLE = "cohort"  # the frame stratum, as --by and --where name it


class Columns:
    """arrays    by name: the four strata above and the fields of Codebook.dtype, rows sorted by program
    codebook   what the fields of the record mean
    programs   codes; a response's program column holds the index in this list + 1, or NO_PROGRAM
    numbers    permanent program numbers, for register questions that choose a program
    """

    def __init__(
        self,
        arrays: Mapping[str, NDArray[Any]],
        *,
        codebook: Codebook,
        programs: tuple[str, ...],
        numbers: ProgramNumbers = NO_PROGRAMS,
        rows: slice | NDArray[Any] | None = None,
    ) -> None:
        self._arrays, self._rows = arrays, rows
        self.codebook, self.programs, self.numbers = codebook, programs, numbers

    def __getitem__(self, name: str) -> NDArray[Any]:
        column = self._arrays[name]
        return column if self._rows is None else column[self._rows]

    @property
    def variables(self) -> Mapping[str, Variable]:
        """Of the record: free texts are not in it."""
        return self.codebook.variables

    @cached_property
    def n(self) -> int:
        return len(self[PROGRAM])

    @property
    def program(self) -> NDArray[np.uint16]:
        return self[PROGRAM]

    @cached_property
    def weights(self) -> NDArray[np.float64] | None:
        """None where the wave has none. A sheet without a weight in a weighted wave counts once."""
        stored = self[WEIGHT].astype(float)
        known = ~np.isnan(stored)
        return np.where(known, stored, 1.0) if known.any() else None

    def select(self, mask: Mask) -> "Columns":
        """The rows where `mask` holds."""
        places = np.flatnonzero(mask)
        chosen = places if self._rows is None else np.arange(len(self._arrays[PROGRAM]))[self._rows][places]
        return self._at(chosen)

    def of_programs(self, codes: set[str]) -> "Columns":
        """Responses of these programs; one program is a contiguous run of the file and is not copied."""
        wanted = [i for i, code in enumerate(self.programs, 1) if code in codes]
        if self._rows is None and len(wanted) == 1:
            start, stop = np.searchsorted(self.program, [wanted[0], wanted[0] + 1])
            return self._at(slice(int(start), int(stop)))
        return self.select(np.isin(self.program, wanted))

    def _at(self, rows: slice | NDArray[Any]) -> "Columns":
        return Columns(self._arrays, codebook=self.codebook, programs=self.programs, numbers=self.numbers, rows=rows)

    def asked(self, code: str) -> Mask:
        return self[code] != self.codebook.reserved(code)[0]

    def skipped(self, code: str) -> Mask:
        return self[code] == self.codebook.reserved(code)[1]

    def answered(self, code: str) -> Mask:
        """Something was chosen or written, "no opinion" and refusals included."""
        if code == COHORT_VARIABLE and code not in self.variables:
            return self[COHORT] > 0
        return self.asked(code) & ~self.skipped(code)

    def is_option(self, code: str, option_code: str) -> Mask:
        variable = self.variables[code]
        match variable.storage:
            case "number":
                return self.compare(code, "==", float(option_code))
            case "choices":
                index = self._index(variable, option_code)
                chosen = self[f"{code}.bits"][:, index // 8] >> (index % 8) & 1
                return (chosen == 1) & (self[code] == ANSWERED)
            case "registers":
                listed = (self[f"{code}.list"] == self._index(variable, option_code)).any(axis=1)
                return listed & (self[code] == ANSWERED)
            case "ranking":
                return self.places(code, option_code) != UNRANKED
        return self[code] == self._index(variable, option_code)

    def is_first(self, code: str, option_code: str) -> Mask:
        return self.places(code, option_code) == 1

    def places(self, code: str, option_code: str) -> NDArray[np.uint8]:
        """Where each respondent ranked the option; UNRANKED where nowhere, or not answered."""
        return self[f"{code}.places"][:, self._index(self.variables[code], option_code)]

    def compare(self, code: str, op: str, number: float) -> Mask:
        """False where there is no number: skipped, not asked, or an option without a value."""
        if code == COHORT_VARIABLE and code not in self.variables:
            return self.answered(code) & ORDER[op](self[COHORT].astype(float), number)
        variable = self.variables[code]
        if variable.storage in {"number", "period"}:
            return self.answered(code) & ORDER[op](self[code] / 10.0**variable.decimals, number)
        values = np.full(256, np.nan)
        for index, option in enumerate(variable.options):
            if option.value is not None and not option.missing:
                values[index] = option.value
        return ORDER[op](values[self[code]], number)

    def number_of(self, variable: Variable, option_code: str) -> int | None:
        """What the record stores for this option; None where there is no such option or program."""
        if variable.register:
            return self.numbers.by_code.get(option_code)
        return next((i for i, option in enumerate(variable.options) if option.code == option_code), None)

    def _index(self, variable: Variable, option_code: str) -> int:
        found = self.number_of(variable, option_code)
        return NOT_ASKED_U2 - 2 if found is None else found  # a program nobody registered: chosen by nobody
