"""The packed record: one run of bytes per response, the same for every response of a structure.

Choice and NPS: u1, index into the frozen option list. Register: u2, index into the list frozen with the version, or a
program's permanent number. Several choices: one state byte, then a bit per option. Several of a register: one state
byte, then u2 x maximum. Ranking: one state byte, then u1 per option, its place from 1 on, 0 where it is not ranked.
Number: i4, or i8 where its range asks for it, scaled by its declared decimals. Period: u2, the year, or months since
year 0. Texts are never in it.

Reserved: the two highest values of u1 and u2 and the two lowest of i4 and i8 (not asked, skipped); "na" and "refused"
are options of the list. All little-endian, unaligned, so that records of a wave are one numpy structured array.
"""

import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np

from surveys.questions import Answers, Value, Variable
from surveys.questions.period import ordinal, written_period

NOT_ASKED_U1, SKIPPED_U1 = 255, 254
NOT_ASKED_U2, SKIPPED_U2 = 65_535, 65_534
NOT_ASKED_I4, SKIPPED_I4 = -(2**31), -(2**31) + 1
NOT_ASKED_I8, SKIPPED_I8 = -(2**63), -(2**63) + 1
ANSWERED = 0  # state byte of several choices and of a ranking
UNRANKED = 0  # place of an option that is not ranked

_ABSENT: Any = object()  # not asked, while packing: None means skipped


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
        self._programs = tuple((i, v) for i, v in enumerate(self.variables.values()) if v.register)
        self._packers = tuple((code, _packer(v)) for code, v in self.variables.items())
        self._struct = struct.Struct("<" + "".join(_format(v) for v in self.variables.values()))
        self._unpackers = tuple((code, v, _tables(v)) for code, v in self.variables.items())

    @cached_property
    def dtype(self) -> np.dtype:
        """numpy dtype of one record.

        Several choices are fields `<code>` (state) and `<code>.bits` (uint8 bytes) or `<code>.list`; a ranking `<code>` and
        `<code>.places`.
        """
        fields: list[tuple] = []
        for code, v in self.variables.items():
            match v.storage:
                case "choices":
                    fields += [(code, "u1"), (f"{code}.bits", "u1", (_bytes(v),))]
                case "registers":
                    fields += [(code, "u1"), (f"{code}.list", "<u2", (v.maximum,))]
                case "ranking":
                    fields += [(code, "u1"), (f"{code}.places", "u1", (len(v.options),))]
                case _:
                    fields.append((code, {"B": "u1", "H": "<u2", "i": "<i4", "q": "<i8"}[_format(v)]))
        return np.dtype(fields)

    def reserved(self, code: str) -> tuple[int, int]:
        """(not asked, skipped) as they stand in the field `code` of the record."""
        return _RESERVED[_format(self.variables[code])[0]]

    def pack(self, answers: Answers, *, programs: ProgramNumbers = NO_PROGRAMS) -> bytes:
        """KeyError for a code that is no option, register entry or program: answers are validated before they come here."""
        get = answers.get
        parts = [pack(get(code, _ABSENT)) for code, pack in self._packers]
        for place, variable in self._programs:
            parts[place] = _pack_register(variable, get(variable.code, _ABSENT), programs.by_code)
        return b"".join(parts)

    def unpack(self, record: bytes, *, programs: ProgramNumbers = NO_PROGRAMS) -> dict[str, Value]:
        """struct.error where the record is not one of this structure; KeyError for a program that never was."""
        answers: dict[str, Value] = {}
        stored = iter(self._struct.unpack(record))
        for code, v, codes in self._unpackers:
            value = next(stored)
            more = next(stored) if v.storage in _SEVERAL else b""
            not_asked, skipped = _RESERVED[_format(v)[0]]
            if value == not_asked:
                continue
            names = programs.by_number if v.register else codes
            if value == skipped:
                answers[code] = None
            elif v.storage == "number":
                answers[code] = f"{Decimal(value).scaleb(-v.decimals):.{v.decimals}f}" if v.decimals else str(value)
            elif v.storage == "period":
                answers[code] = written_period(value, v.unit)
            elif v.storage == "choices":
                bits = int.from_bytes(more, "little")
                answers[code] = [name for i, name in codes.items() if bits >> i & 1]
            elif v.storage == "registers":
                numbers = struct.unpack(f"<{v.maximum}H", more)
                answers[code] = [names[n] for n in numbers if n != NOT_ASKED_U2]
            elif v.storage == "ranking":
                answers[code] = [codes[i] for _place, i in sorted((place, i) for i, place in enumerate(more) if place != UNRANKED)]
            else:
                answers[code] = names[value]
        return answers


