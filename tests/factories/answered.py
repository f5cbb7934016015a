"""Closed waves with known answers, and columns of any size without a database."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from itertools import count
from typing import Any

import numpy as np

from departments.models import Program
from surveys.collection import responses
from surveys.definition.codebook import Codebook
from surveys.definition.compiled import compile_version
from surveys.definition.document import Document, Section
from surveys.definition.programs import program_numbers
from surveys.models import QuestionnaireVersion, Wave
from surveys.questions import LikertQuestion
from surveys.results.columns import COHORT, ORGANISATION, PROGRAM, WEIGHT, Columns

from .documents import published, scale, text
from .institution import a_department, a_faculty, a_program

CLOSED = datetime(2026, 6, 1, 9, tzinfo=UTC)
UNIVERSITY = {"code": "KTU", "name": {"tr": "Karadeniz Teknik Üniversitesi", "en": "Karadeniz Technical University"}}
_serial = count(1)


def four_programs() -> tuple[Program, Program, Program, Program]:
    """P1 and P2 of department D1, P3 of D2, both of faculty F1; P4 of D3 of F2."""
    f1, f2 = a_faculty(code="F1"), a_faculty(code="F2")
    d1, d2, d3 = (a_department(code=code, faculty=faculty) for code, faculty in (("D1", f1), ("D2", f1), ("D3", f2)))
    p1, p2, p3, p4 = (a_program(code=code, department=home) for code, home in (("P1", d1), ("P2", d1), ("P3", d2), ("P4", d3)))
    return p1, p2, p3, p4


def a_closed_wave(
    document: Document | QuestionnaireVersion, sheets: Iterable[Mapping[str, Any]], *, state=Wave.State.CLOSED, **facts
) -> Wave:
    """document   published here, unless it is a version already
    sheets     {"answers": {...}, "program": Program or None, "cohort", "organisation", "weight"}, all but the first optional
    """
    version = document if isinstance(document, QuestionnaireVersion) else published(document)
    wave = Wave.objects.create(
        questionnaire=version.questionnaire,
        version=version,
        **{"name": "2026", "state": state, "mode": Wave.Mode.IMPORTED, "closed_at": CLOSED, **facts},
    )
    codebook, numbers = compile_version(version).codebook, program_numbers()
    rows = [
        responses.ResponseRow(
            program_id=sheet["program"].pk if sheet.get("program") else None,
            record=codebook.pack(sheet["answers"], programs=numbers),
            cohort=sheet.get("cohort"),
            organisation_number=sheet.get("organisation"),
            weight=sheet.get("weight"),
        )
        for sheet in sheets
    ]
    responses.insert(wave=wave, version=version, rows=rows)
    return wave


def likert_columns_document(variables: int) -> Document:
    """V001 ... on a five-point scale with "no opinion", in constructs of six."""
    items = [
        LikertQuestion(code=f"V{n:03d}", label=text(f"Madde {n}"), options="SCALE", construct=f"K{n // 6}") for n in range(1, variables + 1)
    ]
    sections = tuple(Section(code=f"S{start}", questions=tuple(items[start : start + 8])) for start in range(0, variables, 8))
    return Document(code=f"SYN{next(_serial)}", title=text("Sentetik"), option_sets={"SCALE": scale()}, sections=sections)


def synthetic_columns(n: int, programs: int | list[str], variables: int, seed: int) -> tuple[Columns, Document]:
    """n answer sheets to `variables` five-point items, unevenly spread over programs; some skipped, some without an opinion.

    programs   their codes, or how many to make up (S001 ...)
    """
    chance = np.random.default_rng(seed)
    codes = [f"S{i:03d}" for i in range(1, programs + 1)] if isinstance(programs, int) else list(programs)
    document = likert_columns_document(variables)
    size = chance.pareto(1.5, len(codes)) + 0.2
    program = np.sort(chance.choice(len(codes), n, p=size / size.sum()) + 1).astype("<u2")
    arrays: dict[str, np.ndarray] = {
        PROGRAM: program,
        COHORT: chance.integers(2019, 2025, n).astype("<u2"),
        ORGANISATION: np.zeros(n, "<u4"),
        WEIGHT: np.full(n, np.nan, "<f4"),
    }
    stored = np.array([0, 1, 2, 3, 4, 5, 254], "u1")  # five steps, "no opinion", skipped
    for code in document.variables:
        arrays[code] = chance.choice(stored, n, p=[0.05, 0.1, 0.2, 0.35, 0.22, 0.03, 0.05])
    return Columns(arrays, codebook=Codebook(document.variables), programs=tuple(codes)), document
