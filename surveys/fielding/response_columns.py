"""Which column of a table of old answers says what, and how its cells are read."""

import math
import struct
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from surveys.definition.compiled import Compiled
from surveys.questions import PrefilledQuestion, Value, Variable

from .response_cells import CellRefused, ColumnsRefused, ranking_of, reader, refuse_too_many


@dataclass(frozen=True)
class Named:
    """Columns named on the command line; "" where none was."""

    program: str = ""
    cohort: str = ""
    weight: str = ""
    organisation: str = ""


@dataclass(frozen=True)
class ReadRow:
    program: str | None
    cohort: int | None
    weight: float | None
    organisation: int | None
    answers: dict[str, Value]


@dataclass
class Layout:
    """The columns of one table.

    readers   place of a column, its variable, how a cell is read
    boxes     of a multiple choice: place of a column and the option it ticks
    places    of a ranking: places of the columns in the order of rank, best first
    unknown   names of the columns that are left out
    """

    header: Sequence[str]
    named: Named
    missing: Collection[str]  # cells that say "no answer" beside the empty one
    programs: Collection[str]  # codes of every program there is
    readers: list[tuple[int, str, Callable[[str], Value]]] = field(default_factory=list)
    boxes: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    places: dict[str, list[int]] = field(default_factory=dict)
    several: dict[str, Variable] = field(default_factory=dict)  # the variables of boxes and places
    unknown: list[str] = field(default_factory=list)

    @property
    def variables(self) -> frozenset[str]:
        return frozenset([code for _i, code, _read in self.readers]) | self.boxes.keys() | self.places.keys()

    def place(self, name: str) -> int | None:
        return self.header.index(name) if name else None

    def read(self, cells: Sequence[str]) -> ReadRow:
        """CellRefused for the first cell that cannot be taken."""
        if len(cells) != len(self.header):
            values = {"found": len(cells), "expected": len(self.header)}
            raise CellRefused("–", _("The row has %(found)d cells, the header %(expected)d.") % values)
        answers: dict[str, Value] = {}
        for index, code, read_cell in self.readers:
            cell = cells[index].strip()
            answers[code] = None if cell in self.missing else read_cell(cell)
        for code, columns in self.boxes.items():
            answers[code] = self._ticked(code, columns, cells)
        for code, indexes in self.places.items():
            given = [cells[index].strip() for index in indexes]
            answers[code] = ranking_of(self.several[code], ["" if cell in self.missing else cell for cell in given])
        return ReadRow(self._program(cells), self._cohort(cells), self._weight(cells), self._organisation(cells), answers)

    def program_cell(self, cells: Sequence[str]) -> str:
        place = self.place(self.named.program)
        return cells[place].strip() if place is not None and place < len(cells) else ""

    def _ticked(self, code: str, columns: list[tuple[int, str]], cells: Sequence[str]) -> Value:
        """Boxes of one question: all empty is skipped, all 0 is an answer."""
        chosen, answered = [], False
        for index, option in columns:
            cell = cells[index].strip()
            if cell in self.missing:
                continue
            if cell not in {"0", "1"}:
                raise CellRefused(f"{code}_{option}", _("0 or 1 is expected here, not %(value)s.") % {"value": cell[:40]})
            answered = True
            if cell == "1":
                chosen.append(option)
        if not answered:
            return None
        refuse_too_many(self.several[code], chosen)
        return list[str](chosen)

    def _cell(self, name: str, cells: Sequence[str]) -> str:
        place = self.place(name)
        cell = "" if place is None else cells[place].strip()
        return "" if cell in self.missing else cell

    def _program(self, cells: Sequence[str]) -> str | None:
        code = self._cell(self.named.program, cells)
        if code and code not in self.programs:
            raise CellRefused(self.named.program, _("There is no program with the code %(code)s.") % {"code": code[:40]})
        return code or None

    def _cohort(self, cells: Sequence[str]) -> int | None:
        cell = self._cell(self.named.cohort, cells)
        if cell and not (cell.isascii() and cell.isdecimal() and 0 < int(cell) < 32_768):
            raise CellRefused(self.named.cohort, _("%(value)s is not a year.") % {"value": cell[:40]})
        return int(cell) if cell else None

    def _organisation(self, cells: Sequence[str]) -> int | None:
        cell = self._cell(self.named.organisation, cells)
        if cell and not (cell.isascii() and cell.isdecimal() and int(cell) < 2**31):
            raise CellRefused(self.named.organisation, _("%(value)s is not a number.") % {"value": cell[:40]})
        return int(cell) if cell else None

    def _weight(self, cells: Sequence[str]) -> float | None:
        """Kept as a 32-bit float."""
        if not self.named.weight:
            return None
        cell = self._cell(self.named.weight, cells)
        try:
            weight: float = struct.unpack("<f", struct.pack("<f", float(cell.replace(",", "."))))[0]
        except (ValueError, OverflowError):
            weight = math.nan
        if not (math.isfinite(weight) and weight > 0):
            raise CellRefused(self.named.weight, _("A weight must be a number above 0, not %(value)s.") % {"value": cell[:40] or "–"})
        return weight


