"""Columns of a microdata file, from the columns of a wave: several choices become a column of 0/1 each, a ranking a column of places.

Numbers for SPSS: the option's own code where all codes of the list are whole numbers, else its value where those are whole and
distinct, else its place in the list. Who skipped a question or was not asked has a number of its own, above every answer: 997 and
998, with as many nines in front as it takes. From the lowest no-answer (98, 99) to the highest of these is one range of missing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from surveys.definition.codebook import ANSWERED, NOT_ASKED_U1, NOT_ASKED_U2, SKIPPED_U1, SKIPPED_U2
from surveys.questions import Option, Variable
from surveys.questions.period import written_period
from surveys.results.columns import Columns

from .delimited import quoted
from .names import Names

Rows = NDArray[np.intp]
Stored = NDArray[Any]
NOTHING = SKIPPED_U2 - 1  # no further choice, in a list of up to eight


@dataclass(frozen=True, slots=True)
class Field:
    """name      unique, valid in SPSS
    labels    of the numbers, in one language
    missing   lowest and highest number that is no answer; None where there is none
    whole     whole numbers, one for every row
    stored    of these rows, as the record has it; what numbers and texts are looked up from
    texts     as cells of CSV, quoted where that is needed; skipped and not asked are empty
    """

    name: str
    label: str
    measure: Literal["nominal", "ordinal", "scale"]
    stored: Callable[[Rows], Stored]
    numbers: Callable[[Stored], NDArray[np.float64]]
    texts: Callable[[Stored], list[str]]
    labels: Mapping[int, str] = field(default_factory=dict)
    missing: tuple[int, int] | None = None
    whole: bool = True
    decimals: int = 0


def fields_of(columns: Columns, *, names: Names, language: str, in_words: bool, said: Callable[[Variable], str]) -> Iterator[Field]:
    """Of every variable in the record, in the order of the questionnaire. Free texts are not in it.

    in_words   texts of CSV are labels, not codes
    said       the text of a variable
    """
    for code, variable in columns.variables.items():
        about = _About(columns, variable, names, language, in_words, said(variable))
        match variable.storage:
            case "choices":
                yield from (_box(about, place, option) for place, option in enumerate(variable.options))
            case "registers":
                yield from (_listed(about, place) for place in range(variable.maximum))
            case "ranking":
                yield from (_ranked(about, place, option) for place, option in enumerate(variable.options))
            case "number" | "period":
                yield _measured(about)
            case _:
                yield _choice(about, stored=_as_stored(columns, code))


def reserved(highest: float) -> tuple[int, int]:
    """Numbers for "skipped" and "not asked", above every answer: 997 and 998, 9997 and 9998, ..."""
    above = 1_000
    while highest >= above - 30:  # no-answers without a number of their own stand just below
        above *= 10
    return above - 3, above - 2


def numbered(options: Iterable[Option]) -> dict[str, int]:
    """A number for every option, by code; those of no-answers lie above those of answers."""
    options = list(options)
    given = [o for o in options if o.missing is None]
    codes = [int(o.code) if o.code.isdecimal() and str(int(o.code)) == o.code else None for o in given]
    values = [o.value for o in given]
    if all(code is not None for code in codes):
        found = {o.code: int(o.code) for o in given}
    elif all(value is not None and value == int(value) and value >= 0 for value in values) and len(set(values)) == len(values):
        found = {o.code: int(o.value or 0) for o in given}
    else:
        found = {o.code: place for place, o in enumerate(given, start=1)}
    highest = max(found.values(), default=0)
    free = reserved(highest)[0]
    for option in (o for o in options if o.missing is not None):
        own = int(option.code) if option.code.isdecimal() and str(int(option.code)) == option.code else 0
        if own <= highest or own >= free:
            free = own = free - 1
        found[option.code] = own
    return found


@dataclass(frozen=True, slots=True)
class _About:
    columns: Columns
    variable: Variable
    names: Names
    language: str
    in_words: bool
    label: str

    def words(self, options: Iterable[Option]) -> dict[str, str]:
        return {o.code: o.label.in_language(self.language) for o in options}


def _table(size: int, filled: Mapping[int, Any], empty: Any, dtype: Any) -> NDArray[Any]:
    table = np.full(size, empty, dtype)
    for index, value in filled.items():
        table[index] = value
    return table


def _looked_up(numbers: Mapping[int, float], texts: Mapping[int, str], *, wide: bool) -> dict[str, Any]:
    """Two ready tables: everything a stored byte or word may say, as a number and as a text."""
    size = 65_536 if wide else 256
    as_numbers = _table(size, numbers, np.nan, np.float64)
    as_texts = _table(size, {index: quoted(text) for index, text in texts.items()}, "", object)
    return {"numbers": lambda stored: as_numbers[stored], "texts": lambda stored: as_texts[stored].tolist()}


def _choice(about: _About, *, stored: Callable[[Rows], Stored], name: str = "", label: str = "", whole: bool = True) -> Field:
    """A code out of a list, or a program by its permanent number."""
    variable, wide = about.variable, about.variable.storage in {"register", "registers"}
    if variable.register:
        known = dict(about.columns.numbers.by_number)
        by_index, words = {number: number for number in known}, {code: code for code in known.values()}
        codes: dict[int, str] = known
    else:
        numbers, words = numbered(variable.options), about.words(variable.options)
        codes = {index: option.code for index, option in enumerate(variable.options)}
        by_index = {index: numbers[code] for index, code in codes.items()}
    no_answer = [by_index[index] for index, option in enumerate(variable.options) if option.missing is not None]
    answers = [number for number in by_index.values() if number not in no_answer]
    skipped, not_asked = reserved(max(answers, default=0))
    not_asked_at, skipped_at = (NOT_ASKED_U2, SKIPPED_U2) if wide else (NOT_ASKED_U1, SKIPPED_U1)
    texts = {index: (words[code] if about.in_words else code) for index, code in codes.items()}
    return Field(
        name=about.names.take(name or variable.code),
        label=label or about.label,
        measure="ordinal" if variable.measure == "ordinal" else "scale" if variable.measure in {"interval", "nps"} else "nominal",
        stored=stored,
        **_looked_up({**by_index, skipped_at: skipped, not_asked_at: not_asked}, texts, wide=wide),
        labels={**{by_index[index]: words[code] for index, code in codes.items()}, **_absent(skipped, not_asked)},
        missing=(min(no_answer, default=skipped), not_asked),
        whole=whole,
    )


def _listed(about: _About, place: int) -> Field:
    """One of up to eight entries of a register; nothing where fewer were chosen."""
    columns, code = about.columns, about.variable.code

    def stored(rows: Rows) -> Stored:
        state, entry = columns[code][rows], columns[f"{code}.list"][rows, place]
        found = entry.astype(np.int64)
        found[entry == NOT_ASKED_U2] = NOTHING
        found[state == SKIPPED_U1] = SKIPPED_U2
        found[state == NOT_ASKED_U1] = NOT_ASKED_U2
        return found

    return _choice(about, stored=stored, name=f"{code}_{place + 1}", label=f"{about.label}: {place + 1}.", whole=False)


def _box(about: _About, place: int, option: Option) -> Field:
    """Whether one option of several was chosen."""
    columns, code = about.columns, about.variable.code

    def stored(rows: Rows) -> Stored:
        state, bits = columns[code][rows], columns[f"{code}.bits"][rows, place // 8]
        return np.where(state == ANSWERED, bits >> (place % 8) & 1, state)

    skipped, not_asked = reserved(1)
    yes, no = _("chosen"), _("not chosen")
    texts = {0: no, 1: yes} if about.in_words else {0: "0", 1: "1"}
    return Field(
        name=about.names.take(f"{code}_{option.code}"),
        label=f"{about.label}: {option.label.in_language(about.language)}",
        measure="nominal",
        stored=stored,
        **_looked_up({0: 0, 1: 1, SKIPPED_U1: skipped, NOT_ASKED_U1: not_asked}, texts, wide=False),
        labels={0: no, 1: yes, **_absent(skipped, not_asked)},
        missing=(skipped, not_asked),
    )


def _ranked(about: _About, place: int, option: Option) -> Field:
    """Where an option was ranked, 1 is best; 0 where it was not."""
    columns, code = about.columns, about.variable.code

    def stored(rows: Rows) -> Stored:
        state = columns[code][rows]
        return np.where(state == ANSWERED, columns[f"{code}.places"][rows, place], state)

    skipped, not_asked = reserved(len(about.variable.options))
    places = {number: number for number in range(len(about.variable.options) + 1)}
    return Field(
        name=about.names.take(f"{code}_{option.code}"),
        label=f"{about.label}: {option.label.in_language(about.language)}",
        measure="ordinal",
        stored=stored,
        **_looked_up({**places, SKIPPED_U1: skipped, NOT_ASKED_U1: not_asked}, {number: str(number) for number in places}, wide=False),
        labels={0: _("not ranked"), **_absent(skipped, not_asked)},
        missing=(skipped, not_asked),
    )


def _measured(about: _About) -> Field:
    """A number with its decimals; a year, or year and month as 202405."""
    columns, variable = about.columns, about.variable
    not_asked_at, skipped_at = columns.codebook.reserved(variable.code)
    monthly = variable.storage == "period" and variable.unit == "month"
    highest = 999_912 if monthly else 9_000 if variable.storage == "period" else max(abs(variable.low or 0), abs(variable.high or 0))
    skipped, not_asked = reserved(highest)

    def numbers(stored: Stored) -> NDArray[np.float64]:
        whole = stored.astype(np.int64)
        value = whole // 12 * 100 + whole % 12 + 1 if monthly else whole / 10.0**variable.decimals
        found = np.asarray(value, dtype=np.float64)
        found[stored == skipped_at] = skipped
        found[stored == not_asked_at] = not_asked
        return found

    def texts(stored: Stored) -> list[str]:
        absent = {skipped_at, not_asked_at}
        return ["" if value in absent else _written(value, variable) for value in stored.tolist()]

    return Field(
        name=about.names.take(variable.code),
        label=about.label,
        measure="scale",
        stored=_as_stored(columns, variable.code),
        numbers=numbers,
        texts=texts,
        labels=_absent(skipped, not_asked),
        missing=(skipped, not_asked),
        whole=variable.decimals == 0,
        decimals=variable.decimals,
    )


def _as_stored(columns: Columns, code: str) -> Callable[[Rows], Stored]:
    return lambda rows: columns[code][rows]


def _written(value: int, variable: Variable) -> str:
    if variable.storage == "period":
        return written_period(value, variable.unit)
    return f"{value / 10**variable.decimals:.{variable.decimals}f}" if variable.decimals else str(value)


def _absent(skipped: int, not_asked: int) -> dict[int, str]:
    return {skipped: _("skipped"), not_asked: _("not asked")}
