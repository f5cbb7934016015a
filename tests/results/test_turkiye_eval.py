"""The set of domain.md section 3, where it lies beside the repository, and a made one of the same shape everywhere."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from surveys.results import release
from surveys.results.selection import Selection
from tests.factories.answered import a_closed_wave
from tests.factories.documents import likert_document
from tests.factories.institution import a_department, a_program

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 2, 9, tzinfo=UTC)
FILE = Path(__file__).resolve().parents[3] / "shared" / "data" / "turkiye_eval" / "responses.csv"
ITEMS = [f"Q{n}" for n in range(1, 29)]


def made() -> pd.DataFrame:
    chance = np.random.default_rng(28)
    frame = pd.DataFrame(chance.integers(1, 6, (700, 28)), columns=ITEMS)
    return frame.assign(**{"class": chance.choice(13, 700, p=np.arange(1, 14) / 91) + 1})


def tables(frame: pd.DataFrame, terms, **selection) -> dict:
    department = a_department(code="EVAL")
    programs = {number: a_program(code=f"class-{number}", department=department) for number in sorted(set(frame["class"]))}
    sheets = [
        {"program": programs[row["class"]], "answers": {item: str(row[item]) for item in ITEMS}} for row in frame.to_dict(orient="records")
    ]
    wave = a_closed_wave(likert_document(28, code="EVAL", na=False), sheets)
    shown = release.raw(wave=wave, selection=Selection(**selection), terms=terms, operator="test", now=NOW)
    return {(t["unit"]["code"], t["variable"]): t for t in shown["tables"] if t["unit"]["level"] in {"program", "university"}}


def assert_same_as_pandas(frame: pd.DataFrame, found: dict) -> None:
    parts = {f"class-{number}": part for number, part in frame.groupby("class")} | {"KTU": frame}
    assert {code for code, _ in found} == set(parts)
    for code, part in parts.items():
        for item in ITEMS:
            table = found[code, item]
            expected = (len(part), 0, part[item].mean(), part[item].std(), part[item].median())
            assert (table["base"], table["missing"], table["mean"], table["sd"], table["median"]) == pytest.approx(expected)
            counts = part[item].value_counts()
            assert [line["n"] for line in table["options"]] == [counts.get(step, 0) for step in range(1, 6)]


def test_a_made_set_gives_for_every_class_what_pandas_gives(terms):
    frame = made()
    assert_same_as_pandas(frame, tables(frame, terms))


if FILE.exists():

    def test_the_published_figures_come_out(terms):
        frame = pd.read_csv(FILE)
        found = tables(frame, terms)
        assert_same_as_pandas(frame, found)
        q1, q15 = found["KTU", "Q1"], found["KTU", "Q15"]
        assert [round(x, 6) for x in (q1["mean"], q1["sd"], q15["mean"], q15["sd"])] == [2.929897, 1.341077, 3.287285, 1.253122]
