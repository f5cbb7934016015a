"""The tree results are rolled up along: university, faculties, departments, programs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from departments.models import Program
from surveys.disclosure.tree import Hierarchy

from .tables import LEVELS, Level, Names, UnitReference


@dataclass(frozen=True, slots=True)
class Unit:
    level: Level
    code: str
    names: Names
    parent: int  # index in the tree; -1 for the university

    @property
    def reference(self) -> UnitReference:
        return {"level": self.level, "code": self.code, "name": self.names}


class UnitTree:
    """Units by index: the university first, then faculties, departments and programs, each in the order of their codes."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = tuple(units)
        self.index = {(unit.level, unit.code): i for i, unit in enumerate(self.units)}

    def with_code(self, code: str) -> list[int]:
        return [i for i, unit in enumerate(self.units) if unit.code == code]

    def path(self, unit: int) -> list[int]:
        """The unit and everything above it."""
        path = []
        while unit >= 0:
            path.append(unit)
            unit = self.units[unit].parent
        return path

    def programs_of(self, unit: int) -> set[str]:
        return {u.code for i, u in enumerate(self.units) if u.level == "program" and unit in self.path(i)}

    def membership(self, programs: Sequence[str]) -> NDArray[np.float64]:
        """Units x (programs + 1): 1 where the unit holds the program; column 0 is "no program", held by the university alone."""
        member = np.zeros((len(self.units), len(programs) + 1))
        member[0, 0] = 1
        for column, code in enumerate(programs, 1):
            member[self.path(self.index["program", code]), column] = 1
        return member

    @cached_property
    def hierarchy(self) -> Hierarchy:
        """As disclosure sees it: one more leaf under the university, for responses without a program."""
        return Hierarchy((*(unit.parent for unit in self.units), 0), unnamed=frozenset({len(self.units)}))


def load(*, university: Mapping[str, Any]) -> UnitTree:
    """Every program ever registered and what is above it, in one query. `university`: {"code": ..., "name": {"tr", "en"}}."""
    programs = Program.objects.select_related("department__faculty").order_by("code")
    rows: dict[Level, dict[str, tuple[Names, str]]] = {level: {} for level in LEVELS}
    top = str(university["code"])
    rows["university"][top] = (_names(university["name"]), "")
    for program in programs:
        department, faculty = program.department, program.department.faculty
        rows["program"][program.code] = (_names(program.names), department.code)
        rows["department"][department.code] = (_names(department.names), faculty.code)
        rows["faculty"][faculty.code] = (_names(faculty.names), top)
    units: list[Unit] = []
    place: dict[tuple[str, str], int] = {}
    above = {"faculty": "university", "department": "faculty", "program": "department"}
    for level in reversed(LEVELS):
        for code, (names, parent) in sorted(rows[level].items()):
            place[level, code] = len(units)
            units.append(Unit(level, code, names, place[above[level], parent] if parent else -1))
    return UnitTree(units)


def _names(names: Mapping[str, str]) -> Names:
    return {"tr": names["tr"], "en": names["en"]}
