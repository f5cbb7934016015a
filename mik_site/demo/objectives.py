"""Educational objectives of a few programs. One of them changed its own in the demo's year, so that a trend ends there."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from departments.models import Level, Program
from home.models import User
from surveys.fielding.objective_sets import adopt_objectives
from surveys.fielding.objectives import sets_on
from surveys.models import ObjectiveSet
from surveys.questions import Text


def enter_objectives(path: Path, *, now: datetime, by: User) -> list[ObjectiveSet]:
    """Sets of bachelor's programs; those that the register does not hold are passed over."""
    made = []
    for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
        units = {"name_tr": entry["name"], "department__faculty__name_tr": entry["faculty"], "level": Level.BACHELOR}
        for program in Program.objects.filter(**units).order_by("number"):
            made += [_enter(program, one, now=now, by=by) for one in entry["sets"]]
    return made


def slots_on(day: date) -> dict[int, frozenset[str]]:
    """Places (P01 to P12) each program's graduates are asked that day, by the program's key."""
    return {program: frozenset(objective.slot for objective in found.objectives.all()) for program, found in sets_on(day).items()}


def _enter(program: Program, given: dict[str, Any], *, now: datetime, by: User) -> ObjectiveSet:
    return adopt_objectives(
        program=program,
        adopted_on=date(now.year - given["years_before"], 2, 1),
        wordings=[Text(**wording) for wording in given["objectives"]],
        source="Örnek",
        by=by,
        now=now,
    )
