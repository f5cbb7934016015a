"""Which units' released figures a person may take away. Read live: a right ends with its term."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from departments.access import WHOLE_UNIVERSITY, departments_for, programs_for
from home.models import Role
from home.rights import has_role, roles_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from home.models import User

    Person = User | AnonymousUser

READERS = (*WHOLE_UNIVERSITY, Role.DEAN, Role.REPRESENTATIVE)

Unit = tuple[str, str]  # level, code


def reads_results(person: "Person", *, today: date) -> bool:
    return has_role(person, *READERS, today=today)


def reads_unit(person: "Person", *, level: str, code: str, today: date) -> bool:
    """Programs and departments of the own scope, the faculty of a dean, the university of those who read it as a whole."""
    match level:
        case "program":
            return programs_for(person, today=today).filter(code=code).exists()
        case "department":
            return departments_for(person, today=today).filter(code=code).exists()
    held = roles_of(person, today=today)
    if any(assignment.role in WHOLE_UNIVERSITY for assignment in held):
        return level in {"faculty", "university"}
    return level == "faculty" and any(assignment.role == Role.DEAN and assignment.unit_code == code for assignment in held)


def reads_every_unit(person: "Person", units: Iterable[Unit], *, today: date) -> bool:
    return reads_results(person, today=today) and all(reads_unit(person, level=level, code=code, today=today) for level, code in units)


def may_have_released(owner: "Person", question: Mapping[str, Any], today: date) -> bool:
    """The rule of every kind that names none of its own: `question["units"]` lists pairs [level, code], at least one, all readable."""
    units = [(level, code) for level, code in question.get("units", ())]
    return bool(units) and reads_every_unit(owner, units, today=today)


def may_have_single_answers(owner: "Person", question: Mapping[str, Any], today: date) -> bool:
    """Microdata: named analysts alone, whatever else a person may read."""
    return has_role(owner, Role.ANALYST, today=today)