def lay_out(header: Sequence[str], compiled: Compiled, *, named: Named, missing: Collection[str], programs: Collection[str]) -> Layout:
    """ColumnsRefused where a column asked for by name is not there, where one question has two kinds of columns, or none fits."""
    for name in (named.program, named.cohort, named.weight, named.organisation):
        if name and name not in header:
            raise ColumnsRefused(_("The file has no column %(name)s.") % {"name": name}, wrong_use=True)
    named = _with_known_facts(named, header, compiled)
    layout = Layout(header, named, frozenset(("", *missing)), programs)
    variables = compiled.document.variables
    questions = {question.code: question for question in compiled.document.questions}
    sets = compiled.document.option_sets
    taken = {named.program, named.cohort, named.weight, named.organisation} - variables.keys()
    boxes = {f"{code}_{option}": (code, option) for code, v in variables.items() for option in _boxes(v, programs)}
    ranks = {f"{code}_{place}": (code, place) for code, v in variables.items() if v.storage == "ranking" for place in _places(v)}
    ranked: dict[str, dict[int, int]] = {}
    for index, name in enumerate(header):
        if name in taken:
            continue
        if variable := variables.get(name):
            layout.readers.append((index, name, reader(variable, questions[variable.question], sets, programs)))
        elif name in ranks:
            code, place = ranks[name]
            ranked.setdefault(code, {})[place] = index
            layout.several[code] = variables[code]
        elif name in boxes:
            code, option = boxes[name]
            layout.boxes.setdefault(code, []).append((index, option))
            layout.several[code] = variables[code]
        else:
            layout.unknown.append(name)
    layout.places = {code: _in_order(code, found) for code, found in ranked.items()}
    single = {code for _i, code, _r in layout.readers}
    if both := sorted(single & layout.boxes.keys()):
        raise ColumnsRefused(_("%(codes)s has a column of its own and columns per option; keep one of them.") % {"codes": ", ".join(both)})
    if both := sorted(single & layout.places.keys()):
        raise ColumnsRefused(_("%(codes)s has a column of its own and columns per place; keep one of them.") % {"codes": ", ".join(both)})
    if not layout.variables:
        raise ColumnsRefused(_("No column of the file bears the code of a question."))
    return layout


def _with_known_facts(named: Named, header: Sequence[str], compiled: Compiled) -> Named:
    """The questions that merely show program and year name the columns of these, where none were named."""
    facts = {q.source: q.code for q in compiled.document.questions if isinstance(q, PrefilledQuestion) and q.code in header}
    return Named(named.program or facts.get("program", ""), named.cohort or facts.get("cohort", ""), named.weight, named.organisation)


def _boxes(variable: Variable, programs: Collection[str]) -> Collection[str]:
    if variable.storage not in {"choices", "registers"}:
        return ()
    return programs if variable.register else [option.code for option in variable.options]


def _places(variable: Variable) -> range:
    return range(1, variable.maximum + 1)


def _in_order(code: str, columns: Mapping[int, int]) -> list[int]:
    """Columns of a ranking from the first place on; the last places may lack theirs, no other."""
    for place in range(1, max(columns) + 1):
        if place not in columns:
            message = _("%(code)s has a column for place %(last)d and none for place %(place)d.")
            raise ColumnsRefused(message % {"code": code, "last": max(columns), "place": place})
    return [columns[place] for place in sorted(columns)]
