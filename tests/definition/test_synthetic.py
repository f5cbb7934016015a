"""Made-up answers are answers a respondent could give."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.definition import synthetic
from surveys.definition.codebook import Codebook
from surveys.definition.compiled import Compiled
from surveys.questions import DynamicMatrixQuestion, Option, Text
from tests.factories.documents import likert_document, work_document

from .routed import routed_documents
from .strategies import PROGRAMS, documents


def fields_of(document, answers):
    """The answers as a respondent would post them."""
    fields = {}
    for code, value in answers.items():
        if document.variables[code].storage == "ranking":
            fields |= {f"{code}.{place}": [option] for place, option in enumerate(value or (), 1)}
        elif value is not None:
            fields[code] = value if isinstance(value, list) else [value]
    return fields


@given(routed_documents() | documents(), st.integers(0, 10**6), st.booleans())
def test_every_answer_is_accepted_stored_and_read_again(document, seed, with_objectives):
    compiled, codebook = Compiled(document), Codebook(document.variables)
    slots = frozenset(code for q in document.questions if isinstance(q, DynamicMatrixQuestion) and with_objectives for code in q.slot_codes)
    codes = sorted(PROGRAMS.by_code)
    programs = tuple(Option(code=code, label=Text(tr=code, en=code)) for code in codes)
    for answers in synthetic.answers(document, n=5, seed=seed, programs=codes, slots=slots):
        assert compiled.settle(answers, slots=slots) == answers
        parsed, problems = {}, []
        for page in compiled.open_pages(answers, slots=slots):
            read = compiled.parse_page(page, fields_of(document, answers), answers, slots=slots, programs=programs)
            parsed |= read.answers
            problems += read.problems
        assert (parsed, problems) == (answers, [])
        stored = {code: value for code, value in answers.items() if code in codebook.variables}
        assert codebook.unpack(codebook.pack(stored, programs=PROGRAMS), programs=PROGRAMS) == stored


def test_the_same_seed_gives_the_same_people_and_another_seed_others():
    first, again, other = (synthetic.answers(work_document(), n=20, seed=seed) for seed in (1, 1, 2))
    assert (first == again, first == other) == (True, False)


def test_people_are_the_same_however_many_are_asked_for():
    few, many = (synthetic.answers(work_document(), n=n, seed=1) for n in (3, 30))
    assert many[:3] == few


def test_items_of_a_scale_hold_together():
    scores = [
        [float(value) for value in answers.values()]
        for answers in synthetic.answers(likert_document(8, na=False), n=400, seed=1)
        if None not in answers.values()
    ]
    totals = [sum(row) for row in scores]
    items = [variance([row[item] for row in scores]) for item in range(8)]
    assert 8 / 7 * (1 - sum(items) / variance(totals)) == pytest.approx(0.78, abs=0.1)


def variance(values):
    middle = sum(values) / len(values)
    return sum((value - middle) ** 2 for value in values) / (len(values) - 1)


def test_some_leave_a_question_open_and_nobody_a_required_one():
    people = synthetic.answers(work_document(), n=500, seed=3)
    open_w5 = sum(person["W5"] is None for person in people)
    assert (any(person["W1"] is None for person in people), 5 <= open_w5 <= 30) == (False, True)


def test_a_better_program_is_rated_higher():
    def mean(level):
        people = synthetic.answers(likert_document(1, na=False), n=300, seed=1, level=level)
        values = [float(person["Q1"]) for person in people if person["Q1"]]
        return sum(values) / len(values)

    assert mean(-1) < mean(0) < mean(1)


def test_every_branch_of_a_common_questionnaire_is_met():
    people = synthetic.answers(work_document(), n=300, seed=1)
    assert len(Counter(tuple(person) for person in people)) == 4
