"""What the simulation says of small questionnaires, word by word."""

import pytest
from django.utils import translation

from surveys.definition.compiled import Compiled
from surveys.definition.document import Document, Section
from surveys.definition.readable import readable
from surveys.definition.simulation import Condition, simulate
from surveys.definition.simulation_minutes import Times
from surveys.definition.simulation_words import clauses, dead_end_in_words
from surveys.questions import (
    DynamicMatrixQuestion,
    MultipleQuestion,
    NoteQuestion,
    NumberQuestion,
    PeriodQuestion,
    RankingQuestion,
    RegisterQuestion,
    SingleQuestion,
    TextQuestion,
)
from tests.factories.documents import options, scale, text, work_document


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def pages_of(*questions, after=(), **sets):
    """Each question in a section of its own."""
    sections = tuple(Section(code=f"S{n}", questions=(question,)) for n, question in enumerate(questions, 1))
    return Document(code="T", title=text("T"), option_sets=sets, sections=sections, after=after)


def single(code, show_if=None, **facts):
    return SingleQuestion(code=code, label=text(code), options="O", show_if=show_if, **facts)


def said(document):
    """What is said of the ways of each branch, by the variables it asks."""
    simulation = simulate(document)
    return {
        " ".join(branch.asked): [[clause.said for clause in clauses(simulation, way, language="en")] for way in branch.ways]
        for branch in simulation.branches
    }


def test_the_branches_of_a_small_questionnaire():
    assert said(work_document()) == {
        "W1 W5 W6 W7": [["“seçenek no (en)” or “seçenek refused (en)”", "0 to 6"]],
        "W1 W5 W7": [["“seçenek no (en)” or “seçenek refused (en)”", "7 to 10, or left open"]],
        "W1 W2 W2.other W3 W4 W5 W6 W7": [["“seçenek yes (en)”", "0 to 6"]],
        "W1 W2 W2.other W3 W4 W5 W7": [["“seçenek yes (en)”", "7 to 10, or left open"]],
    }


def test_its_shortest_and_longest_path_and_the_pages_some_skip():
    simulation = simulate(work_document())
    assert (len(simulation.shortest.asked), len(simulation.longest.asked), simulation.skipped_pages) == (3, 8, ())
    assert [branch.pages for branch in simulation.branches] == [(1, 2, 3)] * 4


@pytest.mark.parametrize(
    ("question", "condition", "yes", "no"),
    [
        (NumberQuestion(code="A", label=text("A"), minimum=0, maximum=98), "A < 35", "at most 34", "at least 35, or left open"),
        (
            NumberQuestion(code="A", label=text("A"), minimum=0, maximum=9, decimals=1),
            "A == 2.5",
            "2.5",
            "at most 2.4 or at least 2.6, or left open",
        ),
        (
            PeriodQuestion(code="A", label=text("A"), earliest="2000", latest="2030"),
            "A in [2019, 2020]",
            "2019 to 2020",
            "2018 or earlier or 2021 or later, or left open",
        ),
        (
            RankingQuestion(code="A", label=text("A"), options="O", maximum=2),
            "first(A) == x",
            "“seçenek x (en)” first",
            "“seçenek y (en)” or “seçenek z (en)” first, or left open",
        ),
        (
            RankingQuestion(code="A", label=text("A"), options="O", maximum=2, required=True),
            "A has x and first(A) == y",
            "“seçenek y (en)” first, “seçenek x (en)” behind it",
            None,
        ),
        (
            MultipleQuestion(code="A", label=text("A"), options="O"),
            "A has x",
            "with “seçenek x (en)”",
            "without “seçenek x (en)”, or left open",
        ),
        (
            MultipleQuestion(code="A", label=text("A"), options="O", required=True),
            "A has x and not A has y",
            "with “seçenek x (en)” and without “seçenek y (en)”",
            None,
        ),
        (RegisterQuestion(code="A", label=text("A"), register_name="programs"), "A == 10210", "“10210”", "another program, or left open"),
        (TextQuestion(code="A", label=text("A")), "answered(A)", "something is written", "left open"),
    ],
)
def test_kinds_of_answer_in_words(question, condition, yes, no):
    found = said(pages_of(question, single("B", condition), O=options("x", "y", "z")))
    assert found["A B"] == [[yes]]
    if no is not None:
        assert found["A"] == [[no]]


def test_of_many_options_those_left_out_are_named():
    found = said(pages_of(single("A"), single("B", "A != x"), O=options(*"xyzuv")))
    assert found == {"A B": [["anything but “seçenek x (en)”, or left open"]], "A": [["“seçenek x (en)”"]]}


