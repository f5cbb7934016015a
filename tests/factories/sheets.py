"""Tabulations of sheets given as answers, without a database: programs P1 and P2 of department D1, P3 of D2, both of faculty F1."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from surveys.definition.codebook import Codebook
from surveys.definition.document import Document
from surveys.definition.formats import yaml_file
from surveys.results.columns import COHORT, ORGANISATION, PROGRAM, WEIGHT, Columns
from surveys.results.tabulate import Tabulation
from surveys.results.units import Unit, UnitTree

PROGRAMS = ("P1", "P2", "P3")
UNITS = {
    "KTU": ("P1", "P2", "P3", ""),
    "F1": ("P1", "P2", "P3"),
    "D1": ("P1", "P2"),
    "D2": ("P3",),
    "P1": ("P1",),
    "P2": ("P2",),
    "P3": ("P3",),
}
_TREE = [
    ("university", "KTU", -1), ("faculty", "F1", 0), ("department", "D1", 1), ("department", "D2", 1),
    ("program", "P1", 2), ("program", "P2", 2), ("program", "P3", 3),
]  # fmt: skip
STANDARD = Path(__file__).resolve().parents[2] / "mik_site" / "demo" / "questionnaires.yaml"


def standard_instruments() -> dict[str, Document]:
    return {document.code: document for document in yaml_file.read(STANDARD)}


def tabulated(document: Document, sheets: Sequence[Mapping[str, Any]]) -> Tabulation:
    """sheets   {"program": code or "", "weight": number or None, "answers": {...}}; answers are codes, None is skipped"""
    codebook = Codebook(document.variables)
    place = {"": 0, **{code: i for i, code in enumerate(PROGRAMS, 1)}}
    ordered = sorted(sheets, key=lambda sheet: place[sheet["program"]])
    packed = b"".join(codebook.pack(sheet["answers"]) for sheet in ordered)
    records = np.frombuffer(packed, codebook.dtype) if ordered else np.empty(0, codebook.dtype)
    weights = [np.nan if sheet.get("weight") is None else sheet["weight"] for sheet in ordered]
    arrays: dict[str, Any] = {
        PROGRAM: np.array([place[sheet["program"]] for sheet in ordered], "<u2"),
        COHORT: np.zeros(len(ordered), "<u2"),
        ORGANISATION: np.zeros(len(ordered), "<u4"),
        WEIGHT: np.array(weights, "<f4"),
        **{name: records[name] for name in codebook.dtype.names or ()},
    }
    tree = UnitTree([Unit(level, code, {"tr": code, "en": code}, parent) for level, code, parent in _TREE])  # type: ignore[arg-type]
    return Tabulation(Columns(arrays, codebook=codebook, programs=PROGRAMS), document, tree)