_SEVERAL = frozenset({"choices", "registers", "ranking"})
_RESERVED = {
    "B": (NOT_ASKED_U1, SKIPPED_U1),
    "H": (NOT_ASKED_U2, SKIPPED_U2),
    "i": (NOT_ASKED_I4, SKIPPED_I4),
    "q": (NOT_ASKED_I8, SKIPPED_I8),
}


def _bytes(v: Variable) -> int:
    return (len(v.options) + 7) // 8


def _format(v: Variable) -> str:
    """struct format of one variable."""
    match v.storage:
        case "choice":
            return "B"
        case "register" | "period":
            return "H"
        case "choices":
            return f"B{_bytes(v)}s"
        case "registers":
            return f"B{2 * v.maximum}s"
        case "ranking":
            return f"B{len(v.options)}s"
    limit = max(abs(v.low or 0), abs(v.high or 0)) * 10**v.decimals
    return "i" if limit < 2**31 - 2 else "q"


def _tables(v: Variable) -> dict[int, str]:
    return {i: o.code for i, o in enumerate(v.options)}


def _packer(v: Variable) -> Callable[[Any], bytes]:
    """Value to bytes, for everything but programs: a look-up in a ready table wherever there is one."""
    if v.register:
        return _later
    not_asked, skipped = _RESERVED[_format(v)[0]]
    match v.storage:
        case "choice" | "register":
            size = struct.calcsize(_format(v))
            table: dict[Any, bytes] = {o.code: i.to_bytes(size, "little") for i, o in enumerate(v.options)}
            return {**table, None: skipped.to_bytes(size, "little"), _ABSENT: not_asked.to_bytes(size, "little")}.__getitem__
        case "choices":
            return _choices_packer(v)
        case "registers":
            indexes = {o.code: i for i, o in enumerate(v.options)}
            return lambda value: _pack_register(v, value, indexes)
        case "ranking":
            return _ranking_packer(v)
        case "period":
            return lambda value: (not_asked if value is _ABSENT else skipped if value is None else ordinal(value)).to_bytes(2, "little")
    return _number_packer(v, not_asked, skipped)


def _later(value: Value) -> bytes:
    return b""


def _choices_packer(v: Variable) -> Callable[[Any], bytes]:
    bits = {o.code: 1 << i for i, o in enumerate(v.options)}
    width = _bytes(v)
    state = bytes((ANSWERED,))
    none = {None: bytes((SKIPPED_U1,)) + bytes(width), _ABSENT: bytes((NOT_ASKED_U1,)) + bytes(width)}

    def pack(value: Any) -> bytes:
        if value is None or value is _ABSENT:
            return none[value]
        return state + sum([bits[option] for option in value]).to_bytes(width, "little")

    return pack


def _ranking_packer(v: Variable) -> Callable[[Any], bytes]:
    indexes = {o.code: i for i, o in enumerate(v.options)}
    unranked = bytes(len(indexes))

    def pack(value: Any) -> bytes:
        if value is None or value is _ABSENT:
            return bytes((SKIPPED_U1 if value is None else NOT_ASKED_U1,)) + unranked
        places = bytearray(unranked)
        for place, option in enumerate(value, start=1):
            places[indexes[option]] = place
        return bytes((ANSWERED,)) + bytes(places)

    return pack


def _number_packer(v: Variable, not_asked: int, skipped: int) -> Callable[[Any], bytes]:
    size = struct.calcsize("<" + _format(v))

    def pack(value: Any) -> bytes:
        if value is None or value is _ABSENT:
            return (skipped if value is None else not_asked).to_bytes(size, "little", signed=True)
        scaled = int(Decimal(value).scaleb(v.decimals)) if v.decimals else int(value)
        return scaled.to_bytes(size, "little", signed=True)

    return pack


def _pack_register(v: Variable, value: Any, numbers: Mapping[str, int]) -> bytes:
    """One or several entries of a register, by their numbers."""
    if v.storage == "register":
        number = NOT_ASKED_U2 if value is _ABSENT else SKIPPED_U2 if value is None else numbers[value]
        return number.to_bytes(2, "little")
    if value is None or value is _ABSENT:
        state, given = (SKIPPED_U1 if value is None else NOT_ASKED_U1), []
    else:
        state, given = ANSWERED, [numbers[item] for item in value]
    return struct.pack(f"<B{v.maximum}H", state, *given, *[NOT_ASKED_U2] * (v.maximum - len(given)))
