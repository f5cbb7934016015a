"""One side of a cross-table: which answers divide the respondents, and why the others are outside the base.

Who is in the base is decided as in results.counting: "not applicable" is outside, a refusal is an answer of a single choice only,
skipped is missing, not asked is outside.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from surveys.definition.codebook import ANSWERED
from surveys.questions import Variable

from .columns import COHORT, COHORT_VARIABLE, Columns

STATES = ("missing", "na", "refused", "dk", "not_asked")  # outside the base, in the order of an axis's last places
_MISSING, _NA, _NOT_ASKED = STATES.index("missing"), STATES.index("na"), STATES.index("not_asked")

Floats = NDArray[np.float64]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Axis:
    """codes   answers that can be in the base, in the order of the list; of periods and registers those that somebody gave
    values  number of each answer, nan where it has none
    stored  one element a respondent, under `size`
    fold    from what is stored to the place in `codes`, or len(codes) + place in STATES
    """

    codes: tuple[str, ...]
    values: Floats
    stored: NDArray[np.unsignedinteger]
    fold: Places

    @property
    def size(self) -> int:
        return len(self.fold)

    @property
    def places(self) -> int:
        return len(self.codes) + len(STATES)


@dataclass(frozen=True, slots=True)
class Part:
    """A column that tells of several options at once: `holds[stored, option]` is 1 where the option is among them."""

    stored: NDArray[np.unsignedinteger]
    holds: Floats


@dataclass(frozen=True, slots=True)
class Several:
    """Options of which a respondent may have several. `states` has one code, for who answered; the parts add up."""

    codes: tuple[str, ...]
    states: Axis
    parts: tuple[Part, ...]


def axis_of_everyone(columns: Columns) -> Axis:
    """Where a table has no columns: one that holds all."""
    return Axis(("",), _no_values(1), np.zeros(columns.n, np.uint8), np.zeros(1, np.intp))


def axis_of(columns: Columns, code: str, *, keeps_refusals: bool) -> Axis:
    """Of a variable with one answer, of `cohort`, or of `first(ranking)`; ValueError for any other."""
    if code == COHORT_VARIABLE and code not in columns.variables:
        return _of_looked_up(columns[COHORT], str, {0: _MISSING})
    if ranking := ranking_of(code):
        return _of_first(columns, columns.variables[ranking])
    variable = columns.variables[code]
    not_asked, skipped = columns.codebook.reserved(code)
    outside = {skipped: _MISSING, not_asked: _NOT_ASKED}
    match variable.storage:
        case "choice":
            return _of_choice(columns[code], variable, keeps_refusals)
        case "register" if not variable.register:
            codes = [option.code for option in variable.options]
            return _of_looked_up(columns[code], codes.__getitem__, outside)
        case "register":
            return _of_looked_up(columns[code], lambda number: columns.numbers.by_number.get(number, str(number)), outside)
        case "period":
            per_year = 12 if variable.unit == "month" else 1
            years = np.arange(65_536, dtype=np.uint16) // per_year
            return _of_looked_up(columns[code], str, outside, groups=years)
    raise ValueError(code)


def several_of(columns: Columns, code: str) -> Several:
    """Of a question with several answers, or a ranking: who ranked each option at all."""
    variable = columns.variables[code]
    state = columns[code]
    fold = np.full(256, 1 + _NOT_ASKED, np.intp)
    fold[ANSWERED], fold[columns.codebook.reserved(code)[1]] = 0, 1 + _MISSING
    match variable.storage:
        case "choices":
            codes, parts = _of_bits(columns, variable)
            if any(option.missing == "na" for option in variable.options):
                chosen = [columns.is_option(code, option.code) for option in variable.options if option.missing == "na"]
                state, fold[253] = np.where(np.logical_or.reduce(chosen), np.uint8(253), state), 1 + _NA
        case "registers":
            codes, parts = _of_list(columns, variable)
        case "ranking":
            codes, parts = _of_places(columns, variable)
        case _:
            raise ValueError(code)
    return Several(codes, Axis(("",), _no_values(1), state, fold), parts)


def ranking_of(code: str) -> str:
    """`A22` of `first(A22)`; empty where it is no such thing."""
    return code[6:-1] if code.startswith("first(") and code.endswith(")") else ""


def _of_choice(column: NDArray[np.uint8], variable: Variable, keeps_refusals: bool) -> Axis:
    options = variable.options
    kept = [i for i, option in enumerate(options) if not option.missing or (keeps_refusals and option.missing != "na")]
    fold = np.full(256, len(kept) + _NOT_ASKED, np.intp)
    fold[254] = len(kept) + _MISSING
    for i, option in enumerate(options):
        fold[i] = kept.index(i) if i in kept else len(kept) + STATES.index(option.missing or "na")
    left = [options[i] for i in kept]
    values = [float("nan") if variable.measure == "nominal" or o.missing or o.value is None else o.value for o in left]
    return Axis(tuple(option.code for option in left), np.array(values, float), column, fold)


def _of_looked_up(
    column: NDArray[np.uint16], name: Callable[[int], str], outside: dict[int, int], groups: NDArray[np.uint16] | None = None
) -> Axis:
    """Answers that somebody gave, in the order in which they are stored. `groups`: what counts as one answer, by stored number."""
    given = np.flatnonzero(np.bincount(column, minlength=1))
    inside = [int(number) for number in given if int(number) not in outside]
    wanted = inside if groups is None else sorted({int(groups[number]) for number in inside})
    place = {number: i for i, number in enumerate(wanted)}
    k = len(wanted)
    compact = np.full(65_536, k + _NOT_ASKED, np.uint16)
    for number in inside:
        compact[number] = place[number if groups is None else int(groups[number])]
    for number, state in outside.items():
        compact[number] = k + state
    return Axis(tuple(name(number) for number in wanted), _no_values(k), compact[column], np.arange(k + len(STATES)))


def _of_first(columns: Columns, variable: Variable) -> Axis:
    state, k = columns[variable.code], len(variable.options)
    fold = np.full(256, k + _NOT_ASKED, np.intp)
    fold[:k], fold[columns.codebook.reserved(variable.code)[1]] = np.arange(k), k + _MISSING
    stored = np.where(state == ANSWERED, (columns[f"{variable.code}.places"] == 1).argmax(axis=1).astype(np.uint8), state)
    return Axis(tuple(option.code for option in variable.options), _no_values(k), stored, fold)


def _of_bits(columns: Columns, variable: Variable) -> tuple[tuple[str, ...], tuple[Part, ...]]:
    kept = [(i, option.code) for i, option in enumerate(variable.options) if option.missing != "na"]
    numbers, bits = np.arange(256), columns[f"{variable.code}.bits"]
    parts = []
    for byte in range(bits.shape[1]):
        holds = np.zeros((256, len(kept)))
        for place, (i, _code) in enumerate(kept):
            if i // 8 == byte:
                holds[:, place] = numbers >> (i % 8) & 1
        parts.append(Part(bits[:, byte], holds))
    return tuple(code for _i, code in kept), tuple(parts)


def _of_list(columns: Columns, variable: Variable) -> tuple[tuple[str, ...], tuple[Part, ...]]:
    listed = columns[f"{variable.code}.list"]
    flat = _of_looked_up(listed.reshape(-1), str, {65_535: _NOT_ASKED, 65_534: _MISSING})
    numbers = [int(number) for number in flat.codes]
    if variable.register:
        codes = tuple(columns.numbers.by_number.get(number, str(number)) for number in numbers)
    else:
        codes = tuple(variable.options[number].code for number in numbers)
    holds = np.zeros((flat.size, len(codes)))
    holds[np.arange(len(codes)), np.arange(len(codes))] = 1
    compact = flat.stored.reshape(listed.shape)
    return codes, tuple(Part(compact[:, slot], holds) for slot in range(variable.maximum))


def _of_places(columns: Columns, variable: Variable) -> tuple[tuple[str, ...], tuple[Part, ...]]:
    places = columns[f"{variable.code}.places"]
    return tuple(option.code for option in variable.options), tuple(_ranked(places, i) for i in range(len(variable.options)))


def _ranked(places: NDArray[Any], option: int) -> Part:
    holds = np.zeros((256, places.shape[1]))
    holds[1:, option] = 1
    return Part(places[:, option], holds)


def _no_values(k: int) -> Floats:
    return np.full(k, np.nan)


def onehot(fold: Sequence[int] | Places, places: int) -> Floats:
    """size x places: what folds a table of stored values into one of answers by a matrix product."""
    made = np.zeros((len(fold), places))
    made[np.arange(len(fold)), fold] = 1
    return made
