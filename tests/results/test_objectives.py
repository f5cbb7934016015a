"""Tables of a program's objectives say what was asked, and whether another wave asked the same."""

import io
from datetime import UTC, datetime

import pytest
from jsonschema import Draft202012Validator

from surveys.exports.delimited import write_results
from surveys.fielding.objectives import freeze_objectives
from surveys.models import WaveObjectives
from surveys.results import release
from surveys.results.schema import results_schema
from surveys.results.selection import Selection
from tests.factories.answered import a_closed_wave, four_programs
from tests.factories.objectives import objectives_of
from tests.fielding.test_objectives import asks_objectives

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 2, 9, tzinfo=UTC)


@pytest.fixture
def wave():
    """P1 is asked two objectives of its own, P2 one, P3 none; eleven sheets each."""
    one, other, _third, _fourth = programs = four_programs()
    objectives_of(one, ("Tasarlar", "Designs"), ("Yönetir", "Leads"))
    objectives_of(other, ("Öğretir", "Teaches"))
    answers = ({"P01": "4", "P02": "5"}, {"P01": "3"}, {})
    sheets = [{"program": program, "answers": given} for program, given in zip(programs[:3], answers, strict=True) for _ in range(11)]
    made = a_closed_wave(asks_objectives(), sheets)
    freeze_objectives(wave=made, now=NOW)
    return made


def objectives(document):
    """(unit, place) -> what it stood for, of every table that says so."""
    return {(t["unit"]["code"], t["variable"]): t["objective"]["wording"] for t in document["tables"] if "objective" in t}


ASKED = {
    ("P1", "P01"): {"tr": "Tasarlar", "en": "Designs"},
    ("P1", "P02"): {"tr": "Yönetir", "en": "Leads"},
    ("P2", "P01"): {"tr": "Öğretir", "en": "Teaches"},
}


def test_raw_tables_of_objectives_bear_the_wording_of_the_wave(wave, terms):
    document = release.raw(wave=wave, selection=Selection(), terms=terms, operator="test", now=NOW)
    assert objectives(document) == ASKED
    hashes = {t["objective"]["sha256"] for t in document["tables"] if "objective" in t and t["unit"]["code"] == "P1"}
    assert hashes == {WaveObjectives.objects.get(wave=wave, program__code="P1").sha256}


def test_so_do_released_ones_and_the_document_keeps_to_the_schema(wave, terms):
    release.make(wave=wave, terms=terms, by=None, now=NOW)
    document = release.internal(wave=wave, selection=Selection(), terms=terms)
    assert objectives(document) == ASKED
    Draft202012Validator(results_schema()).validate(document)


def test_a_wave_that_keeps_no_wordings_names_none(wave, terms):
    other = a_closed_wave(asks_objectives(code="OLD"), [{"program": wave.responses.first().program, "answers": {"P01": "4"}}])
    document = release.raw(wave=other, selection=Selection(), terms=terms, operator="test", now=NOW)
    assert (objectives(document), [t["variable"] for t in document["tables"]]) == ({}, ["P01", "P02"])


@pytest.mark.parametrize(("language", "words"), [("tr", "Tasarlar"), ("en", "Designs")])
def test_the_file_for_a_spreadsheet_has_a_line_with_the_wording(wave, terms, language, words):
    document = release.raw(wave=wave, selection=Selection(unit="P1"), terms=terms, operator="test", now=NOW)
    target = io.StringIO()
    write_results(document, target, language=language)
    lines = [line.split(",") for line in target.getvalue().splitlines()]
    assert [line[8] for line in lines if line[5:7] == ["P01", "objective"]] == [words]
