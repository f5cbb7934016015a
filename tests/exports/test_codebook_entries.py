"""Entries and record of the printed codebook, whole."""

import pytest
from django.utils.translation import override

from surveys.exports.codebook_entries import Choice, ChoiceList, Condition, Entries, Entry, Said, Statement
from surveys.exports.codebook_record import record_layout
from tests.factories.every_kind import every_kind


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


def said(text):
    return Said(f"{text} (en)", text)


def entries():
    return {e.code: e for part in Entries(every_kind(), language="en").parts() for e in part.entries}


SCALE = ChoiceList(
    None,
    (
        *(Choice(str(n), said(f"basamak {n}"), str(n), ()) for n in range(1, 6)),
        Choice("99", said("fikrim yok"), "", ("not applicable: leaves every base",)),
    ),
)


def test_a_matrix_of_two_scales_has_its_statements_its_scales_and_the_condition_of_one():
    assert entries()["K12"] == Entry(
        code="K12",
        kind="Two scales, several statements",
        marks=(),
        label=said("Her yeterlilik için"),
        hint=None,
        conditions=(Condition("gereken (en)", "K03 is “seçenek yes (en)” or K04 is more than 10", "K03 == yes or K04 > 10"),),
        facts=(("Item version", "1"),),
        statements=(
            Statement(("C01_A", "C01_R"), said("Kuramsal bilgi"), ("Temel beceriler (en)", "MÜDEK 3: 1", "TYYÇ: Bilgi")),
            Statement(("C02_A", "C02_R"), said("Takım çalışması"), ("İş birliği (en)", "MÜDEK 3: 8")),
        ),
        lists=(ChoiceList(said("kazanılan"), SCALE.choices), ChoiceList(said("gereken"), SCALE.choices)),
    )


def test_a_ranking_names_its_places_and_its_changing_order():
    entry = entries()["K07"]
    assert (entry.kind, entry.facts) == (
        "Ranking",
        (("Places", "2"), ("Order", "differs from respondent to respondent"), ("Item version", "1")),
    )
    assert [choice.code for choice in entry.lists[0].choices] == ["pay", "place", "peace"]


@pytest.mark.parametrize(
    ("code", "facts"),
    [
        ("K01", (("Known from", "the invitation: program"),)),
        ("K02", ()),
        ("K03", (("Measured as", "categories without order"), ("Item version", "1"))),
        ("K04", (("Range", "0 – 98"), ("Unit", "saat (en) / saat"), ("Decimals", "1"), ("Item version", "1"))),
        ("K05", (("Range", "January 2015 – December 2026"), ("Precision", "year and month"), ("Item version", "1"))),
        ("K06", (("Answers", "at most 2"), ("Item version", "1"))),
        (
            "K08",
            (
                ("Measured as", "ordered categories"),
                ("May point at a person", "low"),
                ("Note of the authors", "asgari ücretin katı"),
                ("Item version", "1"),
            ),
        ),
        ("K10", (("Choose from", "the university's programs, by permanent code"), ("Answers", "at most 3"), ("Item version", "1"))),
        ("K11", (("Measured as", "categories without order"), ("Classification", "NACE Rev.2 section"), ("Item version", "1"))),
        (
            "K13",
            (
                ("Order", "differs from respondent to respondent"),
                ("Scale it belongs to", "Memnuniyet (en) (satisfaction)"),
                ("Item version", "1"),
            ),
        ),
        ("K17", (("Length", "at most 400 characters"), ("Seen by others", "after a person has read it"), ("Item version", "1"))),
    ],
)
def test_every_kind_says_what_can_be_answered(code, facts):
    assert entries()[code].facts == facts


def test_reversed_statements_and_objectives_are_told():
    found = entries()
    assert [s.remarks for s in found["K13"].statements] == [(), ("reversed",)]
    assert [s.codes for s in found["K14"].statements] == [("P01",), ("P02",), ("P03",)]


def test_options_tell_their_value_their_kind_of_no_answer_and_their_band():
    assert entries()["K08"].lists == (
        ChoiceList(
            None,
            (
                Choice("b1", said("1 kat"), "1", ("band 0 – 1",)),
                Choice("b2", said("1 kattan fazla"), "2", ("band 1 – …",)),
                Choice("98", said("belirtmek istemiyorum"), "", ("refused: stays in the base, leaves means",)),
            ),
        ),
    )


def test_the_recommendation_has_its_two_ends():
    assert entries()["K16"].lists == (ChoiceList(None, (Choice("0", said("hiç"), "", ()), Choice("10", said("kesinlikle"), "", ()))),)


def test_the_after_part_is_apart():
    assert [entry.code for entry in Entries(every_kind(), language="en").after()] == ["K18", "K19", "K20"]


def test_the_record_is_told_byte_by_byte():
    layout = record_layout(every_kind())
    fields = {f.code: (f.first, f.last, f.not_asked, f.skipped) for f in layout.fields}
    assert (layout.length, layout.texts) == (35, ("K06.other", "K17"))
    assert fields == {
        "K03": (0, 0, 255, 254),
        "K04": (1, 4, -(2**31), -(2**31) + 1),
        "K05": (5, 6, 65_535, 65_534),
        "K06": (7, 8, 255, 254),
        "K07": (9, 12, 255, 254),
        "K08": (13, 13, 255, 254),
        "K09": (14, 15, 65_535, 65_534),
        "K10": (16, 22, 255, 254),
        "K11": (23, 23, 255, 254),
        **{code: (24 + n, 24 + n, 255, 254) for n, code in enumerate(["C01_A", "C02_A", "C01_R", "C02_R"])},
        **{code: (28 + n, 28 + n, 255, 254) for n, code in enumerate(["K13a", "K13b", "P01", "P02", "P03", "K15", "K16"])},
    }
    assert {f.code: f.stored for f in layout.fields if f.code in {"K04", "K05", "K07", "K10"}} == {
        "K04": "signed: value × 10",
        "K05": "months since year 0: year × 12 + month − 1",
        "K07": "state (0 answered), then one byte per option: its place, 0 where it has none",
        "K10": "state (0 answered), then 3 times two bytes: permanent numbers of programs",
    }
