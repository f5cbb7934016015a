import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.definition.codebook import NOT_ASKED_U1, SKIPPED_U1, Codebook
from surveys.definition.document import Document, Section
from surveys.questions import NumberQuestion, PeriodQuestion, RankingQuestion
from tests.factories.documents import likert_document, options, text, work_document

from .strategies import PROGRAMS, answers_to, documents


@given(st.data())
def test_what_is_packed_is_unpacked(data):
    document = data.draw(documents())
    answers = data.draw(answers_to(document))
    codebook = Codebook(document.variables)
    record = codebook.pack(answers, programs=PROGRAMS)
    assert codebook.unpack(record, programs=PROGRAMS) == answers
    assert len(record) == codebook.dtype.itemsize


def test_every_record_of_a_structure_has_the_same_length_and_many_are_one_array():
    codebook = Codebook(likert_document(3).variables)
    records = [codebook.pack(a) for a in ({"Q1": "1", "Q2": "99", "Q3": None}, {"Q1": "5"}, {})]
    rows = np.frombuffer(b"".join(records), codebook.dtype)
    assert [tuple(int(n) for n in row) for row in rows] == [
        (0, 5, SKIPPED_U1),
        (4, NOT_ASKED_U1, NOT_ASKED_U1),
        (NOT_ASKED_U1, NOT_ASKED_U1, NOT_ASKED_U1),
    ]


def test_no_box_ticked_is_an_answer_and_skipped_is_none():
    codebook = Codebook(work_document().variables)
    assert codebook.unpack(codebook.pack({"W2": []})) == {"W2": []}
    assert codebook.unpack(codebook.pack({"W2": None})) == {"W2": None}


def test_texts_are_never_in_the_record():
    codebook = Codebook(work_document().variables)
    assert codebook.texts == ("W2.other", "W6")
    record = codebook.pack({"W1": "yes", "W6": "çok gizli", "W2.other": "gazete"})
    assert codebook.unpack(record) == {"W1": "yes"}


def test_a_code_that_is_no_option_is_not_packed():
    with pytest.raises(KeyError):
        Codebook(likert_document(1).variables).pack({"Q1": "6"})


def test_a_record_of_another_structure_is_refused():
    with pytest.raises(struct.error):
        Codebook(likert_document(2).variables).unpack(b"\0")


def test_a_wide_range_takes_eight_bytes():
    question = NumberQuestion(code="N", label=text("Gelir"), minimum=0, maximum=10**10, decimals=2)
    document = Document(code="W", title=text("Geniş"), sections=(Section(code="S", questions=(question,)),))
    codebook = Codebook(document.variables)
    assert codebook.unpack(codebook.pack({"N": "9999999999.99"})) == {"N": "9999999999.99"}
    assert codebook.dtype.itemsize == 8


def ranked(*options_ranked, **fields):
    """The bytes of a ranking of a, b, c and d, and what is read from them."""
    question = RankingQuestion(code="R", label=text("R"), options="O", **fields)
    sets = {"O": options("a", "b", "c", "d")}
    document = Document(code="W", title=text("W"), option_sets=sets, sections=(Section(code="S", questions=(question,)),))
    codebook = Codebook(document.variables)
    record = codebook.pack(*options_ranked)
    return list(record), codebook.unpack(record)


def test_a_ranking_stores_the_place_of_every_option():
    assert ranked({"R": ["c", "a"]}, maximum=2) == ([0, 2, 0, 1, 0], {"R": ["c", "a"]})
    assert ranked({"R": ["d", "c", "b", "a"]}) == ([0, 4, 3, 2, 1], {"R": ["d", "c", "b", "a"]})
    assert ranked({"R": None}) == ([SKIPPED_U1, 0, 0, 0, 0], {"R": None})
    assert ranked({}) == ([NOT_ASKED_U1, 0, 0, 0, 0], {})


@pytest.mark.parametrize(
    ("precision", "answer", "stored"),
    [
        ("year", "1800", 1800),
        ("year", "2199", 2199),
        ("month", "1800-01", 21_600),
        ("month", "2199-12", 26_399),
        ("month", None, 65_534),
    ],
)
def test_a_period_is_its_year_or_its_months_since_year_nought(precision, answer, stored):
    ends = {"year": ("1800", "2199"), "month": ("1800-01", "2199-12")}[precision]
    question = PeriodQuestion(code="P", label=text("P"), precision=precision, earliest=ends[0], latest=ends[1])
    document = Document(code="W", title=text("W"), sections=(Section(code="S", questions=(question,)),))
    codebook = Codebook(document.variables)
    record = codebook.pack({"P": answer})
    assert (int.from_bytes(record, "little"), codebook.unpack(record)) == (stored, {"P": answer})
