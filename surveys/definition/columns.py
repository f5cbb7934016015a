"""Columns read straight from packed records, for routing.mask and for whoever checks records without a snapshot."""

from collections.abc import Iterable

import numpy as np

from .codebook import ANSWERED, UNRANKED, Codebook, ProgramNumbers
from .conditions import ORDER, Mask


class RecordColumns:
    """Many records of one structure side by side; `rows` is a structured array of the codebook's dtype."""

    def __init__(self, codebook: Codebook, records: Iterable[bytes], *, programs: ProgramNumbers) -> None:
        self.codebook = codebook
        self.rows = np.frombuffer(b"".join(records), codebook.dtype)
        self._programs = programs

    def answered(self, code: str) -> Mask:
        not_asked, skipped = self.codebook.reserved(code)
        return (self.rows[code] != not_asked) & (self.rows[code] != skipped)

    def is_option(self, code: str, option_code: str) -> Mask:
        variable = self.codebook.variables[code]
        numbers = self._programs.by_code if variable.register else {o.code: i for i, o in enumerate(variable.options)}
        number = numbers.get(option_code)
        if number is None:
            return np.zeros(len(self.rows), bool)
        match variable.storage:
            case "choices":
                return (self.rows[code] == ANSWERED) & ((self.rows[f"{code}.bits"][:, number // 8] >> (number % 8) & 1) == 1)
            case "registers":
                return (self.rows[code] == ANSWERED) & (self.rows[f"{code}.list"] == number).any(axis=1)
            case "ranking":
                return self.rows[f"{code}.places"][:, number] != UNRANKED
        return self.rows[code] == number

    def is_first(self, code: str, option_code: str) -> Mask:
        number = {o.code: i for i, o in enumerate(self.codebook.variables[code].options)}[option_code]
        return self.rows[f"{code}.places"][:, number] == 1

    def compare(self, code: str, op: str, number: float) -> Mask:
        """Of numbers and periods; routing.bind has turned comparisons of choices into lists of options."""
        scaled = self.rows[code] / 10.0 ** self.codebook.variables[code].decimals
        return self.answered(code) & ORDER[op](scaled, number)
