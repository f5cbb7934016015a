"""Codes and numbers the product issues itself. Permanent: never derived from a name, never given twice."""

import re

from django.db import connection, models

from ..models import Department, Faculty, Program

_LOCK = 0x6B6F64  # any number nobody else locks


def one_issuer_at_a_time() -> None:
    """Until the transaction ends. SQLite needs no more than its own write lock, taken when a transaction begins."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def next_faculty_code() -> str:
    """F01, F02, ..."""
    return f"F{_last(Faculty, 'F') + 1:02d}"


def next_department_code() -> str:
    """D001, D002, ..."""
    return f"D{_last(Department, 'D') + 1:03d}"


def next_program_code() -> str:
    """P0001, P0002, ...: for programs that have no code of YÖK."""
    return f"P{_last(Program, 'P') + 1:04d}"


def next_program_number() -> int:
    return (Program.objects.aggregate(highest=models.Max("number"))["highest"] or 0) + 1


def _last(model: type[models.Model], letter: str) -> int:
    issued = re.compile(rf"{letter}(\d+)")
    codes = model._default_manager.filter(code__startswith=letter).values_list("code", flat=True)
    return max((int(match[1]) for code in codes if (match := issued.fullmatch(code))), default=0)
