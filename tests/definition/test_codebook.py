import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.definition.codebook import NOT_ASKED_U1, SKIPPED_U1, Codebook
from surveys.definition.document import Document, Section
from surveys.questions import NumberQuestion
from tests.factories.documents import likert_document, text, work_document

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
