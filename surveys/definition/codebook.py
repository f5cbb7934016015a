"""The packed record: one run of bytes per response, the same for every response of a structure.

Choice and NPS: u1, index into the frozen option list. Register: u2, index into the list frozen with the version, or a
program's permanent number. Several choices: one state byte, then a bit per option. Several of a register: u2 x maximum.
Number: i4, scaled by its declared decimals. Texts are never in it.

Reserved: the two highest values of u1 and u2 (not asked, skipped), the two lowest of i4; "na" and "refused" are options
of the list. All little-endian, unaligned, so that records of a wave are one numpy structured array.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import numpy as np

from surveys.questions import Answers, Value, Variable

NOT_ASKED_U1, SKIPPED_U1 = 255, 254
NOT_ASKED_U2, SKIPPED_U2 = 65_535, 65_534
NOT_ASKED_I4, SKIPPED_I4 = -(2**31), -(2**31) + 1
ANSWERED = 0  # state byte of several choices


@dataclass(frozen=True, slots=True)
class ProgramNumbers:
    """Permanent numbers of programs, both ways. Numbers are issued once and never reused, so old records keep meaning."""

    by_code: Mapping[str, int]
    by_number: Mapping[int, str]


NO_PROGRAMS = ProgramNumbers({}, {})


class Codebook:
    """Packs and unpacks answers. `unpack(pack(a)) == a` for every valid `a`, texts apart."""

    def __init__(self, variables: Mapping[str, Variable]) -> None:
        self.variables = {code: v for code, v in variables.items() if v.storage != "text"}
        self.texts = tuple(code for code, v in variables.items() if v.storage == "text")
        self._indexes = {code: {o.code: i for i, o in enumerate(v.options)} for code, v in self.variables.items()}

    @cached_property
    def dtype(self) -> np.dtype:
        """numpy dtype of one record; several choices are fields `<code>` (state) and `<code>.bits` (uint8 bytes)."""
        fields: list[tuple] = []
        for code, v in self.variables.items():
            match v.storage:
                case "choice":
                    fields.append((code, "u1"))
                case "register":
                    fields.append((code, "<u2"))
                case "number":
                    fields.append((code, "<i4"))
                case "choices":
                    fields += [(code, "u1"), (f"{code}.bits", "u1", ((len(v.options) + 7) // 8,))]
                case "registers":
                    fields += [(code, "u1"), (f"{code}.list", "<u2", (v.maximum,))]
        return np.dtype(fields)

    def pack(self, answers: Answers, *, programs: ProgramNumbers = NO_PROGRAMS) -> bytes:
        """KeyError for a code that is no option, register entry or program: answers are validated before they come here."""
        return b"".join(self._pack_one(code, v, answers, programs) for code, v in self.variables.items())

    def unpack(self, record: bytes, *, programs: ProgramNumbers = NO_PROGRAMS) -> dict[str, Value]:
        row = np.frombuffer(record, self.dtype, 1)[0]
        answers: dict[str, Value] = {}
        for code, v in self.variables.items():
            self._unpack_one(code, v, row, programs, answers)
        return answers

    def _pack_one(self, code: str, v: Variable, answers: Answers, programs: ProgramNumbers) -> bytes:
        asked = code in answers
        value = answers.get(code)
        match v.storage:
            case "choice":
                return bytes((SKIPPED_U1 if asked else NOT_ASKED_U1,)) if value is None else bytes((self._indexes[code][str(value)],))
            case "register":
                number = (SKIPPED_U2 if asked else NOT_ASKED_U2) if value is None else self._number(code, v, str(value), programs)
                return number.to_bytes(2, "little")
            case "number":
                scaled = (SKIPPED_I4 if asked else NOT_ASKED_I4) if value is None else int(Decimal(str(value)).scaleb(v.decimals))
                return scaled.to_bytes(4, "little", signed=True)
            case "choices":
                width = (len(v.options) + 7) // 8
                if value is None:
                    return bytes((SKIPPED_U1 if asked else NOT_ASKED_U1,)) + bytes(width)
                bits = sum(1 << self._indexes[code][option] for option in value)
                return bytes((ANSWERED,)) + bits.to_bytes(width, "little")
            case _:
                numbers = [] if value is None else [self._number(code, v, item, programs) for item in value]
                state = (SKIPPED_U1 if asked else NOT_ASKED_U1) if value is None else ANSWERED
                padded = numbers + [NOT_ASKED_U2] * (v.maximum - len(numbers))
                return bytes((state,)) + b"".join(n.to_bytes(2, "little") for n in padded)

    def _number(self, code: str, v: Variable, value: str, programs: ProgramNumbers) -> int:
        return programs.by_code[value] if v.register else self._indexes[code][value]

    def _unpack_one(self, code: str, v: Variable, row: np.void, programs: ProgramNumbers, answers: dict[str, Value]) -> None:
        stored = int(row[code])
        not_asked, skipped = _RESERVED[v.storage]
        if stored == not_asked:
            return
        if stored == skipped:
            answers[code] = None
        elif v.storage == "choice":
            answers[code] = v.options[stored].code
        elif v.storage == "register":
            answers[code] = programs.by_number[stored] if v.register else v.options[stored].code
        elif v.storage == "number":
            answers[code] = f"{Decimal(stored).scaleb(-v.decimals):.{v.decimals}f}"
        elif v.storage == "choices":
            bits = int.from_bytes(row[f"{code}.bits"].tobytes(), "little")
            answers[code] = [o.code for i, o in enumerate(v.options) if bits >> i & 1]
        else:
            numbers = [int(n) for n in row[f"{code}.list"] if n != NOT_ASKED_U2]
            answers[code] = [programs.by_number[n] if v.register else v.options[n].code for n in numbers]


_RESERVED = {
    "choice": (NOT_ASKED_U1, SKIPPED_U1),
    "choices": (NOT_ASKED_U1, SKIPPED_U1),
    "registers": (NOT_ASKED_U1, SKIPPED_U1),
    "register": (NOT_ASKED_U2, SKIPPED_U2),
    "number": (NOT_ASKED_I4, SKIPPED_I4),
}
