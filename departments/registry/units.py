"""Taking the register of units from a file: adds and mends, never moves, never removes.

What a file may do, decided once:

- A program is known by its code. Faculties and departments bear no code in the file: they are matched by
  their Turkish names (case and blanks aside; a department within its faculty) among living units, or founded
  with a code of our own. So the same file twice changes nothing.
- A file mends a program's names, language, YÖK code, admission and evidence. An empty cell keeps what is known.
- English names of faculties and departments are filled in where they are missing; the register has the last word.
- A code never changes its meaning: another degree level under a known code is refused.
- A file never moves a program to another department or faculty, unless its home had only been inferred.
  Roll-ups of past years follow the tree; a move is made in the register, by a person.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from home.collation import lower, tidy

from ..models import Department, Faculty, Level, Program
from . import codes
from .unit_files import BEYOND, OPTIONAL, REQUIRED

U = TypeVar("U", Faculty, Department)

INFERRED = "inferred"

_LEVELS = {
    "önlisans": Level.ASSOCIATE, "lisans": Level.BACHELOR, "yüksek lisans": Level.MASTER, "doktora": Level.DOCTORATE,
    **{level.value: level for level in Level},
}  # fmt: skip
_KINDS = (  # the longer ending first
    ("meslek yüksekokulu", Faculty.Kind.VOCATIONAL),
    ("yüksekokulu", Faculty.Kind.SCHOOL),
    ("enstitüsü", Faculty.Kind.INSTITUTE),
    ("fakültesi", Faculty.Kind.FACULTY),
)
_FIELDS = {
    "program_tr": "name_tr", "program_en": "name_en", "language": "language", "yok_program_code": "yok_code",
    "status": "admitting", "home_by": "home_by", "evidence": "evidence",
}  # fmt: skip


class Refusal(NamedTuple):
    row: int  # as a spreadsheet numbers it: the header is row 1
    reason: str


@dataclass
class UnitReport:
    """How many programs were created, left as they were and mended; and every row that was refused."""

    created: int = 0
    unchanged: int = 0
    updated: int = 0
    refused: list[Refusal] = field(default_factory=list)


class Refused(Exception):
    """This row is left out, for the reason given."""


@transaction.atomic
def import_units(*, rows: Iterable[Mapping[str, str]], today: date) -> UnitReport:
    """Take in rows keyed by the columns of `unit_files`. A refused row changes nothing and stops nothing."""
    codes.one_issuer_at_a_time()
    register, report = _Register(today=today), UnitReport()
    for number, raw in enumerate(rows, start=2):
        try:
            outcome = register.take(number, _tidied(raw))
        except Refused as refused:
            report.refused.append(Refusal(number, str(refused)))
        else:
            setattr(report, outcome, getattr(report, outcome) + 1)
    return report


def kind_of(name: str) -> Faculty.Kind | None:
    """What the Turkish name of a faculty, school or institute says it is."""
    return next((kind for ending, kind in _KINDS if lower(name).endswith(ending)), None)


class _Register:
    """The living units by name, so that 186 rows do not ask the database 700 times."""

    def __init__(self, *, today: date) -> None:
        self.faculties = {lower(unit.name_tr): unit for unit in Faculty.objects.living(today=today)}
        departments = Department.objects.living(today=today)
        self.departments = {(unit.faculty_id, lower(unit.name_tr)): unit for unit in departments}
        self.programs = {unit.code: unit for unit in Program.objects.select_related("department__faculty", "awarding_unit")}
        self.seen: dict[str, tuple[int, dict[str, str]]] = {}

    def take(self, number: int, row: dict[str, str]) -> str:
        _check_cells(row)
        level = _LEVELS.get(lower(row["level"]))
        if level is None:
            raise Refused(_("unknown level “%(level)s”; known are önlisans, lisans, yüksek lisans, doktora") % {"level": row["level"]})
        first, said = self.seen.get(row["code"], (number, row))
        if said != row:
            raise Refused(_("code %(code)s was given to something else in row %(first)s") % {"code": row["code"], "first": first})
        kinds = {name: _kind(name) for name in (row["faculty_tr"], row["awarding_unit_tr"]) if name}
        if kinds[row["faculty_tr"]] == Faculty.Kind.INSTITUTE:
            raise Refused(
                _("“%(name)s” is an institute: name the home faculty, and the institute under awarding_unit_tr")
                % {"name": row["faculty_tr"]}
            )
        program = self.programs.get(row["code"])
        if program is not None:
            self._check_known(program, level, row)
        outcome = self._write(program, level, row)
        self.seen.setdefault(row["code"], (number, row))
        return outcome

    def _check_known(self, program: Program, level: Level, row: dict[str, str]) -> None:
        if program.level != level:
            raise Refused(
                _("code %(code)s belongs to “%(name)s” (%(level)s); a code never changes its meaning")
                % {"code": program.code, "name": program.name_tr, "level": program.get_level_display()}
            )
        home = program.department
        same = lower(home.name_tr) == lower(row["department_tr"]) and lower(home.faculty.name_tr) == lower(row["faculty_tr"])
        if not same and program.home_by != INFERRED:
            raise Refused(
                _("%(code)s stands under %(department)s, %(faculty)s; a program is moved in the register, not by a file")
                % {"code": program.code, "department": home.name_tr, "faculty": home.faculty.name_tr}
            )

    def _write(self, program: Program | None, level: Level, row: dict[str, str]) -> str:
        facts: dict[str, object] = {name: row[column] for column, name in _FIELDS.items() if row[column]}
        facts["department"] = self._department(row)
        if row["awarding_unit_tr"] and lower(row["awarding_unit_tr"]) != lower(row["faculty_tr"]):
            facts["awarding_unit"] = self._faculty(row["awarding_unit_tr"], row["awarding_unit_en"])
        if program is None:
            program = Program(code=row["code"], level=level, number=codes.next_program_number(), **facts)
            program.save(force_insert=True)
            self.programs[program.code] = program
            return "created"
        changed = [name for name, value in facts.items() if getattr(program, name) != value]
        for name in changed:
            setattr(program, name, facts[name])
        program.save(update_fields=changed)
        return "updated" if changed else "unchanged"

    def _department(self, row: dict[str, str]) -> Department:
        faculty = self._faculty(row["faculty_tr"], row["faculty_en"])
        key = faculty.pk, lower(row["department_tr"])
        if key not in self.departments:
            self.departments[key] = Department.objects.create(
                code=codes.next_department_code(), name_tr=row["department_tr"], name_en=row["department_en"], faculty=faculty
            )
        return _with_english(self.departments[key], row["department_en"])

    def _faculty(self, name_tr: str, name_en: str) -> Faculty:
        key = lower(name_tr)
        if key not in self.faculties:
            self.faculties[key] = Faculty.objects.create(
                code=codes.next_faculty_code(), name_tr=name_tr, name_en=name_en, kind=_kind(name_tr)
            )
        return _with_english(self.faculties[key], name_en)


def _with_english(unit: U, name_en: str) -> U:
    if name_en and not unit.name_en:
        unit.name_en = name_en
        unit.save(update_fields=["name_en"])
    return unit


def _tidied(raw: Mapping[str, str]) -> dict[str, str]:
    return {column: tidy(raw.get(column) or "") for column in (*REQUIRED, *OPTIONAL, BEYOND)}


def _kind(name: str) -> Faculty.Kind:
    kind = kind_of(name)
    if kind is None:
        raise Refused(
            _("“%(name)s” does not say what it is: Fakültesi, Yüksekokulu, Meslek Yüksekokulu or Enstitüsü is expected at the end")
            % {"name": name}
        )
    return kind


def _check_cells(row: dict[str, str]) -> None:
    if not any(row.values()):
        raise Refused(_("the row is empty"))
    if missing := [column for column in REQUIRED if not row[column]]:
        raise Refused(_("empty cell: %(columns)s") % {"columns": ", ".join(missing)})
    if row[BEYOND]:
        raise Refused(_("more cells than columns: %(cells)s") % {"cells": row[BEYOND]})
    if " " in row["code"]:
        raise Refused(_("the code “%(code)s” holds a blank") % {"code": row["code"]})
    for column, limit in _limits().items():
        if len(row[column]) > limit:
            raise Refused(_("%(column)s is longer than %(limit)s characters") % {"column": column, "limit": limit})


def _limits() -> dict[str, int]:
    """How many characters fit, by column."""
    fields: dict[str, models.Field] = {column: Program._meta.get_field(name) for column, name in {**_FIELDS, "code": "code"}.items()}  # type: ignore[misc]
    limits = {column: field.max_length for column, field in fields.items() if field.max_length}
    names = ("department_tr", "department_en", "faculty_tr", "faculty_en", "awarding_unit_tr", "awarding_unit_en")
    return limits | dict.fromkeys(names, Faculty._meta.get_field("name_tr").max_length or 0)