def test_objectives_are_said_of_the_program():
    dynamic = DynamicMatrixQuestion(code="D", label=text("D"), options="S", slots=2)
    found = said(pages_of(dynamic, single("A"), S=scale(), O=options("x")))
    assert found == {
        "P01 P02 A": [["The program has educational objectives of its own"]],
        "A": [["The program has no educational objectives of its own"]],
    }


def test_what_nobody_reaches_is_named_with_the_condition_that_cannot_hold():
    document = pages_of(single("A"), single("B", "A == x and A == y"), single("C", "B == x"), O=options("x", "y"))
    simulation = simulate(document)
    assert (simulation.unreachable, simulation.unreachable_sections) == (("B", "C"), ("S2", "S3"))
    assert simulation.never == (Condition("B", "A == x and A == y"), Condition("C", "B == x"))


def test_a_condition_that_cannot_fail_is_named():
    simulation = simulate(pages_of(single("A", required=True), single("B", "A != x or A == x"), O=options("x", "y")))
    assert (simulation.always, len(simulation.branches)) == ((Condition("B", "A != x or A == x"),), 1)


def test_a_question_that_must_be_answered_is_never_left_open():
    open_to_skip, required = (pages_of(single("A", required=r), single("B", "not answered(A)"), O=options("x")) for r in (False, True))
    assert [simulate(document).unreachable for document in (open_to_skip, required)] == [(), ("B",)]


def test_an_answer_after_which_nothing_is_asked_is_a_dead_end():
    document = pages_of(
        single("A"), single("B", "A != x"), NoteQuestion(code="N", label=text("N")), single("C", "B == y"), O=options("x", "y")
    )
    simulation = simulate(document)
    ends = [(end.variable, dead_end_in_words(simulation, end, language="en"), end.follows) for end in simulation.dead_ends]
    assert ends == [("A", "“seçenek x (en)”", 2), ("B", "“seçenek x (en)”, or left open", 1)]


def test_pages_some_respondents_skip_are_listed():
    simulation = simulate(pages_of(single("A"), single("B", "A == x"), O=options("x", "y")))
    assert simulation.skipped_pages == (2,)


def test_thirty_gates_are_too_many_branches_and_are_judged_one_by_one():
    gates = [single(f"A{n}") for n in range(30)]
    behind = [single(f"B{n}", f"A{n} == x") for n in range(30)]
    nobody = single("C", "A1 == x and A1 == y")
    simulation = simulate(pages_of(*gates, *behind, nobody, O=options("x", "y")), draws=50)
    assert (simulation.exhaustive, simulation.drawn, len(simulation.branches) > 40) == (False, 50, True)
    assert (simulation.unreachable, simulation.undecided) == (("C",), ())
    assert simulation.reachable == {*(f"A{n}" for n in range(30)), *(f"B{n}" for n in range(30))}


def test_answers_with_too_many_combinations_are_named_and_nothing_is_claimed_of_them():
    many = MultipleQuestion(code="M", label=text("M"), options="L")
    behind = [single(f"B{n}", f"M has o{n}") for n in range(14)]
    all_of_them = single("C", " and ".join(f"M has o{n}" for n in range(14)))
    simulation = simulate(pages_of(many, *behind, all_of_them, L=options(*(f"o{n}" for n in range(14))), O=options("x", "y")))
    assert (simulation.exhaustive, simulation.coarse, simulation.never) == (False, ("M",), ())
    assert [condition.question for condition in simulation.undecided] == ["C"]


def test_minutes_are_words_read_and_answers_thought_about():
    document = pages_of(SingleQuestion(code="A", label=text("bir iki üç", "one two three four"), options="O"), O=options("x"))
    times = {language: Times(Compiled(document), language).seconds(asked=["A"], shown=["A"], pages=1) for language in ("tr", "en")}
    # three words and the two of the option at 166 a minute; four and three at 228; three seconds to answer, three for the page
    assert times == pytest.approx({"tr": 60 / 166 * 5 + 3 + 3, "en": 60 / 228 * 7 + 3 + 3})


def test_a_draft_is_read_without_the_conditions_that_cannot_be():
    document = pages_of(single("A", "B == x"), single("B", "A === x"), single("C", "B == x"), O=options("x"))
    mended, faults = readable(document)
    assert [question.show_if for question in mended.questions] == [None, None, "B == x"]
    assert faults == {
        "A": "A is shown by B, which does not come before it.",
        "B": "The condition “A === x” cannot be understood from “= x” on.",
    }
    assert [branch.asked for branch in simulate(mended).branches] == [("A", "B", "C"), ("A", "B")]
