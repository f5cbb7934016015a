"""Made-up answers are answers a respondent could give."""

import random
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from mik_site.demo.answers import Person, Respondents
from mik_site.demo.traits import Traits
from surveys.definition.compiled import Compiled
from surveys.definition.document import Document, Section
from surveys.questions import PeriodQuestion, RankingQuestion
from tests.definition.strategies import PROGRAMS, documents
from tests.factories.documents import options, text

TRAITS = Traits(program=SimpleNamespace(code="10210"), quality=0.1, drift=0.0, employability=0.2, response=0.3, size=40)


def answers_of(document, *, people=1, seed=1, year=2026):
    made = Respondents(Compiled(document), seed=seed, base_year=2024, programs=list(PROGRAMS.by_code))
    return [made.answer(Person(TRAITS, year, random.Random(f"{seed}/{n}"))) for n in range(people)]


@given(documents(), st.integers(0, 10**6))
def test_what_is_made_up_for_any_document_could_have_been_typed(document, seed):
    (answers,) = answers_of(document, seed=seed)
    sets = {**document.option_sets, "programs": options(*PROGRAMS.by_code)}
    asked = Compiled(document).asked(answers, slots=frozenset())
    assert answers.keys() == asked
    for question in document.questions:
        own = {v.code for v in question.variables(sets)} & asked
        parsed = question.parse(question.typed(answers, sets), sets, asked=asked)
        if own:
            assert (parsed.problems, {code: parsed.answers[code] for code in own}) == ((), {code: answers[code] for code in own})


def test_rankings_follow_their_weights_and_no_time_lies_in_the_future():
    questions = (
        RankingQuestion(code="R", label=text("R"), options="R", maximum=3),
        PeriodQuestion(code="M", label=text("M"), precision="month", earliest="2020-01", latest="2030-12"),
    )
    sections = (Section(code="S", questions=questions),)
    document = Document(code="T", title=text("T"), option_sets={"R": options("a", "b", "c", "d")}, sections=sections)
    given_answers = [a for a in answers_of(document, people=300) if a["R"] and a["M"]]
    weights = Respondents(Compiled(document), seed=1, base_year=2024, programs=[]).weights["R"]
    first = [a["R"][0] for a in given_answers]
    by_weight = sorted(zip(weights, "abcd", strict=True))
    assert first.count(by_weight[-1][1]) > 2 * first.count(by_weight[0][1])
    assert {len(a["R"]) for a in given_answers} == {1, 2, 3}
    assert max(a["M"] for a in given_answers) <= "2026-06"
    assert min(a["M"] for a in given_answers) < "2022"
